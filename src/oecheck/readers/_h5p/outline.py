"""Table of contents, activities and assessments of an H5P package.

One H5P is one activity. A Book has its chapters; what stands inside a content and is more than text, picture or
question (a video, a question set, a set of cards …) is an activity of its own.
Source: formats/h5p.md §5; formats/course-model.md §5, §6.
"""

from __future__ import annotations

import msgspec

from oecheck.documents.json import YamlTree
from oecheck.model.course import Activity, Assessment, Module, Question
from oecheck.model.fact import Value, plain, unsupported
from oecheck.readers._h5p.content import Part
from oecheck.readers._h5p.media import Medium
from oecheck.readers._h5p.nodes import each, find, flag, number, words_at
from oecheck.readers._h5p.questions import QUESTION_LIBRARIES, questions_of

__all__ = ["Outline", "read_outline"]

BOOK = "H5P.InteractiveBook"
_SET = "H5P.QuestionSet"
_KINDS = {
    "H5P.Column": "page",
    "H5P.AdvancedText": "page",
    "H5P.Text": "page",
    "H5P.Accordion": "page",
    "H5P.Table": "page",
    "H5P.Image": "page",
    BOOK: "page",
    "H5P.Video": "video",
    "H5P.InteractiveVideo": "video",
    _SET: "quiz",
    "H5P.Questionnaire": "survey",
    "H5P.IFrameEmbed": "tool",
}
_INSIDE = frozenset(
    {"H5P.Video", "H5P.InteractiveVideo", _SET, "H5P.Questionnaire", "H5P.CoursePresentation", "H5P.BranchingScenario"}
    | {"H5P.Dialogcards", "H5P.MemoryGame", "H5P.Timeline", "H5P.GameMap", "H5P.VirtualTour", "H5P.ThreeImage"}
    | {"H5P.ImageHotspots", "H5P.DocumentationTool", "H5P.FindTheWords", "H5P.Agamotto", "H5P.ImageJuxtaposition"}
    | {"H5P.ImageSlider", "H5P.Chart", "H5P.IFrameEmbed", "H5P.AudioRecorder", "H5P.PersonalityQuiz"}
    | {"H5P.SpeakTheWordsSet", "H5P.GuessTheAnswer", "H5P.InformationWall", "H5P.Collage", "H5P.Column"}
)
"""Types that are an activity of their own where they stand inside another content."""
_UNKNOWN_HERE = ("graded", "points", "weight", "due", "time_limit_s", "completion", "criteria", "study_time_s")
"""Fields of an activity that only the platform around an H5P knows."""


class Outline(msgspec.Struct, frozen=True):
    """What a learner meets.

    Attributes:
        owners: id of the activity that each content belongs to, by number of the content.
    """

    modules: tuple[Module, ...]
    activities: tuple[Activity, ...]
    assessments: tuple[Assessment, ...]
    questions: tuple[Question, ...]
    owners: tuple[str, ...]


def read_outline(parts: tuple[Part, ...], media: dict[int, list[Medium]], tree: YamlTree, title: Value[str]) -> Outline:
    """Outline of a package whose contents and media are known."""
    builder = _Builder(parts, media, tree, title)
    return builder.outline()


