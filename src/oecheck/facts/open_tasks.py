"""Open tasks, time limits and what the record says of them (ASM-007, ASM-009)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._record_parts import assessments_said
from oecheck.facts.assessed_work import offered
from oecheck.model.course import Activity, Course
from oecheck.model.fact import Fact, Method, plain

__all__ = ["FACTS"]

_OPEN = frozenset({"essay", "upload", "media"})


def open_tasks(course: Course, assessed_work: tuple[Activity, ...]) -> tuple[Activity, ...]:
    """Assessed work that people judge: assignments, discussions that count, tests with essays or uploads."""
    by_human = {
        one.activity
        for one in course.assessments
        if any(question.kind in _OPEN or plain(question.scored_by) == "human" for question in one.questions)
    }
    return tuple(
        activity
        for activity in assessed_work
        if activity.kind in ("assignment", "discussion") or activity.id in by_human
    )


def open_task_ids(open_tasks: tuple[Activity, ...]) -> frozenset[str]:
    """Their ids, for quick look-ups."""
    return frozenset(activity.id for activity in open_tasks)


def open_task(activity: Activity, open_task_ids: frozenset[str]) -> bool:
    """Whether it is one of them."""
    return activity.id in open_task_ids


def time_limits(course: Course) -> Mapping[str, float]:
    """Time limits by the id of the activity: its own, else that of its test."""
    limits: dict[str, float] = {}
    for activity in offered(course):
        _note(limits, activity.id, plain(activity.time_limit_s))
    for assessment in course.assessments:
        _note(limits, assessment.activity, plain(assessment.time_limit_s))
    return limits


def _note(limits: dict[str, float], name: str, limit: float | None) -> None:
    if limit and limit > 0:
        limits.setdefault(name, limit)


def time_allowed_s(activity: Activity, time_limits: Mapping[str, float]) -> float | None:
    """The time limit; None where none is stated."""
    return time_limits.get(activity.id)


def time_extensions(course: Course, record: Mapping[str, Any] | None) -> Mapping[str, bool]:
    """Whether the time can be extended, as the record says it, by the id of the activity."""
    said, _ = assessments_said(course, record)
    return {name: bool(entry["timed"]) for name, entry in said.items() if "timed" in entry}


def extra_time(activity: Activity, time_extensions: Mapping[str, bool]) -> Fact[bool] | None:
    """Whether the record says that the time can be extended for learners who need it."""
    told = time_extensions.get(activity.id)
    return None if told is None else Fact(value=told, method=Method.SUPPLIED)


FACTS = (
    FactDefinition(
        of="course",
        name="open_tasks",
        type="list<activity>",
        meaning="assessed work that people judge: assignments, discussions that count, tests with essays or uploads",
        function=open_tasks,
    ),
    FactDefinition(
        of="course",
        name="open_task_ids",
        type="list<string>",
        meaning="ids of those activities (only for other facts)",
        function=open_task_ids,
    ),
    FactDefinition(
        of="course",
        name="time_limits",
        type="map<string, double>",
        meaning="time limits by the id of the activity (only for other facts)",
        function=time_limits,
    ),
    FactDefinition(
        of="course",
        name="time_extensions",
        type="map<string, bool>",
        meaning="whether a time limit can be extended, as the record says it (only for other facts)",
        function=time_extensions,
    ),
    FactDefinition(
        of="activity",
        name="open_task",
        type="bool",
        meaning="assessed work that people judge",
        function=open_task,
    ),
    FactDefinition(
        of="activity",
        name="time_allowed_s",
        type="double",
        unit="s",
        meaning="time limit of the activity or of its test; absent where none is stated",
        function=time_allowed_s,
    ),
    FactDefinition(
        of="activity",
        name="extra_time",
        type="bool",
        meaning="the record says whether the time limit can be extended for learners who need it",
        function=extra_time,
    ),
)
