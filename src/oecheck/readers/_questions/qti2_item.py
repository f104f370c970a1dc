"""One item of QTI 2 or 3: kind, key, points, feedback, language, and the files that it names.

Source: formats/qti.md §4, §5; formats/course-model.md §5 (words for kinds).
"""

from __future__ import annotations

import msgspec
from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument
from oecheck.model.course import Embedded, Question
from oecheck.model.fact import Value, unreadable
from oecheck.model.source import Source
from oecheck.readers._questions.qti2_markup import markup_of, shown_to_learner
from oecheck.readers._questions.qti2_names import (
    XML_LANG,
    children_named,
    first_named,
    name_of,
    outermost,
    value_of,
    version_of,
    words_of,
)
from oecheck.readers._questions.qti2_parts import (
    Declaration,
    Feedback,
    Interaction,
    declarations_of,
    feedback_of,
    interactions_of,
)
from oecheck.readers._questions.qti2_scoring import has_key, points_of, scored_by
from oecheck.readers._tree import text_of
from oecheck.values.text import strip_markup

__all__ = ["Named", "QtiItem", "embedded_rubrics", "files_named", "read_item"]

_KINDS = {
    "orderInteraction": "ordering",
    "associateInteraction": "matching",
    "matchInteraction": "matching",
    "inlineChoiceInteraction": "inline_choice",
    "gapMatchInteraction": "gap",
    "hotspotInteraction": "hotspot",
    "graphicOrderInteraction": "hotspot",
    "graphicAssociateInteraction": "hotspot",
    "graphicGapMatchInteraction": "hotspot",
    "positionObjectInteraction": "hotspot",
    "selectPointInteraction": "hotspot",
    "extendedTextInteraction": "essay",
    "uploadInteraction": "upload",
    "drawingInteraction": "upload",
    "mediaInteraction": "media",
    "sliderInteraction": "numeric",
    "customInteraction": "custom",
    "portableCustomInteraction": "custom",
}
_ASK_NOTHING = frozenset({"endAttemptInteraction", "mediaInteraction"})
_NUMBERS = frozenset({"float", "integer"})
_TEXT_OF_SOLUTION = "solution"
_STEM_LENGTH = 2_000
_STEM_PIECES = 5_000


class Named(msgspec.Struct, frozen=True):
    """A file that a document names: the href as written, what it is for, and where it stands."""

    href: str
    kind: str
    source: Source


class QtiItem(msgspec.Struct, frozen=True):
    """One item.

    Attributes:
        root: its element.
        identifier, title, language: as written; "".
        version: version of its namespace; "".
        question: None when it asks nothing.
        named: files that it names outside of its texts.
        embedded: its texts.
        criteria: it tells scorers how to judge.
        tool, tool_version: the program that made it.
    """

    root: _Element
    source: Source
    identifier: str
    title: str
    language: str
    version: str
    question: Question | None
    responses: tuple[Declaration, ...]
    outcomes: tuple[Declaration, ...]
    interactions: tuple[Interaction, ...]
    feedback: tuple[Feedback, ...]
    named: tuple[Named, ...]
    embedded: tuple[Embedded, ...]
    criteria: bool
    tool: str
    tool_version: str


def read_item(root: _Element, document: XmlDocument, path: str) -> QtiItem:
    """The item that an `assessmentItem` element is."""
    body = first_named(root, "itemBody")
    responses, outcomes = declarations_of(root, "responseDeclaration"), declarations_of(root, "outcomeDeclaration")
    interactions, feedback = interactions_of(body), feedback_of(root)
    identifier, title = value_of(root, "identifier") or "", value_of(root, "title") or ""
    source = document.source(root)
    item = QtiItem(
        root=root,
        source=source,
        identifier=identifier,
        title=title,
        language=(root.get(XML_LANG) or "").strip(),
        version=version_of(root),
        question=None,
        responses=responses,
        outcomes=outcomes,
        interactions=interactions,
        feedback=feedback,
        named=files_named(root, document),
        embedded=_texts(root, body, document, path, title or identifier),
        criteria=_has_criteria(root),
        tool=value_of(root, "toolName") or "",
        tool_version=value_of(root, "toolVersion") or "",
    )
    return msgspec.structs.replace(item, question=_question(item, body, path))


def _question(item: QtiItem, body: _Element | None, path: str) -> Question | None:
    asking = [part for part in item.interactions if part.name not in _ASK_NOTHING]
    asking = asking or [part for part in item.interactions if part.name == "mediaInteraction"]
    if not asking:
        return None
    declared = {part.identifier: part for part in item.responses}
    kind = _kind(asking, declared)
    filled = [part for part in item.feedback if part.filled]
    solutions = sum(_is_solution(part) for part in filled)
    key: Value[bool] = has_key(item.root, asking, declared)
    if kind == "custom" and key is False and first_named(item.root, "responseProcessing") is None:
        key = unreadable("custom-interaction", item.source)
    return Question(
        source=item.source,
        id=item.identifier or path,
        kind=kind,
        raw_kind=" ".join(dict.fromkeys(part.name for part in asking))[:200],
        stem=_stem(body),
        points=points_of(item.root, item.responses, item.outcomes),
        options=sum(part.options for part in asking),
        has_key=key,
        scored_by=scored_by(item.outcomes, kind, key),
        feedback_count=len(filled) - solutions,
        has_solution=solutions > 0,
        hints=sum(part.name == "endAttemptInteraction" for part in item.interactions),
    )


