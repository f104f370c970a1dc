"""Words that the `style` elements of a page add to elements: parts of their names, where nothing else names them.

A rule counts only where its selector is understood; another rule may take the words away again, which is not asked.

Source: Accessible Name and Description Computation 1.2 §4.3.2, step 2F.ii (`::before` and `::after`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from oecheck.documents.html import HtmlDocument, HtmlElement, folded
from oecheck.facts._cascade import matches
from oecheck.facts._style_rules import Compound, made_up_contents

__all__ = ["made_up_name"]

_MAX_RULES = 100  # of a page
_MAX_PARTS = 20  # nodes of one element that has no other name

_Rules = list[tuple[tuple[Compound, ...], str]]


def made_up_name(document: HtmlDocument, element: HtmlElement) -> str:
    """What styles of the page say before or after an element, or a part of it; ""."""
    rules: _Rules | None = document.memo.get("made-up contents")
    if rules is None:
        found = (rule for style in document.named("style") for rule in made_up_contents(document.raw_text(style)))
        rules = document.memo["made-up contents"] = list(islice(found, _MAX_RULES))
    return folded(_words(document, element, rules)) if rules else ""


def _words(document: HtmlDocument, element: HtmlElement, rules: _Rules) -> Iterator[str]:
    for node in (element.node, *islice(element.node.descendants, _MAX_PARTS)):
        if type(node) is document.element_type and _speaks(document, node):
            for compounds, words in rules:
                if matches(document, compounds, node):
                    yield words + " "


def _speaks(document: HtmlDocument, node: Any) -> bool:
    part = document.element(node)
    return part is not None and document.exposed(part)
