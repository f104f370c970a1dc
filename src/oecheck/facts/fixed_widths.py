"""Widths in pixels that a narrow screen cannot give (MOB-002).

Looked at: `width` attributes and inline styles of tables, cells, frames, pictures, players and blocks, and the rules
for html, body, main, article, section, div and single ids in `style` elements and packaged style sheets, those inside
`@media` left out. A `max-width` beside it lifts it, for pictures also one in any style sheet of the package.
Source: WCAG 2.2 SC 1.4.10 (320 CSS pixels; data tables, maps and code are exempt).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from oecheck.documents.html import HtmlDocument, HtmlElement
from oecheck.facts._definition import FactDefinition
from oecheck.facts._style_rules import blocks, placed_blocks, without_comments
from oecheck.model.content import FixedWidth
from oecheck.model.package import Package
from oecheck.model.page import Page
from oecheck.model.source import Source
from oecheck.values.patterns import pattern

__all__ = ["FACTS"]

LEAST_PX = 240
"""Narrower than the narrowest screen that a profile may name; not gathered."""

_ELEMENTS = ("table", "td", "th", "iframe", "img", "video", "embed", "object", "div", "section", "p")
_PLACES = {name: place for place, name in enumerate(_ELEMENTS)}
_BY_ATTRIBUTE = frozenset(_ELEMENTS[:8])
_PICTURES = frozenset({"img", "video"})
_SHRUNK = frozenset({"img", "video", "object", "embed"})
"""What platforms and reading systems fit into their page."""

_ATTRIBUTE = pattern(r"(\d{1,5})(?:\.\d{1,9})?(?:px)?\Z", re.IGNORECASE)
_DECLARED = pattern(r"(?:^|;)\s{0,9}((?:min-)?width)\s{0,9}:\s{0,9}([^;]{1,60})", re.IGNORECASE)
_PIXELS = pattern(r"(\d{1,5})(?:\.\d{1,9})?px", re.IGNORECASE)
_LIFTED = pattern(r"max-width\s{0,9}:\s{0,9}(?!none)", re.IGNORECASE)
_SELECTOR = pattern(r"(?:html|body|main|article|section|div)?(?:#[\w-]{1,80})?\Z", re.IGNORECASE)
_PICTURE_SELECTOR = pattern(r"(?:^|[\s,>])(?:img|\*)\s{0,9}(?:,|\Z)", re.IGNORECASE)
_MAX_CLIMB = 8


def page_widths(document: HtmlDocument, page: Page) -> tuple[FixedWidth, ...]:
    """The elements of the page with a width in pixels, and the rules of its `style` elements."""
    exempt = _data_tables(document)
    sheets = [(element, document.raw_text(element)) for element in document.named("style")]
    free = any(_frees_pictures(text) for _, text in sheets)
    found = []
    for element in _sized(document):
        width = _width(element)
        lifted = free and element.name in _PICTURES
        if width < LEAST_PX or lifted or document.hidden(element) or _exempt(document, element, exempt):
            continue
        found.append(_one(document.source(element), page, element.name, width))
    for element, text in sheets:
        found += [_one(document.source(element), page, selector, width) for selector, width, _ in _rules(text)]
    return tuple(found)


def _sized(document: HtmlDocument) -> list[HtmlElement]:
    """The elements that may demand a width, name after name, those of a name in document order."""
    having = (*document.having("style"), *document.having("width"))
    places = {(_PLACES[element.name], element.ordinal): element for element in having if element.name in _PLACES}
    return [places[place] for place in sorted(places)]


def _one(source: Source, page: Page, element: str, width: int) -> FixedWidth:
    return FixedWidth(source=source, path=page.path, element=element, width_px=width, fragment=page.fragment)


def _width(element: HtmlElement) -> int:
    """Width in pixels that the element itself demands; 0 where it does not."""
    style = element.get("style")[:2000]
    if style and _LIFTED.search(style):
        return 0
    if style and "width" in style.lower():
        return _demanded(style)
    match = _ATTRIBUTE.match(element.get("width")[:20]) if element.name in _BY_ATTRIBUTE else None
    return int(match[1]) if match else 0


def _demanded(declarations: str) -> int:
    """The greatest of width and min-width in pixels, of several declarations of one the one that wins; 0 without."""
    last: dict[str, str] = {}
    for name, value in _DECLARED.findall(declarations):
        if "!important" in value or "!important" not in last.get(name.lower(), ""):
            last[name.lower()] = value
    pixels = (_PIXELS.match(value) for value in last.values())
    return max((int(match[1]) for match in pixels if match), default=0)


def _data_tables(document: HtmlDocument) -> set[Any]:
    """Nodes of the tables with header cells, and of preformatted text: both may be wide."""
    found = set(document.nodes("pre"))
    for node in document.nodes("th"):
        for _ in range(_MAX_CLIMB):
            node = node.parent
            if type(node) is not document.element_type:
                break
            if node.tag == "table":
                found.add(node)
                break
    return found


def _exempt(document: HtmlDocument, element: HtmlElement, wide: set[Any]) -> bool:
    """Whether it is a data table, code or a map, or lies in one."""
    if "usemap" in element.attributes:
        return True
    node = element.node
    for _ in range(_MAX_CLIMB if wide else 0):
        if node in wide:
            return True
        node = node.parent
        if type(node) is not document.element_type:
            return False
    return False


def _rules(text: str) -> Iterator[tuple[str, int, int]]:
    """Selectors of large parts with the width in pixels that they are given, and the line of the rule."""
    if "width" not in text:
        return
    text = without_comments(text)
    line, counted = 1, 0
    for prelude, declarations, place in placed_blocks(text):
        width = _demanded(declarations[:5000]) if "width" in declarations else 0
        if width < LEAST_PX or _LIFTED.search(declarations[:5000]):
            continue
        line, counted = line + text.count("\n", counted, place), place
        for selector in prelude[:2000].split(","):
            if selector.strip() and _SELECTOR.match(selector.strip()):
                yield selector.strip(), width, line


def _frees_pictures(text: str) -> bool:
    """Whether a rule gives all pictures a `max-width`."""
    return "max-width" in text and any(
        _LIFTED.search(declarations[:5000]) and _PICTURE_SELECTOR.search(prelude[:2000])
        for prelude, declarations in blocks(without_comments(text))
    )


def sheet_widths(content: bytes, path: str) -> tuple[FixedWidth, ...]:
    """The rules of a style sheet with a width in pixels; one for pictures without width where it frees them."""
    text = content.decode("utf-8-sig", "replace")
    freed = [FixedWidth(source=Source(path), path=path, element="img")] if _frees_pictures(text) else []
    rules = [
        FixedWidth(source=Source(path, line), path=path, element=name, width_px=width)
        for name, width, line in _rules(text)
    ]
    return (*freed, *rules)


def fixed_widths(
    package: Package,
    reachable_set: frozenset[str],
    page_values: Callable[[str], Iterable[tuple[Page, Any]]],
    file_values: Callable[[str], Mapping[str, Any]],
) -> tuple[FixedWidth, ...]:
    """Of all pages and of the style sheets in use. Pictures in a page of a platform or in a book take its measures."""
    sheets = [
        one
        for path, found in file_values("sheet_widths").items()
        for one in (found if isinstance(found, tuple) and path in reachable_set else ())
    ]
    freed = any(not one.width_px for one in sheets)
    of_pages = [one for _, found in page_values("page_widths") for one in (found if isinstance(found, tuple) else ())]
    book = package.format == "epub"
    kept = [
        one
        for one in of_pages
        if not (freed and one.element in _PICTURES) and not ((book or one.fragment) and one.element in _SHRUNK)
    ]
    return (*kept, *(one for one in sheets if one.width_px))


FACTS = (
    FactDefinition(
        of="page",
        name="page_widths",
        type="list<fixed_width>",
        meaning="elements with a width of 240 pixels or more (only for other facts)",
        function=page_widths,
    ),
    FactDefinition(
        of="file",
        name="sheet_widths",
        type="list<fixed_width>",
        meaning="rules of a style sheet with a width of 240 pixels or more (only for other facts)",
        function=sheet_widths,
        media_types=("text/css",),
    ),
    FactDefinition(
        of="course",
        name="fixed_widths",
        type="list<fixed_width>",
        meaning="elements and rules of style sheets with a width of 240 pixels or more that nothing lifts",
        function=fixed_widths,
        needs=("page.page_widths", "file.sheet_widths"),
    ),
)
