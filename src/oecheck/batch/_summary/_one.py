"""One batch by requirement, by area, or by what its packages have in common."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from pathlib import Path

from oecheck.batch._summary._database import opened, run_of, statuses_of
from oecheck.batch._summary._frame import BatchSummary, Cell, Frame
from oecheck.batch._values import PackageStatus

__all__ = ["GROUPS", "summarise"]

GROUPS = {
    "status": "p.status",
    "format": "p.format",
    "producer": "program(p.producer)",
    "provider": "p.provider",
    "country": "p.country",
}
"""What packages are grouped by → its expression over the table of packages."""

_MOST_FREQUENT = 3
_COUNTED = ("satisfied", "not_satisfied", "not_determined", "not_applicable")
_IN_FULL = "p.status = 'checked'"
"""A package that was not looked at in full is counted apart: what it does not show is not known to be in order."""
_COUNTS = ", ".join(f"sum({_IN_FULL} AND o.status = '{status}')" for status in _COUNTED)


def summarise(folder: Path, by: str) -> BatchSummary:
    """The numbers of a finished batch.

    Args:
        folder: of the batch.
        by: word of `BY`.

    Raises:
        UsageError: the folder has no finished batch.
    """
    with opened(folder) as database:
        statuses = statuses_of(database)
        frames = {"requirement": _by_requirement, "area": _by_area}
        frame = frames[by](database) if by in frames else _by_group(database, by)
        return BatchSummary(run=run_of(database), packages=sum(statuses.values()), statuses=statuses, frame=frame)


def _by_requirement(database: sqlite3.Connection) -> Frame:
    rows = database.execute(
        f"SELECT r.id, r.area, r.level, count(*), sum(NOT {_IN_FULL}), {_COUNTS}, r.title FROM outcome o "
        "JOIN package p ON p.number = o.package JOIN requirement r ON r.number = o.requirement "
        "GROUP BY r.number ORDER BY r.number"
    )
    columns = ("requirement", "area", "level", "packages", "not_in_full", *_COUNTED, "not_satisfied_percent", "title")
    return Frame(columns, tuple((*row[:-1], _percent(row[6], row[5], row[7]), row[-1]) for row in rows))


def _by_area(database: sqlite3.Connection) -> Frame:
    """Failing are the packages that do not satisfy a must of the area."""
    rows = database.execute(
        "SELECT a.id, count(DISTINCT r.number), count(DISTINCT o.package), "
        f"count(DISTINCT CASE WHEN NOT {_IN_FULL} THEN o.package END), count(DISTINCT CASE WHEN {_IN_FULL} "
        "AND o.status = 'not_satisfied' AND r.level = 'must' THEN o.package END), "
        f"{_COUNTS}, a.title FROM outcome o JOIN package p ON p.number = o.package "
        "JOIN requirement r ON r.number = o.requirement JOIN area a ON a.id = r.area "
        "GROUP BY a.number ORDER BY a.number"
    )
    columns = ("area", "requirements", "packages", "not_in_full", "packages_failing", *_COUNTED, "title")
    return Frame(columns, tuple(rows))


def _by_group(database: sqlite3.Connection, by: str) -> Frame:
    """Passing are the packages that were checked and fail no must; most failing groups are not put first: by name."""
    group = GROUPS[by]
    statuses = ", ".join(f"sum(p.status = '{status}')" for status in PackageStatus)
    checked = "p.status = 'checked' AND p.must_not_satisfied"
    rows = database.execute(
        f"SELECT {group} AS g, count(*), {statuses}, sum({checked} = 0), sum({checked} > 0) "
        "FROM package p GROUP BY g ORDER BY g"
    ).fetchall()
    often = _most_frequent(database, group)
    names = tuple(status.value.replace("-", "_") for status in PackageStatus)
    columns = (by, "packages", *names, "no_must_failed", "must_failed", "must_failed_percent", "most_frequent")
    return Frame(columns, tuple((*row[:-2], *_musts(row), often[row[0]]) for row in rows))


def _musts(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Packages by whether a must failed, with the share; nothing where none was looked at in full."""
    passed, failed = int(row[-2]), int(row[-1])
    return (passed, failed, _percent(failed, passed)) if passed + failed else ("", "", "")


def _most_frequent(database: sqlite3.Connection, group: str) -> dict[Cell, str]:
    """Group → the must requirements that most of its packages do not satisfy."""
    found = database.execute(
        f"SELECT {group} AS g, r.id, count(*) AS c FROM outcome o JOIN package p ON p.number = o.package "
        f"JOIN requirement r ON r.number = o.requirement WHERE {_IN_FULL} AND o.status = 'not_satisfied' "
        "AND r.level = 'must' "
        "GROUP BY g, r.id ORDER BY g, c DESC, r.number"
    )
    often: defaultdict[Cell, list[str]] = defaultdict(list)
    for name, requirement, count in found:
        if len(often[name]) < _MOST_FREQUENT:
            often[name].append(f"{requirement} ({count})")
    return defaultdict(str, {name: ", ".join(words) for name, words in often.items()})


def _percent(part: int, *others: int) -> float:
    """A share in percent, with one decimal; 0.0 of nothing."""
    whole = part + sum(others)
    return round(100 * part / whole, 1) if whole else 0.0
