"""What learners are assessed by: the activities, which of them count, of which forms they are (ASM rules, OUT-004)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._record_parts import assessments_said, text_of
from oecheck.model.course import Activity, Course, Question
from oecheck.model.fact import Fact, State, plain, unsupported
from oecheck.model.package import Package

__all__ = ["FACTS", "graded_state", "offered", "title_of"]

_WORK = frozenset({"quiz", "assignment"})
_NO_WORK = frozenset({"survey", "bank", "label"})
_OPAQUE = frozenset({"interactive", "tool", "other"})
_BY_HUMAN = frozenset({"essay", "upload", "media"})
_PEER = ("workshop", "peer")
_MOST = 10


def offered(course: Course) -> Iterator[Activity]:
    """Activities that learners meet."""
    for activity in course.activities:
        hidden = activity.visibility != "published" or activity.audience == "instructor"
        if not hidden and activity.raw_kind != "announcement":
            yield activity


def title_of(activity: Activity) -> str:
    """What people call it."""
    return plain(activity.title) or activity.id


def assessed_work(course: Course, record: Mapping[str, Any] | None) -> tuple[Activity, ...]:
    """Quizzes, assignments, whatever is scored or counts, and what the record calls an assessment; no surveys."""
    said, _ = assessments_said(course, record)
    asking = {one.activity for one in course.assessments if one.kind != "survey" and one.questions}
    surveys = {one.activity for one in course.assessments if one.kind == "survey"}
    surveys |= {target for target, entry in said.items() if entry.get("type") == "survey"}
    return tuple(
        activity
        for activity in offered(course)
        if activity.id not in surveys
        and activity.kind not in _NO_WORK
        and (activity.kind in _WORK or activity.id in asking or activity.id in said or _scored(activity))
    )


def _scored(activity: Activity) -> bool:
    return plain(activity.graded) is True or plain(activity.pass_mark) is not None or bool(plain(activity.points))


def has_assessment(course: Course, assessed_work: tuple[Activity, ...]) -> bool:
    """An activity that assesses, a test that no activity opens, or a question outside of a bank."""
    surveys = {one.id for one in course.assessments if one.kind == "survey"}
    loose = any(not one.activity and one.id not in surveys for one in course.assessments)
    return bool(assessed_work) or loose or any(_asked(question, surveys) for question in course.questions)


def _asked(question: Question, surveys: set[str]) -> bool:
    return not question.bank and question.assessment not in surveys


def opaque_work(course: Course, package: Package, assessed_work: tuple[Activity, ...]) -> tuple[str, ...]:
    """Titles of activities that may hold an assessment which the package does not show: SCOs, AUs, tools."""
    known = {activity.id for activity in assessed_work}
    every = package.format == "cmi5"  # whatever an AU opens reports to the platform
    found = (
        title_of(activity)
        for activity in offered(course)
        if activity.id not in known and (every or activity.kind in _OPAQUE)
    )
    return tuple(dict.fromkeys(found))[:_MOST]


def graded_state(activity: Activity, said: Mapping[str, Any] | None, *, recorded: bool) -> bool | None:
    """Whether it counts for the result; None when nothing tells."""
    if said is not None:
        if said.get("type") in ("formative", "survey"):
            return False
        if said.get("type") == "summative" or said.get("weight"):
            return True
    native = plain(activity.graded)
    return False if native is None and recorded else native


def graded_work(
    course: Course, record: Mapping[str, Any] | None, assessed_work: tuple[Activity, ...]
) -> tuple[Activity, ...] | Fact[tuple[Activity, ...]]:
    """What counts for the result; not known where nothing tells of any of it."""
    said, _ = assessments_said(course, record)
    states = [graded_state(one, said.get(one.id), recorded=record is not None) for one in assessed_work]
    found = tuple(one for one, state in zip(assessed_work, states, strict=True) if state)
    return unsupported() if not found and None in states else found


def graded_forms(
    course: Course, graded_work: tuple[Activity, ...] | Fact[tuple[Activity, ...]]
) -> tuple[str, ...] | Fact[tuple[str, ...]]:
    """Forms of the work that counts: quiz, written, discussion, peer, practical."""
    if isinstance(graded_work, Fact):
        return Fact(state=State.UNSUPPORTED, reason=graded_work.reason)
    kinds: dict[str, set[str]] = {}
    for assessment in course.assessments:
        kinds.setdefault(assessment.activity, set()).update(question.kind for question in assessment.questions)
    found: dict[str, None] = {}
    for activity in graded_work:
        found.update(dict.fromkeys(_forms(activity, kinds.get(activity.id, set()))))
    return tuple(found)


def _forms(activity: Activity, kinds: set[str]) -> Iterator[str]:
    if any(word in activity.raw_kind for word in _PEER):
        yield "peer"
    elif activity.kind == "quiz":
        if kinds - _BY_HUMAN or not kinds:
            yield "quiz"
        if kinds & _BY_HUMAN:
            yield "written"
    elif activity.kind == "assignment":
        yield "written"
    elif activity.kind == "discussion":
        yield "discussion"
    elif activity.kind not in _OPAQUE:
        yield "practical"


def none_declared(record: Mapping[str, Any] | None) -> str | None:
    """Why the course has no assessment, as the record says it."""
    return text_of(record, "noAssessments")


_LIST = "list<activity>"
FACTS = (
    FactDefinition(
        of="course",
        name="assessed_work",
        type=_LIST,
        meaning="activities that assess learners: quizzes, assignments, whatever is scored or counts; no surveys",
        function=assessed_work,
    ),
    FactDefinition(
        of="course",
        name="has_assessment",
        type="bool",
        meaning="learners are assessed by an activity, a test or a question outside of a bank",
        function=has_assessment,
    ),
    FactDefinition(
        of="course",
        name="opaque_work",
        type="list<string>",
        meaning="titles of activities that may hold an assessment which the package does not show, at most ten",
        function=opaque_work,
    ),
    FactDefinition(
        of="course",
        name="graded_work",
        type=_LIST,
        meaning="activities that count for the result; not known where nothing tells",
        function=graded_work,
    ),
    FactDefinition(
        of="course",
        name="graded_forms",
        type="list<string>",
        meaning="forms of the work that counts: quiz, written, discussion, peer, practical",
        function=graded_forms,
    ),
    FactDefinition(
        of="course",
        name="no_assessment_reason",
        type="string",
        meaning="why the course has no assessment, as the record says it",
        function=none_declared,
    ),
)
