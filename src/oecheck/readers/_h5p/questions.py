"""Questions of the common question types.

Source: semantics of the content types (formats/h5p.md §3); formats/course-model.md §5 for the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from oecheck.documents.json import YamlNode, YamlTree
from oecheck.model.course import Question
from oecheck.readers._h5p.content import Part
from oecheck.readers._h5p.nodes import each, flag, mapping, string, words_at

__all__ = ["QUESTION_LIBRARIES", "questions_of"]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What one question says, before its feedback for the whole is added."""

    node: YamlNode
    kind: str
    stem: str = ""
    options: int = 0
    has_key: bool = True
    by_human: bool = False
    feedback: int = 0
    solution: bool = False
    hints: int = 0


def questions_of(part: Part, tree: YamlTree, assessment: str, name: str = "") -> list[Question]:
    """The questions that a content asks; empty for types that ask nothing.

    Args:
        part: the content.
        tree: document that it stands in.
        assessment: id of the assessment that they belong to.
        name: of the content, for questions without words of their own.
    """
    read = _READERS.get(part.library)
    if read is None or part.params is None:
        return []
    overall = _said(each(part.params, "overallFeedback"), "feedback")
    return [_question(asked, part, tree, assessment, overall, name) for asked in read(part.params)]


def _question(asked: Asked, part: Part, tree: YamlTree, assessment: str, overall: int, name: str) -> Question:
    source = tree.source(asked.node)
    return Question(
        source=source,
        id=f"question:{source.pointer or '/'}",
        assessment=assessment,
        kind=asked.kind,
        raw_kind=part.library,
        stem=asked.stem or name or None,
        options=asked.options,
        has_key=asked.has_key,
        scored_by="human" if asked.by_human else "machine",
        feedback_count=asked.feedback + overall,
        has_solution=asked.solution,
        hints=asked.hints,
    )


def _said(items: Iterable[YamlNode], *path: str) -> int:
    """In how many of the objects there are words at a path."""
    return sum(1 for item in items if words_at(item, *path))


def _first_words(params: YamlNode, *names: str) -> str:
    return next((words for name in names if (words := words_at(params, name))), "")


def _multi_choice(params: YamlNode) -> Iterator[Asked]:
    answers = list(each(params, "answers"))
    right = sum(flag(answer, "correct") is True for answer in answers)
    kind = string(params, "behaviour", "type")
    single = kind == "single" or flag(params, "behaviour", "singleAnswer") is True or (kind != "multi" and right == 1)
    yield Asked(
        node=params,
        kind="single_choice" if single else "multiple_choice",
        stem=words_at(params, "question"),
        options=len(answers),
        has_key=right > 0,
        feedback=_said(answers, "tipsAndFeedback", "chosenFeedback")
        + _said(answers, "tipsAndFeedback", "notChosenFeedback"),
        hints=_said(answers, "tipsAndFeedback", "tip"),
    )


def _true_false(params: YamlNode) -> Iterator[Asked]:
    behaviour = mapping(params, "behaviour")
    given = [words_at(behaviour, name) for name in ("feedbackOnCorrect", "feedbackOnWrong")]
    yield Asked(
        node=params,
        kind="true_false",
        stem=words_at(params, "question"),
        options=2,
        has_key=string(params, "correct") in ("true", "false"),
        feedback=sum(bool(text) for text in given),
    )


def _blanks(params: YamlNode) -> Iterator[Asked]:
    texts = [string(item) for item in each(params, "questions")]
    yield _starred(params, "gap", texts, words_at(params, "text"))


def _in_text(kind: str) -> Callable[[YamlNode], Iterator[Asked]]:
    """Types with one text in which what is asked for stands between asterisks."""

    def read(params: YamlNode) -> Iterator[Asked]:
        yield _starred(params, kind, [string(params, "textField")], words_at(params, "taskDescription"))

    return read


def _starred(params: YamlNode, kind: str, texts: list[str], stem: str) -> Asked:
    """`*answer/other:tip*`; an odd piece between two asterisks is an answer."""
    answers = [piece for text in texts for piece in text.split("*")[1::2]]
    return Asked(
        node=params,
        kind=kind,
        stem=stem,
        has_key=bool(answers),
        hints=sum(":" in answer for answer in answers),
        feedback=sum("\\+" in answer or "\\-" in answer for answer in answers),
    )


def _drag(params: YamlNode) -> Iterator[Asked]:
    zones = list(each(params, "question", "task", "dropZones"))
    yield Asked(
        node=params,
        kind="drag",
        stem=words_at(params, "question", "settings", "questionTitle") or words_at(params, "taskDescription"),
        options=sum(1 for _ in each(params, "question", "task", "elements")),
        has_key=any(True for zone in zones for _ in each(zone, "correctElements")),
        hints=_said(zones, "tipsAndFeedback", "tip"),
        feedback=_said(zones, "tipsAndFeedback", "feedbackOnCorrect")
        + _said(zones, "tipsAndFeedback", "feedbackOnIncorrect"),
    )


