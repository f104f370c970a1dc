"""Headings and sentences that announce learning outcomes, where none are declared (OUT-001): a hint, no declaration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._run import StandardData
from oecheck.facts._said_in_text import those_announcing, those_holding
from oecheck.model.course import Course
from oecheck.model.fact import plain
from oecheck.model.page import Page
from oecheck.values.patterns import pattern

__all__ = ["FACTS"]

_MOST, _LONGEST = 5, 200
_SENTENCE = pattern(r"[.:!?;\n。：！？؟।]")


def outcome_candidates(
    course: Course, page_values: Callable[[str], Iterable[tuple[Page, Any]]], standard_data: StandardData
) -> tuple[str, ...]:
    """Headings of pages (with their page), titles of entries and sentences of descriptions that announce outcomes: they
    hold a word of the list `outcome-heading`; a heading or title may also be one of `outcome-heading-alone`."""
    words = standard_data.lexicon("outcome-heading", "*") or frozenset()
    alone = standard_data.lexicon("outcome-heading-alone", "*") or frozenset()
    titles = (plain(module.title) or "" for module in course.modules)
    found = dict.fromkeys((*those_announcing(titles, words, alone), *those_holding(_sentences(course), words)))
    for page, headings in page_values("headings"):
        if len(found) >= _MOST:
            break
        texts = (heading.text for heading in headings) if isinstance(headings, tuple) else ()
        for text in those_announcing(texts, words, alone):
            found.setdefault(f"{text} ({page.path})")
    return tuple(found)[:_MOST]


def _sentences(course: Course) -> Iterator[str]:
    """Short sentences of the descriptions: many courses announce there, in bold, what a list below then says."""
    for text in (plain(course.description), *(plain(module.description) for module in course.modules)):
        for sentence in _SENTENCE.split(text or ""):
            if 0 < len(sentence) <= _LONGEST:
                yield sentence.strip()


FACTS = (
    FactDefinition(
        of="course",
        name="outcome_candidates",
        type="list<string>",
        meaning="headings, titles and sentences of descriptions that announce learning outcomes, at most five",
        function=outcome_candidates,
        needs=("page.headings",),
    ),
)
