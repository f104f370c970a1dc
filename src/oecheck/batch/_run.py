"""A whole batch: what there is, what is finished, the rest checked, the tables written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Protocol

import msgspec

from oecheck.batch._files import writable
from oecheck.batch._journal import JOURNAL, Journal
from oecheck.batch._lock import locked
from oecheck.batch._plan import Plan, plan
from oecheck.batch._pool import Bounds
from oecheck.batch._record import BatchRecord, key_of, read_record, record_of, write_record
from oecheck.batch._row import Judge, row_of_unfinished
from oecheck.batch._sources import Listing
from oecheck.batch._tables import remove_tables, write_tables
from oecheck.batch._task import CheckWork
from oecheck.batch._values import Done, PackageStatus, Task, WorkerNote
from oecheck.errors import ExitCode, UsageError
from oecheck.run import CheckOptions, catalogue_for
from oecheck.run._date import evaluation_date

__all__ = ["BatchOptions", "Engine", "Watcher", "run_batch"]


_ORDER = (ExitCode.RULE_FILE, ExitCode.INCOMPLETE, ExitCode.UNREADABLE, ExitCode.FAILED, ExitCode.OK)


class Runs(Protocol):
    """Something that has workers."""

    def run(self, tasks: Iterable[Task]) -> Iterator[Done | WorkerNote]:
        """The answer to each task, in any order, and what happens to workers."""


Engine = Callable[[CheckWork, int], AbstractContextManager[Runs]]
"""Makes the workers for a batch, from what they do and the number of packages still to do."""


class Watcher(Protocol):
    """Somebody who wants to know how far a batch is."""

    def begins(self, total: int, finished: int, redone: int) -> None:
        """How many packages there are, how many are finished, how many have to be done again."""

    def done(self, done: Done) -> None:
        """One more package is finished."""

    def tables(self) -> None:
        """All are finished, the tables are being written."""


class BatchOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a batch is told.

    Attributes:
        out: folder of the batch; made if it is not there.
        check: options of every check.
        judge: the exit code that a report leads to.
        judgement: what that depends on, in words.
        tables: formats of the tables, beside the database.
        bounds: of a worker.
        retry: try again what did not come through in an earlier run.
    """

    out: Path
    check: CheckOptions
    judge: Judge
    judgement: str = ""
    tables: tuple[str, ...] = ("csv",)
    bounds: Bounds = Bounds()
    retry: bool = False

    @property
    def given(self) -> tuple[float, int]:
        """Seconds and bytes for one package."""
        return self.bounds.timeout_s, self.bounds.memory_bytes


def run_batch(listing: Listing, options: BatchOptions, engine: Engine, watcher: Watcher) -> BatchRecord:
    """Checks all packages that are not finished yet, and writes the tables.

    Args:
        listing: the packages.
        options: what to check and how.
        engine: makes the workers.
        watcher: is told how far it is.

    Returns:
        The record of the complete batch.

    Raises:
        UsageError: the standard, a profile or the folder cannot be used, or another process uses it.
        RuleFileError: the standard cannot be used.
        InternalError: no worker can be begun.
        KeyboardInterrupt: somebody stopped it; the journal says so, and another run goes on.
    """
    asked = options.check
    catalogue = catalogue_for(asked)
    with writable(options.out):
        options.out.mkdir(parents=True, exist_ok=True)
        with locked(options.out):
            earlier = read_record(options.out)
            date = asked.date or (earlier.date if earlier else evaluation_date(asked))
            options = msgspec.structs.replace(options, check=msgspec.structs.replace(asked, date=date))
            key = key_of(catalogue, options.check, options.judgement)
            record = record_of(catalogue, options.check, key, len(listing.packages), listing.passed_over)
            return _locked_run(listing, options, record, engine, watcher)


def _locked_run(
    listing: Listing, options: BatchOptions, record: BatchRecord, engine: Engine, watcher: Watcher
) -> BatchRecord:
    todo = plan(listing.packages, options.out, record.key, options.given, retry=options.retry)
    remove_tables(options.out)
    write_record(options.out, record)
    watcher.begins(len(todo.packages), len(todo.lines), todo.redone)
    with closing(Journal(options.out / JOURNAL)) as journal:
        journal.event("begins", key=record.key, version=record.tool_version, packages=record.packages)
        try:
            _check(todo, options, record, engine, journal, watcher)
            journal.event("checked", finished=len(todo.lines))
            watcher.tables()
            counts = write_tables(options.out, record, todo.lines, options.tables)
        except KeyboardInterrupt:
            journal.event("stopped", finished=len(todo.lines))
            write_record(options.out, msgspec.structs.replace(record, state="stopped"))
            raise
        journal.event("complete", finished=counts.total())
    complete = _completed(record, counts)
    write_record(options.out, complete)
    return complete


def _check(
    todo: Plan, options: BatchOptions, record: BatchRecord, engine: Engine, journal: Journal, watcher: Watcher
) -> None:
    """Gives every package to a worker and keeps every answer before the next is heard."""
    for unlisted in filter(lambda package: package.problem, todo.todo):
        row = row_of_unfinished(PackageStatus.INCOMPLETE, unlisted.problem)
        todo.lines[unlisted.name] = journal.done(Done(name=unlisted.name, stamp="", row=row), record.key, options.given)
    count = sum(not package.problem for package in todo.todo)
    if not count:
        return
    work = CheckWork(options.check, options.judge, f"{record.standard_digest} {record.profile_digest}")
    with engine(work, count) as workers:
        for said in workers.run(todo.tasks(options.out)):
            if isinstance(said, WorkerNote):
                journal.note(said)
                continue
            todo.lines[said.name] = journal.done(said, record.key, options.given)
            watcher.done(said)


def _completed(record: BatchRecord, counts: Counter[tuple[str, int]]) -> BatchRecord:
    """The record of a batch whose every package has a row.

    Raises:
        UsageError: one has none: the journal was changed meanwhile.
    """
    if counts.total() != record.packages:
        raise UsageError("batch-lost", count=record.packages - counts.total())
    statuses: Counter[str] = Counter()
    for (status, _), count in counts.items():
        statuses[status] += count
    code = _most_serious({code for _, code in counts})
    return msgspec.structs.replace(record, state="complete", statuses=dict(sorted(statuses.items())), exit_code=code)


def _most_serious(codes: set[int]) -> int:
    """The first of 4, 5, 3, 1, 0 that occurs; a code that nobody knows, or no code at all, is no pass.

    Source: DESIGN.md §5.
    """
    known = codes if codes and codes.issubset(_ORDER) else {*codes, ExitCode.INCOMPLETE}
    return int(next(code for code in _ORDER if code in known))
