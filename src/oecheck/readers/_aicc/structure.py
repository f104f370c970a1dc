"""What the files of an AICC course say, as plain records: units, words, and who is in which block.

Identifiers mean the same whatever their letter case; `key` gives what they are compared by.
Source: formats/tincan-aicc.md §2.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from oecheck.readers._aicc.crs import CourseFile, read_crs
from oecheck.readers._aicc.shelf import Shelf
from oecheck.readers._aicc.tables import Row, Table, read_table

__all__ = ["ROOT", "Membership", "Structure", "key", "read_structure"]

ROOT = "root"


class Membership(msgspec.Struct, frozen=True):
    """One member of a block, in the order of the file."""

    block: str
    member: str
    line: int


class Structure(msgspec.Struct, frozen=True):
    """All files of a course.

    Attributes:
        crs: the course.
        tables: the others by kind, of those that are there.
        units: rows of the `.au` by key of their id, the first of each.
        words: rows of the `.des` by key, the first of each.
        members: of all blocks, in the order of the file.
    """

    crs: CourseFile
    tables: dict[str, Table]
    units: dict[str, Row]
    words: dict[str, Row]
    members: tuple[Membership, ...]

    def rows(self, kind: str) -> tuple[Row, ...]:
        table = self.tables.get(kind)
        return table.rows if table is not None else ()

    def root(self) -> str:
        """Key of the block that the course begins with; where none is named root the only one that is in no other."""
        blocks = self.blocks()
        inside = {key(node.member) for node in self.members}
        tops = [name for name in blocks if name not in inside]
        return tops[0] if ROOT not in blocks and len(tops) == 1 else ROOT

    def blocks(self) -> dict[str, list[Membership]]:
        """Members by key of their block."""
        found: dict[str, list[Membership]] = {}
        for node in self.members:
            found.setdefault(key(node.block), []).append(node)
        return found


def key(identifier: str) -> str:
    """What an identifier is compared by."""
    return identifier.strip().casefold()


def read_structure(shelf: Shelf) -> Structure:
    """The records of a course, as far as its files can be read."""
    tables = {
        kind: read_table(text) for kind in shelf.paths if kind != "crs" and (text := shelf.text(kind)) is not None
    }
    units, words, members = tables.get("au", Table()), tables.get("des", Table()), tables.get("cst", Table())
    return Structure(
        read_crs(shelf.text("crs") or ""),
        tables,
        _by_id(units),
        _by_id(words),
        tuple(_memberships(members)),
    )


def _by_id(table: Table) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in table.rows:
        identifier = row.get("system_id")
        if identifier:
            found.setdefault(key(identifier), row)
    return found


def _memberships(table: Table) -> Iterator[Membership]:
    """Members stand in the columns of that name, and in those behind the head."""
    block = table.head.index("block") if "block" in table.head else 0
    for row in table.rows:
        for number, cell in enumerate(row.cells):
            named = table.head[number] if number < len(table.head) else "member"
            if number != block and cell and (named == "member" or not named):
                yield Membership(row.cells[block] if block < len(row.cells) else "", cell, row.line)
