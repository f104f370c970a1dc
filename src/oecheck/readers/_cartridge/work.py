"""Activities filled in from their descriptors: texts, addresses, points, dates, criteria.

Source: formats/course-model.md §6; formats/common-cartridge.md §6, §8.1; formats/lti.md §5.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from oecheck.model.course import Activity, Embedded
from oecheck.model.fact import plain, unsupported
from oecheck.model.manifest import ManifestResource
from oecheck.model.source import Source
from oecheck.readers._cartridge.canvas import Canvas
from oecheck.readers._cartridge.canvas_work import CanvasAssignment, CanvasQuiz, CanvasTopic, number
from oecheck.readers._cartridge.contents import Contents
from oecheck.readers._cartridge.descriptors import Markup
from oecheck.readers._imscp.resources import identifier_of
from oecheck.values.text import strip_markup

__all__ = ["Work", "WorkResult"]

# What only a platform's own files can say of an activity; a cartridge of another producer has no place for it.
_PLATFORM_ONLY = ("weight", "due", "completion", "criteria")
_GRADED_QUIZZES = frozenset({"assignment", "graded_survey"})


class WorkResult(msgspec.Struct, frozen=True):
    """An activity, filled in, and the HTML that its descriptor holds."""

    activity: Activity
    embedded: tuple[Embedded, ...] = ()


class Work:
    """Fills in the activities of one cartridge."""

    def __init__(self, contents: Contents, canvas: Canvas, audiences: dict[str, str]) -> None:
        self._contents = contents
        self._canvas = canvas
        self._audiences = audiences
        self._group_points: dict[str, float] = {}
        for assignment in self._all_assignments():
            if assignment.points and assignment.graded:
                known = self._group_points.get(assignment.group, 0.0)
                self._group_points[assignment.group] = known + assignment.points

    def _all_assignments(self) -> Iterator[CanvasAssignment]:
        yield from (work for name in self._canvas.assignments if (work := self._with_points(name)) is not None)
        nested: tuple[CanvasQuiz | CanvasTopic, ...] = (*self._canvas.quizzes.values(), *self._canvas.topics.values())
        yield from (holder.assignment for holder in nested if holder.assignment is not None)

    def fill(self, activity: Activity, resource: ManifestResource | None) -> WorkResult:
        """The activity with all that its resource's descriptor says."""
        if not self._canvas.present:
            activity = msgspec.structs.replace(activity, **dict.fromkeys(_PLATFORM_ONLY, unsupported()))
        if resource is None:
            return WorkResult(activity)
        name = identifier_of(resource)
        filled = {"audience": self._audiences.get(name, activity.audience)}
        embedded: tuple[Embedded, ...] = ()
        for fields, texts in (
            self._topic(name, activity),
            self._web_link(name),
            self._assignment(name, activity),
            self._lti(name),
            self._quiz(name, activity),
            self._canvas_assignment(self._with_points(name)),
        ):
            filled |= fields
            embedded += texts
        title = activity.title or filled.pop("title", None)
        return WorkResult(msgspec.structs.replace(activity, **{**filled, "title": title}), embedded)

    def _with_points(self, name: str) -> CanvasAssignment | None:
        """Canvas's settings of an assignment, with the points that its CC descriptor states."""
        work, descriptor = self._canvas.assignments.get(name), self._contents.assignments.get(name)
        if work is None or descriptor is None or work.points is not None:
            return work
        return msgspec.structs.replace(work, points=number(descriptor.points))

    def _topic(self, name: str, activity: Activity) -> tuple[dict[str, Any], tuple[Embedded, ...]]:
        topic, meta = self._contents.topics.get(name), self._canvas.topics.get(name)
        if topic is None:
            return {}, ()
        fields: dict[str, Any] = {"title": topic.title or None, "description": _words(topic.text)}
        if meta is not None and not meta.published:
            fields["visibility"] = "draft"
        if meta is not None and meta.announcement:
            fields["raw_kind"] = "announcement"
        graded = None if meta is None else meta.assignment
        if meta is not None:
            fields["graded"] = graded is not None and graded.graded
        more, _ = self._canvas_assignment(graded)
        fields |= {key: value for key, value in more.items() if key not in ("title", "visibility")}
        return fields, self._embed(topic.text, name, activity)

    def _web_link(self, name: str) -> tuple[dict[str, Any], tuple[Embedded, ...]]:
        link = self._contents.web_links.get(name)
        if link is None:
            return {}, ()
        entry = link.url.partition("?")[0].partition("#")[0]
        external = "://" in entry or entry.startswith("//")
        return {"title": link.title or None, "entry": entry, "external": external, "needs_network": external}, ()

    def _lti(self, name: str) -> tuple[dict[str, Any], tuple[Embedded, ...]]:
        reading = self._contents.lti.get(name)
        if reading is None:
            return {}, ()
        link = reading.link
        points = number(plain(link.points) or "")
        fields: dict[str, Any] = {
            "title": link.title,
            "description": link.description,
            "entry": plain(link.launch) or "",
            "external": True,
            "needs_network": True,
            "points": points,
            "graded": points is not None and points > 0,
        }
        return fields, ()

    def _assignment(self, name: str, activity: Activity) -> tuple[dict[str, Any], tuple[Embedded, ...]]:
        assignment = self._contents.assignments.get(name)
        if assignment is None:
            return {}, ()
        points = number(assignment.points)
        fields: dict[str, Any] = {
            "title": assignment.title or None,
            "description": _words(assignment.text),
            "points": points,
            "graded": assignment.graded,
        }
        texts = self._embed(assignment.text, name, activity)
        return fields, texts + self._embed(assignment.instructor_text, name, activity, audience="instructor")

    def _embed(self, text: Markup | None, name: str, activity: Activity, audience: str = "") -> tuple[Embedded, ...]:
        if text is None or not text.html:
            return ()
        path = self._contents.paths.get(name, "")
        return (
            Embedded(
                source=text.source,
                id=f"{path}#{text.source.pointer}",
                title=activity.title,
                markup=text.text,
                base=path,
                owner=activity.id,
                audience=audience or self._audiences.get(name, "learner"),
            ),
        )

    def _quiz(self, name: str, activity: Activity) -> tuple[dict[str, Any], tuple[Embedded, ...]]:
        document = self._contents.questions.get(name)
        test = document.tests[0] if document is not None and document.tests else None
        fields: dict[str, Any] = {}
        if test is not None:
            fields = {"title": test.title or None, "attempts": test.attempts, "time_limit_s": test.time_limit_s}
        quiz = self._canvas.quizzes.get(name if test is None else test.id) or self._canvas.quizzes.get(name)
        if quiz is None:
            return fields, ()
        base = quiz.source.file
        texts: tuple[Embedded, ...] = ()
        if quiz.description:
            texts = (_description(quiz, base, activity),)
        return fields | self._canvas_quiz(quiz), texts

    def _canvas_quiz(self, quiz: CanvasQuiz) -> dict[str, Any]:
        fields, _ = self._canvas_assignment(quiz.assignment)
        fields.pop("criteria", None)
        if quiz.kind in ("survey", "graded_survey"):
            fields["kind"] = "survey"
        fields |= {
            "title": quiz.title or None,
            "description": strip_markup(quiz.description) or None,
            "attempts": quiz.attempts,
            "time_limit_s": quiz.time_limit_s,
            "points": quiz.points,
            "graded": quiz.kind in _GRADED_QUIZZES,
        }
        if not quiz.published:
            fields["visibility"] = "draft"
        return fields

    def _canvas_assignment(self, work: CanvasAssignment | None) -> tuple[dict[str, Any], tuple[Embedded, ...]]:
        if work is None:
            return {}, ()
        rubric = self._canvas.rubrics.get(work.rubric)
        fields: dict[str, Any] = {
            "title": work.title or None,
            "graded": work.graded,
            "points": work.points,
            "due": work.due or None,
            "criteria": rubric is not None and rubric.criteria > 0,
            "weight": self._weight(work),
            "outcomes": rubric.outcomes if rubric is not None else (),
        }
        if not work.published:
            fields["visibility"] = "draft"
        return fields, ()

    def _weight(self, work: CanvasAssignment) -> float | None:
        """Share of the result: the weight of the group times the share of its points."""
        weight, points = self._canvas.groups.get(work.group), self._group_points.get(work.group)
        if weight is None or not points or not work.graded or work.points is None:
            return None
        return weight * (work.points / points)


def _words(text: Markup | None) -> str | None:
    if text is None:
        return None
    return (strip_markup(text.text) if text.html else " ".join(text.text.split())) or None


def _description(quiz: CanvasQuiz, base: str, activity: Activity) -> Embedded:
    place: Source = quiz.source
    return Embedded(
        source=place,
        id=f"{base}#description",
        title=activity.title,
        markup=quiz.description,
        base=base,
        owner=activity.id,
    )
