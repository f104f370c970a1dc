"""Signs that a table arranges things on a page and holds no data (ACC-009).

A table with such a sign is left to a person, never failed. The signs follow what browsers take for a layout table when
they decide how to present it to assistive technology, as far as the markup alone shows it.
"""

from __future__ import annotations

from typing import Any

from oecheck.documents.html import HtmlDocument, HtmlElement

__all__ = ["looks_like_layout"]

_NO_DATA = frozenset(
    {"input", "select", "textarea", "button", "h1", "h2", "h3", "h4", "h5", "h6", "iframe", "video", "object", "embed"}
)
_MAX_NODES = 3000
_LONG_CELL = 400  # characters; a cell of that length is prose
_MOST_EMPTY = 0.5  # share of empty cells above which a grid is a drawing (a crossword) or a form to print


def looks_like_layout(document: HtmlDocument, table: HtmlElement) -> bool:
    """Whether a table holds controls, headings, players, prose, pictures without a border, or mostly nothing."""
    unlined = table.get("border").strip() == "0"
    cells: list[int] = []
    for taken, node in enumerate(table.node.descendants):
        if taken > _MAX_NODES or not document.step():
            break
        if type(node) is document.element_type:
            if node.tag in _NO_DATA and document.attributes(node).get("type", "").lower() != "hidden":
                return True
            if node.tag in ("td", "th"):
                cells.append(0)
            elif node.tag == "img" and cells:
                if unlined:
                    return True
                cells[-1] += 1
        elif cells and type(node) is document.text_type:
            cells[-1] += _length(node)
    empty = sum(length == 0 for length in cells)
    return any(length > _LONG_CELL for length in cells) or empty > _MOST_EMPTY * len(cells)


def _length(text: Any) -> int:
    return len(" ".join(text.data.split()))
