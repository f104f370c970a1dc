"""`oecheck batch [run] SOURCE... --out DIR`"""

from __future__ import annotations

import os
import shlex
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click
import msgspec

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._exit import FAIL_ON, exit_code
from oecheck.cli._guard import INTERRUPTED
from oecheck.cli._language import language
from oecheck.cli._limits import limit_options, limits_of
from oecheck.cli._options import DATE, SIZE, common_options, option
from oecheck.cli._said import said
from oecheck.containers import Limits

if TYPE_CHECKING:
    from oecheck.batch import BatchOptions, BatchRecord, Bounds, Engine

__all__ = ["COMMAND"]

_ENGINES = ("local", "ray")
_TABLES = ("csv", "sqlite", "parquet")


class _Request(msgspec.Struct, frozen=True, kw_only=True):
    """The words of the command line, typed."""

    sources: tuple[str, ...]
    out: str
    list: tuple[str, ...]
    all_files: bool
    standard: str
    profile: tuple[str, ...]
    only: tuple[str, ...]
    skip: tuple[str, ...]
    date: str
    force_format: str
    fail_on: str
    require_complete: bool
    table: tuple[str, ...]
    jobs: int
    timeout: float
    memory: int
    recycle_after: int
    recycle_above: int
    engine: str
    retry: bool
    no_cache: bool
    keep_facts: bool
    quiet: bool


@click.command("run", cls=ConfiguredCommand, help=said("batch.run.help"), epilog=said("batch.run.epilog"))
@click.argument("sources", metavar="SOURCE...", nargs=-1)
@option("out", required=True, metavar="DIR", key="batch-out")
@option("list", multiple=True, metavar="FILE", key="batch-list")
@option("all-files", is_flag=True)
@option("standard", default="ohe@0.1", show_default=True, metavar="ID@EDITION")
@option("profile", multiple=True, metavar="NAME")
@option("only", multiple=True, metavar="ID|AREA")
@option("skip", multiple=True, metavar="ID|AREA")
@option("date", type=DATE, default="", metavar="YYYY-MM-DD", key="batch-date")
@option("force-format", default="", metavar="FORMAT")
@option("fail-on", type=click.Choice(list(FAIL_ON)), default="must", show_default=True)
@option("require-complete", is_flag=True)
@option("table", type=click.Choice(_TABLES), multiple=True, default=("csv",), show_default=True)
@option("jobs", "-j", type=click.IntRange(0), default=0, metavar="N", key="batch-jobs")
@option("timeout", type=click.FloatRange(0.1), default=300.0, show_default=True, metavar="SECONDS")
@option("memory", type=SIZE, default=2 << 30, metavar="SIZE")
@option("recycle-after", type=click.IntRange(1), default=500, show_default=True, metavar="N")
@option("recycle-above", type=SIZE, default=400 << 20, metavar="SIZE")
@option("engine", type=click.Choice(_ENGINES), default="local", show_default=True)
@option("retry", is_flag=True)
@option("no-cache", is_flag=True)
@option("keep-facts", is_flag=True)
@option("quiet", "-q", is_flag=True, key="batch-quiet")
@limit_options
@common_options
def _command(**words: Any) -> int:
    request = msgspec.convert(words, _Request)
    with _stoppable():
        try:
            return _batch(request, limits_of(words))
        except KeyboardInterrupt:
            again = shlex.join(["oecheck", *sys.argv[1:]])
            print("\n" + said("batch.stopped", again=again), file=sys.stderr)
            return INTERRUPTED


@contextmanager
def _stoppable() -> Iterator[None]:
    """While open, a scheduler's request to end (SIGTERM) is heard like a person's (SIGINT)."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _batch(request: _Request, limits: Limits) -> int:
    from oecheck.batch import list_packages, run_batch
    from oecheck.cli._batch._progress import BatchProgress

    options = _options(request, limits)
    engine = _engine(request, options.bounds)
    listing = list_packages(request.sources, request.list, all_files=request.all_files)
    record = run_batch(listing, options, engine, BatchProgress(wanted=not request.quiet))
    _tell(record, request.out)
    return record.exit_code


def _options(request: _Request, limits: Limits) -> BatchOptions:
    from oecheck.batch import BatchOptions, Bounds
    from oecheck.run import CheckOptions

    check = CheckOptions(
        standard=request.standard,
        profiles=_split(request.profile),
        language=language(),
        date=request.date,
        only=_split(request.only),
        skip=_split(request.skip),
        force_format=request.force_format,
        cache=not request.no_cache,
        keep_facts=request.keep_facts,
        limits=limits,
    )
    bounds = Bounds(
        timeout_s=request.timeout,
        memory_bytes=request.memory,
        recycle_after=request.recycle_after,
        recycle_above_bytes=request.recycle_above,
    )
    return BatchOptions(
        out=Path(request.out),
        check=check,
        judge=partial(exit_code, fail_on=request.fail_on, require_complete=request.require_complete),
        judgement=f"{request.fail_on} {request.require_complete}",
        tables=request.table,
        bounds=bounds,
        retry=request.retry,
    )


def _engine(request: _Request, bounds: Bounds) -> Engine:
    """What makes the workers; a missing extra is told before anything is looked for."""
    if request.engine == "ray":
        from oecheck.batch._ray import RayEngine, ray

        ray()
        return lambda work, _count: RayEngine(work, request.jobs, bounds)
    from oecheck.batch import Pool

    jobs = request.jobs or _processors()
    return lambda work, count: Pool(work, min(jobs, count), bounds)


def _processors() -> int:
    """Processors that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _split(words: Iterable[str]) -> tuple[str, ...]:
    """Words given one by one or joined by commas."""
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())


def _tell(record: BatchRecord, out: str) -> None:
    """How it went, on standard error; the results are in the folder."""
    statuses = ", ".join(f"{status} {count}" for status, count in record.statuses.items())
    print(said("batch.complete", packages=record.packages, statuses=statuses, code=record.exit_code), file=sys.stderr)
    passed_over = ", ".join(f"{kind} {count}" for kind, count in record.passed_over.items())
    if passed_over:
        print(said("batch.passed-over", kinds=passed_over), file=sys.stderr)
    print(said("batch.next", out=out), file=sys.stderr)


COMMAND: click.Command = _command
