"""`results.sqlite`: both tables in one file, which `oecheck batch summary` reads; written by every batch.

package      one row for each package, the columns of packages.csv
requirement  one row for each requirement of the catalogue
outcome      package and requirement by number, with status and counts
outcomes     a view with the columns of outcomes.csv
run          what the batch checked against, by name
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import msgspec

from oecheck.batch._record import BatchRecord
from oecheck.batch._tables._layout import Cell, Layout
from oecheck.store import part_of

__all__ = ["DATABASE", "SqliteTables"]

DATABASE = "results.sqlite"
_TYPES = {str: "TEXT", int: "INTEGER"}
_SCHEMA = """
CREATE TABLE run (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE area (number INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL);
CREATE TABLE requirement (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, area TEXT NOT NULL, level TEXT NOT NULL, class TEXT NOT NULL,
  rev INTEGER NOT NULL, title TEXT NOT NULL);
CREATE TABLE package (number INTEGER PRIMARY KEY, {columns}, UNIQUE (source));
CREATE TABLE outcome (
  package INTEGER NOT NULL REFERENCES package (number), requirement INTEGER NOT NULL REFERENCES requirement (number),
  status TEXT NOT NULL, passed INTEGER NOT NULL, failed INTEGER NOT NULL, cant_tell INTEGER NOT NULL,
  inapplicable INTEGER NOT NULL, untested INTEGER NOT NULL, PRIMARY KEY (package, requirement)) WITHOUT ROWID;
CREATE VIEW outcomes AS SELECT p.source AS source, r.id AS requirement, r.area AS area, r.level AS level,
  o.status AS status, o.passed AS passed, o.failed AS failed, o.cant_tell AS cant_tell,
  o.inapplicable AS inapplicable, o.untested AS untested
  FROM outcome o JOIN package p ON p.number = o.package JOIN requirement r ON r.number = o.requirement;
"""
# Of the record, what tables of the same packages have in common whatever machine made them.
_RUN = ("form", "tool_version", "standard", "edition", "standard_digest", "profile_digest", "language", "date", "key")


class SqliteTables:
    """Writes the database beside and renames it; the same rows in the same order give the same bytes.

    Args:
        folder: of the batch.
        layout: of the tables.
    """

    def __init__(self, folder: Path, layout: Layout) -> None:
        self._file = folder / DATABASE
        part_of(self._file).unlink(missing_ok=True)
        self._database = sqlite3.connect(part_of(self._file), isolation_level=None)
        # It is built in one go and thrown away if that is cut short: no journal, no waiting for the disk.
        self._database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;")
        columns = layout.package_columns
        declared = ", ".join(f'"{name}" {_TYPES[kind]} NOT NULL' for name, kind in columns.items())
        self._database.executescript(_SCHEMA.format(columns=declared))
        self._database.execute("BEGIN")
        self._keep_record(layout.record)
        self._insert = f"INSERT INTO package VALUES (NULL{', ?' * len(columns)})"
        self._requirements = {one.id: number for number, one in enumerate(layout.record.requirements, 1)}

    def _keep_record(self, record: BatchRecord) -> None:
        said = msgspec.to_builtins(record)
        run = [(name, str(said[name])) for name in _RUN] + [("profiles", ",".join(record.profiles))]
        self._database.executemany("INSERT INTO run VALUES (?, ?)", sorted(run))
        areas = [(area.id, area.title) for area in record.areas]
        self._database.executemany("INSERT INTO area VALUES (NULL, ?, ?)", areas)
        rows = [(r.id, r.area, r.level, r.requirement_class, r.rev, r.title) for r in record.requirements]
        self._database.executemany("INSERT INTO requirement VALUES (NULL, ?, ?, ?, ?, ?, ?)", rows)

    def add(self, package: tuple[Cell, ...], outcomes: Iterable[tuple[Cell, ...]]) -> None:
        """One package with its requirements."""
        number = self._database.execute(self._insert, package).lastrowid
        rows = ((number, self._requirements[str(row[1])], *row[4:]) for row in outcomes)
        self._database.executemany("INSERT INTO outcome VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def finish(self) -> None:
        """Gives the database its name."""
        self._database.execute("COMMIT")
        self._database.close()
        part_of(self._file).replace(self._file)

    def close(self) -> None:
        """Leaves nothing half-written behind."""
        self._database.close()
        part_of(self._file).unlink(missing_ok=True)
