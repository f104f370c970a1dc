"""What else differs between two editions: word lists, vocabularies, profiles, mappings, record, document, translations.

Requirements and structural checks are held against each other by `diff`, which runs their examples.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

import msgspec

from oecheck.authoring._parts import Part, parts
from oecheck.documents import DocumentUnreadable
from oecheck.documents.yaml import parse_yaml, to_data
from oecheck.rules import LOCALES, RELEASE, EditionFiles

__all__ = ["ChangedFile", "compare_files"]

_STANDARD = "standard"
_LEXICONS = "lexicons"
_OF_SETTING = frozenset({"why"})
_SELECTING = frozenset({"select", "exclude", "raise_to", "parameters"})


class ChangedFile(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file that is no requirement and no structural check.

    Attributes:
        name: its place in the edition without the ending; the word lists of a language count as one file.
        kind: `new`, `gone`, `outcome-changing` (what a profile selects, or an example turned), `undecided` (words that
            programs look for differ, and no example shows it) or `editorial`.
        fields: (name, old, new) of what differs.
        must_rise: packages may come out differently, and neither a requirement nor the edition says so.
    """

    name: str
    kind: str
    fields: tuple[Part, ...] = ()
    must_rise: bool = False


def compare_files(old: EditionFiles, new: EditionFiles, read: Mapping[str, bool]) -> Iterator[ChangedFile]:
    """Every other file that differs, by name.

    Args:
        old, new: the two editions.
        read: word lists and vocabularies that differ and that a requirement names, which tells of them by its revision,
            and whether an example of one turned.
    """
    before, after = _contents(old), _contents(new)
    risen = before.get(_STANDARD, {}).get("edition") != after.get(_STANDARD, {}).get("edition")
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield _changed(name, before.get(name), after.get(name), (read, risen))


def _changed(name: str, old: Any, new: Any, around: tuple[Mapping[str, bool], bool]) -> ChangedFile:
    read, risen = around
    fields = tuple(parts("", old or {}, new or {}))
    deciding = {_list(name, field): field for field, _, _ in fields if _decides(name, field)}
    kind = _kind(name, deciding, read)
    if old is None or new is None:
        kind, fields = "gone" if new is None else "new", ()
    untold = bool(deciding.keys() - read.keys())
    return ChangedFile(name=name, kind=kind, fields=fields, must_rise=untold and not risen)


def _kind(name: str, deciding: Collection[str], read: Mapping[str, bool]) -> str:
    if not deciding:
        return "editorial"
    words = name.startswith((_LEXICONS, "vocabularies"))
    return "undecided" if words and not any(read.get(one) for one in deciding) else "outcome-changing"


def _list(name: str, field: str) -> str:
    """The word list or vocabulary that a field belongs to; of all other files, the file."""
    if name.startswith(_LEXICONS):
        return field.partition(".")[0]
    return PurePosixPath(name).name if name.startswith("vocabularies") else name


def _decides(name: str, field: str) -> bool:
    """Whether packages may come out differently by it."""
    group, steps = name.partition("/")[0], field.split(".")
    if group == _LEXICONS:
        return len(steps) < 2 or steps[1] == "words"
    if group == "vocabularies":
        return steps[0] == "entries"
    if group == "profiles":
        return steps[0] in _SELECTING and not _OF_SETTING & set(steps[3:])
    if group == _STANDARD:
        return steps[0] == "default_profile" or (
            steps[0] == "areas" and (len(steps) < 3 or steps[2] in {"id", "profile"})
        )
    return False


def _contents(files: EditionFiles) -> dict[str, dict[str, Any]]:
    """The values of each file that is compared here, by its place without the ending."""
    found: dict[str, dict[str, Any]] = {}
    for full, data in (*files.contents(), *files.locales()):
        name = full.removeprefix(files.prefix())
        group = name.partition("/")[0]
        if group == "rules" or name == RELEASE:
            continue
        value = _value(full, data)
        if group == _LEXICONS:
            lists = value.get("lists")
            found.setdefault(f"{group}/{value.get('language')}", {}).update(lists if isinstance(lists, dict) else {})
        else:
            found[name.removesuffix(".yaml")] = _told(group, value)
    return found


def _told(group: str, value: dict[str, Any]) -> dict[str, Any]:
    """Of the numbered checks only what stands around them; of a translation only whether a text differs."""
    if group == "formats":
        return {key: part for key, part in value.items() if key != "checks"}
    if group == LOCALES:
        texts = value.get("texts")
        return {key: part["text"] for key, part in texts.items()} if isinstance(texts, dict) else {}
    return value


def _value(name: str, data: bytes) -> dict[str, Any]:
    """The file as a mapping; one that is none is left to lint, which says what is wrong with it."""
    try:
        value = to_data(parse_yaml(data, name).root)
    except DocumentUnreadable:
        return {}
    return value if isinstance(value, dict) else {}
