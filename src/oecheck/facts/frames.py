"""Frames and their titles (ACC-013).

Source: ACT cae760 (iframe has a name), 4b1c6c (frames with one name have one purpose).
"""

from __future__ import annotations

from oecheck.documents.html import HtmlDocument, HtmlElement, explicit_name, tooltip
from oecheck.facts._definition import FactDefinition
from oecheck.facts._frame_size import too_small
from oecheck.facts._page_references import bare_url, cut_href, masked, resolve
from oecheck.facts._style_hides import perhaps_hidden
from oecheck.model.page import Frame, Page
from oecheck.values.href import Resolver

__all__ = ["FACTS"]


def frames(document: HtmlDocument, page: Page, resolver: Resolver) -> tuple[Frame, ...]:
    """The frames of the page, in document order of each kind."""
    elements = [*document.named("iframe"), *document.named("frame")]
    names = [_name(document, element) for element in elements]
    sources: dict[str, set[str]] = {}
    for element, name in zip(elements, names, strict=True):
        if document.exposed(element):
            sources.setdefault(name, set()).add(_content(element))
    return tuple(
        _frame(document, page, resolver, element, name, shared=bool(name) and len(sources.get(name, ())) > 1)
        for element, name in zip(elements, names, strict=True)
    )


def _frame(
    document: HtmlDocument, page: Page, resolver: Resolver, element: HtmlElement, name: str, *, shared: bool
) -> Frame:
    written = element.get("src")
    resolved = resolve(document, page, resolver, written) if written else None
    return Frame(
        source=document.source(element),
        page=page.id,
        src=bare_url(cut_href(written, resolved)) if resolved is not None else "",
        host=resolved.host if resolved is not None else "",
        title=masked(name),
        hidden=_met_by_nobody(document, element),
        perhaps_hidden=perhaps_hidden(document, element),
        language=document.language(element),
        title_shared=shared,
    )


def _met_by_nobody(document: HtmlDocument, element: HtmlElement) -> bool:
    """ACT cae760: out of the accessibility tree or the tab order. A role of none holds without a tabindex only."""
    if not document.exposed(element) or too_small(document, element):
        return True
    order = element.get("tabindex")
    return order.startswith("-") or (not order and element.presentational)


def _name(document: HtmlDocument, element: HtmlElement) -> str:
    return explicit_name(document, element) or tooltip(element)


def _content(element: HtmlElement) -> str:
    return element.get("src") or element.attributes.get("srcdoc", "")


FACTS = (FactDefinition(of="page", name="frames", type="list<frame>", meaning="frames of the page", function=frames),)
