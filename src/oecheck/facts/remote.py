"""Remote resources that a page loads by itself (PRV-002, PRV-006)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from oecheck.documents.html import HtmlDocument, HtmlElement
from oecheck.facts._definition import FactDefinition
from oecheck.facts._page_references import bare_url, references, resolve
from oecheck.model.content import Remote
from oecheck.model.page import Page
from oecheck.values.href import Resolved, Resolver

if TYPE_CHECKING:
    from oecheck.facts._run import StandardData

__all__ = ["FACTS"]

_BY_SUFFIX = {
    "image": (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico"),
    "media": (".mp4", ".webm", ".ogv", ".mp3", ".ogg", ".m4a", ".wav", ".m4v", ".mov"),
    "font": (".woff", ".woff2", ".ttf", ".otf", ".eot"),
    "style": (".css",),
    "script": (".js", ".mjs"),
}
_PRELOAD_AS = {
    "script": "script",
    "style": "style",
    "font": "font",
    "image": "image",
    "video": "media",
    "audio": "media",
}
_LAZY = {"iframe": "frame", "img": "image", "video": "media", "audio": "media", "source": "media", "script": "script"}
_LAZY_ATTRIBUTES = ("data-src", "data-url", "data-href")
_EMPTY_SOURCES = frozenset({"", "about:blank", "#"})


def remotes(document: HtmlDocument, page: Page, resolver: Resolver, standard_data: StandardData) -> tuple[Remote, ...]:
    """What the page loads from other hosts, in document order; what waits for a click comes last."""
    trackers = standard_data.vocabulary("trackers")
    return (*_loaded(document, page, resolver, trackers), *_waiting(document, page, resolver, trackers))


def _loaded(document: HtmlDocument, page: Page, resolver: Resolver, trackers: frozenset[str]) -> Iterator[Remote]:
    for reference in references(document, page, resolver):
        if not reference.embedded or reference.resolved.kind != "external":
            continue
        element = reference.element
        what = reference.what
        if what in ("other", "media"):
            what = _narrowed(element, reference.href, what)
        yield _remote(
            document, page, element, reference.attribute, reference.href, reference.resolved, what, trackers,
            click=element.name in ("video", "audio") and reference.attribute == "src" and _on_demand(element),
        )  # fmt: skip  # one thought a line


def _waiting(document: HtmlDocument, page: Page, resolver: Resolver, trackers: frozenset[str]) -> Iterator[Remote]:
    """Elements whose address stands in a data attribute while their `src` is empty."""
    if not any(document.having(attribute) for attribute in _LAZY_ATTRIBUTES):
        return
    for element in document.attributed:
        what = _LAZY.get(element.name)
        if what is None or element.get("src").lower() not in _EMPTY_SOURCES:
            continue
        for attribute in _LAZY_ATTRIBUTES:
            href = element.get(attribute)
            resolved = resolve(document, page, resolver, href) if href else None
            if resolved is not None and resolved.kind == "external":
                yield _remote(document, page, element, attribute, href, resolved, what, trackers, click=True)
                break


def _remote(
    document: HtmlDocument,
    page: Page,
    element: HtmlElement,
    attribute: str,
    href: str,
    resolved: Resolved,
    what: str,
    trackers: frozenset[str],
    *,
    click: bool,
) -> Remote:
    return Remote(
        source=document.source(element),
        page=page.id,
        element=f"{element.name}@{attribute}" if attribute != "css url()" else attribute,
        url=bare_url(href),
        scheme=resolved.scheme,
        host=resolved.host,
        kind=what,
        integrity=bool(element.get("integrity")),
        tracker=_is_tracker(resolved.host, trackers),
        click_to_load=click,
    )


def _narrowed(element: HtmlElement, href: str, what: str) -> str:
    preloaded = _PRELOAD_AS.get(element.get("as").lower())
    if preloaded:
        return preloaded
    path = href.partition("#")[0].partition("?")[0].lower()
    return next((kind for kind, suffixes in _BY_SUFFIX.items() if path.endswith(suffixes)), what)


def _on_demand(element: HtmlElement) -> bool:
    """Nothing is fetched before somebody presses play."""
    return element.get("preload").lower() == "none" and "autoplay" not in element.attributes


def _is_tracker(host: str, trackers: frozenset[str]) -> bool:
    """Whether the host or a domain that it belongs to is in the list."""
    while host:
        if host in trackers:
            return True
        host = host.partition(".")[2]
    return False


FACTS = (
    FactDefinition(
        of="page",
        name="remotes",
        type="list<remote>",
        meaning="remote resources that the page loads without being asked",
        function=remotes,
    ),
)
