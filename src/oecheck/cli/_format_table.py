"""Which format can say what of a course: the readers' own statements, as one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from oecheck.model.course import Course
from oecheck.readers import all_readers
from oecheck.readers._borrowed import BORROWED
from oecheck.readers._signs import NATIVE

__all__ = ["REFUSED", "FormatGroup", "FormatTable", "format_table", "refused_formats"]

_COURSE = "course."
_NOT_SAID = frozenset({"source", "record"})
"""Fields of the model that are about our reading of the package, and no statement of it."""
REFUSED = ("blackboard-native", "olat-native", "angel-native", "exelearning-native", "moodle-1-9", "olx-library")
"""Evidence of what is recognised and read by nothing; the text of its error says what to export instead."""


class FormatGroup(msgspec.Struct, frozen=True):
    """Formats that can say the same.

    Attributes:
        formats: words of the formats.
        says: fields that they have a place for, in the order of the table.
        borrows: fields that it has no place for, and that a package may yet say with words of others.
        lacks: fields that only other formats have a place for.
    """

    formats: tuple[str, ...]
    says: tuple[str, ...]
    borrows: tuple[str, ...]
    lacks: tuple[str, ...]


class FormatTable(msgspec.Struct, frozen=True):
    """All formats that can be read.

    Attributes:
        groups: formats, those that can say the same together, in the order of the readers.
        fields: fields that at least one format has a place for, in the order of the model.
        nowhere: fields that no format has a place for.
    """

    groups: tuple[FormatGroup, ...]
    fields: tuple[str, ...]
    nowhere: tuple[str, ...]


def format_table() -> FormatTable:
    """The table, made from what the readers state."""
    says = {word: reader.capabilities.get(word, frozenset()) for reader in all_readers() for word in reader.formats}
    named = {name for names in says.values() for name in names}
    of_course = [_COURSE + field for field in Course.__struct_fields__ if field not in _NOT_SAID]
    known = (*of_course, *sorted(named.difference(of_course)))
    fields = tuple(name for name in known if name in named)
    groups = tuple(_groups(says, fields))
    return FormatTable(groups, fields, tuple(name for name in known if name not in named))


def _groups(says: Mapping[str, frozenset[str]], fields: tuple[str, ...]) -> Iterator[FormatGroup]:
    together: dict[tuple[frozenset[str], frozenset[str]], list[str]] = {}
    for word, names in says.items():
        together.setdefault((names, BORROWED.get(word, frozenset())), []).append(word)
    for (names, borrowed), words in together.items():
        yield FormatGroup(
            tuple(words),
            tuple(name for name in fields if name in names),
            tuple(name for name in fields if name in borrowed),
            tuple(name for name in fields if name not in names | borrowed),
        )


def refused_formats() -> Iterator[tuple[str, str]]:
    """Evidence of what is recognised and not read, with the files that it is recognised by; ""."""
    for evidence in REFUSED:
        yield evidence, ", ".join(path for path, found in NATIVE if found == evidence)
