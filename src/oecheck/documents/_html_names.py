"""Accessible names, as far as the markup alone decides them.

Source: Accessible Name and Description Computation 1.2 §4.3.2; HTML Accessibility API Mappings 1.0 §4.1. Not asked:
generated content of style sheets, values of embedded controls, shadow trees.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from oecheck.documents._html_document import HtmlDocument
from oecheck.documents._html_element import HtmlElement
from oecheck.documents._html_elements import INLINE, TEXT_ONLY
from oecheck.documents._html_hidden import ARIA_HIDDEN, HIDDEN, own_flags
from oecheck.documents._html_roles import presentational

__all__ = ["content_name", "explicit_name", "folded", "name_of", "shown_text", "tooltip"]

MAX_NAME = 500
"""Characters of a name; nobody has more read out."""

_MAX_PIECES = 1000  # nodes that one name is made of
_NAMED_BY_ALT = frozenset({"img", "area"})
_EMBEDDED_CONTROLS = frozenset({"select", "textarea", "input"})


def folded(pieces: Iterator[str], limit: int = MAX_NAME) -> str:
    """Pieces of text joined, white space folded, cut at `limit` characters."""
    kept: list[str] = []
    length = 0
    for piece in pieces:
        if len(piece) > 4 * limit:
            piece = piece.lstrip()[: 4 * limit]
        kept.append(piece)
        if not piece.isspace():
            length += len(piece)
        if length > 4 * limit:
            break
    return " ".join("".join(kept).split())[:limit]


def explicit_name(document: HtmlDocument, element: HtmlElement) -> str:
    """The name that `aria-labelledby` or, failing that, `aria-label` gives; ""."""
    attributes = element.attributes
    if "aria-labelledby" in attributes:
        named = folded(_labelling(document, attributes["aria-labelledby"]))
        if named:
            return named
    label = attributes.get("aria-label")
    return " ".join(label[: 4 * MAX_NAME].split())[:MAX_NAME] if label else ""


def content_name(document: HtmlDocument, element: HtmlElement, *, with_hidden: bool = False) -> str:
    """The name from what the element holds: text, alternatives of images, labels and tooltips of parts."""
    node = element.node
    text = document.only_text(node)
    if text is not None:  # by far the commonest
        return " ".join((text if len(text) < MAX_NAME else text.lstrip()[: 4 * MAX_NAME]).split())[:MAX_NAME]
    return folded(_spoken(document, node, with_hidden))


def name_of(document: HtmlDocument, element: HtmlElement) -> str:
    """The name of an element that is named by its content (link, button, heading, cell)."""
    explicit = explicit_name(document, element) if element.attributes else ""
    return explicit or content_name(document, element) or tooltip(element)


def tooltip(element: HtmlElement) -> str:
    """The `title` attribute, white space folded."""
    title = element.attributes.get("title")
    return " ".join(title[: 4 * MAX_NAME].split())[:MAX_NAME] if title else ""


def shown_text(document: HtmlDocument, element: HtmlElement, limit: int) -> str:
    """The start of the text that an element shows, without alternatives; white space folded."""
    return folded(_shown(document, element.node), limit)


def document_text(document: HtmlDocument, limit: int) -> str:
    """The start of the text that a document shows, whether or not it writes an `html` element."""
    return folded(_shown(document, document.root_node), limit)


def _labelling(document: HtmlDocument, ids: str) -> Iterator[str]:
    known: dict[str, str] = document.memo.setdefault("labels", {})  # a long text may be the label of very many
    for identifier in ids.split()[:20]:
        label = known.get(identifier)
        if label is None:
            label = known[identifier] = _label(document, identifier)
        yield label


def _label(document: HtmlDocument, identifier: str) -> str:
    """What an element adds to the name of those that it labels, with a blank behind it; "" where there is none."""
    element = document.by_id.get(identifier)
    if element is None:
        return ""
    label = element.get("aria-label") or (element.get("alt") if element.name in _NAMED_BY_ALT else "")
    return (label or content_name(document, element, with_hidden=not document.exposed(element))) + " "


def _shown(document: HtmlDocument, start: Any) -> Iterator[str]:
    for taken, node in enumerate(start.descendants):
        if taken > _MAX_PIECES or not document.step():
            return
        if type(node) is document.text_type:
            parent = node.parent
            if getattr(parent, "tag", "") not in TEXT_ONLY and not document.flags(parent) & HIDDEN:
                yield node.data
        elif getattr(node, "tag", "b") not in INLINE:
            yield " "


def _spoken(document: HtmlDocument, start: Any, with_hidden: bool) -> Iterator[str]:
    """The spoken pieces below a node."""
    # frames of an explicit stack: children left, tooltip, pieces spoken before, whether it parts words
    waiting: list[list[Any]] = [[document.children(start), "", 0, False]]
    taken = spoken = 0
    while waiting:
        frame = waiting[-1]
        node = next(frame[0], None)
        if node is None:
            waiting.pop()
            if frame[1] and spoken == frame[2]:
                spoken += 1
                yield frame[1]
            if frame[3]:
                yield " "
            continue
        taken += 1
        if taken > _MAX_PIECES or not document.step():
            return
        if type(node) is document.text_type:
            if not node.data.isspace():
                spoken += 1
            yield node.data
        elif type(node) is document.element_type:
            replacement, enters = _part(document, node, with_hidden)
            apart = node.tag not in INLINE
            if apart:
                yield " "
            if replacement:
                spoken += 1
                yield replacement
            elif enters:
                waiting.append(
                    [document.children(node), document.attributes(node).get("title", "").strip(), spoken, apart]
                )


def _part(document: HtmlDocument, node: Any, with_hidden: bool) -> tuple[str, bool]:
    """What stands for an element inside a name, and whether otherwise its content does."""
    name, attributes = node.tag, document.attributes(node)
    if name in TEXT_ONLY:
        return (_svg_title(document, node), False) if name == "title" else ("", False)
    if not with_hidden and (own_flags(name, attributes, 0) & (HIDDEN | ARIA_HIDDEN)):
        return "", False
    if not attributes:
        return "", name not in _EMBEDDED_CONTROLS
    label = attributes.get("aria-label", "").strip()
    if not label and "aria-labelledby" in attributes:
        ids = attributes["aria-labelledby"].split()[:20]
        parts = (document.by_id[one] for one in ids if one in document.by_id)
        label = " ".join(content_text for part in parts if (content_text := shown_text(document, part, MAX_NAME)))
    if not label and name in _NAMED_BY_ALT and not presentational(name, attributes):
        label = attributes.get("alt", "").strip()
        if not label and "alt" not in attributes:
            label = attributes.get("title", "").strip()
    return label[:MAX_NAME], name not in _EMBEDDED_CONTROLS


def _svg_title(document: HtmlDocument, node: Any) -> str:
    if getattr(node.parent, "tag", "") not in {"svg", "g"}:
        return ""
    return "".join(child.data for child in node if type(child) is document.text_type)[:MAX_NAME]
