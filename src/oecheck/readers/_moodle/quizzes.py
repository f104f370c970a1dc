"""Quizzes and lessons as assessments.

Source: formats/moodle-mbz.md §5; Moodle `backup_quiz_stepslib.php` of 2.x to 5.x.
"""

from __future__ import annotations

import msgspec

from oecheck.documents.xml_stream import StreamNode
from oecheck.model.course import Assessment, Question
from oecheck.model.package import PackageFinding
from oecheck.readers._moodle.fields import field, number, whole
from oecheck.readers._moodle.questions import Bank, BankQuestion
from oecheck.readers._moodle.work import Work
from oecheck.values.text import strip_markup

__all__ = ["Slots", "lesson", "quiz", "read_slots"]

_LESSON_KINDS = {
    "1": "short_text",
    "2": "true_false",
    "3": "single_choice",
    "5": "matching",
    "8": "numeric",
    "10": "essay",
}
_FEEDBACK = ("reviewspecificfeedback", "reviewgeneralfeedback", "reviewrightanswer", "reviewoverallfeedback")


class Slot(msgspec.Struct, frozen=True):
    """A place of a quiz: a question by its id, or by its entry and version, or one drawn at random."""

    node: StreamNode
    question: str = ""
    entry: str = ""
    version: int | None = None
    random: bool = False
    points: float | None = None


class Slots(msgspec.Struct, frozen=True):
    """What a quiz is made of, kept until the question bank is read."""

    work: Work
    slots: tuple[Slot, ...]
    shows_feedback: bool


def read_slots(work: Work, settings: StreamNode) -> Slots:
    """The places of a quiz, in the forms of all versions."""
    holder = settings.child("question_instances")
    nodes = list(holder.named("question_instance")) if holder is not None else []
    shows = any(field(settings, name) not in ("", "0") for name in _FEEDBACK)
    return Slots(work, tuple(_slot(node) for node in nodes), shows)


def _slot(node: StreamNode) -> Slot:
    points = number(field(node, "maxmark") or field(node, "grade"))
    reference = node.child("question_reference")
    if reference is not None:
        version = whole(field(reference, "version"))
        return Slot(node, entry=field(reference, "questionbankentryid"), version=version, points=points)
    if node.child("question_set_reference") is not None:
        return Slot(node, random=True, points=points)
    return Slot(node, question=field(node, "questionid") or field(node, "question"), points=points)


def quiz(slots: Slots, bank: Bank) -> tuple[Assessment, tuple[PackageFinding, ...]]:
    """The assessment of a quiz, and the places that lead to no question."""
    work, activity = slots.work, slots.work.activity
    found: list[Question] = []
    findings: list[PackageFinding] = []
    count, drawn = 0, False
    for slot in slots.slots:
        if slot.random:
            count, drawn = count + 1, True
            continue
        held = _held(slot, bank)
        if held is None:
            findings.append(_lost(slot, work))
        elif held.random:
            count, drawn = count + 1, True
        elif held.question is not None:
            count += 1
            changes = {"assessment": activity.id, "bank": False}
            points = slot.points if slot.points is not None else held.question.points
            found.append(msgspec.structs.replace(held.question, points=points, **changes))
    return _assessment(work, tuple(found), count, drawn=drawn, shows=slots.shows_feedback), tuple(findings)


def _held(slot: Slot, bank: Bank) -> BankQuestion | None:
    return bank.version(slot.entry, slot.version) if slot.entry else bank.by_id.get(slot.question)


def _lost(slot: Slot, work: Work) -> PackageFinding:
    arguments = {"quiz": work.name, "question": slot.entry or slot.question}
    return PackageFinding(check="MBZ-21", source=slot.node.source(work.path), arguments=arguments)


def lesson(work: Work, settings: StreamNode) -> Assessment | None:
    """The assessment of a lesson that asks something."""
    holder = settings.child("pages")
    pages = holder.named("page") if holder is not None else ()
    asked = tuple(_page_question(page, work) for page in pages if field(page, "qtype") in _LESSON_KINDS)
    return _assessment(work, asked, len(asked), drawn=False, shows=True) if asked else None


def _page_question(page: StreamNode, work: Work) -> Question:
    answers = list(page.descendants("answer"))
    raw = field(page, "qtype")
    kind = _LESSON_KINDS[raw]
    return Question(
        source=page.source(work.path),
        id=f"{work.activity.id}-page-{page.attributes.get('id', '')}",
        assessment=work.activity.id,
        kind="multiple_choice" if kind == "single_choice" and field(page, "qoption") == "1" else kind,
        raw_kind=f"lesson {raw}",
        stem=strip_markup(field(page, "contents")) or None,
        options=len(answers) if kind in ("single_choice", "true_false") else 0,
        has_key=kind != "essay" and any((number(field(answer, "score")) or 0) > 0 for answer in answers),
        scored_by="human" if kind == "essay" else "machine",
        feedback_count=sum(1 for answer in answers if strip_markup(field(answer, "response"))),
    )


def _assessment(work: Work, found: tuple[Question, ...], count: int, *, drawn: bool, shows: bool) -> Assessment:
    activity = work.activity
    return Assessment(
        source=activity.source,
        id=activity.id,
        activity=activity.id,
        title=activity.title,
        kind="unknown" if activity.graded else "formative",
        question_count=count,
        random_draw=drawn,
        pass_mark=activity.pass_mark,
        attempts=activity.attempts,
        time_limit_s=activity.time_limit_s,
        shows_feedback=shows,
        questions=found,
    )
