"""Comma-separated tables with a head: quotes or none, fields of several lines, columns in any order and letter case.

Source: formats/tincan-aicc.md §2; RFC 4180 where the writers of these files kept to it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import msgspec

__all__ = ["Row", "Table", "read_table"]

_MOST_ROWS = 200_000
"""Rows of one table; a course of a thousand units has a thousand."""


class Row(msgspec.Struct, frozen=True):
    """One record.

    Attributes:
        line: where it begins, 1-based.
        cells: as written, blanks around them taken off.
        columns: number by column name.
    """

    line: int
    cells: tuple[str, ...]
    columns: dict[str, int]

    def get(self, column: str) -> str:
        """The cell of a column, "" where the table or the row has none."""
        number = self.columns.get(column, -1)
        return self.cells[number] if 0 <= number < len(self.cells) else ""


class Table(msgspec.Struct, frozen=True):
    """A table as read.

    Attributes:
        head: names of the columns, small letters, in order.
        rows: records that are not blank.
        problem_line: where reading stopped because the text is no table from there on; 0.
    """

    head: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    problem_line: int = 0


def read_table(text: str) -> Table:
    """The table of a text; whatever it holds, as far as it can be read."""
    head: tuple[str, ...] | None = None
    columns: dict[str, int] = {}
    rows: list[Row] = []
    line = 0
    try:
        for line, cells in _records(text):
            if not any(cells):
                continue
            if head is None:
                head = tuple(cell.lower() for cell in cells)
                for number, name in enumerate(head):
                    columns.setdefault(name, number)
                continue
            if len(rows) >= _MOST_ROWS:
                return Table(head, tuple(rows), line)
            rows.append(Row(line, cells, columns))
    except csv.Error:  # a field of more than 128 KiB: a quote that never closes
        return Table(head or (), tuple(rows), line + 1)
    return Table(head or (), tuple(rows))


def _records(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""), skipinitialspace=True)
    begin = 1
    for cells in reader:
        yield begin, tuple(cell.strip() for cell in cells)
        begin = reader.line_num + 1
