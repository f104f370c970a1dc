"""How much is loaded before a page is there (OFF-002, OFF-003).

A page weighs its own markup, and every file of the package that it loads by itself: style sheets with what they load,
scripts, pictures, frames with what these load. Video and audio, and what a script fetches, are not in it. Each file
counts once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from oecheck.facts._definition import FactDefinition
from oecheck.model.content import Page
from oecheck.model.course import Course
from oecheck.model.fact import Fact
from oecheck.model.package import File

__all__ = ["FACTS"]

_HEAVIEST = 20
_MEDIA = ("video/", "audio/")
_MAX_FILES = 5000


class _Loads(msgspec.Struct, frozen=True):
    """What every page and file loads, and what each file weighs; embedded texts by the id of their page."""

    of_pages: Mapping[str, list[str]]
    of_files: Mapping[str, list[str]]
    sizes: Mapping[str, int]
    markup: Mapping[str, int]


def loads(
    course: Course,
    files: Iterable[File],
    page_values: Callable[[str], Iterable[tuple[Page, Any]]],
    file_values: Callable[[str], Mapping[str, Any]],
) -> _Loads | Fact[Any]:
    """All at once, so that a page does not look at every file again."""
    sizes = {file.path: file.size_bytes for file in files if not file.media_type.startswith(_MEDIA)}
    of_pages: dict[str, list[str]] = {}
    of_files: dict[str, list[str]] = {}
    for page, links in page_values("links"):
        if isinstance(links, Fact):
            return links
        of_pages[page.id] = _loaded(links, sizes)
        if page.id == page.path:
            of_files[page.path] = of_pages[page.id]
    for path, links in file_values("css_links").items():
        if isinstance(links, tuple):
            of_files[path] = _loaded(links, sizes)
    return _Loads(of_pages, of_files, sizes, {one.id: len(one.markup.encode()) for one in course.embedded})


def _loaded(links: Iterable[Any], sizes: Mapping[str, int]) -> list[str]:
    """Files that are fetched without being asked for; of several sizes of a picture only the one in `src`."""
    return [
        link.target
        for link in links
        if link.embedded and link.state in ("found", "case") and link.target in sizes and "@srcset" not in link.element
    ]


def load_bytes(page: Page, loads: _Loads) -> int:
    """Bytes of the page and of all that it loads by itself."""
    seen: set[str] = set()
    waiting = list(loads.of_pages.get(page.id, ()))
    own = loads.markup.get(page.id)
    if own is None:
        waiting.append(page.path)
        own = 0
    while waiting and len(seen) < _MAX_FILES:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            waiting += loads.of_files.get(path, ())
    return own + sum(loads.sizes.get(path, 0) for path in seen)


def heavy_pages(page_values: Callable[[str], Iterable[tuple[Page, Any]]]) -> tuple[str, ...]:
    """The 20 heaviest pages with what they load, in kilobytes."""
    weights = {page.id: value for page, value in page_values("load_bytes") if isinstance(value, int)}
    heaviest = sorted(weights, key=lambda name: (-weights[name], name))[:_HEAVIEST]
    return tuple(f"{name}: {weights[name] / 1000:.0f} kB" for name in heaviest)


FACTS = (
    FactDefinition(
        of="course",
        name="loads",
        type="list<string>",
        meaning="what every page loads (only for other facts)",
        function=loads,
        needs=("page.links", "file.css_links"),
    ),
    FactDefinition(
        of="page",
        name="load_bytes",
        type="int",
        unit="bytes",
        meaning="the page with style sheets, scripts, fonts, pictures and frames that it loads from the package",
        function=load_bytes,
    ),
    FactDefinition(
        of="course",
        name="heavy_pages",
        type="list<string>",
        meaning="the twenty heaviest pages with their weight",
        function=heavy_pages,
        needs=("page.load_bytes",),
    ),
)
