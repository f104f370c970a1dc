"""One `item` of QTI 1.2: kind, key, feedback, points and HTML.

Source: formats/qti.md §3; formats/course-model.md §5 (words for kinds); formats/common-cartridge.md §7.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from lxml.etree import _Element, tostring

from oecheck.documents.xml import XmlDocument, local
from oecheck.model.course import Embedded, Question
from oecheck.readers._tree import attribute, child, children, descendants, element_children, text_at, text_of
from oecheck.values.text import strip_markup

__all__ = ["media_of", "metadata_of", "read_question"]

# cc_profile of the Common Cartridge profile and question_type of Canvas, to the words of the course model.
_KINDS = {
    "cc.multiple_choice.v0p1": "single_choice",
    "cc.multiple_response.v0p1": "multiple_choice",
    "cc.true_false.v0p1": "true_false",
    "cc.fib.v0p1": "short_text",
    "cc.pattern_match.v0p1": "short_text",
    "cc.essay.v0p1": "essay",
    "multiple_choice_question": "single_choice",
    "multiple_answers_question": "multiple_choice",
    "true_false_question": "true_false",
    "short_answer_question": "short_text",
    "fill_in_multiple_blanks_question": "gap",
    "multiple_dropdowns_question": "inline_choice",
    "matching_question": "matching",
    "numerical_question": "numeric",
    "calculated_question": "formula",
    "essay_question": "essay",
    "file_upload_question": "upload",
}
_TEXT_ONLY = "text_only_question"  # Canvas: a text between questions, asks nothing
_HUMAN = frozenset({"essay", "upload"})
_RESPONSES = ("response_lid", "response_str", "response_num", "response_grp", "response_xy", "response_extension")
# Conditions that name a right answer (QTI 1.2 ASI, conditionvar).
_CONDITIONS = ("varequal", "varsubset", "varsubstring", "varlt", "varlte", "vargt", "vargte", "varinside")


def metadata_of(holder: _Element) -> dict[str, str]:
    """`qtimetadatafield` label to entry of an assessment, bank or item; the first of each label."""
    fields: dict[str, str] = {}
    for outer in (holder, *children(holder, "itemmetadata")):
        for metadata in children(outer, "qtimetadata"):
            for field in children(metadata, "qtimetadatafield"):
                fields.setdefault(text_at(field, "fieldlabel"), text_at(field, "fieldentry"))
    fields.pop("", None)
    return fields


def media_of(root: _Element) -> Iterator[tuple[_Element, str]]:
    """Pictures, sounds and videos of material, with the `uri` they name."""
    for node in descendants(root, "matimage", "mataudio", "matvideo", "matapplet", "matapplication"):
        uri = attribute(node, "uri")
        if uri:
            yield node, uri


def read_question(
    item: _Element, document: XmlDocument, path: str, assessment: str, bank: bool, position: int
) -> tuple[Question | None, list[Embedded]]:
    """The question of an item (None when it asks nothing) and its HTML."""
    metadata = metadata_of(item)
    ident = attribute(item, "ident") or f"{path}#{position}"
    presentation = child(item, "presentation")
    stem, pieces = _stem(presentation)
    source = document.source(item)
    html = _embedded(item, path, ident, assessment, document)
    kind, raw = _kind(presentation, metadata)
    if raw == _TEXT_ONLY or (not raw and not _asks(presentation)):
        return None, html
    feedback, hints, solutions = _feedback(item)
    has_key = kind not in _HUMAN and _has_key(item)
    return Question(
        source=source,
        id=ident,
        assessment=assessment,
        bank=bank,
        kind=kind,
        raw_kind=raw,
        stem=strip_markup(stem) or (strip_markup(pieces) or None),
        points=_points(item, metadata),
        options=len({attribute(label, "ident") for label in descendants(presentation, "response_label")})
        if kind not in {"short_text", "essay", "numeric", "formula", "gap"}
        else 0,
        has_key=has_key,
        scored_by=_scored_by(kind, metadata),
        feedback_count=feedback,
        has_solution=solutions > 0,
        hints=hints,
    ), html


def _stem(presentation: _Element | None) -> tuple[str, str]:
    """Text of the material that stands outside the responses, and as a second choice all material at their head."""
    outside: list[str] = []
    inside: list[str] = []
    stack = [(node, False) for node in reversed(list(element_children(presentation)))]
    while stack:
        node, in_response = stack.pop()
        name = local(node).lower()
        if name in {"mattext", "matemtext"}:
            (inside if in_response else outside).append(_markup(node))
        elif name != "response_label":
            deeper = in_response or name in _RESPONSES
            stack.extend((below, deeper) for below in reversed(list(element_children(node))))
    return " ".join(outside), " ".join(inside)


def _markup(mattext: _Element) -> str:
    """HTML of a `mattext`: escaped text, or real child elements."""
    if len(mattext) == 0:
        return mattext.text or ""
    inner = "".join(str(tostring(node, encoding="unicode")) for node in mattext)
    return (mattext.text or "") + inner


def _embedded(item: _Element, path: str, ident: str, assessment: str, document: XmlDocument) -> list[Embedded]:
    """All HTML of an item as one piece; plain text needs no look."""
    parts = [
        _markup(node)
        for node in descendants(item, "mattext")
        if (attribute(node, "texttype") or "").lower() in {"text/html", "text/xhtml"} or len(node)
    ]
    markup = "\n".join(f"<div>{part}</div>" for part in parts if part.strip())
    if not markup:
        return []
    title = attribute(item, "title") or None
    source = document.source(item)
    return [Embedded(source=source, id=f"{path}#{ident}", title=title, markup=markup, base=path, owner=assessment)]


def _kind(presentation: _Element | None, metadata: dict[str, str]) -> tuple[str, str]:
    """Kind in the words of the course model, and the format's own word."""
    for field in ("question_type", "cc_profile"):
        raw = metadata.get(field, "")
        if raw:
            return _KINDS.get(raw.lower(), "other"), raw
    raw = next((metadata[field] for field in ("qmd_itemtype", "bbmd_questiontype") if metadata.get(field)), "")
    return _kind_by_structure(presentation), raw


