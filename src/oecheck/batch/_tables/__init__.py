"""The results of a batch as tables: sorted by the names of the packages, the same bytes whoever worked on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from oecheck.batch._journal import JOURNAL, finished_line
from oecheck.batch._record import BatchRecord
from oecheck.batch._tables._csv import CsvTables, cell
from oecheck.batch._tables._layout import STATUSES, Cell, Layout
from oecheck.batch._tables._parquet import ParquetTables
from oecheck.batch._tables._sqlite import DATABASE, SqliteTables

__all__ = ["DATABASE", "STATUSES", "TABLES", "cell", "remove_tables", "write_tables"]


class Tables(Protocol):
    """Both tables in one format."""

    def add(self, package: tuple[Cell, ...], outcomes: Iterable[tuple[Cell, ...]]) -> None:
        """One package with its requirements."""

    def finish(self) -> None:
        """Gives the files their names."""

    def close(self) -> None:
        """Leaves nothing half-written behind."""


TABLES: dict[str, Callable[[Path, Layout], Tables]] = {
    "csv": CsvTables,
    "sqlite": SqliteTables,
    "parquet": ParquetTables,
}
"""Format → what writes it; `sqlite` is always written."""

_FILES = (DATABASE, *(f"{table}.{kind}" for table in ("packages", "outcomes") for kind in ("csv", "parquet")))


def remove_tables(folder: Path) -> None:
    """Takes the tables of an earlier run away: while a batch runs, nothing may look like its result."""
    for name in _FILES:
        (folder / name).unlink(missing_ok=True)


def write_tables(
    folder: Path, record: BatchRecord, lines: Mapping[str, int], formats: Sequence[str]
) -> Counter[tuple[str, int]]:
    """Writes the tables from the journal, and counts the packages by status and exit code.

    Args:
        folder: of the batch.
        record: what it checked against.
        lines: name of each package → where the journal has its result.
        formats: words of `TABLES`.

    Raises:
        UsageError: a format needs an extra that is not installed.
        OSError: the system refuses to write.
    """
    layout = Layout(record)
    wanted = dict.fromkeys(("sqlite", *formats))
    tables: list[Tables] = []
    try:
        tables.extend(TABLES[name](folder, layout) for name in wanted)
        with (folder / JOURNAL).open("rb") as journal:
            counts = _filled(tables, layout, journal, lines)
    except BaseException:
        for table in tables:
            table.close()
        raise
    for table in tables:
        table.finish()
    return counts


def _filled(
    tables: Sequence[Tables], layout: Layout, journal: BinaryIO, lines: Mapping[str, int]
) -> Counter[tuple[str, int]]:
    counts: Counter[tuple[str, int]] = Counter()
    for name in sorted(lines):
        row, outcomes = finished_line(journal, lines[name])
        counts[row.status.value, row.exit_code] += 1
        package = layout.package_row(name, row, outcomes)
        for table in tables:
            table.add(package, layout.outcome_rows(name, outcomes))
    return counts
