"""The guide for whoever teaches or facilitates the course (SCR-001, WKS-001)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from oecheck.documents.html import HtmlDocument
from oecheck.facts._definition import FactDefinition
from oecheck.facts._named_places import file_of, leads_somewhere
from oecheck.facts._page_text import page_text
from oecheck.facts._record_said import Record, at, told, words_of
from oecheck.facts._run import StandardData
from oecheck.facts._said_in_text import apart, holds_word, known_to, no_lexicon, or_unknown
from oecheck.model.course import Course
from oecheck.model.fact import Fact, Value, plain, unreadable
from oecheck.model.package import File
from oecheck.model.page import Page

__all__ = ["FACTS"]

PageValues = Callable[[str], Iterable[tuple[Page, Any]]]
_GUIDE, _TIME = "teaching-guide", "time-word"
_SYMBOLS = frozenset({"min", "h"})
"""Symbols of the SI that every language uses."""
_MOST = 5


def guide(record: Record) -> Value[str]:
    """File or address of the guide, as the record says."""
    return told(record, "guideRef")


def guide_lost(course: Course, record: Record, files_by_path: Mapping[str, str]) -> bool:
    """Whether the record names a guide that is neither in the package nor an address."""
    named = words_of(at(record, "guideRef"))
    return named is not None and not leads_somewhere(named, course, files_by_path)


def guide_candidates(
    course: Course,
    files: tuple[File, ...],
    page_values: PageValues,
    standard_data: StandardData,
    reading_languages: tuple[str, ...],
) -> tuple[str, ...] | Fact[tuple[str, ...]]:
    """Titles, headings and file names that speak of such a guide; those that only instructors see count, too."""
    words = standard_data.lexicon(_GUIDE, "*") or frozenset()
    found = dict.fromkeys(
        text for text in _texts(course, files, page_values) if words and holds_word(apart(text), words)
    )
    return or_unknown(tuple(found)[:_MOST], standard_data, _GUIDE, reading_languages)


def _texts(course: Course, files: tuple[File, ...], page_values: PageValues) -> Iterator[str]:
    yield from (plain(module.title) or "" for module in course.modules)
    yield from (plain(activity.title) or "" for activity in course.activities)
    for _, headings in page_values("headings"):
        if isinstance(headings, tuple):
            yield from (heading.text for heading in headings)
    for file in files:
        if file.role == "content":
            yield PurePosixPath(file.path).stem.replace("_", " ").replace("-", " ")


def guide_times(document: HtmlDocument, page: Page, record: Record, standard_data: StandardData) -> int:
    """Places of the guide that name a time (“45 minutes”); 0 for every other page."""
    named = words_of(at(record, "guideRef"))
    if named is None or not file_of(named, {page.path: ""}):
        return 0
    words = (standard_data.lexicon(_TIME, "*") or frozenset()) | _SYMBOLS
    pattern = re.compile(r"\d ?(?:" + "|".join(map(re.escape, sorted(words))) + ")")
    return len(pattern.findall(page_text(document).folded))


def times_in_guide(
    record: Record,
    page_values: PageValues,
    files_by_path: Mapping[str, str],
    standard_data: StandardData,
    reading_languages: tuple[str, ...],
) -> Value[int]:
    """The same for the guide of the course; not known where it is no page, or has none in a language without a list."""
    named = words_of(at(record, "guideRef"))
    path = file_of(named, files_by_path) if named else ""
    counts = [count for page, count in page_values("guide_times") if page.path == path and isinstance(count, int)]
    if not path or not counts:
        return unreadable("no-page")
    found = sum(counts)
    return found if found or known_to(standard_data, _TIME, reading_languages) else no_lexicon(reading_languages)


def _fact(name: str, kind: str, meaning: str, function: Any, *needs: str) -> FactDefinition:
    return FactDefinition(of="course", name=name, type=kind, meaning=meaning, function=function, needs=needs)


FACTS = (
    _fact("guide", "string", "file or address of the guide for teachers or facilitators, as the record says", guide),
    _fact("guide_lost", "bool", "the record names a guide that the package does not have", guide_lost),
    _fact(
        "guide_candidates",
        "list<string>",
        "titles, headings and file names that speak of a guide for teachers, at most five; unknown in a "
        "language without such a list",
        guide_candidates,
        "page.headings",
    ),
    FactDefinition(
        of="page",
        name="guide_times",
        type="int",
        meaning="places of the guide for teachers that name a time; 0 for every other page",
        function=guide_times,
    ),
    _fact(
        "times_in_guide",
        "int",
        "places of the guide for teachers that name a time; unknown where it is no page of the package",
        times_in_guide,
        "page.guide_times",
    ),
)
