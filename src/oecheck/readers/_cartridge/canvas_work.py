"""Canvas's graded work: assignments, quizzes, discussion settings, groups, rubrics and outcomes.

The access code of a quiz is a secret: only whether one is set is kept. Source: formats/common-cartridge.md §8.1.
"""

from __future__ import annotations

from math import isfinite

import msgspec
from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument, local
from oecheck.model.source import Source
from oecheck.readers._cartridge.canvas_settings import stated_date
from oecheck.readers._tree import attribute, child, children, descendants, text_at, text_of

__all__ = [
    "CanvasAssignment",
    "CanvasOutcome",
    "CanvasQuiz",
    "CanvasRubric",
    "CanvasTopic",
    "number",
    "read_assignment_settings",
    "read_group_titles",
    "read_groups",
    "read_outcomes",
    "read_quiz",
    "read_rubrics",
    "read_topic_meta",
]

_MINUTE_S = 60.0
_UNLIMITED = -1  # allowed_attempts


class CanvasAssignment(msgspec.Struct, frozen=True, kw_only=True):
    """`assignment_settings.xml`, or the assignment inside a quiz, a discussion or a CC assignment.

    Attributes:
        counts: it is not said to be left out of the result.
        points: absent where the descriptor around it states them.
        quiz: the quiz that learners take for it; the assignment is then no task of its own.
        by_tool: learners do it in an outside tool, so the package does not show what they do.
    """

    source: Source
    id: str = ""
    title: str = ""
    published: bool = True
    due: str = ""
    opens: str = ""
    closes: str = ""
    points: float | None = None
    counts: bool = True
    group: str = ""
    rubric: str = ""
    quiz: str = ""
    by_tool: bool = False

    @property
    def graded(self) -> bool:
        """It counts and is worth points."""
        return self.counts and bool(self.points)


class CanvasQuiz(msgspec.Struct, frozen=True, kw_only=True):
    """`assessment_meta.xml`.

    Attributes:
        kind: quiz_type as written: assignment, practice_quiz, survey, graded_survey.
        description: HTML that introduces the quiz.
        attempts: 0 is unlimited.
        shows_feedback: results are shown to learners (`hide_results` empty).
        access_code: place of an access code that is set; None without one.
    """

    source: Source
    id: str = ""
    title: str = ""
    kind: str = ""
    description: str = ""
    published: bool = True
    attempts: int | None = None
    time_limit_s: float | None = None
    points: float | None = None
    shows_feedback: bool | None = None
    assignment: CanvasAssignment | None = None
    access_code: Source | None = None


class CanvasTopic(msgspec.Struct, frozen=True, kw_only=True):
    """`topicMeta`: the settings of a discussion; `topic` is the identifier of its resource."""

    source: Source
    topic: str = ""
    announcement: bool = False
    published: bool = True
    assignment: CanvasAssignment | None = None


class CanvasRubric(msgspec.Struct, frozen=True):
    """A rubric with its number of criteria and the outcomes they are about."""

    id: str
    criteria: int
    outcomes: tuple[str, ...] = ()


class CanvasOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """A learning outcome; `aligned` are identifiers of what it is aligned with."""

    source: Source
    id: str
    title: str = ""
    description: str = ""
    guid: str = ""
    aligned: tuple[str, ...] = ()


def read_assignment_settings(root: _Element, document: XmlDocument) -> CanvasAssignment | None:
    """The assignment that an element is; None for any other element."""
    if local(root).lower() != "assignment":
        return None
    points = number(text_at(root, "points_possible"))
    counted = text_at(root, "grading_type") != "not_graded" and text_at(root, "omit_from_final_grade") != "true"
    return CanvasAssignment(
        source=document.source(root),
        id=attribute(root, "identifier") or "",
        title=text_at(root, "title"),
        published=text_at(root, "workflow_state") != "unpublished",
        due=stated_date(text_at(root, "due_at")),
        opens=stated_date(text_at(root, "unlock_at")),
        closes=stated_date(text_at(root, "lock_at")),
        points=points,
        counts=counted,
        group=text_at(root, "assignment_group_identifierref"),
        rubric=text_at(root, "rubric_identifierref"),
        quiz=text_at(root, "quiz_identifierref"),
        by_tool=text_at(root, "submission_types") == "external_tool",
    )


