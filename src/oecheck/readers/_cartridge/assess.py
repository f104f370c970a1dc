"""Assessments and questions of a cartridge; a quiz that Canvas exports in two forms is counted once.

Source: formats/common-cartridge.md §7, §8.1; formats/course-model.md §5.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from oecheck.model.course import Assessment, Embedded, Question
from oecheck.readers._cartridge.canvas import Canvas
from oecheck.readers._cartridge.canvas_work import CanvasQuiz
from oecheck.readers._cartridge.contents import Contents
from oecheck.readers._questions.qti12 import QtiTest

__all__ = ["Assessed", "read_assessments"]

_KINDS = {
    "practice_quiz": "formative",
    "assignment": "summative",
    "survey": "survey",
    "graded_survey": "survey",
}


class Assessed(msgspec.Struct, frozen=True):
    """Assessments, all questions, and the HTML of questions."""

    assessments: tuple[Assessment, ...]
    questions: tuple[Question, ...]
    embedded: tuple[Embedded, ...]


def read_assessments(contents: Contents, canvas: Canvas, activities: Mapping[str, str]) -> Assessed:
    """All assessments and banks.

    Args:
        contents: descriptors of the manifest's resources.
        canvas: Canvas's own files, with the fuller form of its quizzes and banks.
        activities: activity by identifier of its resource.
    """
    collected = _Collected(canvas)
    for resource, document in contents.questions.items():
        for test in document.tests:
            collected.add(test, activities.get(resource, ""))
    for test in canvas.full_quizzes.values():
        collected.add(test, activities.get(test.id, ""))
    return Assessed(tuple(collected.assessments), tuple(collected.questions), tuple(collected.embedded))


class _Collected:
    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._seen: set[str] = set()
        self.assessments: list[Assessment] = []
        self.questions: list[Question] = []
        self.embedded: list[Embedded] = []

    def add(self, test: QtiTest, activity: str) -> None:
        """A test, in its fuller form where there is one; a second test of one identifier is the same test again."""
        if test.id in self._seen:
            return
        self._seen.add(test.id)
        fuller = self._canvas.full_quizzes.get(test.id, test)
        self.questions.extend(fuller.questions)
        self.embedded.extend(msgspec.structs.replace(text, owner=activity) for text in fuller.embedded)
        if not test.bank:
            self.assessments.append(_assessment(test, fuller, activity, self._canvas.quizzes.get(test.id)))


def _assessment(test: QtiTest, fuller: QtiTest, activity: str, quiz: CanvasQuiz | None) -> Assessment:
    made = Assessment(
        source=test.source,
        id=test.id,
        activity=activity,
        title=test.title or None,
        question_count=fuller.question_count,
        random_draw=fuller.random_draw,
        attempts=test.attempts,
        time_limit_s=test.time_limit_s,
        shows_feedback=test.shows_feedback,
        questions=fuller.questions,
    )
    if quiz is None:
        return made
    return msgspec.structs.replace(
        made,
        title=quiz.title or test.title or None,
        kind=_KINDS.get(quiz.kind, "unknown"),
        attempts=quiz.attempts,
        time_limit_s=quiz.time_limit_s,
        shows_feedback=quiz.shows_feedback,
    )
