"""What changed from one batch to another, package by package and requirement by requirement."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from oecheck.batch._summary._database import attach, opened, run_of, statuses_of
from oecheck.batch._summary._frame import BatchSummary, Comparison, Frame
from oecheck.batch._summary._one import GROUPS

__all__ = ["compare_batches"]

# One row for each requirement of a package that both batches looked at in full and have in the same revision, and that
# became worse or better, or can no longer be told. The order of the joins is fixed: through the packages, then by key.
_CHANGED_ROWS = """
CREATE TEMP TABLE same_package AS SELECT p.number AS new, b.number AS old
  FROM main.package p JOIN old.package b ON b.source = p.source
  WHERE p.status = 'checked' AND b.status = 'checked';
CREATE TEMP TABLE same_rule AS SELECT r.number AS new, s.number AS old
  FROM main.requirement r JOIN old.requirement s ON s.id = r.id AND s.rev = r.rev;
CREATE INDEX temp.rule_by_new ON same_rule (new);
CREATE TEMP TABLE changed AS SELECT o.package AS package, o.requirement AS requirement,
  CASE WHEN o.status = 'not_satisfied' THEN 'worse' WHEN o.status = 'not_determined' THEN 'unsure' ELSE 'better' END
    AS change
  FROM same_package CROSS JOIN main.outcome o CROSS JOIN same_rule CROSS JOIN old.outcome q
  WHERE o.package = same_package.new AND same_rule.new = o.requirement
    AND q.package = same_package.old AND q.requirement = same_rule.old AND o.status <> q.status
    AND (o.status IN ('not_satisfied', 'not_determined') OR q.status = 'not_satisfied');
"""
_CHANGES = "total(change = 'worse'), total(change = 'better'), total(change = 'unsure')"
_CHANGED = ("worse", "better", "unsure")
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
        database.executescript(_CHANGED_ROWS)
        worse, better, unsure = _whole(database.execute(f"SELECT {_CHANGES} FROM changed").fetchone())
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
            f"SELECT r.id, r.area, r.level, {_CHANGES}, r.title FROM changed "
            "JOIN main.requirement r ON r.number = changed.requirement GROUP BY r.number ORDER BY r.number"
        )
        return Frame(("requirement", "area", "level", *_CHANGED, "title"), tuple(map(_whole, rows)))
    if by == "area":
        rows = database.execute(
            f"SELECT a.id, {_CHANGES}, a.title FROM main.area a JOIN main.requirement r ON r.area = a.id "
            "LEFT JOIN changed ON changed.requirement = r.number GROUP BY a.number ORDER BY a.number"
        )
        return Frame(("area", *_CHANGED, "title"), tuple(map(_whole, rows)))
    rows = database.execute(
        f"SELECT {GROUPS[by]} AS g, count(DISTINCT p.number), {_CHANGES} FROM same_package "
        "JOIN main.package p ON p.number = same_package.new LEFT JOIN changed ON changed.package = p.number "
        "GROUP BY g ORDER BY g"
    )
    return Frame((by, "packages", *_CHANGED), tuple(map(_whole, rows)))


def _whole(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row whose totals are whole numbers: SQLite's `total` gives 0.0 of nothing, and its `sum` nothing."""
    return tuple(int(value) if isinstance(value, float) else value for value in row)