def _kind_by_structure(presentation: _Element | None) -> str:
    """Kind of an item that names none: by its first response (QTI 1.2 ASI, response types)."""
    responses = list(descendants(presentation, *_RESPONSES))
    if not responses:
        return "other"
    first = responses[0]
    name, cardinality = local(first).lower(), (attribute(first, "rcardinality") or "single").lower()
    if any(True for _ in descendants(first, "render_hotspot")) or name == "response_xy":
        return "hotspot"
    if name == "response_lid":
        if cardinality == "ordered":
            return "ordering"
        if len(responses) > 1:
            return "matching"
        return "multiple_choice" if cardinality == "multiple" else "single_choice"
    return {"response_str": _text_kind(first, len(responses)), "response_num": "numeric"}.get(name, "matching")


def _text_kind(response: _Element, count: int) -> str:
    """One short field, several gaps, or a field of several rows."""
    rows = next((attribute(fib, "rows") for fib in descendants(response, "render_fib")), None)
    if rows and rows.isdigit() and rows != "1" and rows != "0":
        return "essay"
    return "gap" if count > 1 else "short_text"


def _asks(presentation: _Element | None) -> bool:
    return any(True for _ in descendants(presentation, *_RESPONSES))


def _has_key(item: _Element) -> bool:
    """A condition that names an answer gives points, or Canvas's calculated question holds computed answers."""
    for condition in descendants(child(item, "resprocessing"), "respcondition"):
        gives = any(_positive(text_of(setvar)) for setvar in children(condition, "setvar"))
        if gives and any(True for _ in descendants(child(condition, "conditionvar"), *_CONDITIONS)):
            return True
    calculated = child(child(item, "itemproc_extension"), "calculated")
    return any(text_of(answer) for answer in descendants(calculated, "answer"))


def _positive(text: str) -> bool:
    number = _number(text)
    return number is not None and number > 0


def _number(text: str) -> float | None:
    try:
        number = float(text) if len(text) < 32 else None
    except ValueError:
        return None
    return number if number is not None and isfinite(number) else None


def _feedback(item: _Element) -> tuple[int, int, int]:
    """Feedback texts, hints and solutions that hold a text."""
    feedback = hints = solutions = 0
    for node in children(item, "itemfeedback"):
        ident = (attribute(node, "ident") or "").lower()
        if not text_of(node) and not any(True for _ in media_of(node)):
            continue
        if ident == "hint" or child(node, "hint") is not None:
            hints += 1
        elif ident == "solution" or child(node, "solution") is not None:
            solutions += 1
        else:
            feedback += 1
    return feedback, hints, solutions


def _points(item: _Element, metadata: dict[str, str]) -> float | None:
    """`points_possible` (Canvas), `cc_weighting` (profile), else the greatest score; the profile's 100 is per cent."""
    for field in ("points_possible", "cc_weighting", "qmd_weighting"):
        if metadata.get(field):
            return _number(metadata[field])
    if "cc_profile" in metadata or "question_type" in metadata:
        return None
    decvars = list(descendants(child(item, "resprocessing"), "decvar"))
    return _number(attribute(decvars[0], "maxvalue") or "") if decvars else None


def _scored_by(kind: str, metadata: dict[str, str]) -> str:
    by_hand = metadata.get("qmd_computerscored", "").lower() == "no"
    return "human" if kind in _HUMAN or by_hand else "machine"
