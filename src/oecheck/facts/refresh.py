"""What starts, moves or reloads by itself in a page (ACC-021).

Source: ACT 80f0bf (audio that starts by itself), bc659a (refresh with a delay), efbfc7 (blinking, scrolling); WCAG 2.2
SC 1.4.2 (three seconds of sound) and 2.2.2 (five seconds of movement). Movement that scripts or style sheets make is
not seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from oecheck.documents.html import HtmlDocument, HtmlElement
from oecheck.facts._definition import FactDefinition
from oecheck.model.media import MediaElement, MediaHeader
from oecheck.model.page import AutoRefresh, Image, Page
from oecheck.values.patterns import pattern

__all__ = ["FACTS"]

_DELAY = pattern(r"(\d{1,9})?(\.[\d.]{0,20})?(?:[;,\s]|$)")
_STRETCH = pattern(r"#(?:[^#]{0,200}&)?t=(?:npt:)?(\d{1,9}(?:\.\d{0,9})?)?,(\d{1,9}(?:\.\d{0,9})?)(?:&|\Z)")
"""A stretch of a recording in seconds. Source: Media Fragments URI 1.0 §4.2.1."""
_NO_ELEMENTS = frozenset({"template", "noscript"})
_TRUE = frozenset({"1", "true"})
_FRAME_START = pattern(r"[?&](?:auto_?play|autostart)=(?:1|true)\b", re.IGNORECASE)
_MUTED = pattern(r"[?&]muted?=(?:1|true)\b", re.IGNORECASE)


_SOUND_S = 3.0
"""Longest sound that may start by itself. Source: WCAG 2.2 SC 1.4.2."""

_MOVEMENT_S = 5.0
"""Longest movement that needs no control. Source: WCAG 2.2 SC 2.2.2."""


def refreshes(
    page: Page,
    self_starting: tuple[AutoRefresh, ...],
    media_elements: tuple[MediaElement, ...],
    images: tuple[Image, ...],
    file_values: Callable[[str], Mapping[str, Any]],
) -> tuple[AutoRefresh, ...]:
    """What starts by itself, short sounds and silence marked as controllable; and the animated pictures of the page."""
    quiet = {element.source for element in media_elements if _is_quiet(element, file_values("media_header"))}
    started = [
        msgspec.structs.replace(found, controllable=True) if found.source in quiet else found for found in self_starting
    ]
    moving = file_values("animation_s")
    pictures = [
        AutoRefresh(
            source=image.source,
            page=page.id,
            kind="animation",
            element=image.element,
            path=image.target,
            controllable=moving[image.target] <= _MOVEMENT_S,
        )
        for image in images
        if not image.hidden and moving.get(image.target)
    ]
    return (*started, *pictures)


def _is_quiet(element: MediaElement, headers: Mapping[str, MediaHeader]) -> bool:
    """Whether all files that it may play are silent, or have three seconds of sound at most."""
    found = [headers[path] for path in element.targets if path in headers]
    short = all(header.duration_s and header.duration_s <= _SOUND_S for header in found) and not element.loop
    return bool(found) and (short or all(header.has_audio is False for header in found))


def self_starting(document: HtmlDocument, page: Page) -> tuple[AutoRefresh, ...]:
    """Media that start by themselves, refreshes, blinking and scrolling elements."""
    return tuple(_found(document, page))


def _found(document: HtmlDocument, page: Page) -> Iterator[AutoRefresh]:
    for name in ("video", "audio"):
        for element in document.named(name):
            if "autoplay" in element.attributes and not _waits(element):
                steady = _can_be_stopped(document, element) or _plays_a_stretch(document, element)
                yield _one(document, page, element, "autoplay", controllable=steady)
    for element in document.named("bgsound"):
        yield _one(document, page, element, "autoplay")
    for name in ("embed", "object"):
        for element in document.named(name):
            if {element.get("autostart").lower(), element.get("autoplay").lower()} & _TRUE:
                yield _one(document, page, element, "autoplay")
    for element in document.named("iframe"):
        if _FRAME_START.search(element.get("src")[:2000]):
            yield _one(document, page, element, "autoplay", controllable=bool(_MUTED.search(element.get("src")[:2000])))
    for element in document.named("meta"):
        delay = _delay(element)
        if delay is not None:
            yield _one(document, page, element, "refresh", delay_s=delay)
            break  # a browser follows the first valid one only (HTML §4.2.5.3)
    for name in ("blink", "marquee"):
        for element in document.named(name):
            if not document.hidden(element):
                yield _one(document, page, element, name)


def _waits(element: HtmlElement) -> bool:
    """Whether it lies in what a browser with scripting does not make elements of."""
    around = element.node.parent  # what a template holds lies in a fragment of its own, which is no element
    while around is not None and getattr(around, "tag", "") not in _NO_ELEMENTS:
        around = around.parent
    return around is not None


def _can_be_stopped(document: HtmlDocument, element: HtmlElement) -> bool:
    """Whether it is muted, or has controls that people meet: a hidden player plays all the same."""
    return "muted" in element.attributes or ("controls" in element.attributes and document.exposed(element))


def _plays_a_stretch(document: HtmlDocument, element: HtmlElement) -> bool:
    """Whether all its addresses ask for three seconds at most."""
    inside = [document.element(child) for child in element.node if type(child) is document.element_type][:50]
    sources = [part.get("src") for part in inside if part is not None and part.name == "source"]
    hrefs = [href for href in (element.get("src"), *sources) if href]
    stretches = [_STRETCH.search(href[-300:]) for href in hrefs]
    return (
        bool(hrefs)
        and "loop" not in element.attributes
        and all(stretch is not None and float(stretch[2]) - float(stretch[1] or 0) <= _SOUND_S for stretch in stretches)
    )


def _delay(meta: HtmlElement) -> float | None:
    """Delay of a valid refresh in seconds (HTML §4.2.5.3); None where there is none."""
    if meta.get("http-equiv").lower() != "refresh":
        return None
    match = _DELAY.match(meta.get("content")[:100])
    if match is None or (match[1] is None and match[2] is None):
        return None
    return float(match[1] or 0)


def _one(
    document: HtmlDocument,
    page: Page,
    element: HtmlElement,
    kind: str,
    *,
    delay_s: float = 0.0,
    controllable: bool = False,
) -> AutoRefresh:
    return AutoRefresh(
        source=document.source(element),
        page=page.id,
        kind=kind,
        element=element.name,
        delay_s=delay_s,
        controllable=controllable,
    )


FACTS = (
    FactDefinition(
        of="page",
        name="self_starting",
        type="list<auto_refresh>",
        meaning="what starts, blinks, scrolls or reloads by itself as the page is written (only for other facts)",
        function=self_starting,
    ),
    FactDefinition(
        of="page",
        name="refreshes",
        type="list<auto_refresh>",
        meaning="what starts, moves or reloads by itself in the page",
        function=refreshes,
        needs=("file.media_header", "file.animation_s"),
    ),
)
