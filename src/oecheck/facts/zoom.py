"""Whether a page lets its readers zoom, and turn their device (MOB-001, MOB-003).

Source: ACT b4f0c3 (meta viewport allows for zoom), b33eff (orientation is not restricted); CSS Device Adaptation §9.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from oecheck.documents.html import HtmlDocument
from oecheck.facts._definition import FactDefinition
from oecheck.facts._style_rules import without_comments
from oecheck.model.fact import Fact, Method
from oecheck.model.page import Page
from oecheck.model.source import Source
from oecheck.values.patterns import pattern

__all__ = ["FACTS"]

_PAIR = pattern(r"([a-z-]{3,30})\s{0,9}=\s{0,9}([^\s,;]{1,30})", re.IGNORECASE)
_MIN_SCALE = 2.0
_FREE = frozenset({"yes", "device-width", "device-height"})
_ORIENTATION = pattern(r"@media[^{}]{0,300}orientation\s{0,9}:\s{0,9}(?:portrait|landscape)[^{}]{0,300}\{", re.I)
_NUMBER = r"(-?(?:\d{1,9}(?:\.\d{0,20})?|\.\d{1,20})(?:e[+-]?\d{1,3})?)"
_ROTATED = pattern(
    r"(?:\brotatez?\(|\brotate3d\(\s{0,9}0\s{0,9},\s{0,9}0\s{0,9},\s{0,9}1\s{0,9},|(?:^|[\s;])rotate\s{0,9}:)\s{0,9}"
    + _NUMBER
    + r"(deg|rad|turn|grad)\b",
    re.IGNORECASE,
)
_MATRIX = pattern(r"\bmatrix(?:3d)?\(\s{0,9}" + _NUMBER + r"\s{0,9},\s{0,9}" + _NUMBER + r"\s{0,9},", re.IGNORECASE)
_DEGREES = {"deg": 1.0, "rad": 180 / math.pi, "turn": 360.0, "grad": 0.9}
_SLACK = 1.0  # degrees by which a turn may miss a quarter
_WHOLE = pattern(r"(?:^|[\s,>}])(?:html|body|:root)\s{0,9}(?:,|\Z)", re.IGNORECASE)
_MAX_BLOCK, _MAX_BLOCKS = 20_000, 200


def zoom_limit(document: HtmlDocument) -> Fact[str] | None:
    """The part of the viewport that forbids zoom, with its place; absent where zoom is free."""
    for element in document.named("meta"):
        if element.get("name").lower() == "viewport":
            for name, value in _PAIR.findall(element.get("content")[:1000]):
                if _forbids(name.lower(), value):
                    told = f"{name}={value}"
                    return Fact(value=told, method=Method.DERIVED, sources=(document.source(element),))
    return None


def _forbids(name: str, value: str) -> bool:
    """As CSS Device Adaptation §9 reads the two keys: what is neither a number nor one of its words counts as 0."""
    word = value.lower()
    if name == "user-scalable":
        return word not in _FREE and abs(_number(value)) < 1
    return name == "maximum-scale" and word not in _FREE - {"yes"} and 0 <= _number(value) < _MIN_SCALE


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return 0.0


def page_turned_line(document: HtmlDocument) -> int:
    """Line of the first style element that turns the whole page in one orientation; 0 without one."""
    for element in document.named("style"):
        if _turns(document.raw_text(element)):
            return document.source(element).line
    return 0


def sheet_turned(content: bytes) -> bool:
    """Whether a style sheet turns the whole page in one orientation."""
    return _turns(content.decode("utf-8-sig", "replace"))


def _turns(text: str) -> bool:
    if "orientation" not in text or not ("rotate" in text or "matrix" in text):
        return False
    text = without_comments(text)
    places = list(islice(_ORIENTATION.finditer(text), _MAX_BLOCKS))
    usual = _angle(_rules(text[: places[0].start()])) if places else 0.0
    angles = (_angle(_rules(text[place.end() : place.end() + _MAX_BLOCK])) for place in places)
    return any(abs((angle - usual) % 180 - 90) < _SLACK for angle in angles)


def _angle(rules: Iterable[tuple[str, str]]) -> float:
    """By how many degrees the rules, which end at the first brace too many, turn html or body."""
    angle = 0.0
    for prelude, text in rules:
        if _WHOLE.search(prelude):
            rotated, matrix = _ROTATED.search(text), _MATRIX.search(text)
            if rotated is not None:
                angle = float(rotated[1]) * _DEGREES[rotated[2].lower()]
            elif matrix is not None:
                angle = math.degrees(math.atan2(float(matrix[2]), float(matrix[1])))
    return angle


def _rules(rest: str) -> Iterator[tuple[str, str]]:
    place = 0
    while (opened := rest.find("{", place)) >= 0 and rest.find("}", place, opened) < 0:
        closed = rest.find("}", opened)
        if closed < 0:
            return
        yield rest[place:opened].strip(), rest[opened + 1 : closed]
        place = closed + 1


def orientation_locks(
    page_values: Callable[[str], Iterable[tuple[Page, Any]]], file_values: Callable[[str], Mapping[str, Any]]
) -> Fact[tuple[str, ...]]:
    """Pages and style sheets that turn the whole page in one orientation."""
    places = [
        Source(page.source.file, line=line)
        for page, line in page_values("page_turned_line")
        if isinstance(line, int) and line
    ]
    places += [Source(path) for path, turned in file_values("sheet_turned").items() if turned is True]
    names = tuple(dict.fromkeys(place.file for place in places))
    return Fact(value=names, method=Method.DERIVED, sources=tuple(places)[:8])


FACTS = (
    FactDefinition(
        of="page",
        name="zoom_limit",
        type="string",
        meaning="the part of the viewport that forbids to zoom to twice the size; absent where zoom is free",
        function=zoom_limit,
    ),
    FactDefinition(
        of="page",
        name="page_turned_line",
        type="int",
        meaning="line of the first style element that turns the whole page in one orientation; 0 without one",
        function=page_turned_line,
    ),
    FactDefinition(
        of="file",
        name="sheet_turned",
        type="bool",
        meaning="a style sheet turns the whole page in one orientation",
        function=sheet_turned,
        media_types=("text/css",),
    ),
    FactDefinition(
        of="course",
        name="orientation_locks",
        type="list<string>",
        meaning="pages and style sheets that turn the whole page in one orientation",
        function=orientation_locks,
        needs=("page.page_turned_line", "file.sheet_turned"),
    ),
)
