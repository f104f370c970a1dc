"""The references of one page, gathered and resolved once for all facts that look at them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from oecheck.documents.html import HtmlDocument, HtmlElement
from oecheck.facts._css_urls import css_urls
from oecheck.model.page import Page
from oecheck.values.href import Resolved, Resolver
from oecheck.values.patterns import pattern

__all__ = ["Reference", "bare_url", "cut_href", "masked", "references", "resolve"]

_SINGLE = {
    # (element, attribute): (loaded with the page, what it is)
    ("a", "href"): (False, ""),
    ("area", "href"): (False, ""),
    ("img", "src"): (True, "image"),
    ("img", "longdesc"): (False, ""),
    ("input", "src"): (True, "image"),
    ("source", "src"): (True, "media"),
    ("track", "src"): (True, "media"),
    ("video", "src"): (True, "media"),
    ("video", "poster"): (True, "image"),
    ("audio", "src"): (True, "media"),
    ("bgsound", "src"): (True, "media"),
    ("embed", "src"): (True, "other"),
    ("object", "data"): (True, "other"),
    ("iframe", "src"): (True, "frame"),
    ("frame", "src"): (True, "frame"),
    ("script", "src"): (True, "script"),
    ("image", "href"): (True, "image"),
    ("image", "xlink:href"): (True, "image"),
    ("use", "href"): (True, "image"),
    ("use", "xlink:href"): (True, "image"),
    ("body", "background"): (True, "image"),
    ("table", "background"): (True, "image"),
    ("td", "background"): (True, "image"),
    ("th", "background"): (True, "image"),
}
_BY_NAME: dict[str, tuple[tuple[str, bool, str], ...]] = {}
for (_name, _attribute), (_embedded, _what) in _SINGLE.items():
    _BY_NAME[_name] = (*_BY_NAME.get(_name, ()), (_attribute, _embedded, _what))

_LOADED_RELATIONS = {
    "stylesheet": "style",
    "icon": "image",
    "apple-touch-icon": "image",
    "preload": "other",
    "modulepreload": "script",
    "prefetch": "other",
    "preconnect": "other",
    "dns-prefetch": "other",
    "manifest": "other",
}
_SET_ENTRY = pattern(r"([^\s,]\S*)[^,]*(?:,|$)")
_REFRESH = pattern(r"[\s\d.]{0,60}[;,]?\s{0,20}url\s{0,20}=\s{0,20}[\"']?([^\"']*)", re.IGNORECASE)
_MAIL = pattern(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")


_SECRET = pattern(r"verifier|token|secret|passw|signature|session|api_?key|auth", re.IGNORECASE)


class Reference(msgspec.Struct, frozen=True, gc=False):
    """One reference.

    Attributes:
        element: the element that holds it.
        attribute: attribute that holds it; `css url()` in a style.
        href: as written.
        embedded: loaded with the page.
        what: script, style, frame, image, media, font or other; "" for what a person follows.
        resolved: where it leads.
    """

    element: HtmlElement
    attribute: str
    href: str
    embedded: bool
    what: str
    resolved: Resolved


def references(document: HtmlDocument, page: Page, resolver: Resolver) -> list[Reference]:
    """All references of a page in document order, those in `style` elements last."""
    found: list[Reference] | None = document.memo.get("references")
    if found is None:
        known: dict[str, Resolved] = document.memo.setdefault("resolved", {})
        found = document.memo["references"] = [
            Reference(*parts, known.get(parts[2]) or resolve(document, page, resolver, parts[2]))
            for parts in _written(document)
        ]
    return found


def resolve(document: HtmlDocument, page: Page, resolver: Resolver, href: str) -> Resolved:
    """Where an address of the page leads; each is looked up once. `base` is taken into account."""
    known: dict[str, Resolved] = document.memo.setdefault("resolved", {})
    resolved = known.get(href)
    if resolved is None:
        base = document.memo.get("base")
        if base is None:
            bases = [element.get("href") for element in document.named("base")]
            base = document.memo["base"] = next((href for href in bases if href), "")
        resolved = known[href] = resolver.resolve(href, page.path, base, page.area)
    return resolved


def cut_href(href: str, resolved: Resolved) -> str:
    """A reference as it may be shown: no query, user or secret; data and scripts cut to their kind; no mail address."""
    if resolved.kind == "data":
        return href.strip()[:200].partition(",")[0].partition(";")[0]
    if resolved.kind in ("mail", "script"):
        return resolved.scheme + ":"
    if resolved.kind in ("internal", "fragment", "platform"):
        return _without_secret(href.strip()[:500])
    return bare_url(href)


def _without_secret(href: str) -> str:
    """A reference of the package without a query that may open a door (`verifier=` of Canvas, `token=` of Moodle)."""
    path, mark, query = href.partition("?")
    return path if mark and _SECRET.search(query) else href


def bare_url(href: str) -> str:
    """An absolute address without query, fragment, user and password."""
    url = href.strip()[:2000].partition("#")[0].partition("?")[0]
    scheme, slashes, rest = url.partition("//")
    if not slashes:
        return url
    authority, slash, path = rest.partition("/")
    return scheme + slashes + authority.rpartition("@")[2] + slash + path


def masked(text: str) -> str:
    """A text without mail addresses."""
    return _MAIL.sub("…@…", text) if "@" in text else text


def _written(document: HtmlDocument) -> Iterator[tuple[HtmlElement, str, str, bool, str]]:
    for element in document.attributed:
        attributes, name = element.attributes, element.name
        for attribute, embedded, what in _BY_NAME.get(name, ()):
            if attribute in attributes:
                yield element, attribute, attributes[attribute], embedded, what
        if "srcset" in attributes:
            for match in _SET_ENTRY.finditer(attributes["srcset"]):
                yield element, "srcset", match[1], True, "image"
        if "style" in attributes and "url" in attributes["style"].lower():
            for url, _, what in css_urls(attributes["style"]):
                yield element, "css url()", url, True, what
        if name == "link" or name == "meta":
            yield from _of_head(element)
    for element in document.named("style"):
        for url, _, what in css_urls(document.raw_text(element)):
            yield element, "css url()", url, True, what


def _of_head(element: HtmlElement) -> Iterator[tuple[HtmlElement, str, str, bool, str]]:
    if element.name == "link":
        if element.attributes.get("href"):
            loads = [_LOADED_RELATIONS[word] for word in _relations(element) if word in _LOADED_RELATIONS]
            yield element, "href", element.attributes["href"], bool(loads), loads[0] if loads else ""
    elif element.get("http-equiv").lower() == "refresh":
        match = _REFRESH.match(element.get("content")[:2000])
        if match and match[1].strip():
            yield element, "content", match[1].strip(), False, ""


def _relations(element: HtmlElement) -> list[str]:
    return element.get("rel").lower().split()[:20]
