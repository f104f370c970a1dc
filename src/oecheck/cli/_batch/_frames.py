"""A table of a summary as text, Markdown or CSV."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from oecheck.batch import cell
from oecheck.cli._said import said
from oecheck.cli._terminal import width_of
from oecheck.reporters._layout import columns as width
from oecheck.reporters._markdown.escape import prose
from oecheck.reporters._visible import visible

if TYPE_CHECKING:
    from oecheck.batch._summary import Frame

__all__ = ["csv_lines", "markdown_lines", "text_lines"]

_GAP = "  "
_PACKAGES, _STATUS, _NOT_IN_FULL = "packages", "status", "not_in_full"


def text_lines(frame: Frame) -> Iterator[str]:
    """Columns below each other, numbers to the right; on a terminal, lines are cut to its width."""
    rows = [_headings(frame), *(_shown(row) for row in frame.rows)]
    widths = [max(width(row[place]) for row in rows) for place in range(len(frame.columns))]
    numbers = [any(not isinstance(row[place], str) for row in frame.rows) for place in range(len(widths))]
    limit = width_of(sys.stdout) if sys.stdout.isatty() else None
    for row in rows:
        cells = (_padded(*one) for one in zip(row, widths, numbers, strict=True))
        yield _GAP.join(cells).rstrip()[:limit]


def _padded(text: str, size: int, is_number: bool) -> str:
    blanks = " " * (size - width(text))
    return blanks + text if is_number else text + blanks


def markdown_lines(frame: Frame) -> Iterator[str]:
    """A table of GitHub's Markdown."""
    yield _markdown_row(_headings(frame))
    yield f"|{'---|' * len(frame.columns)}"
    for row in frame.rows:
        yield _markdown_row(_shown(row, prose))


def _markdown_row(cells: list[str]) -> str:
    return f"| {' | '.join(one.replace('|', chr(92) + '|') for one in cells)} |"


def csv_lines(frame: Frame, incomplete: int = 0) -> Iterator[str]:
    """RFC 4180, with the names of columns that programs know.

    A last line counts the packages that were not looked at in full; a table by status has them already.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows([cell(value) for value in row] for row in frame.rows)
    if incomplete and _PACKAGES in frame.columns and frame.columns[0] != _STATUS:
        line = {frame.columns[0]: _NOT_IN_FULL, _PACKAGES: incomplete}
        writer.writerow([line.get(name, "") for name in frame.columns])
    yield stream.getvalue().removesuffix("\n")


def _shown(row: Sequence[object], escape: Callable[[str], str] = str) -> list[str]:
    """A row for people: what is not known of what the row is about is said, not left blank."""
    first = row[0] if row[0] != "" else said("batch.unknown")
    return [escape(visible(value)) if isinstance(value, str) else str(value) for value in (first, *row[1:])]


def _headings(frame: Frame) -> list[str]:
    return [_words()[name] for name in frame.columns]


def _words() -> dict[str, str]:
    """Column → its heading."""
    return {
        "requirement": said("batch.column.requirement"),
        "area": said("batch.column.area"),
        "status": said("batch.column.status"),
        "format": said("batch.column.format"),
        "producer": said("batch.column.producer"),
        "provider": said("batch.column.provider"),
        "country": said("batch.column.country"),
        "level": said("batch.column.level"),
        "title": said("batch.column.title"),
        "packages": said("batch.column.packages"),
        "not_in_full": said("batch.column.not-in-full"),
        "requirements": said("batch.column.requirements"),
        "packages_failing": said("batch.column.packages-failing"),
        "satisfied": said("batch.column.satisfied"),
        "not_satisfied": said("batch.column.not-satisfied"),
        "not_determined": said("batch.column.not-determined"),
        "not_applicable": said("batch.column.not-applicable"),
        "not_satisfied_percent": said("batch.column.not-satisfied-percent"),
        "checked": said("batch.column.checked"),
        "refused": said("batch.column.refused"),
        "incomplete": said("batch.column.incomplete"),
        "timeout": said("batch.column.timeout"),
        "out_of_memory": said("batch.column.out-of-memory"),
        "crashed": said("batch.column.crashed"),
        "no_must_failed": said("batch.column.no-must-failed"),
        "must_failed": said("batch.column.must-failed"),
        "must_failed_percent": said("batch.column.must-failed-percent"),
        "most_frequent": said("batch.column.most-frequent"),
        "worse": said("batch.column.worse"),
        "better": said("batch.column.better"),
        "unsure": said("batch.column.unsure"),
    }
