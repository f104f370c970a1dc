"""Profiles resolved into one selection of requirements with levels and parameters (proposal §3)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import msgspec

from oecheck.errors import UsageError
from oecheck.model.outcome import Level
from oecheck.rules._shape import Parameter, ProfileFile, RuleFile, Setting

__all__ = ["Selection", "resolve"]

_RANK = {Level.MAY: 0, Level.SHOULD: 1, Level.MUST: 2}
# The first word of a parameter's name says on which side it bounds.
_BOUNDS = {"max": "lower", "min": "higher"}
_STRICTER: Mapping[str, Callable[[str, str], str]] = {
    "lower": lambda one, other: min(one, other, key=float),
    "higher": lambda one, other: max(one, other, key=float),
    "when-true": lambda one, other: "true" if "true" in (one, other) else "false",
    "when-false": lambda one, other: "false" if "false" in (one, other) else "true",
}


class Selection(msgspec.Struct, frozen=True):
    """The resolved catalogue.

    Attributes:
        levels: level by requirement id; a requirement that is not here is not selected.
        parameters: values that profiles set, by requirement id and name.
        digest: sha256 of levels and parameters.
    """

    levels: Mapping[str, Level]
    parameters: Mapping[str, Mapping[str, str]]
    digest: str


def resolve(rules: Iterable[RuleFile], profiles: Sequence[ProfileFile], own_areas: Collection[str] = ()) -> Selection:
    """Combines profiles: what one of them selects is selected, the highest level and the strictest value win.

    A requirement that a profile excludes is left out only where no other profile selects it. Of a parameter with a
    stricter side the strictest value holds; a profile that sets none has the rule's own.

    Args:
        rules: all requirements of the edition.
        profiles: those to combine.
        own_areas: areas of single profiles, which `*` does not select.

    Raises:
        UsageError: two profiles set a parameter without a stricter side to different values.
    """
    levels: dict[str, Level] = {}
    parameters: dict[str, dict[str, str]] = {}
    for rule in rules:
        chosen = [profile for profile in profiles if _selected(rule, profile, own_areas)]
        if not chosen:
            continue
        raised = (profile.raise_to.get(rule.id, rule.level) for profile in chosen)
        levels[rule.id] = max((rule.level, *raised), key=_RANK.__getitem__)
        values = _values(rule, [profile.parameters.get(rule.id, {}) for profile in chosen])
        if values:
            parameters[rule.id] = values
    encoded = msgspec.json.encode(
        (sorted(levels.items()), sorted((key, sorted(v.items())) for key, v in parameters.items()))
    )
    return Selection(levels, parameters, hashlib.sha256(encoded).hexdigest())


def _values(rule: RuleFile, settings: Sequence[Mapping[str, Setting]]) -> dict[str, str]:
    """What the profiles that select a rule make of its parameters together."""
    found: dict[str, str] = {}
    for name in dict.fromkeys(name for setting in settings for name in setting):
        parameter = rule.parameters.get(name)
        stricter = _STRICTER.get(_side(name, parameter))
        silent = [parameter.value] if parameter is not None and stricter is not None else []
        for setting in settings:
            for value in [setting[name].value] if name in setting else silent:
                known = found.setdefault(name, value)
                if stricter is not None:
                    found[name] = stricter(known, value)
                elif known != value:
                    raise UsageError("profiles-conflict", requirement=rule.id, parameter=name, one=known, other=value)
    return found


def _side(name: str, parameter: Parameter | None) -> str:
    side = parameter.stricter if parameter is not None else None
    return side or _BOUNDS.get(name.partition("_")[0], "")


def _selected(rule: RuleFile, profile: ProfileFile, own_areas: Collection[str]) -> bool:
    if rule.status == "withdrawn" or rule.id in profile.exclude:
        return False
    area = rule.id.split("-")[1]
    return any(word in {rule.id, area} or (word == "*" and area not in own_areas) for word in profile.select)