def _kind(asking: list[Interaction], declared: dict[str, Declaration]) -> str:
    """The kind that all interactions have; several text fields are gaps, several kinds are none of them."""
    kinds = {_kind_of(part, declared) for part in asking}
    if len(kinds) > 1:
        return "single_choice" if kinds <= {"single_choice", "true_false"} else "other"
    kind = kinds.pop()
    return "gap" if kind == "short_text" and len(asking) > 1 else kind


def _kind_of(part: Interaction, declared: dict[str, Declaration]) -> str:
    variable = declared.get(part.response)
    if part.name in ("choiceInteraction", "hottextInteraction"):
        most = value_of(part.element, "maxChoices")
        single = most == "1" if most is not None else variable is None or variable.cardinality != "multiple"
        if not single:
            return "multiple_choice"
        return "true_false" if part.options == 2 and part.name == "choiceInteraction" else "single_choice"
    if part.name == "textEntryInteraction":
        return "numeric" if variable is not None and variable.base_type in _NUMBERS else "short_text"
    return _KINDS.get(part.name, "other")


def _is_solution(part: Feedback) -> bool:
    words = (part.identifier, part.outcome, value_of(part.element, "title") or "")
    return any(_TEXT_OF_SOLUTION in word.lower() for word in words)


def _stem(body: _Element | None) -> str | None:
    """The text of the body outside of choices and feedback; in an adaptive item all of it may stand in feedback."""
    return _text_without(body, _NO_STEM) or _text_without(body, _NO_STEM - {"feedbackBlock"})


def _text_without(body: _Element | None, left_out: frozenset[str]) -> str | None:
    pieces: list[str] = []
    waiting: list[_Element | str] = [] if body is None else [body]
    while waiting and len(pieces) < _STEM_PIECES:
        node = waiting.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        if node is not body and node.tail:
            waiting.append(node.tail)
        if isinstance(node.tag, str) and name_of(node) not in left_out:
            waiting.extend(reversed(node))
            pieces.append(node.text or "")
    return strip_markup(" ".join(" ".join(pieces).split()))[:_STEM_LENGTH] or None


_NO_STEM = frozenset(
    {"simpleChoice", "simpleMatchSet", "simpleAssociableChoice", "inlineChoice", "gapText", "gapImg", "object"}
    | {"feedbackInline", "feedbackBlock", "rubricBlock", "interactionModules"}
)


def _texts(root: _Element, body: _Element | None, document: XmlDocument, path: str, title: str) -> tuple[Embedded, ...]:
    """Body, feedback after the attempt, and rubrics that are not for candidates."""
    shown = [] if body is None else [body]
    shown += children_named(root, "modalFeedback")
    made = [_embedded(node, document, path, title, number, "learner") for number, node in enumerate(shown, 1)]
    return (*made, *embedded_rubrics(root, document, path, title, hidden_only=True, number=len(made) + 1))


def embedded_rubrics(
    holder: _Element, document: XmlDocument, path: str, title: str, *, hidden_only: bool = False, number: int = 1
) -> tuple[Embedded, ...]:
    """Rubric blocks below an element; those for candidates stand in the item body already."""
    blocks = [node for node in outermost(holder, "rubricBlock") if not (hidden_only and shown_to_learner(node))]
    return tuple(
        _embedded(node, document, path, title, place, "learner" if shown_to_learner(node) else "instructor")
        for place, node in enumerate(blocks, number)
    )


def _embedded(node: _Element, document: XmlDocument, path: str, title: str, number: int, audience: str) -> Embedded:
    source = document.source(node)
    return Embedded(
        source=source,
        id=f"{path}#{source.pointer}",
        title=title or None,
        markup=markup_of(node, document, number),
        base=path,
        audience=audience,
    )


def _has_criteria(root: _Element) -> bool:
    """A rubric for scorers with a text (QTI 2: view scorer; QTI 3: use scoring)."""
    return any(
        text_of(node) and ("scorer" in words_of(node, "view") or "scoring" in words_of(node, "use"))
        for node in outermost(root, "rubricBlock", "scoringRubric")
    )


_FILES = {  # element of a document to the attribute that names a file, and what the file is for
    "stylesheet": ("href", "stylesheet"),
    "assessmentStimulusRef": ("href", "stimulus"),
    "assessmentItemRef": ("href", "item"),
    "assessmentSectionRef": ("href", "section"),
    "include": ("href", "include"),
    "responseProcessing": ("templateLocation", "template"),
    "fileHref": ("", "alternative"),
    "interactionModule": ("primaryPath", "module"),
}


def files_named(root: _Element, document: XmlDocument) -> tuple[Named, ...]:
    """Files that a document names by its own elements; pictures and links of its texts are found as those of pages."""
    found: dict[tuple[str, str], Named] = {}
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        name, kind = _FILES.get(name_of(node), (None, ""))
        if name is None:
            continue
        href = value_of(node, name) if name else text_of(node)
        if href:
            found.setdefault((kind, href), Named(href, kind, document.source(node)))
    return tuple(found.values())