def _choices(params: YamlNode) -> Iterator[Asked]:
    """Single choice set: the first answer is the right one."""
    for choice in each(params, "choices"):
        options = sum(1 for _ in each(choice, "answers"))
        stem = words_at(choice, "question")
        yield Asked(node=choice, kind="single_choice", stem=stem, options=options, has_key=options > 0)


def _summary(params: YamlNode) -> Iterator[Asked]:
    """Summary: the first statement of each list is the true one. The editor of videos puts in one without statements,
    which is not shown."""
    for item in each(params, "summaries"):
        options = sum(1 for _ in each(item, "summary"))
        if not options:
            continue
        hint = bool(words_at(item, "tip"))
        yield Asked(
            node=item,
            kind="single_choice",
            stem=words_at(params, "intro"),
            options=options,
            has_key=True,
            hints=int(hint),
        )


def _essay(params: YamlNode) -> Iterator[Asked]:
    words = list(each(params, "keywords"))
    yield Asked(
        node=params,
        kind="essay",
        stem=words_at(params, "taskDescription"),
        has_key=bool(words),
        by_human=not words,
        feedback=_said(words, "options", "feedbackIncluded") + _said(words, "options", "feedbackMissed"),
        solution=bool(words_at(params, "solution", "sample")),
    )


def _cards(kind: str, items: str, stem: str, answer: str, *hints: str) -> Callable[[YamlNode], Iterator[Asked]]:
    """Types that are a list of small questions."""

    def read(params: YamlNode) -> Iterator[Asked]:
        for card in each(params, items):
            yield Asked(
                node=card,
                kind=kind,
                stem=words_at(card, stem),
                has_key=bool(words_at(card, answer)),
                hints=sum(bool(words_at(card, *hint.split("."))) for hint in hints),
            )

    return read


def _options(kind: str, items: str, right: str) -> Callable[[YamlNode], Iterator[Asked]]:
    """Types with a list of things to choose, some of them marked as right."""

    def read(params: YamlNode) -> Iterator[Asked]:
        hotspots = mapping(params, "imageHotspotQuestion", "hotspotSettings") or mapping(
            params, "imageMultipleHotspotQuestion", "hotspotSettings"
        )
        holder = hotspots or params
        things = list(each(holder, items))
        yield Asked(
            node=params,
            kind=kind,
            stem=_first_words(holder, "taskDescription", "question"),
            options=len(things),
            has_key=any(flag(thing, *right.split(".")) is True for thing in things),
            feedback=_said(things, "userSettings", "feedbackText") + _said(things, "feedback", "chosenFeedback"),
        )

    return read


def _ordered(kind: str, items: str) -> Callable[[YamlNode], Iterator[Asked]]:
    """Types whose list is stored in the right order, or in right pairs."""

    def read(params: YamlNode) -> Iterator[Asked]:
        count = sum(1 for _ in each(params, items))
        yield Asked(node=params, kind=kind, stem=words_at(params, "taskDescription"), options=count, has_key=count > 0)

    return read


def _plain(kind: str, *, key: str = "", human: bool = False) -> Callable[[YamlNode], Iterator[Asked]]:
    """Types with one question; `key` names the list of right answers."""

    def read(params: YamlNode) -> Iterator[Asked]:
        stem = _first_words(params, "question", "taskDescription", "title")
        has_key = not human if not key else any(True for _ in each(params, key))
        yield Asked(node=params, kind=kind, stem=stem, has_key=has_key, by_human=human)

    return read


_READERS: dict[str, Callable[[YamlNode], Iterator[Asked]]] = {
    "H5P.MultiChoice": _multi_choice,
    "H5P.TrueFalse": _true_false,
    "H5P.Blanks": _blanks,
    "H5P.DragText": _in_text("gap"),
    "H5P.MarkTheWords": _in_text("hotspot"),
    "H5P.DragQuestion": _drag,
    "H5P.SingleChoiceSet": _choices,
    "H5P.Summary": _summary,
    "H5P.Essay": _essay,
    "H5P.Flashcards": _cards("short_text", "cards", "text", "answer", "tip"),
    "H5P.Dictation": _cards("short_text", "sentences", "description", "text"),
    "H5P.Crossword": _cards("short_text", "words", "clue", "answer", "extraClue.params.text"),
    "H5P.ArithmeticQuiz": _plain("numeric"),
    "H5P.SpeakTheWords": _plain("media", key="acceptedAnswers"),
    "H5P.ImageHotspotQuestion": _options("hotspot", "hotspot", "userSettings.correct"),
    "H5P.ImageMultipleHotspotQuestion": _options("hotspot", "hotspot", "userSettings.correct"),
    "H5P.MultiMediaChoice": _options("multiple_choice", "options", "correct"),
    "H5P.SortParagraphs": _ordered("ordering", "paragraphs"),
    "H5P.ImageSequencing": _ordered("ordering", "sequenceImages"),
    "H5P.ImagePair": _ordered("matching", "cards"),
    "H5P.OpenEndedQuestion": _plain("essay", human=True),
    "H5P.SimpleMultiChoice": _plain("multiple_choice", human=True),
}
QUESTION_LIBRARIES: frozenset[str] = frozenset(_READERS)
"""Machine names of the types that ask questions of their own."""
