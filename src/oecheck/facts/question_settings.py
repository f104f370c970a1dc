"""Where a question stands, and how many of a test explain their answer (ASM-004, ASM-005)."""

from __future__ import annotations

from collections.abc import Mapping

from oecheck.facts._definition import FactDefinition
from oecheck.model.course import Assessment, Course, Question
from oecheck.model.fact import plain

__all__ = ["FACTS"]

_BY_HUMAN = frozenset({"essay", "upload", "media"})


def kinds_of_assessments(course: Course) -> Mapping[str, str]:
    """Kind of each test by its id."""
    return {one.id: one.kind for one in course.assessments}


def setting(question: Question, kinds_of_assessments: Mapping[str, str]) -> str:
    """`bank`, or the kind of its test: formative, summative, survey or unknown."""
    return "bank" if question.bank else kinds_of_assessments.get(question.assessment, "unknown")


def closed(question: Question) -> bool:
    """Whether a machine scores it."""
    return question.kind not in _BY_HUMAN and plain(question.scored_by) != "human"


def closed_questions(assessment: Assessment) -> int:
    """Questions of the test that a machine scores, as far as the package shows what it answers."""
    return sum(map(_shows_feedback, assessment.questions))


def explained_share(assessment: Assessment) -> float | None:
    """Share of these questions with feedback or a worked solution; None without any."""
    asked = [question for question in assessment.questions if _shows_feedback(question)]
    return sum(map(_explains, asked)) / len(asked) if asked else None


def _shows_feedback(question: Question) -> bool:
    """Whether feedback would stand in the package: a program of a custom question may have its own."""
    own_program = question.kind == "custom" and question.has_key is not None and plain(question.has_key) is None
    return closed(question) and (not own_program or _explains(question))


def _explains(question: Question) -> bool:
    return question.feedback_count > 0 or question.has_solution


FACTS = (
    FactDefinition(
        of="course",
        name="kinds_of_assessments",
        type="map<string, string>",
        meaning="kind of each test by its id (only for other facts)",
        function=kinds_of_assessments,
    ),
    FactDefinition(
        of="question",
        name="setting",
        type="string",
        meaning="bank, or the kind of its test: formative, summative, survey or unknown",
        function=setting,
    ),
    FactDefinition(of="question", name="closed", type="bool", meaning="a machine scores it", function=closed),
    FactDefinition(
        of="assessment",
        name="closed_questions",
        type="int",
        meaning="questions of the test that a machine scores",
        function=closed_questions,
    ),
    FactDefinition(
        of="assessment",
        name="explained_share",
        type="double",
        unit="share",
        meaning="closed questions with feedback or a worked solution, by their number; absent without any",
        function=explained_share,
    ),
)