def read_quiz(root: _Element, document: XmlDocument) -> CanvasQuiz | None:
    """The quiz settings that an element is; None for any other element."""
    if local(root).lower() != "quiz":
        return None
    attempts, minutes = number(text_at(root, "allowed_attempts")), number(text_at(root, "time_limit"))
    inner, code = child(root, "assignment"), child(root, "access_code")
    assignment = None if inner is None else read_assignment_settings(inner, document)
    hidden = child(root, "hide_results")
    return CanvasQuiz(
        source=document.source(root),
        id=attribute(root, "identifier") or "",
        title=text_at(root, "title"),
        kind=text_at(root, "quiz_type"),
        description=text_of(child(root, "description")),
        published=text_at(root, "available") != "false",
        attempts=None if attempts is None else 0 if attempts == _UNLIMITED else max(0, int(attempts)),
        time_limit_s=minutes * _MINUTE_S if minutes and minutes > 0 else None,
        points=number(text_at(root, "points_possible")),
        shows_feedback=None if hidden is None else text_of(hidden) != "always",
        assignment=assignment,
        access_code=document.source(code) if code is not None and text_of(code) else None,
    )


def read_topic_meta(root: _Element, document: XmlDocument) -> CanvasTopic | None:
    """The discussion settings that an element is; None for any other element."""
    if local(root).lower() != "topicmeta":
        return None
    inner = child(root, "assignment")
    return CanvasTopic(
        source=document.source(root),
        topic=text_at(root, "topic_id"),
        announcement=text_at(root, "type") == "announcement",
        published=text_at(root, "workflow_state") not in {"unpublished", "deleted"},
        assignment=None if inner is None else read_assignment_settings(inner, document),
    )


def read_groups(root: _Element) -> dict[str, float]:
    """Weight of each assignment group, 0 to 1, by its identifier."""
    weights = ((attribute(node, "identifier") or "", number(text_at(node, "group_weight"))) for node in _groups(root))
    return {identifier: weight / 100 for identifier, weight in weights if weight is not None}


def read_group_titles(root: _Element) -> dict[str, str]:
    """Title of each assignment group by its identifier."""
    return {attribute(node, "identifier") or "": text_at(node, "title") for node in _groups(root)}


def _groups(root: _Element) -> list[_Element]:
    return list(children(root, "assignmentGroup"))


def read_rubrics(root: _Element) -> dict[str, CanvasRubric]:
    """Rubrics by identifier."""
    found = {}
    for node in children(root, "rubric"):
        criteria = list(children(child(node, "criteria"), "criterion"))
        outcomes = (text_at(criterion, "learning_outcome_identifierref") for criterion in criteria)
        identifier = attribute(node, "identifier") or ""
        found[identifier] = CanvasRubric(identifier, len(criteria), tuple(name for name in outcomes if name))
    return found


def read_outcomes(root: _Element, document: XmlDocument) -> tuple[CanvasOutcome, ...]:
    """Outcomes of all groups of `learning_outcomes.xml`, in document order."""
    return tuple(
        CanvasOutcome(
            source=document.source(node),
            id=attribute(node, "identifier") or "",
            title=text_at(node, "title"),
            description=text_at(node, "description"),
            guid=text_at(node, "vendor_guid") or text_at(node, "external_identifier"),
            aligned=tuple(
                name
                for part in children(child(node, "alignments"), "alignment")
                if (name := text_at(part, "content_id"))
            ),
        )
        for node in descendants(root, "learningOutcome")
    )


def number(text: str) -> float | None:
    """A finite number; None for anything else."""
    try:
        value = float(text) if 0 < len(text) < 32 else None
    except ValueError:
        return None
    return value if value is not None and isfinite(value) else None
