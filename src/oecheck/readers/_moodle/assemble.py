"""Parts of a course put together: what one part says of another.

Source: formats/course-model.md §3, §6.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from oecheck.model.course import Activity, Assessment, Course, Embedded, LearningOutcome, Question
from oecheck.model.fact import Fact, unsupported
from oecheck.readers._moodle.questions import Bank

__all__ = ["all_questions", "each_once", "no_course", "with_audience", "with_outcomes"]

_PARTS = frozenset(
    {
        "source",
        "titles",
        "descriptions",
        "licences",
        "modules",
        "activities",
        "assessments",
        "questions",
        "tools",
        "conditions",
        "embedded",
        "tracks_declared",
        "remote_declared",
        "record",
    }
)
"""Fields that a backup of one activity has too."""


def with_outcomes(activities: Iterable[Activity], outcomes: Iterable[LearningOutcome]) -> tuple[Activity, ...]:
    served: dict[str, list[str]] = {}
    for outcome in outcomes:
        for name in outcome.aligned:
            served.setdefault(name, []).append(outcome.id)
    return tuple(
        msgspec.structs.replace(activity, outcomes=tuple(served[activity.id])) if activity.id in served else activity
        for activity in activities
    )


def all_questions(assessments: Iterable[Assessment], bank: Bank) -> tuple[Question, ...]:
    """Each question once: those of assessments, then what only the bank has."""
    found: dict[str, Question] = {}
    for assessment in assessments:
        for question in assessment.questions:
            found.setdefault(question.id, question)
    for question in bank.offered():
        found.setdefault(question.id, question)
    return tuple(found.values())


def each_once(embedded: Iterable[Embedded]) -> list[Embedded]:
    """Each text under an id of its own."""
    counts: Counter[str] = Counter()
    kept = []
    for text in embedded:
        counts[text.id] += 1
        number = counts[text.id]
        kept.append(text if number == 1 else msgspec.structs.replace(text, id=f"{text.id}~{number}"))
    return kept


def with_audience(embedded: Iterable[Embedded], activities: Iterable[Activity]) -> tuple[Embedded, ...]:
    """Texts of activities that learners do not see are not for learners."""
    hidden = {activity.id for activity in activities if activity.visibility != "published"}
    return tuple(
        msgspec.structs.replace(text, audience="instructor") if text.owner in hidden else text for text in embedded
    )


def no_course(course: Course) -> Course:
    """The parts stay; of the course itself the backup of an activity or section says nothing."""
    about: dict[str, Fact[object]] = {
        name: unsupported("not-a-course-backup") for name in course.__struct_fields__ if name not in _PARTS
    }
    return msgspec.structs.replace(course, **about)
