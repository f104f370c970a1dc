"""How much is loaded before a page is there (OFF-002, OFF-003).

A page weighs its own markup, and every file of the package that it loads by itself: style sheets with what they load,
scripts, pictures, frames with what these load. Video and audio, and what a script fetches, are not in it. Each file
counts once.

A browser fetches the pictures and fonts of a style sheet only where one of its rules applies, and of a font in several
formats only one (CSS Fonts 4 §4.3): with them a weight is the most that can be loaded, without them the least.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from oecheck.facts._definition import FactDefinition
from oecheck.model.course import Course
from oecheck.model.fact import Fact
from oecheck.model.package import File
from oecheck.model.page import Page

__all__ = ["FACTS"]

_HEAVIEST = 20
_MEDIA = ("video/", "audio/")
_MAX_FILES = 5000
_OF_STYLE_RULE = "css url()"


class _Load(NamedTuple):
    """A file that is loaded; `sure` unless it hangs on a style rule that need not apply."""

    path: str
    sure: bool


class _Loads(msgspec.Struct, frozen=True):
    """What every page and file loads, and what each file weighs; embedded texts by the id of their page."""

    of_pages: Mapping[str, list[_Load]]
    of_files: Mapping[str, list[_Load]]
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
    of_pages: dict[str, list[_Load]] = {}
    of_files: dict[str, list[_Load]] = {}
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


def _loaded(links: Iterable[Any], sizes: Mapping[str, int]) -> list[_Load]:
    """Files that are fetched without being asked for; of several sizes of a picture only the one in `src`."""
    return [
        _Load(link.target, link.element != _OF_STYLE_RULE)
        for link in links
        if link.embedded and link.state in ("found", "case") and link.target in sizes and "@srcset" not in link.element
    ]


def load_bytes(page: Page, loads: _Loads) -> int:
    """Bytes of the page and of all that it loads by itself, whichever rules of its style sheets apply."""
    return _weight(page, loads, surely=False)


def least_load_bytes(page: Page, loads: _Loads) -> int:
    """Bytes of the page and of what it loads whether a rule of its style sheets applies or not."""
    return _weight(page, loads, surely=True)


def _weight(page: Page, loads: _Loads, *, surely: bool) -> int:
    seen: set[str] = set()
    waiting = list(loads.of_pages.get(page.id, ()))
    own = loads.markup.get(page.id)
    if own is None:
        waiting.append(_Load(page.path, sure=True))
        own = 0
    while waiting and len(seen) < _MAX_FILES:
        load = waiting.pop()
        if load.path not in seen and (load.sure or not surely):
            seen.add(load.path)
            waiting += loads.of_files.get(load.path, ())
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
        of="page",
        name="least_load_bytes",
        type="int",
        unit="bytes",
        meaning="the least that it loads: load_bytes without pictures and fonts of style rules, which may not apply",
        function=least_load_bytes,
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
