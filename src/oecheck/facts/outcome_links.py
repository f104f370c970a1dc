"""Which learning outcomes are taught and assessed by what (OUT-003 to OUT-006)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from oecheck.facts._definition import FactDefinition
from oecheck.model.course import Activity, Course, LearningOutcome, Module
from oecheck.model.fact import plain

__all__ = ["FACTS"]

Links = tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]
_MOST = 20


def _links(course: Course, assessed: Iterable[Activity]) -> Links:
    """Titles of what teaches and of what assesses each outcome, by its id."""
    assessing = {activity.id for activity in assessed}
    for assessment in course.assessments:
        if assessment.kind != "survey" and (not assessment.activity or assessment.activity in assessing):
            assessing.add(assessment.id)
    asking = {question.id for question in course.questions if not question.bank}
    titles = _titles(course)
    taught: dict[str, dict[str, None]] = {}
    tested: dict[str, dict[str, None]] = {}
    for outcome, part in _pairs(course):
        known = tested if part in assessing or part in asking else taught
        known.setdefault(outcome, {})[titles.get(part) or part] = None
    return _cut(taught), _cut(tested)


def _cut(links: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    return {outcome: tuple(titles)[:_MOST] for outcome, titles in links.items()}


def _titles(course: Course) -> dict[str, str | None]:
    found = {module.id: plain(module.title) for module in course.modules}
    found.update((activity.id, plain(activity.title)) for activity in course.activities)
    return found


def _pairs(course: Course) -> Iterable[tuple[str, str]]:
    """Outcome and part, from whichever side the package links them."""
    for outcome in plain(course.outcomes) or ():
        yield from ((outcome.id, part) for part in outcome.aligned)
    for module in course.modules:
        yield from ((outcome, module.id) for outcome in module.outcomes)
    for activity in course.activities:
        yield from ((outcome, activity.id) for outcome in activity.outcomes)


def teaching_links(course: Course, assessed_work: tuple[Activity, ...]) -> Mapping[str, tuple[str, ...]]:
    """Titles of the modules and activities for learning that serve an outcome, by its id."""
    return _links(course, assessed_work)[0]


def assessment_links(course: Course, assessed_work: tuple[Activity, ...]) -> Mapping[str, tuple[str, ...]]:
    """Titles of the assessments that measure an outcome, by its id."""
    return _links(course, assessed_work)[1]


def taught_by(outcome: LearningOutcome, teaching_links: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Titles of the modules and activities that serve it."""
    return teaching_links.get(outcome.id, ())


def assessed_by(outcome: LearningOutcome, assessment_links: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Titles of the assessments that measure it."""
    return assessment_links.get(outcome.id, ())


def unit_outcomes(course: Course, unit_of: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Ids of the outcomes that a unit, or anything in it, is linked to, by the id of the unit."""
    homes = {activity.id: activity.module for activity in course.activities}
    found: dict[str, dict[str, None]] = {}
    for outcome, part in _pairs(course):
        unit = unit_of.get(part) or unit_of.get(homes.get(part, ""))
        if unit:
            found.setdefault(unit, {})[outcome] = None
    return _cut(found)


def served_outcomes(module: Module, unit_outcomes: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Ids of the outcomes that the unit, or anything in it, is linked to."""
    return unit_outcomes.get(module.id, ())


_MAP = "map<string, list<string>>"
FACTS = (
    FactDefinition(
        of="course",
        name="teaching_links",
        type=_MAP,
        meaning="titles of the modules and activities for learning that serve an outcome, by its id",
        function=teaching_links,
    ),
    FactDefinition(
        of="course",
        name="assessment_links",
        type=_MAP,
        meaning="titles of the assessments that measure an outcome, by its id",
        function=assessment_links,
    ),
    FactDefinition(
        of="course",
        name="unit_outcomes",
        type=_MAP,
        meaning="ids of the outcomes that a unit is linked to, by its id (only for other facts)",
        function=unit_outcomes,
    ),
    FactDefinition(
        of="module",
        name="served_outcomes",
        type="list<string>",
        meaning="ids of the outcomes that the unit, or anything in it, is linked to, at most twenty",
        function=served_outcomes,
    ),
    FactDefinition(
        of="outcome",
        name="taught_by",
        type="list<string>",
        meaning="titles of the modules and activities for learning that serve it, at most twenty",
        function=taught_by,
    ),
    FactDefinition(
        of="outcome",
        name="assessed_by",
        type="list<string>",
        meaning="titles of the assessments that measure it, at most twenty",
        function=assessed_by,
    ),
)
