"""Signs that a table arranges things on a page and holds no data (ACC-009).

A table with such a sign is left to a person, never failed. The signs follow what browsers take for a layout table when
they decide how to present it to assistive technology, as far as the markup alone shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from oecheck.documents.html import HtmlDocument, HtmlElement
from oecheck.values.patterns import pattern

__all__ = ["NO_DATA", "looks_like_layout"]

NO_DATA = frozenset(
    {"input", "select", "textarea", "button", "h1", "h2", "h3", "h4", "h5", "h6", "iframe", "video", "object", "embed"}
)
"""Elements that tables of data rarely hold."""

_CELLS = frozenset({"td", "th"})
_MAX_NODES = 3000
_LONG_CELL = 400  # characters; a cell of that length is prose
_MOST_EMPTY = 0.5  # share of empty cells above which a grid is a drawing (a crossword) or a form to print
_BLANK = pattern(r"\[\[input:|\{[0-9]{0,3}:[A-Z_]{2,24}:")
"""Where a platform puts a control into the text of a question: STACK, and Cloze of Moodle."""


def looks_like_layout(document: HtmlDocument, table: HtmlElement, cells: Sequence[Any], *, closely: bool) -> bool:
    """Whether a table holds controls (or blanks for them), headings, players, prose, bare pictures, or mostly nothing.

    Args:
        document: the page.
        table: a table that holds no other.
        cells: the nodes of its cells.
        closely: it holds a picture or something of `NO_DATA`.
    """
    if closely or len(cells) > _MAX_NODES:
        return _looked_at_closely(document, table)
    if not document.step(len(cells)):
        return False
    texts = [cell.text for cell in cells]
    if max(map(len, texts), default=0) > _LONG_CELL or _BLANK.search("\n".join(texts)):
        return _looked_at_closely(document, table)
    return len(texts) - sum(map(bool, map(str.strip, texts))) > _MOST_EMPTY * len(texts)


def _looked_at_closely(document: HtmlDocument, table: HtmlElement) -> bool:
    nodes = list(islice(table.node.descendants, _MAX_NODES))
    if not document.step(len(nodes)):
        return False
    unlined = table.get("border").strip() == "0"
    element_type, text_type = document.element_type, document.text_type
    cells: list[list[str]] = []
    for node in nodes:
        kind = type(node)
        if kind is element_type:
            tag = node.tag
            if tag in _CELLS:
                cells.append([])
            elif tag in NO_DATA and document.attributes(node).get("type", "").lower() != "hidden":
                return True
            elif tag == "img" and cells:
                if unlined:
                    return True
                cells[-1].append("picture")
        elif kind is text_type and cells:
            cells[-1].append(node.data)
    empty = sum(not "".join(texts).strip() for texts in cells)
    if any(_BLANK.search("".join(texts)) for texts in cells):
        return True
    return any(map(_is_prose, cells)) or empty > _MOST_EMPTY * len(cells)


def _is_prose(texts: list[str]) -> bool:
    """Whether the texts of a cell are long, white space folded; most are short however they are counted."""
    return sum(map(len, texts)) > _LONG_CELL and sum(len(" ".join(text.split())) for text in texts) > _LONG_CELL
