"""Checks one package after the other, or several at once; one that cannot be read does not stop the others."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from oecheck.cli._said import STANDARD_INPUT, said
from oecheck.cli._suggest import suggestion
from oecheck.errors import InternalError, OecheckError, PackageError, PackageTooLarge, UsageError
from oecheck.model.report import Report
from oecheck.run import CheckOptions, check_package

__all__ = ["Result", "named", "results"]


class Result(msgspec.Struct, frozen=True):
    """What became of one package: a report, or the problem that kept it from being read."""

    package: str
    report: Report | None = None
    problem: OecheckError | None = None


def named(packages: Sequence[str]) -> tuple[str, ...]:
    """The packages, each of which is there.

    Raises:
        UsageError: one is not; said before any of them is opened.
    """
    for package in packages:
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
    try:
        if package == STANDARD_INPUT:
            return Result(package, check_package(_standard_input(options), options, name=said("standard-input")))
        return Result(package, check_package(Path(package), options))
    except (PackageError, InternalError) as problem:
        return Result(package, problem=problem)


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
    with ProcessPoolExecutor(min(jobs, len(packages)), mp_context=context) as pool:
        waiting = [(package, pool.submit(_one, package, options)) for package in packages]
        for package, future in waiting:
            try:
                yield future.result()
            except BrokenProcessPool:
                yield _alone(package, options)


def _alone(package: str, options: CheckOptions) -> Result:
    """Tries a package again in a process of its own: its pool broke, perhaps through another one."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(_one, package, options).result()
        except BrokenProcessPool:
            return Result(package, problem=InternalError("worker-died", package=package))
