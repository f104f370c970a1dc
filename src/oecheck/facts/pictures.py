"""Raster pictures: how many pixels they have, how many are shown, how many bytes each costs (OFF-004)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from oecheck.documents.html import HtmlDocument, HtmlElement
from oecheck.facts._definition import FactDefinition
from oecheck.facts._page_references import resolve
from oecheck.facts._picture_size import picture_size
from oecheck.model.content import PictureUse
from oecheck.model.fact import Fact, unreadable
from oecheck.model.package import File
from oecheck.model.page import Page
from oecheck.values.href import Resolver
from oecheck.values.patterns import pattern

__all__ = ["FACTS"]

_PIXELS = pattern(r"\s{0,9}(\d{1,5})(?:\.\d{1,9})?(?:px)?\s{0,9}\Z", re.IGNORECASE)
_STYLE_WIDTH = pattern(r"(?:^|;)\s{0,9}width\s{0,9}:\s{0,9}(\d{1,5})(?:\.\d{1,9})?px", re.IGNORECASE)
_RASTER = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/x-ms-bmp")


def picture_uses(document: HtmlDocument, page: Page, resolver: Resolver) -> tuple[PictureUse, ...]:
    """The places of the page that show a picture of the package."""
    found = []
    for element in document.named("img"):
        href = element.get("src")
        resolved = resolve(document, page, resolver, href) if href else None
        if resolved is not None and resolved.state in ("found", "case"):
            width = _shown_width(element)
            source = document.source(element)
            found.append(PictureUse(source=source, page=page.id, target=resolved.target, width_px=width))
    return tuple(found)


def _shown_width(element: HtmlElement) -> int:
    """Width that is written at the element in pixels; 0 where it is not."""
    style = _STYLE_WIDTH.search(element.get("style")[:2000])
    match = style or _PIXELS.match(element.get("width")[:20])
    return int(match[1]) if match else 0


def pixel_width(content: bytes) -> int | None:
    """Width of a raster picture; absent where its header does not say it."""
    size = picture_size(content)
    return size[0] if size else None


def bytes_per_pixel(content: bytes) -> float | Fact[float]:
    """Bytes of the file by its pixels."""
    size = picture_size(content)
    return len(content) / (size[0] * size[1]) if size else unreadable("picture-header-damaged")


def picture_widths(page_values: Callable[[str], Iterable[tuple[Page, Any]]]) -> Mapping[str, int]:
    """The greatest width in which a picture is shown, by path; 0 where one place does not say it."""
    found: dict[str, int] = {}
    for _, uses in page_values("picture_uses"):
        for use in uses if isinstance(uses, tuple) else ():
            known = found.get(use.target)
            unknown = not use.width_px or known == 0
            found[use.target] = 0 if unknown else max(use.width_px, known or 0)
    return found


def shown_width_px(file: File, picture_widths: Mapping[str, int]) -> int | None:
    """The greatest width in which pages show the picture; absent where a place does not say it, or none shows it."""
    return picture_widths.get(file.path) or None


FACTS = (
    FactDefinition(
        of="page",
        name="picture_uses",
        type="list<picture_use>",
        meaning="places that show a picture of the package, with the width that is written there",
        function=picture_uses,
    ),
    FactDefinition(
        of="course",
        name="picture_widths",
        type="list<string>",
        meaning="the greatest width in which each picture is shown (only for other facts)",
        function=picture_widths,
        needs=("page.picture_uses",),
    ),
    FactDefinition(
        of="file",
        name="pixel_width",
        type="int",
        unit="px",
        meaning="width of a raster picture",
        function=pixel_width,
        media_types=_RASTER,
    ),
    FactDefinition(
        of="file",
        name="bytes_per_pixel",
        type="double",
        unit="bytes",
        meaning="bytes of a raster picture for each of its pixels",
        function=bytes_per_pixel,
        media_types=_RASTER,
    ),
    FactDefinition(
        of="file",
        name="shown_width_px",
        type="int",
        unit="px",
        meaning="the greatest width in which pages show a picture; absent where a place does not say it",
        function=shown_width_px,
    ),
)
