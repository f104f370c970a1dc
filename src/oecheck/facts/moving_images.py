"""What moves in the course, for the look at flashes (ACC-028)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.model.content import ActiveObject, Epub
from oecheck.model.course import Course
from oecheck.model.fact import plain
from oecheck.model.media import Media
from oecheck.model.page import Page
from oecheck.values.patterns import pattern

__all__ = ["FACTS"]

_MAX = 40
_SVG_MOVES = pattern(rb"<(?:[a-z]{1,20}:)?(?:animate|animateTransform|animateMotion|set)[\s/>]|@keyframes")


def svg_moves(content: bytes) -> bool:
    """Whether a drawing holds an animation."""
    return bool(_SVG_MOVES.search(content))


def moving_images(
    media: tuple[Media, ...],
    active_objects: tuple[ActiveObject, ...],
    file_values: Callable[[str], Mapping[str, Any]],
    page_values: Callable[[str], Iterable[tuple[Page, Any]]],
) -> tuple[str, ...]:
    """Videos, animated pictures, Flash films, and pages with blinking or scrolling text; at most forty."""
    found: dict[str, None] = dict.fromkeys(medium.id for medium in media if medium.kind == "video")
    found.update((path, None) for path, seconds in file_values("animation_s").items() if seconds)
    found.update((path, None) for path, moves in file_values("svg_moves").items() if moves is True)
    found.update((thing.path, None) for thing in active_objects if thing.kind == "flash")
    for page, started in page_values("refreshes"):
        moving = isinstance(started, tuple) and any(one.kind in ("blink", "marquee") for one in started)
        found.update({page.path: None} if moving else {})
    return tuple(found)[:_MAX]


def declared_hazards(course: Course, epubs: tuple[Epub, ...]) -> tuple[str, ...]:
    """Hazards that the course, its record and its books declare."""
    about = plain(course.accessibility)
    own = about.hazards if about else ()
    return tuple(dict.fromkeys([*own, *(hazard for book in epubs for hazard in plain(book.hazards) or ())]))


FACTS = (
    FactDefinition(
        of="course",
        name="declared_hazards",
        type="list<string>",
        meaning="accessibility hazards that the course, its record and its EPUB files declare",
        function=declared_hazards,
    ),
    FactDefinition(
        of="file",
        name="svg_moves",
        type="bool",
        meaning="a drawing holds an animation",
        function=svg_moves,
        media_types=("image/svg+xml",),
    ),
    FactDefinition(
        of="course",
        name="moving_images",
        type="list<string>",
        meaning="videos, animated pictures, Flash films and pages with blinking text, at most forty",
        function=moving_images,
        needs=("file.animation_s", "file.svg_moves", "page.refreshes"),
    ),
)
