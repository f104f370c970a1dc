"""Names that `label` elements give to fields and buttons (ACC-001, ACC-010, ACC-012).

Source: WHATWG HTML §4.10.4 (the label element), §4.10.2 (labelable elements); HTML-AAM 1.0 §4.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from oecheck.documents.html import HtmlDocument, HtmlElement, content_name, explicit_name, folded

__all__ = ["label_name"]

_LABELABLE = frozenset({"button", "input", "meter", "output", "progress", "select", "textarea"})
_MAX_CLIMB = 30  # elements between a field and the label around it
_MAX_PIECES = 1000  # nodes of one label


def label_name(document: HtmlDocument, element: HtmlElement) -> str:
    """The name that the labels of a field or button give; ""."""
    if not document.named("label"):
        return ""
    return folded(text + " " for text in _label_texts(document, element))


def _label_texts(document: HtmlDocument, element: HtmlElement) -> Iterator[str]:
    identifier = element.attributes.get("id", "")
    labels = _labels(document).get(identifier, []) if identifier else []
    around = _label_around(document, element)
    if around is not None and around not in labels:
        labels = [*labels, around]
    for label in labels[:10]:
        if document.exposed(label):
            yield _name_from(document, label)


def _name_from(document: HtmlDocument, label: HtmlElement) -> str:
    """The name that a label gives; one label can lie around many fields."""
    known: dict[object, str] = document.memo.setdefault("label names", {})
    name = known.get(label.node)
    if name is None:
        name = known[label.node] = explicit_name(document, label) or content_name(document, label)
    return name


def _labels(document: HtmlDocument) -> dict[str, list[HtmlElement]]:
    labels: dict[str, list[HtmlElement]] | None = document.memo.get("labels")
    if labels is None:
        labels = document.memo["labels"] = {}
        for label in document.named("label"):
            named = label.attributes.get("for")
            if named:
                labels.setdefault(named, []).append(label)
    return labels


def _label_around(document: HtmlDocument, element: HtmlElement) -> HtmlElement | None:
    """The label that an element lies in, unless that label names another one."""
    around = document.parent(element)
    for _ in range(_MAX_CLIMB):
        if around is None:
            return None
        if around.name == "label":
            named = around.attributes.get("for")
            if named:
                return around if named == element.attributes.get("id") else None
            return around if _first_field(document, around) is element.node else None
        around = document.parent(around)
    return None


def _first_field(document: HtmlDocument, label: HtmlElement) -> Any:
    """The node that a label without `for` names: the first in it that can have a label."""
    known: dict[Any, Any] = document.memo.setdefault("labelled fields", {})
    if label.node not in known:
        known[label.node] = next(
            (node for node in islice(label.node.descendants, _MAX_PIECES) if _can_have_label(document, node)), None
        )
    return known[label.node]


def _can_have_label(document: HtmlDocument, node: Any) -> bool:
    if type(node) is not document.element_type or node.tag not in _LABELABLE:
        return False
    return node.tag != "input" or document.attributes(node).get("type", "").strip().lower() != "hidden"
