"""Checks one package after the other, or several at once; one that cannot be read does not stop the others."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec.structs import replace

from oecheck.cli._said import STANDARD_INPUT, said
from oecheck.cli._suggest import suggestion
from oecheck.errors import InternalError, NotAPackage, OecheckError, PackageError, PackageTooLarge, UsageError
from oecheck.model.report import Assertion, Report
from oecheck.run import CheckOptions, check_package

__all__ = ["Result", "named", "results"]

# What each process does first: Ctrl-C, which the terminal sends to all of them, ends it without a word.
_SILENT = (signal.signal, (signal.SIGINT, signal.SIG_DFL))
_COLLECTIONS = ("collection", "packed-collection")
_KIND = next(field.default for field in msgspec.structs.fields(Assertion) if field.name == "kind")


class Result(msgspec.Struct, frozen=True):
    """What became of one package: its report, which holds no result where a problem kept it from being read."""

    package: str
    report: Report
    problem: OecheckError | None = None


def named(packages: Sequence[str]) -> tuple[str, ...]:
    """The packages, each of which is there.

    Raises:
        UsageError: one is not, or has no name; said before any of them is opened.
    """
    for package in packages:
        if not package:
            raise UsageError("package-unnamed")
        if package != STANDARD_INPUT and not Path(package).exists():
            raise UsageError("package-missing", package=package, suggestion=_neighbours(Path(package)))
    return tuple(packages)


def _neighbours(path: Path) -> str:
    """Likely names in the same folder; the folder itself where that is missing."""
    folder = path.parent
    if not folder.is_dir():
        return said("suggest.folder", folder=folder)
    from itertools import islice

    names = [entry.name for entry in islice(folder.iterdir(), 1000)]
    return suggestion(path.name, names) if 0 < len(names) <= 20 else said("suggest.look", folder=folder)


def results(packages: Sequence[str], options: CheckOptions, jobs: int) -> Iterator[Result]:
    """A result for each package, in the order given."""
    if jobs == 1 or len(packages) == 1:
        return (_one(package, options) for package in packages)
    return _side_by_side(packages, options, jobs)


def _one(package: str, options: CheckOptions) -> Result:
    source, name = _source(package)
    try:
        if package == STANDARD_INPUT:
            source = _standard_input(options)
        return Result(package, check_package(source, options, name=name))
    except (PackageError, InternalError) as problem:
        return _unread(package, options, _of_folder(problem, package))


def _source(package: str) -> tuple[Path | bytes, str]:
    """Where a package is read from, and its name where that does not tell it."""
    return (b"", said("standard-input")) if package == STANDARD_INPUT else (Path(package), "")


def _of_folder(problem: OecheckError, package: str) -> OecheckError:
    """The problem with a folder of packages, which its owner wants to have checked one by one."""
    if problem.code not in _COLLECTIONS or package == STANDARD_INPUT or not Path(package).is_dir():
        return problem
    return NotAPackage("packages-in-folder", packages=problem.arguments.get("detail", ""), folder=package.rstrip("/"))


def _unread(package: str, options: CheckOptions, problem: OecheckError) -> Result:
    from oecheck.run import unread_report

    source, name = _source(package)
    return Result(package, unread_report(source, options, problem, name), problem)


def _standard_input(options: CheckOptions) -> bytes:
    limit = options.limits.total_bytes
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        raise PackageTooLarge("stdin-too-large", limit_bytes=limit)
    return data


def _side_by_side(packages: Sequence[str], options: CheckOptions, jobs: int) -> Iterator[Result]:
    """Several processes; a package that ends its process takes none of the others with it."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    context = get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(packages)), context, *_SILENT) as pool, _ended_when_left():
        waiting = [(package, pool.submit(_one, package, options)) for package in packages]
        for package, future in waiting:
            try:
                yield _as_here(future.result())
            except BrokenProcessPool:
                yield _alone(package, options)


@contextmanager
def _ended_when_left() -> Iterator[None]:
    """Ends the processes when nobody waits for them any more: somebody stopped the run, or has all results."""
    from multiprocessing import active_children

    try:
        yield
    except (KeyboardInterrupt, GeneratorExit):
        for child in active_children():
            child.terminate()
        raise


def _as_here(result: Result) -> Result:
    """A result of another process, with the very defaults that it would have in this one.

    msgspec leaves a field out that holds its default itself; the word for it that another process sent is only equal.
    """
    requirements = tuple(
        replace(one, assertions=tuple(map(_with_defaults, one.assertions))) for one in result.report.requirements
    )
    return replace(result, report=replace(result.report, requirements=requirements))


def _with_defaults(assertion: Assertion) -> Assertion:
    return replace(assertion, kind=_KIND) if assertion.kind == _KIND else assertion


def _alone(package: str, options: CheckOptions) -> Result:
    """Tries a package again in a process of its own: its pool broke, perhaps through another one."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, get_context("spawn"), *_SILENT) as pool, _ended_when_left():
        try:
            return _as_here(pool.submit(_one, package, options).result())
        except BrokenProcessPool:
            return _unread(package, options, InternalError("worker-died", package=package))
