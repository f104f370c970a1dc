"""Frames that are too small to show anything: programs use them to talk to a server (ACC-013)."""

from __future__ import annotations

from oecheck.documents.html import HtmlDocument, HtmlElement
from oecheck.values.patterns import pattern

__all__ = ["too_small"]

_LARGEST_PX = 16
"""A frame of at most this width and height holds nothing for a person; own choice, less than a line of text is high."""

_PIXELS = pattern(r"(\d{1,6})(?:\.\d{0,6})?(?:px)?$")
_STYLED = pattern(r"(?:^|[;\s])(width|height)\s{0,9}:\s{0,9}(\d{1,6}(?:\.\d{0,6})?(?:px)?)\s{0,9}(?:;|!|$)")
_NOTHING = pattern(r"0+(?:\.0*)?(?:px|%)?$")


def too_small(document: HtmlDocument, frame: HtmlElement) -> bool:
    """Whether the size that the markup gives a frame leaves nothing to see."""
    if frame.name == "frame":
        return _without_share(document, frame)
    styled = dict(_STYLED.findall(frame.get("style").lower()[:500]))
    sizes = [_pixels(styled.get(side) or frame.get(side)) for side in ("width", "height")]
    return all(size is not None and size <= _LARGEST_PX for size in sizes)


def _pixels(written: str) -> int | None:
    match = _PIXELS.match(written.strip())
    return int(match[1]) if match else None


def _without_share(document: HtmlDocument, frame: HtmlElement) -> bool:
    """Whether the set of frames around gives this one no row or no column."""
    around = document.parent(frame)
    if around is None or around.name != "frameset":
        return False
    frames = [child for child in around.node if getattr(child, "tag", "") in ("frame", "frameset")]
    place = next((number for number, child in enumerate(frames) if child is frame.node), -1)
    shares = (around.get("rows") or around.get("cols"))[:500].split(",")
    return 0 <= place < len(shares) and _NOTHING.match(shares[place].strip()) is not None
