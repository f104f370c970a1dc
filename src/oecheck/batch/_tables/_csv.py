"""Tables for spreadsheets: `packages.csv` and `outcomes.csv`, as the CSV report is written (RFC 4180, CWE-1236)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from oecheck.batch._tables._layout import OUTCOME_COLUMNS, Cell, Layout
from oecheck.reporters._spreadsheet import no_formula
from oecheck.store import part_of

__all__ = ["CsvTables", "cell"]


def cell(value: object) -> object:
    """A value that no spreadsheet takes for a formula."""
    return no_formula(value) if isinstance(value, str) else value


class CsvTables:
    """Writes both tables; they take their names when all of it is written.

    Args:
        folder: of the batch.
        layout: of the tables.
    """

    def __init__(self, folder: Path, layout: Layout) -> None:
        self._files = (folder / "packages.csv", folder / "outcomes.csv")
        self._streams: list[TextIO] = [_opened(file) for file in self._files]
        packages, outcomes = self._streams
        self._packages, self._outcomes = csv.writer(packages), csv.writer(outcomes)
        self._packages.writerow(layout.package_columns)
        self._outcomes.writerow(OUTCOME_COLUMNS)

    def add(self, package: tuple[Cell, ...], outcomes: Iterable[tuple[Cell, ...]]) -> None:
        """One package with its requirements."""
        self._packages.writerow([cell(value) for value in package])
        self._outcomes.writerows([cell(value) for value in row] for row in outcomes)

    def finish(self) -> None:
        """Gives the tables their names."""
        for stream, file in zip(self._streams, self._files, strict=True):
            stream.close()
            part_of(file).replace(file)

    def close(self) -> None:
        """Leaves nothing half-written behind."""
        for stream, file in zip(self._streams, self._files, strict=True):
            stream.close()
            part_of(file).unlink(missing_ok=True)


def _opened(file: Path) -> TextIO:
    """UTF-8 with a byte order mark: without one, spreadsheets misread every language but English."""
    return part_of(file).open("w", encoding="utf-8-sig", newline="")
