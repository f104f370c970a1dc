"""The database of a finished batch, opened for reading."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from oecheck.batch._record import read_record
from oecheck.batch._tables import DATABASE
from oecheck.errors import UsageError

__all__ = ["attach", "opened", "run_of", "statuses_of"]

_VERSION = re.compile(r"[\s/]+[vV(]?[0-9].*")


@contextmanager
def opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """The database of a batch.

    Raises:
        UsageError: there is none, or the batch is not finished.
    """
    with closing(sqlite3.connect(_address(folder), uri=True)) as database:
        database.create_function("program", 1, _program, deterministic=True)
        try:
            yield database
        except sqlite3.DatabaseError as problem:
            raise _unreadable(folder, problem) from problem


def attach(database: sqlite3.Connection, folder: Path) -> None:
    """Lays the database of an earlier batch beside, under the name `old`.

    Raises:
        UsageError: there is none, or that batch is not finished.
    """
    try:
        database.execute("ATTACH DATABASE ? AS old", (_address(folder),))
    except sqlite3.DatabaseError as problem:
        raise _unreadable(folder, problem) from problem


def run_of(database: sqlite3.Connection) -> Mapping[str, str]:
    """What the batch checked against."""
    return dict(database.execute("SELECT name, value FROM main.run ORDER BY name"))


def statuses_of(database: sqlite3.Connection) -> Mapping[str, int]:
    """How many packages by what became of them."""
    return dict(database.execute("SELECT status, count(*) FROM main.package GROUP BY status ORDER BY status"))


def _address(folder: Path) -> str:
    """Of the database, for reading only.

    Raises:
        UsageError: the folder has no finished batch.
    """
    record = read_record(folder)
    if record is None:
        raise UsageError("batch-none", file=folder.as_posix())
    file = folder / DATABASE
    if record.state != "complete" or not file.is_file():
        raise UsageError("batch-unfinished", file=folder.as_posix(), packages=record.packages)
    return f"{file.resolve().as_uri()}?mode=ro"


def _unreadable(folder: Path, problem: sqlite3.DatabaseError) -> UsageError:
    return UsageError("batch-record", file=(folder / DATABASE).as_posix(), detail=type(problem).__name__)


def _program(producer: str) -> str:
    """A program without its version: `Moodle 4.1 (Build: 20221128)` is Moodle."""
    return _VERSION.sub("", producer)
