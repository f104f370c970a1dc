"""Headings that announce learning outcomes, where none are declared (OUT-001): a hint, never a declaration."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._run import StandardData
from oecheck.facts._said_in_text import those_announcing
from oecheck.model.course import Course
from oecheck.model.fact import plain
from oecheck.model.page import Page

__all__ = ["FACTS"]

_MOST = 5


def outcome_candidates(
    course: Course, page_values: Callable[[str], Iterable[tuple[Page, Any]]], standard_data: StandardData
) -> tuple[str, ...]:
    """Headings of pages and titles of entries that announce outcomes, with their page: they hold a word of the list
    `outcome-heading`, or are one of `outcome-heading-alone`."""
    words = standard_data.lexicon("outcome-heading", "*") or frozenset()
    alone = standard_data.lexicon("outcome-heading-alone", "*") or frozenset()
    titles = (plain(module.title) or "" for module in course.modules)
    found = dict.fromkeys(those_announcing(titles, words, alone))
    for page, headings in page_values("headings"):
        if len(found) >= _MOST:
            break
        texts = (heading.text for heading in headings) if isinstance(headings, tuple) else ()
        for text in those_announcing(texts, words, alone):
            found.setdefault(f"{text} ({page.path})")
    return tuple(found)[:_MOST]


FACTS = (
    FactDefinition(
        of="course",
        name="outcome_candidates",
        type="list<string>",
        meaning="headings and titles that announce learning outcomes, at most five",
        function=outcome_candidates,
        needs=("page.headings",),
    ),
)
