"""What changed from one batch to another, package by package and requirement by requirement."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from oecheck.batch._summary._database import attach, opened, run_of, statuses_of
from oecheck.batch._summary._frame import BatchSummary, Comparison, Frame
from oecheck.batch._summary._one import GROUPS

__all__ = ["compare_batches"]

# One row for each requirement of a package that both batches have, in the same revision.
_BOTH = """
CREATE TEMP VIEW both AS
SELECT p.number AS package, r.number AS number, r.id AS id, r.area AS area, r.level AS level, r.title AS title,
  CASE WHEN o.status = q.status THEN 'same'
       WHEN o.status = 'not_satisfied' THEN 'worse'
       WHEN o.status = 'not_determined' THEN 'unsure'
       WHEN q.status = 'not_satisfied' THEN 'better'
       ELSE 'same' END AS change
FROM main.outcome o
JOIN main.package p ON p.number = o.package
JOIN main.requirement r ON r.number = o.requirement
JOIN old.package b ON b.source = p.source
JOIN old.requirement s ON s.id = r.id AND s.rev = r.rev
JOIN old.outcome q ON q.package = b.number AND q.requirement = s.number
"""
_CHANGES = "sum(change = 'worse'), sum(change = 'better'), sum(change = 'unsure'), sum(change = 'same')"
_CHANGED = ("worse", "better", "unsure", "same")
_PACKAGES = """
SELECT count(b.source), count(*) - count(b.source), (SELECT count(*) FROM old.package c WHERE c.source NOT IN
    (SELECT source FROM main.package)),
  coalesce(sum(p.digest <> b.digest), 0), coalesce(sum(b.status = 'checked' AND p.status <> 'checked'), 0),
  coalesce(sum(b.status <> 'checked' AND p.status = 'checked'), 0)
FROM main.package p LEFT JOIN old.package b ON b.source = p.source
"""
_PACKAGES_COUNTED = ("both", "new", "gone", "changed", "no_longer_checked", "now_checked")
_RULE_CHANGED = """
SELECT id FROM (SELECT id, rev FROM main.requirement EXCEPT SELECT id, rev FROM old.requirement)
UNION SELECT id FROM (SELECT id, rev FROM old.requirement EXCEPT SELECT id, rev FROM main.requirement) ORDER BY 1
"""


def compare_batches(old: Path, new: Path, by: str) -> Comparison:
    """The later batch against the earlier one; packages are the same that have the same name.

    Args:
        old, new: folders.
        by: word of `BY`.

    Raises:
        UsageError: one of them has no finished batch.
    """
    with opened(new) as database:
        attach(database, old)
        database.execute(_BOTH)
        totals = database.execute(f"SELECT {_CHANGES} FROM both").fetchone()
        worse, better, unsure = (count or 0 for count in totals[:3])
        statuses = statuses_of(database)
        summary = BatchSummary(
            run=run_of(database),
            packages=sum(statuses.values()),
            statuses=statuses,
            frame=_frame(database, by),
        )
        return Comparison(
            summary=summary,
            packages=_packages(database),
            worse=worse,
            better=better,
            unsure=unsure,
            rule_changed=tuple(name for (name,) in database.execute(_RULE_CHANGED)),
        )


def _packages(database: sqlite3.Connection) -> Mapping[str, int]:
    return dict(zip(_PACKAGES_COUNTED, database.execute(_PACKAGES).fetchone(), strict=True))


def _frame(database: sqlite3.Connection, by: str) -> Frame:
    if by == "requirement":
        rows = database.execute(
            f"SELECT id, area, level, {_CHANGES}, title FROM both GROUP BY number HAVING sum(change <> 'same') > 0 "
            "ORDER BY number"
        )
        return Frame(("requirement", "area", "level", *_CHANGED, "title"), tuple(rows))
    if by == "area":
        rows = database.execute(
            f"SELECT a.id, {_CHANGES}, a.title FROM both JOIN main.area a ON a.id = both.area "
            "GROUP BY a.number ORDER BY a.number"
        )
        return Frame(("area", *_CHANGED, "title"), tuple(rows))
    rows = database.execute(
        f"SELECT {GROUPS[by]} AS g, count(DISTINCT p.number), {_CHANGES} FROM both "
        "JOIN main.package p ON p.number = both.package GROUP BY g ORDER BY g"
    )
    return Frame((by, "packages", *_CHANGED), tuple(rows))
