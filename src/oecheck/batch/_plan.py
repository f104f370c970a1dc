"""What of a batch is finished already, and what is still to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from oecheck.batch._files import report_path, stands_whole
from oecheck.batch._journal import JOURNAL, FinishedLine, finished_lines
from oecheck.batch._values import UNFINISHED, PackageRef, Task

__all__ = ["Plan", "plan"]


class Plan(msgspec.Struct):
    """What is to do, and what is done; grows with the journal.

    Attributes:
        packages: all of the batch, by name.
        todo: those that are not finished.
        lines: name → where the journal has the result that counts.
        redone: how many were finished once, and are not any more: they, or what they are checked against, changed.
    """

    packages: tuple[PackageRef, ...]
    todo: tuple[PackageRef, ...]
    lines: dict[str, int]
    redone: int

    def tasks(self, folder: Path) -> Iterator[Task]:
        """A task for each package that is still to do and can be looked at."""
        for package in self.todo:
            if package.problem:
                continue
            report = str(folder / report_path(package.name))
            yield Task(name=package.name, location=package.location, stamp=package.stamp, report=report)


def plan(
    packages: tuple[PackageRef, ...], folder: Path, key: str, bounds: tuple[float, int], *, retry: bool = False
) -> Plan:
    """Compares the packages with the journal of the folder.

    Args:
        packages: all of the batch.
        folder: of the batch.
        key: digest of everything that results depend on.
        bounds: seconds and bytes for a package: one that did not come through with less is tried again.
        retry: try all that did not come through again.
    """
    by_name = {package.name: package for package in packages}
    finished: dict[str, int] = {}
    seen: set[str] = set()
    for line in finished_lines(folder / JOURNAL):  # a later line of a package takes the place of an earlier one
        package = by_name.get(line.name)
        if package is None:
            continue
        seen.add(line.name)
        finished.pop(line.name, None)
        if _counts(line, package, folder, key, bounds, retry):
            finished[line.name] = line.offset
    todo = tuple(package for package in packages if package.name not in finished)
    return Plan(packages, todo, finished, len(seen) - len(finished))


def _counts(
    line: FinishedLine, package: PackageRef, folder: Path, key: str, bounds: tuple[float, int], retry: bool
) -> bool:
    """Whether a result of the journal is still that of the package."""
    if line.key != key or line.stamp != package.stamp or not package.stamp:
        return False
    if line.row.status in UNFINISHED and (retry or _less(line.bounds, bounds)):
        return False
    return not line.row.has_report or stands_whole(folder / report_path(package.name))


def _less(then: tuple[float, int], now: tuple[float, int]) -> bool:
    """Whether a package had less time or memory than it would have now; 0 bytes is no bound."""
    return then[0] < now[0] or (then[1] != 0 and (now[1] == 0 or then[1] < now[1]))
