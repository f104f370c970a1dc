"""Form fields and their labels (ACC-012).

Source: ACT e086e5 (form field has a name); HTML-AAM §4.1.1 (label, title, placeholder).
"""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.documents.html import HtmlDocument, HtmlElement, content_name, explicit_name, tooltip
from oecheck.facts._definition import FactDefinition
from oecheck.facts._labels import label_name
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


def fields(document: HtmlDocument, page: Page) -> tuple[FormField, ...]:
    """The fields that a person fills in, in document order of each kind."""
    return tuple(_field(document, page, element) for element in _elements(document))


def _elements(document: HtmlDocument) -> Iterator[HtmlElement]:
    native = (element for name in ("input", "select", "textarea") for element in document.named(name))
    for element in native:
        kind = element.get("type").lower() if element.name == "input" else ""
        if kind not in _NO_FIELDS and not element.presentational:
            yield element
    if not (document.having("role") or document.having("contenteditable")):
        return
    for element in document.attributed:
        attributes = element.attributes
        if element.name in _NATIVE or ("role" not in attributes and "contenteditable" not in attributes):
            continue
        editable = attributes.get("contenteditable", "false").strip().lower() in _EDITABLE
        if editable or element.role in _FIELD_ROLES:
            yield element


def _field(document: HtmlDocument, page: Page, element: HtmlElement) -> FormField:
    name = explicit_name(document, element)
    if not name and element.name in _NATIVE:
        name = label_name(document, element)
    elif not name and element.role in _NAMED_BY_CONTENT:
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


FACTS = (
    FactDefinition(
        of="page",
        name="fields",
        type="list<form_field>",
        meaning="fields of the page that a person fills in",
        function=fields,
    ),
)
