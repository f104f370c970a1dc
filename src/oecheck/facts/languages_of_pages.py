"""What a page says of its languages (ACC-005, ACC-006).

Source: ACT b5c3f8 (lang there), bf051a (valid), 5b7ae0 (lang and xml:lang agree), de46e4 (valid on parts).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from oecheck.documents.html import HIDDEN, HtmlDocument
from oecheck.facts._definition import FactDefinition
from oecheck.model.page import Page

__all__ = ["FACTS"]

_ATTRIBUTES = ("lang", "xml:lang")
_XML_SUFFIXES = (".xhtml", ".xht", ".xml", ".svg")
_NO_TEXT = frozenset({"script", "style", "title", "template"})
_MAX_TAG = 100  # characters kept of a value; no valid tag comes near


def lang(document: HtmlDocument) -> str | None:
    """`lang` of the root, or `xml:lang` where there is no `lang`; as written; None where neither says anything."""
    root = document.root
    if root is None:
        return None
    values = (root.get(name)[:_MAX_TAG] for name in _ATTRIBUTES)
    return next((value for value in values if value), None)


def xml_lang_only(document: HtmlDocument, page: Page) -> bool:
    """Whether only `xml:lang` of the root names the language, which browsers do not look at in HTML (ACT b5c3f8)."""
    root = document.root
    if root is None or page.path.lower().endswith(_XML_SUFFIXES):
        return False
    return bool(root.get("xml:lang")) and not root.get("lang")


def lang_conflict(document: HtmlDocument) -> bool:
    """Whether `lang` and `xml:lang` of the root differ in their primary subtag."""
    root = document.root
    if root is None:
        return False
    first, second = (root.get(name).lower().partition("-")[0] for name in _ATTRIBUTES)
    return bool(first and second and first != second)


def part_langs(document: HtmlDocument) -> tuple[str, ...]:
    """The languages that parts of the page with words of their own are marked with, each value once (ACT de46e4)."""
    if not any(element.name != "html" for name in _ATTRIBUTES for element in document.having(name)):
        return ()
    speaking = {_marked(document, node) for node in _with_words(document)} - {None}
    found: dict[str, None] = {}
    for element in document.attributed:
        if element.node in speaking:
            for name in _ATTRIBUTES:
                value = element.attributes.get(name, "")
                if value:
                    found.setdefault(value.strip()[:_MAX_TAG] or " ")
    return tuple(found)


def _with_words(document: HtmlDocument) -> Iterator[Any]:
    """Elements that show or tell words: those around a text, and those with a name in an attribute."""
    for node in document.root_node.descendants:
        if type(node) is not document.text_type or node.data.isspace():
            continue
        if getattr(node.parent, "tag", "script") not in _NO_TEXT and not document.flags(node.parent) & HIDDEN:
            yield node.parent
    for name in ("alt", "aria-label"):
        for element in document.having(name):
            if element.get(name).strip() and document.exposed(element):
                yield element.node


def _marked(document: HtmlDocument, node: Any) -> Any:
    """The nearest element below the root that says the language of a node; None without one."""
    known: dict[Any, Any] = document.memo.setdefault("marked languages", {})
    path = []
    while type(node) is document.element_type and node not in known:
        path.append(node)
        node = node.parent
    found = known.get(node)
    for below in reversed(path):
        own = below.tag != "html" and any(name in document.attributes(below) for name in _ATTRIBUTES)
        found = known[below] = below if own else found
    return found


FACTS = (
    FactDefinition(
        of="page", name="lang", type="string", meaning="language of the page, as its root says it", function=lang
    ),
    FactDefinition(
        of="page",
        name="xml_lang_only",
        type="bool",
        meaning="only xml:lang of the root names the language, in a page that is no XHTML by its name",
        function=xml_lang_only,
    ),
    FactDefinition(
        of="page",
        name="lang_conflict",
        type="bool",
        meaning="lang and xml:lang of the root name different languages",
        function=lang_conflict,
    ),
    FactDefinition(
        of="page",
        name="part_langs",
        type="list<string>",
        meaning="languages that parts of the page with words of their own are marked with, as written",
        function=part_langs,
    ),
)
