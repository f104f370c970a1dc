"""`packages.parquet` and `outcomes.parquet`, through pyarrow (the extra `parquet`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from oecheck.batch._extra import optional
from oecheck.batch._tables._layout import OUTCOME_COLUMNS, Cell, Layout
from oecheck.store import part_of

__all__ = ["ParquetTables"]

_GROUP_ROWS = 100_000
"""Rows of a row group: what is in memory while the table is written."""


class ParquetTables:
    """Writes both tables; they take their names when all of it is written.

    Args:
        folder: of the batch.
        layout: of the tables.

    Raises:
        UsageError: pyarrow is not installed.
    """

    def __init__(self, folder: Path, layout: Layout) -> None:
        arrow = optional("pyarrow", "parquet", "--table parquet")
        parquet = optional("pyarrow.parquet", "parquet", "--table parquet")
        columns = (("packages", layout.package_columns), ("outcomes", OUTCOME_COLUMNS))
        self._packages, self._outcomes = (
            _File(arrow, parquet, folder / f"{name}.parquet", types) for name, types in columns
        )

    def add(self, package: tuple[Cell, ...], outcomes: Iterable[tuple[Cell, ...]]) -> None:
        """One package with its requirements."""
        self._packages.add(package)
        for row in outcomes:
            self._outcomes.add(row)

    def finish(self) -> None:
        """Gives the tables their names."""
        for one in (self._packages, self._outcomes):
            one.finish()

    def close(self) -> None:
        """Leaves nothing half-written behind."""
        for one in (self._packages, self._outcomes):
            one.close()


class _File:
    """One table, written group by group."""

    def __init__(self, arrow: Any, parquet: Any, file: Path, columns: Mapping[str, type]) -> None:
        self._arrow = arrow
        self._file = file
        kinds = {str: arrow.string(), int: arrow.int64()}
        self._schema = arrow.schema([(name, kinds[kind]) for name, kind in columns.items()])
        self._writer = parquet.ParquetWriter(part_of(file), self._schema, compression="zstd")
        self._rows: list[tuple[Cell, ...]] = []

    def add(self, row: tuple[Cell, ...]) -> None:
        self._rows.append(row)
        if len(self._rows) >= _GROUP_ROWS:
            self._flush()

    def _flush(self) -> None:
        if not self._rows:
            return
        columns = zip(*self._rows, strict=True)
        arrays = [self._arrow.array(column, kind) for column, kind in zip(columns, self._schema.types, strict=True)]
        self._writer.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()

    def finish(self) -> None:
        self._flush()
        self._writer.close()
        part_of(self._file).replace(self._file)

    def close(self) -> None:
        self._writer.close()
        part_of(self._file).unlink(missing_ok=True)
