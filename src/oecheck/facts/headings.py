"""Headings of a page, and bold lines that look like headings (ACC-007, ACC-008).

Source: ACT ffd0e9 (heading has a name); axe p-as-heading.
"""

from __future__ import annotations

from itertools import islice

from oecheck.documents.html import HtmlDocument, HtmlElement, name_of, shown_text
from oecheck.facts._definition import FactDefinition
from oecheck.facts._made_up_content import made_up_name
from oecheck.facts._page_references import masked
from oecheck.facts._shared import shared
from oecheck.facts._style_hides import perhaps_hidden
from oecheck.model.page import Heading, Page

__all__ = ["FACTS"]

_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_NO_ROLES = frozenset({"none", "presentation"})
_ROLE_LEVEL = 2  # WAI-ARIA 1.2: level of role heading without aria-level
_LONGEST_LINE = 100  # characters; a longer bold paragraph is emphasis
_SENTENCE_ENDS = (".", ",", ";", "!", "。", "؟", "?", "…")


def headings(document: HtmlDocument, page: Page) -> tuple[Heading, ...]:
    """The headings that are exposed, in document order."""
    found: list[Heading] = []
    for element in _elements(document):
        if not document.exposed(element):
            continue
        found.append(
            Heading(
                source=document.source(element),
                page=page.id,
                level=_level(element),
                text=shared(masked(name_of(document, element) or made_up_name(document, element))),
                perhaps_hidden=perhaps_hidden(document, element),
                previous_level=found[-1].level if found else 0,
                first_in_fragment=page.fragment and not found,
            )
        )
    return tuple(found)


def _elements(document: HtmlDocument) -> list[HtmlElement]:
    buckets = [bucket for name in _LEVELS if (bucket := document.named(name))]
    elements = [element for bucket in buckets for element in bucket if _stays_heading(element)]
    roles = [
        element for element in document.having("role") if element.name not in _LEVELS and element.role == "heading"
    ]
    if len(buckets) + bool(roles) < 2:
        return elements or roles
    return sorted([*elements, *roles], key=_place)


def _stays_heading(element: HtmlElement) -> bool:
    """A heading with another role is none; one that is named or focusable keeps its own (WAI-ARIA 1.2, conflicts)."""
    role = element.role
    return role in ("", "heading") or (role in _NO_ROLES and not element.presentational)


def _place(element: HtmlElement) -> tuple[int, int]:
    return element.node.position or (0, 0)


def _level(element: HtmlElement) -> int:
    written = element.get("aria-level")
    if written.isascii() and written.isdigit() and len(written) < 3 and int(written) > 0:
        return int(written)
    return _LEVELS.get(element.name, _ROLE_LEVEL)


def fake_headings(document: HtmlDocument, page: Page) -> tuple[Heading, ...]:
    """Paragraphs that are one short bold line; level 0."""
    found = []
    for name in ("strong", "b"):
        for element in document.named(name):
            paragraph = document.parent(element)
            if paragraph is None or paragraph.name not in ("p", "div") or not _alone(document, element, paragraph):
                continue
            text = shown_text(document, element, _LONGEST_LINE + 1)
            if _like_title(text) and document.exposed(element) and not _in_cell(document, paragraph):
                found.append(Heading(source=document.source(paragraph), page=page.id, level=0, text=masked(text)))
    return tuple(found)


def _alone(document: HtmlDocument, element: HtmlElement, paragraph: HtmlElement) -> bool:
    children = list(islice(document.children(paragraph.node), 4))
    others = [child for child in children if child is not element.node]
    blank = all(type(child) is document.text_type and child.data.isspace() for child in others)
    return len(children) < 4 and blank


def _like_title(text: str) -> bool:
    if not text or len(text) > _LONGEST_LINE or text.endswith(_SENTENCE_ENDS):
        return False
    return any(character.isalpha() for character in text)


def _in_cell(document: HtmlDocument, paragraph: HtmlElement) -> bool:
    around = document.parent(paragraph)
    return around is not None and around.name in ("td", "th", "li", "dt", "dd", "figcaption", "caption", "button", "a")


FACTS = (
    FactDefinition(
        of="page",
        name="headings",
        type="list<heading>",
        meaning="headings of the page: h1 to h6 and elements with role heading",
        function=headings,
    ),
    FactDefinition(
        of="page",
        name="fake_headings",
        type="list<heading>",
        meaning="paragraphs of one short bold line, which look like headings and are none",
        function=fake_headings,
    ),
)
