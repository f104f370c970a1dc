"""The plan of sessions of a course that is taught in a room, as the record says it (SCR-001, WKS-002)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._record_said import Record, at, entries, stated
from oecheck.model.course import Course, Module
from oecheck.model.fact import Value, plain
from oecheck.values.text import fold

__all__ = ["FACTS"]

_HOUR_MIN = 60.0
_MOST = 10
_UNTITLED = "–"


def session_count(record: Record) -> Value[int]:
    """Sessions of the plan; absent where the record has none."""
    return stated(record, len(entries(record, "sessions")) if at(record, "sessions") is not None else None)


def session_hours(record: Record) -> Value[float]:
    """Minutes of all sessions together, in hours."""
    return stated(record, sum(_minutes(entry) for entry in entries(record, "sessions")) / _HOUR_MIN)


def sessions_without_minutes(record: Record) -> tuple[str, ...]:
    """Titles of the sessions that state no minutes, or none above nought."""
    return tuple(str(entry.get("title", "")) for entry in entries(record, "sessions") if not _minutes(entry))[:_MOST]


def modules_without_session(record: Record, units: tuple[Module, ...], course: Course) -> Value[tuple[str, ...]]:
    """Titles of the modules for which no session states minutes; a course without units is one module."""
    timed = [entry for entry in entries(record, "sessions") if _minutes(entry)]
    named = {fold(str(name)) for entry in timed for name in entry.get("modules", ())}
    if units:
        without = [unit for unit in units if not {fold(unit.id), fold(plain(unit.title) or "")} & named]
        return stated(record, tuple(plain(unit.title) or unit.id for unit in without))
    return stated(record, () if timed else (plain(course.title) or _UNTITLED,))


def _minutes(entry: Mapping[str, Any]) -> float:
    minutes = entry.get("minutes")
    return float(minutes) if isinstance(minutes, int | float) else 0.0


_ROWS = (
    ("session_count", "int", "", "sessions of the plan, as the record says; absent without a plan", session_count),
    ("session_hours", "double", "h", "minutes of all sessions together, in hours", session_hours),
    (
        "sessions_without_minutes",
        "list<string>",
        "",
        "titles of sessions that state no minutes, at most ten",
        sessions_without_minutes,
    ),
    (
        "modules_without_session",
        "list<string>",
        "",
        "titles of the units for which no session of the record states minutes",
        modules_without_session,
    ),
)

FACTS = tuple(
    FactDefinition(of="course", name=name, type=kind, unit=unit, meaning=meaning, function=function)
    for name, kind, unit, meaning, function in _ROWS
)