class _Builder:
    def __init__(
        self, parts: tuple[Part, ...], media: dict[int, list[Medium]], tree: YamlTree, title: Value[str]
    ) -> None:
        self._parts = parts
        self._media = media
        self._tree = tree
        self._title = title
        self._ids = [self._id(part) for part in parts]
        self._book = parts[0].library == BOOK
        self._owner = self._owners()
        self._chapter = self._chapters()

    def outline(self) -> Outline:
        owned: dict[int, list[Part]] = {}
        for part in self._parts:
            owned.setdefault(self._owner[part.number], []).append(part)
        activities, assessments = [], []
        for position, (owner, inside) in enumerate(owned.items(), 1):
            activities.append(self._activity(self._parts[owner], inside, position))
            found = [question for part in inside for question in self._questions(part, owner)]
            if found:
                assessments.append(self._assessment(self._parts[owner], tuple(found)))
        return Outline(
            modules=self._modules(activities),
            activities=tuple(activities),
            assessments=tuple(assessments),
            questions=tuple(question for assessment in assessments for question in assessment.questions),
            owners=tuple(self._ids[self._owner[part.number]] for part in self._parts),
        )

    def _id(self, part: Part) -> str:
        return "content" if part.number == 0 else f"content:{part.id or self._tree.pointer(part.node)}"

    def _owners(self) -> list[int]:
        """Number of the content that is the activity around each content."""
        owners: list[int] = []
        for part in self._parts:
            own = part.number == 0 or self._is_chapter(part) or part.library in _INSIDE
            owners.append(part.number if own else owners[part.parent])
        return owners

    def _is_chapter(self, part: Part) -> bool:
        return self._book and part.parent == 0 and part.keys[:1] == ("chapters",)

    def _chapters(self) -> list[int]:
        """Number of the chapter that each content is in; 0 outside of any."""
        chapters: list[int] = []
        for part in self._parts:
            if self._is_chapter(part):
                chapters.append(part.number)
            else:
                chapters.append(chapters[part.parent] if part.number else 0)
        return chapters

    def _modules(self, activities: list[Activity]) -> tuple[Module, ...]:
        heads = [part for part in self._parts if self._is_chapter(part)] or [self._parts[0]]
        counts: dict[str, int] = {}
        for activity in activities:
            counts[activity.module] = counts.get(activity.module, 0) + 1
        return tuple(
            Module(
                source=self._tree.source(part.node),
                id=self._ids[part.number],
                title=self._name(part),
                position=position,
                leaf=True,
                activity_count=counts.get(self._ids[part.number], 0),
            )
            for position, part in enumerate(heads, 1)
        )

    def _name(self, part: Part) -> Value[str]:
        if part.number == 0:
            return self._title
        return words_at(part.metadata, "title") or None

    def _activity(self, part: Part, inside: list[Part], position: int) -> Activity:
        media = [medium for one in inside for medium in self._media[one.number]]
        paths = tuple(dict.fromkeys(path for medium in media for path in medium.paths))
        remote = any("://" in path for path in paths) or any(one.library == "H5P.IFrameEmbed" for one in inside)
        inner = part.library in QUESTION_LIBRARIES and part.number == 0
        module = self._chapter[part.number]
        return Activity(
            source=self._tree.source(part.node),
            id=self._ids[part.number],
            title=self._name(part),
            kind="quiz" if inner else _KINDS.get(part.library, "interactive"),
            raw_kind=part.library,
            module=self._ids[module] if module or not self._book else "",
            position=position,
            files=tuple(f"content/{path}" for path in paths if "://" not in path),
            pass_mark=_pass_mark(part),
            attempts=_attempts(part),
            needs_network=remote,
            **{name: unsupported() for name in _UNKNOWN_HERE},  # type: ignore[arg-type]  # each of them takes a Fact
        )

    def _questions(self, part: Part, owner: int) -> list[Question]:
        return questions_of(part, self._tree, self._assessment_id(owner), plain(self._name(part)) or "")

    def _assessment_id(self, owner: int) -> str:
        return f"{self._ids[owner]}#questions"

    def _assessment(self, part: Part, questions: tuple[Question, ...]) -> Assessment:
        pool = number(part.params, "poolSize")
        drawn = int(pool) if pool and 0 < pool < len(questions) else 0
        return Assessment(
            source=self._tree.source(part.node),
            id=self._assessment_id(part.number),
            activity=self._ids[part.number],
            title=self._name(part),
            question_count=drawn or len(questions),
            random_draw=bool(drawn),
            pass_mark=_pass_mark(part),
            attempts=_attempts(part),
            time_limit_s=unsupported(),
            shows_feedback=_shows_feedback(part, questions),
            questions=questions,
        )


def _pass_mark(part: Part) -> Value[float]:
    """Only sets of questions, and essays, have a place for it."""
    if part.library not in (_SET, "H5P.Essay"):
        return unsupported()
    share = number(part.params, "passPercentage")
    share = share if share is not None else number(part.params, "behaviour", "percentagePassing")
    return None if share is None or not 0 <= share <= 100 else share / 100


def _attempts(part: Part) -> Value[int]:
    """Whether the learner may try again is all that H5P says; 0 is without limit."""
    again = flag(part.params, "behaviour", "enableRetry")
    if again is None and part.library == _SET:
        again = flag(part.params, "endGame", "showRetryButton")
    return None if again is None else 0 if again else 1


def _shows_feedback(part: Part, questions: tuple[Question, ...]) -> bool:
    if any(question.feedback_count for question in questions):
        return True
    overall = find(part.params, "endGame") or part.params
    return any(words_at(item, "feedback") for item in each(overall, "overallFeedback"))
