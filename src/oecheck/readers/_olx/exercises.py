"""Blocks in which learners answer: problems, drag and drop, open assessments.

Source: formats/olx.md §3; docs "Problem components", "Open response assessments"; openedx/xblock-drag-and-drop-v2.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from oecheck.documents.json import YamlNode
from oecheck.documents.xml import Element, child, child_text, children, text_of
from oecheck.model.course import Activity, Assessment, Question
from oecheck.readers._olx.blocks import Block, inner_markup
from oecheck.readers._olx.parts import Part, Place, embedded, present, with_files
from oecheck.readers._olx.problems import images_of, read_problem
from oecheck.readers._olx.values import number
from oecheck.values.text import strip_markup

__all__ = ["drag_and_drop", "open_assessment", "problem", "prompts_of"]


def problem(block: Block, activity: Activity, place: Place) -> Part:
    """The questions of a problem; of one in a bank the questions alone."""
    weight = block.number("weight")
    owner = place.bank or activity.id
    facts = read_problem(block.element, block.document, owner, weight, bank=bool(place.bank))
    questions = facts.questions
    if place.bank:
        questions = tuple(
            msgspec.structs.replace(question, id=question.id.replace("#", f"#{activity.id}.", 1))
            for question in questions
        )
    points = weight if weight is not None else float(len(questions))
    attempts = _attempts(block, place)
    references = present(
        place.assets.linked(href, block.document.source(node)) for node, href in images_of(block.element)
    )
    activity = with_files(msgspec.structs.replace(activity, points=points, attempts=attempts), references)
    texts = embedded(block, activity, inner_markup(block.document, block.element))
    if place.bank:
        return Part(None, questions, embedded=texts, references=references)
    assessment = None
    if questions:
        assessment = Assessment(
            source=activity.source,
            id=activity.id,
            activity=activity.id,
            title=activity.title,
            kind="summative" if place.graded else "formative",
            question_count=len(questions),
            attempts=attempts,
            shows_feedback=_shows(block, questions),
            questions=questions,
        )
    return Part(activity, questions, assessment, embedded=texts, references=references)


def _attempts(block: Block, place: Place) -> int:
    """Allowed attempts; empty, and left out where the course says nothing, is unlimited."""
    own = block.whole("max_attempts", "attempts")
    return max(own if own is not None else place.max_attempts or 0, 0)


def _shows(block: Block, questions: tuple[Question, ...]) -> bool:
    """Feedback of answers is always shown; solutions unless the problem never shows its answer."""
    given = any(question.feedback_count for question in questions)
    return given or (block.text("showanswer") != "never" and any(question.has_solution for question in questions))


def open_assessment(block: Block, activity: Activity, _: Place) -> Part:
    """Title, prompts and rubric of an assignment that people judge."""
    title = child_text(block.element, "title")
    if not activity.title and title:
        activity = msgspec.structs.replace(activity, title=title)
    rubric = child(block.element, "rubric")
    criteria = list(children(rubric, "criterion")) if rubric is not None else []
    points = sum(
        max((number(str(option.get("points", ""))) or 0.0 for option in children(criterion, "option")), default=0.0)
        for criterion in criteria
    )
    activity = msgspec.structs.replace(
        activity,
        criteria=bool(criteria),
        points=points if criteria else None,
        due=block.date("submission_due"),
    )
    texts = [text_of(prompt) for prompt in prompts_of(block.element)]
    question = Question(
        source=block.source,
        id=f"{activity.id}#1",
        assessment=activity.id,
        kind="upload" if block.text("file_upload_type", "file_upload_response") else "essay",
        raw_kind=block.tag,
        stem=strip_markup(" ".join(texts))[:500] or None,
        points=activity.points,
        has_key=False,
        scored_by="human",
    )
    return Part(activity, (question,), embedded=embedded(block, activity, "\n".join(_as_html(texts))))


def prompts_of(element: Element) -> list[Element]:
    """Prompts of an open assessment: in a list, alone, or in the rubric as in its first versions."""
    holders = (child(element, "prompts"), element, child(element, "rubric"))
    return [prompt for holder in holders if holder is not None for prompt in children(holder, "prompt")]


def _as_html(texts: Iterable[str]) -> list[str]:
    """Texts of a prompt, which are HTML when they hold a tag."""
    return [text if "<" in text else f"<p>{text}</p>" for text in texts if text]


def drag_and_drop(block: Block, activity: Activity, place: Place) -> Part:
    """Drag and drop of the second kind: items and zones in a JSON setting."""
    data = block.tree("data")
    data = data if data is not None and data.kind == "mapping" else None
    items = _objects(data, "items")
    images = [(data.scalar("targetImg") or "", data.scalar("targetImgDescription") or "")] if data is not None else []
    images += [(item.scalar("imageURL") or "", item.scalar("imageDescription") or "") for item in items]
    shown = [(href, text) for href, text in images if href]
    references = present(place.assets.linked(href, block.source) for href, _ in shown)
    stem = strip_markup(block.text("question_text"))
    question = Question(
        source=block.source,
        id=f"{activity.id}#1",
        assessment=activity.id,
        kind="drag",
        raw_kind=block.tag,
        stem=stem or None,
        points=block.number("weight") or 1.0,
        options=len(items),
        has_key=any(_list(item, "zones") for item in items),
        scored_by="machine",
        feedback_count=sum(_feedback(item) for item in (*items, *(() if data is None else (data,)))),
    )
    attempts = _attempts(block, place)
    activity = with_files(msgspec.structs.replace(activity, points=question.points, attempts=attempts), references)
    # The pictures are looked at as those of the text; telling them as references too would tell each loss twice.
    markup = block.text("question_text") + "".join(_picture(href, text) for href, text in shown)
    questions = (question,) if data is not None else ()
    return Part(activity, questions, embedded=embedded(block, activity, markup))


def _objects(node: YamlNode | None, name: str) -> list[YamlNode]:
    return [item for item in _list(node, name) if item.kind == "mapping"]


def _list(node: YamlNode | None, name: str) -> list[YamlNode]:
    held = node.get(name) if node is not None else None
    return held.items if held is not None else []


def _feedback(node: YamlNode) -> int:
    held = node.get("feedback")
    return sum(1 for _, text in held.pairs if text.text.strip()) if held is not None else 0


def _picture(href: str, alternative: str) -> str:
    """A picture of an exercise as the learner's page shows it; without a description it has no alternative."""
    quoted = (text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;") for text in (href, alternative))
    source, text = quoted
    return f'<img src="{source}" alt="{text}">' if alternative else f'<img src="{source}">'
