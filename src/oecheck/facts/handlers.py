"""What only a mouse can work, what only hovering shows, what is dragged (ACC-022, MOB-003).

Looked at: `on…` attributes, `tabindex`, `draggable`, and selectors with `:hover`; listeners that scripts add are not
seen. Source: HTML §6.6.3 (what can be focused); ACT 80af7b and oj04fd.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from oecheck.documents.html import HtmlDocument, HtmlElement
from oecheck.facts._definition import FactDefinition
from oecheck.facts._style_rules import blocks, without_comments
from oecheck.model.course import Course
from oecheck.model.fact import Fact, Method
from oecheck.model.page import Page
from oecheck.model.source import Source
from oecheck.values.patterns import pattern

__all__ = ["FACTS"]

_PRESS = ("onclick", "onmousedown", "onmouseup", "ondblclick")
_KEYS = frozenset({"onkeydown", "onkeyup", "onkeypress"})
_NATIVE = frozenset({"button", "input", "select", "textarea", "summary", "option", "label", "iframe", "embed", "area"})
_NOT_CONTROLS = frozenset({"html", "body", "form", "main"})
_INSIDE = frozenset({"a", "button", "input", "select", "textarea", "label", "summary"})
_NOTHING = pattern(r"\s{0,9}(?:return\s{1,9}(?:true|false)|event\.(?:stopPropagation|preventDefault)\(\)|void\(0\))?")
_REVEALS = pattern(r"(?:^|;)\s{0,9}(?:display\s{0,9}:\s{0,9}(?!none)|visibility\s{0,9}:\s{0,9}visible)", re.I)
_GRAPHICAL = frozenset({"hotspot", "drag", "ordering"})
_MAX = 20


def mouse_only(document: HtmlDocument) -> tuple[Source, ...]:
    """Elements that do something when pressed, which the keyboard never reaches; links and controls inside excuse.

    So does another element of the page that does exactly the same and can be reached.
    """
    found: dict[Any, HtmlElement] = {}
    for name in _PRESS:
        for element in document.having(name):
            if element.node not in found and not _NOTHING.fullmatch(element.attributes[name][:2000].rstrip(" ;")):
                found[element.node] = element
    reached: list[HtmlElement] = []
    alone: list[HtmlElement] = []
    for element in found.values():
        (reached if _reachable(document, element) else alone).append(element)
    doubled = {element.attributes[name] for element in reached for name in _PRESS if name in element.attributes}
    return tuple(
        document.source(element)
        for element in alone
        if doubled.isdisjoint(element.attributes[name] for name in _PRESS if name in element.attributes)
    )


def _reachable(document: HtmlDocument, element: HtmlElement) -> bool:
    """Whether it takes the focus, hears keys, is part of a control or holds one, or is shown to nobody."""
    attributes = element.attributes
    if element.name in _NATIVE or element.name in _NOT_CONTROLS or document.hidden(element):
        return True
    if "tabindex" in attributes or _KEYS & attributes.keys() or (element.name == "a" and "href" in attributes):
        return True
    around = document.parent(element)
    while around is not None and document.step():
        if around.name in _INSIDE:
            return True
        around = document.parent(around)
    return any(
        type(node) is document.element_type and node.tag in _INSIDE and document.step()
        for node in element.node.descendants
    )


def drags(document: HtmlDocument) -> int:
    """Elements that are made to be dragged."""
    written = sum(element.get("draggable").lower() == "true" for element in document.having("draggable"))
    return written + len(document.having("ondragstart"))


def hover_reveals(document: HtmlDocument) -> int:
    """Rules of its `style` elements that show something only under the pointer."""
    return sum(_reveals(document.raw_text(element)) for element in document.named("style"))


def sheet_reveals(content: bytes) -> int:
    """Rules of a style sheet that show something only under the pointer."""
    return _reveals(content.decode("utf-8-sig", "replace"))


def _reveals(text: str) -> int:
    if ":hover" not in text:
        return 0
    return sum(
        ":hover" in prelude and ":focus" not in prelude and bool(_REVEALS.search(declarations[:5000]))
        for prelude, declarations in blocks(without_comments(text))
    )


def keyboard_barriers(page_values: Callable[[str], Iterable[tuple[Page, Any]]]) -> Fact[tuple[str, ...]]:
    """Places of elements that react to the mouse alone."""
    places = [place for _, found in page_values("mouse_only") for place in (found if isinstance(found, tuple) else ())]
    lines = tuple(f"{place.file}:{place.line}" for place in places)
    return Fact(value=lines, method=Method.DERIVED, sources=tuple(places[:8]))


def touch_evidence(
    reachable_set: frozenset[str],
    page_values: Callable[[str], Iterable[tuple[Page, Any]]],
    file_values: Callable[[str], Mapping[str, Any]],
) -> tuple[str, ...]:
    """Files with things to drag and with parts that appear under the pointer only."""
    found: dict[str, None] = {}
    for name in ("drags", "hover_reveals"):
        found.update((page.path, None) for page, count in page_values(name) if isinstance(count, int) and count)
    reveals = file_values("sheet_reveals")
    found.update((path, None) for path, count in reveals.items() if path in reachable_set and count)
    return tuple(found)[:_MAX]


def graphical_questions(course: Course) -> tuple[str, ...]:
    """Kinds of questions of the course that are answered in a picture or by dragging."""
    words = {one.kind: one.raw_kind or one.kind for one in course.questions if one.kind in _GRAPHICAL}
    return tuple(sorted(words.values()))


FACTS = (
    FactDefinition(
        of="page",
        name="mouse_only",
        type="list<string>",
        meaning="places of elements that react to the mouse alone (only for other facts)",
        function=mouse_only,
    ),
    FactDefinition(of="page", name="drags", type="int", meaning="elements that are made to be dragged", function=drags),
    FactDefinition(
        of="page",
        name="hover_reveals",
        type="int",
        meaning="rules of its style elements that show something only under the pointer",
        function=hover_reveals,
    ),
    FactDefinition(
        of="file",
        name="sheet_reveals",
        type="int",
        meaning="rules of a style sheet that show something only under the pointer",
        function=sheet_reveals,
        media_types=("text/css",),
    ),
    FactDefinition(
        of="course",
        name="keyboard_barriers",
        type="list<string>",
        meaning="places of elements that react to the mouse alone",
        function=keyboard_barriers,
        needs=("page.mouse_only",),
    ),
    FactDefinition(
        of="course",
        name="touch_evidence",
        type="list<string>",
        meaning="files with things to drag or with parts that appear under the pointer only, at most twenty",
        function=touch_evidence,
        needs=("page.drags", "page.hover_reveals", "file.sheet_reveals"),
    ),
    FactDefinition(
        of="course",
        name="graphical_questions",
        type="list<string>",
        meaning="kinds of questions that are answered in a picture or by dragging",
        function=graphical_questions,
    ),
)
