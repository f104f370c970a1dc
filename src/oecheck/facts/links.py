"""Links, buttons and embedded resources of a page (ACC-010, ACC-011, PKG-006).

Source: ACT c487ae (link has a name), 97a4e1 (button has a name); HTML-AAM 1.0 §4.1 (labels of buttons).
"""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.documents.html import HtmlDocument, HtmlElement, content_name, explicit_name, shown_text, tooltip
from oecheck.facts._definition import FactDefinition
from oecheck.facts._labels import label_name
from oecheck.facts._made_up_content import made_up_name
from oecheck.facts._page_references import Reference, cut_href, masked, references
from oecheck.facts._shared import attribute_of, shared
from oecheck.facts._style_hides import perhaps_hidden
from oecheck.model.page import Link, Page
from oecheck.values.href import Resolver

__all__ = ["FACTS"]

_CONTEXT = 200  # characters, as the model says
_SHORT_NAME = 40  # names longer than that speak for themselves, and get no context
_ROLES = frozenset({"link", "button"})
_NO_ROLES = frozenset({"none", "presentation"})
_HANDLES = frozenset({"class", "id", "name"})
_INPUT_BUTTONS = frozenset({"button", "submit", "reset", "image"})
_DEFAULT_VALUES = {"submit": "Submit", "reset": "Reset"}  # a browser's own words for buttons without a value


def links(document: HtmlDocument, page: Page, resolver: Resolver) -> tuple[Link, ...]:
    """All references, and the buttons, in document order of each group."""
    found = [_link(document, page, reference) for reference in references(document, page, resolver)]
    found.extend(_control(document, page, element, role) for element, role in _buttons(document))
    return tuple(found)


def _link(document: HtmlDocument, page: Page, reference: Reference) -> Link:
    element, resolved = reference.element, reference.resolved
    control = reference.attribute == "href" and element.name in ("a", "area")
    name = masked(_link_name(document, element)) if control else ""
    role = element.role
    attribute = reference.attribute
    return Link(
        source=document.source(element),
        page=page.id,
        element=attribute_of(element.name, attribute) if attribute != "css url()" else attribute,
        href=shared(cut_href(reference.href, resolved)),
        kind=resolved.kind,
        target=resolved.target,
        state=resolved.state,
        embedded=reference.embedded,
        control=control,
        role=(role if role in _ROLES else "link") if control else "",
        name=shared(name),
        hidden=control and not document.exposed(element),
        perhaps_hidden=control and perhaps_hidden(document, element),
        perhaps_filled=control and not name and not reference.href.strip() and _has_handle(element),
        language=shared(document.language(element)) if control else "",
        context=_context(document, element) if control and len(name) <= _SHORT_NAME else "",
        scheme=shared(resolved.scheme),
        host=shared(resolved.host),
    )


def _has_handle(element: HtmlElement) -> bool:
    """Whether something of it is there for programs to find it by: templates of players are full of such links."""
    return any(name in _HANDLES or name.startswith("data-") for name in element.attributes)


def _control(document: HtmlDocument, page: Page, element: HtmlElement, role: str) -> Link:
    return Link(
        source=document.source(element),
        page=page.id,
        element=element.name,
        kind="other",
        control=True,
        role=role,
        name=masked(_button_name(document, element)),
        hidden=not document.exposed(element),
        perhaps_hidden=perhaps_hidden(document, element),
        language=document.language(element),
    )


def _buttons(document: HtmlDocument) -> Iterator[tuple[HtmlElement, str]]:
    """Controls that have no address: buttons, and elements whose role makes them a link or button."""
    for element in document.named("button"):
        role = element.role
        if role in ("", *_ROLES):
            yield element, role or "button"
        elif role in _NO_ROLES and not element.presentational:
            yield element, "button"
    for element in document.named("input"):
        if element.get("type").lower() in _INPUT_BUTTONS:
            yield element, "button"
    for element in document.having("role"):
        role = element.role
        if role in _ROLES and element.name not in ("button", "input") and not _has_address(element):
            yield element, role


def _has_address(element: HtmlElement) -> bool:
    return element.name in ("a", "area") and "href" in element.attributes


def _link_name(document: HtmlDocument, element: HtmlElement) -> str:
    name = explicit_name(document, element) if element.attributes.keys() & _EXPLICIT else ""
    if not name:
        name = element.get("alt") if element.name == "area" else content_name(document, element)
    return name or tooltip(element) or made_up_name(document, element)


_EXPLICIT = frozenset({"aria-label", "aria-labelledby"})


def _button_name(document: HtmlDocument, element: HtmlElement) -> str:
    name = explicit_name(document, element) or label_name(document, element)
    if not name and element.name == "input":
        kind = element.get("type").lower()
        name = element.get("alt") if kind == "image" else element.get("value")
        if not name and "value" not in element.attributes:
            name = _DEFAULT_VALUES.get(kind, "")
    elif not name:
        name = content_name(document, element)
    return name or tooltip(element) or made_up_name(document, element)


def _context(document: HtmlDocument, element: HtmlElement) -> str:
    """The text of the element around the link; one look for all links of a list or menu."""
    around = element.node.parent
    known: dict[object, str] = document.memo.setdefault("contexts", {})
    context = known.get(around)
    if context is None:
        block = document.parent(element)
        text = masked(shown_text(document, block, _CONTEXT)) if block is not None else ""
        context = known[around] = shared(text)
    return context


def javascript_url_line(document: HtmlDocument, page: Page, resolver: Resolver) -> int:
    """Line of the first address that is a program (`javascript:`), those that do nothing left out; 0 without one."""
    for reference in references(document, page, resolver):
        if reference.resolved.kind == "script":
            program = reference.href.partition(":")[2].replace(" ", "").strip(";").lower()
            if program not in _NOTHING:
                return document.source(reference.element).line
    return 0


_NOTHING = frozenset({"", "void(0)", "void0", "void('')", "false", "undefined", "returnfalse", "//"})


FACTS = (
    FactDefinition(
        of="page",
        name="links",
        type="list<link>",
        meaning="all references of the page, followed or loaded, and its buttons",
        function=links,
    ),
    FactDefinition(
        of="page",
        name="javascript_url_line",
        type="int",
        meaning="line of the first address that is a program (javascript:) and does something; 0 without one",
        function=javascript_url_line,
    ),
)
