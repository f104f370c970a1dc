"""Form fields and their labels (ACC-012).

Source: ACT e086e5 (form field has a name); HTML-AAM §4.1.1 (label, title, placeholder).
"""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.documents.html import HtmlDocument, HtmlElement, content_name, explicit_name, folded, tooltip
from oecheck.facts._definition import FactDefinition
from oecheck.facts._page_references import masked
from oecheck.facts._style_hides import perhaps_hidden
from oecheck.model.page import FormField, Page

__all__ = ["FACTS"]

_NO_FIELDS = frozenset({"hidden", "submit", "reset", "button", "image"})
_FIELD_ROLES = frozenset(
    {
        "checkbox",
        "combobox",
        "listbox",
        "menuitemcheckbox",
        "menuitemradio",
        "radio",
        "searchbox",
        "slider",
        "spinbutton",
        "switch",
        "textbox",
    }
)
"""Roles of ACT e086e5."""

_EDITABLE = frozenset({"", "true", "plaintext-only"})
_NATIVE = frozenset({"input", "select", "textarea"})
_MAX_CLIMB = 30  # elements between a field and the label around it


def fields(document: HtmlDocument, page: Page) -> tuple[FormField, ...]:
    """The fields that a person fills in, in document order of each kind."""
    return tuple(_field(document, page, element) for element in _elements(document))


def _elements(document: HtmlDocument) -> Iterator[HtmlElement]:
    native = (element for name in ("input", "select", "textarea") for element in document.named(name))
    for element in native:
        kind = element.get("type").lower() if element.name == "input" else ""
        if kind not in _NO_FIELDS and not _taken_out(element):
            yield element
    if not (document.having("role") or document.having("contenteditable")):
        return
    for element in document.attributed:
        attributes = element.attributes
        if element.name in _NATIVE or ("role" not in attributes and "contenteditable" not in attributes):
            continue
        editable = attributes.get("contenteditable", "false").strip().lower() in _EDITABLE
        if editable or element.get("role").lower() in _FIELD_ROLES:
            yield element


def _taken_out(element: HtmlElement) -> bool:
    """A role that leaves nothing holds where the field cannot have the focus (WAI-ARIA 1.2, conflict resolution)."""
    return element.get("role").lower() in ("none", "presentation") and "disabled" in element.attributes


def _field(document: HtmlDocument, page: Page, element: HtmlElement) -> FormField:
    name = explicit_name(document, element)
    if not name and element.name in _NATIVE:
        name = folded(text + " " for text in _label_texts(document, element))
    elif not name and element.get("role").lower() in _NAMED_BY_CONTENT:
        name = content_name(document, element)
    title = tooltip(element) if not name else ""
    return FormField(
        source=document.source(element),
        page=page.id,
        element=element.name,
        type=element.get("type").lower()[:40],
        name=masked(name or title),
        title_only=bool(title),
        placeholder_only=not name and not title and bool(element.get("placeholder")),
        perhaps_hidden=perhaps_hidden(document, element),
        hidden=not document.exposed(element),
    )


_NAMED_BY_CONTENT = frozenset({"checkbox", "menuitemcheckbox", "menuitemradio", "radio", "switch"})


def _label_texts(document: HtmlDocument, element: HtmlElement) -> Iterator[str]:
    identifier = element.attributes.get("id", "")
    labels = _labels(document).get(identifier, []) if identifier else []
    around = _label_around(document, element)
    if around is not None and around not in labels:
        labels = [*labels, around]
    for label in labels[:10]:
        if document.exposed(label):
            yield _label_name(document, label)


def _label_name(document: HtmlDocument, label: HtmlElement) -> str:
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
    """The label that the field lies in, unless that label names another field."""
    if not document.named("label"):
        return None
    around = document.parent(element)
    for _ in range(_MAX_CLIMB):
        if around is None:
            return None
        if around.name == "label":
            named = around.attributes.get("for")
            return around if not named or named == element.attributes.get("id") else None
        around = document.parent(around)
    return None


FACTS = (
    FactDefinition(
        of="page",
        name="fields",
        type="list<form_field>",
        meaning="fields of the page that a person fills in",
        function=fields,
    ),
)
