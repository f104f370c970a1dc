"""Places in a page that play video or audio (ACC-016 to ACC-021)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from oecheck.documents.html import HtmlDocument, HtmlElement, folded, shown_text
from oecheck.facts._definition import FactDefinition
from oecheck.facts._page_references import bare_url, cut_href, masked, resolve
from oecheck.facts._players import media_kind, player_of
from oecheck.model.media import MediaElement, MediaTrack
from oecheck.model.page import Page
from oecheck.values.href import Resolved, Resolver
from oecheck.values.patterns import pattern

__all__ = ["FACTS"]

_CAPTION_SUFFIXES = (".vtt", ".srt", ".sbv", ".ttml", ".dfxp", ".txt")
_TRANSCRIPT = pattern(
    r"trans[ck]ri|textfassung|afschrift|расшифровк|стенограмм|文字稿|逐字稿|نص مكتوب|تفريغ", re.IGNORECASE
)
"""Beginnings of the word for a transcript in several languages."""

_NEAR = 2  # levels of elements around a medium in which a link counts as beside it
_WHOLE_PAGE = frozenset({"body", "main", "article", "html"})
_AFTER = 3  # elements after a medium in which a link counts as beside it
_APART = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "audio", "video", "iframe", "object", "embed"})
_PLAY_QUERY = pattern(r"[?&](?:auto_?play|autostart)=(?:1|true)\b", re.IGNORECASE)
_MUTE_QUERY = pattern(r"[?&]muted?=(?:1|true)\b", re.IGNORECASE)
_MAX_SOURCES = 50
_MAX_TRANSCRIPTS = 20  # of one block: with more it is a list of files


def media_elements(document: HtmlDocument, page: Page, resolver: Resolver) -> tuple[MediaElement, ...]:
    """Video and audio elements, players in frames and plug-ins, links to media files; by kind, in document order."""
    place = _Place(document, page, resolver)
    return (*_native(place), *_framed(place), *_plugged_in(place), *_linked(place))


class _Place:
    """A page with what is needed to describe its media."""

    def __init__(self, document: HtmlDocument, page: Page, resolver: Resolver) -> None:
        self.document = document
        self.page = page
        self.resolver = resolver
        self._near: dict[Any, list[str]] | None = None

    def resolve(self, href: str) -> Resolved:
        return resolve(self.document, self.page, self.resolver, href)

    def transcripts(self, element: HtmlElement) -> tuple[str, ...]:
        """Where links beside an element lead that look like a transcript."""
        if self._near is None:
            self._near = self._transcripts_by_block()
        near = self._near
        around = [href for block in self._blocks(element) for href in near.get(block, ())]
        after = (
            [href for node in self._following(element) for href in near.get(node, ())] if near and not around else []
        )
        return tuple(dict.fromkeys(around + after))

    def _blocks(self, element: HtmlElement) -> Iterator[Any]:
        around = self.document.parent(element)
        for _ in range(_NEAR):
            if around is None or around.name in _WHOLE_PAGE:
                return
            yield around.node
            around = self.document.parent(around)

    def _following(self, element: HtmlElement) -> Iterator[Any]:
        """What comes after it where nothing but the page is around both, up to a heading or the next medium."""
        top: Any = element.node
        for _ in range(_NEAR):
            if getattr(top.parent, "tag", "") in _WHOLE_PAGE:
                break
            top = top.parent
        node = top.next_sibling if getattr(top.parent, "tag", "") in _WHOLE_PAGE else None
        for _ in range(_AFTER):
            while node is not None and type(node) is not self.document.element_type:
                node = node.next_sibling
            if node is None or any(getattr(one, "tag", "") in _APART for one in (node, *islice(node.descendants, 200))):
                return
            yield node
            node = node.next_sibling

    def _transcripts_by_block(self) -> dict[Any, list[str]]:
        near: dict[Any, list[str]] = {}
        for link in self.document.named("a"):
            href = link.get("href")
            if not href or not self._like_transcript(link, href):
                continue
            resolved = self.resolve(href)
            leads_to = resolved.target if resolved.state in ("found", "case") else cut_href(href, resolved)
            for block in (link.node, *self._blocks(link)):
                beside = near.setdefault(block, [])
                if len(beside) < _MAX_TRANSCRIPTS:
                    beside.append(leads_to)
        return near

    def _like_transcript(self, link: HtmlElement, href: str) -> bool:
        if href.partition("#")[0].partition("?")[0].lower().endswith(_CAPTION_SUFFIXES):
            return True
        return bool(_TRANSCRIPT.search(href[:500]) or _TRANSCRIPT.search(shown_text(self.document, link, 200)))

    def medium(self, element: HtmlElement, kind: str, hrefs: Iterable[str], **more: Any) -> MediaElement:
        """One medium; `more` are the fields that only some elements have."""
        pairs = [(href, self.resolve(href)) for href in dict.fromkeys(hrefs)]
        remote = next(((href, found) for href, found in pairs if found.kind == "external"), None)
        return MediaElement(
            source=self.document.source(element),
            page=self.page.id,
            element=element.name,
            kind=kind,
            sources=tuple(cut_href(href, found) for href, found in pairs),
            targets=tuple(found.target for _, found in pairs if found.state in ("found", "case")),
            host=remote[1].host if remote else "",
            url=bare_url(remote[0]) if remote else "",
            transcript_links=self.transcripts(element),
            hidden=self.document.hidden(element),
            language=self.document.language(element),
            **more,
        )


def _native(place: _Place) -> Iterator[MediaElement]:
    for kind in ("video", "audio"):
        for element in place.document.named(kind):
            children = [child for child in element.node if type(child) is place.document.element_type]
            inside = [place.document.element(child) for child in children[:_MAX_SOURCES]]
            parts = [part for part in inside if part is not None]
            hrefs = [element.get("src"), *(part.get("src") for part in parts if part.name == "source")]
            attributes = element.attributes
            yield place.medium(
                element,
                kind,
                [href for href in hrefs if href],
                tracks=tuple(_track(place, part) for part in parts if part.name == "track"),
                autoplay="autoplay" in attributes,
                muted="muted" in attributes,
                controls="controls" in attributes,
                loop="loop" in attributes,
            )


def _track(place: _Place, element: HtmlElement) -> MediaTrack:
    href = element.get("src")
    resolved = place.resolve(href) if href else Resolved()
    return MediaTrack(
        source=place.document.source(element),
        src=cut_href(href, resolved),
        target=resolved.target if resolved.state in ("found", "case") else "",
        kind=element.get("kind").lower() or "subtitles",
        language=element.get("srclang")[:100],
        label=masked(folded(iter((element.get("label"),)))),
    )


def _framed(place: _Place) -> Iterator[MediaElement]:
    for element in place.document.named("iframe"):
        href = element.get("src") or element.get("data-src")
        resolved = place.resolve(href) if href else Resolved()
        kind, player = player_of(resolved.host)
        kind = kind or media_kind(href)
        if kind:
            starts = bool(_PLAY_QUERY.search(href[:2000]))
            muted = bool(_MUTE_QUERY.search(href[:2000]))
            yield place.medium(element, kind, [href], player=player, autoplay=starts, muted=muted, controls=True)


def _plugged_in(place: _Place) -> Iterator[MediaElement]:
    for name, attribute in (("embed", "src"), ("object", "data")):
        for element in place.document.named(name):
            href = element.get(attribute)
            resolved = place.resolve(href) if href else Resolved()
            kind, player = player_of(resolved.host)
            kind = kind or media_kind(href, element.get("type"))
            if href and kind:
                starts = {element.get("autostart").lower(), element.get("autoplay").lower()} & {"1", "true"}
                yield place.medium(element, kind, [href], player=player, autoplay=bool(starts))


def _linked(place: _Place) -> Iterator[MediaElement]:
    for element in place.document.named("a"):
        href = element.attributes.get("href", "")
        kind = media_kind(href) if "." in href else ""
        if kind:
            yield place.medium(element, kind, [href], controls=True)


FACTS = (
    FactDefinition(
        of="page",
        name="media_elements",
        type="list<media_element>",
        meaning="places of the page that play video or audio",
        function=media_elements,
    ),
)
