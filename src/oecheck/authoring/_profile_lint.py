"""Profiles: what they select, raise, set and leave out is there, and stays within what the rules allow."""

from __future__ import annotations

from pathlib import PurePosixPath

from oecheck.authoring._known import Known
from oecheck.authoring._parameter import lint_value
from oecheck.authoring._pointer import pointer_to
from oecheck.authoring._written import WrittenFile
from oecheck.language.problems import close_to
from oecheck.model.outcome import Level
from oecheck.rules import ProfileFile

__all__ = ["lint_profile"]

_RANK = {Level.MAY: 0, Level.SHOULD: 1, Level.MUST: 2}


def lint_profile(file: WrittenFile, known: Known) -> None:
    """Notes everything that is wrong with a profile, beyond its schema."""
    profile: ProfileFile = file.value
    if PurePosixPath(file.name).stem != profile.id:
        file.add("/id", "profile-file-name", found=profile.id, file=PurePosixPath(file.name).name)
    areas = {area.id for area in known.standard.areas} if known.standard else set()
    for index, word in enumerate(profile.select):
        if word not in {"*", *areas, *known.rules}:
            near = close_to(word, [*areas, *known.rules])
            file.add(pointer_to("select", index), "profile-unknown-rule", found=word, suggestions=near)
    for key, ids in (("raise_to", profile.raise_to), ("parameters", profile.parameters), ("exclude", profile.exclude)):
        for id in ids:
            if id not in known.rules:
                near = close_to(id, known.rules)
                file.add(pointer_to(key, id), "profile-unknown-rule", at_key=True, found=id, suggestions=near)
    _own_areas(file, profile, known)
    _levels(file, profile, known)
    _parameters(file, profile, known)


def _own_areas(file: WrittenFile, profile: ProfileFile, known: Known) -> None:
    """Requirements of its own that a profile does not select would never be asked of anybody."""
    for area in known.standard.areas if known.standard else ():
        if area.profile == profile.id and area.id not in profile.select:
            file.add("/select", "profile-own-area", at_key=True, found=area.id)


def _levels(file: WrittenFile, profile: ProfileFile, known: Known) -> None:
    for id, level in profile.raise_to.items():
        rule = known.rules.get(id)
        if rule is not None and _RANK[level] <= _RANK[rule.level]:
            file.add(
                pointer_to("raise_to", id), "profile-does-not-raise", id=id, level=rule.level.value, found=level.value
            )


def _parameters(file: WrittenFile, profile: ProfileFile, known: Known) -> None:
    for id, values in profile.parameters.items():
        rule = known.rules.get(id)
        for name, setting in values.items() if rule else ():
            pointer = pointer_to("parameters", id, name)
            parameter = rule.parameters.get(name) if rule else None
            if rule is not None and parameter is None:
                arguments = {
                    "id": id,
                    "found": name,
                    "known": ", ".join(rule.parameters) or "-",
                    "suggestions": close_to(name, rule.parameters),
                }
                file.note(pointer, "profile-unknown-parameter", arguments, at_key=True)
            elif parameter is not None:
                lint_value(file, f"{pointer}/value", name, parameter, setting.value)
