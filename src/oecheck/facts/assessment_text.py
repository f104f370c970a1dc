"""Headings and titles that announce questions or grading, where no activity shows them (ASM-001, ASM-002)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._run import StandardData
from oecheck.facts._said_in_text import holds, or_unknown
from oecheck.model.course import Course
from oecheck.model.fact import Fact, plain
from oecheck.model.page import Page

__all__ = ["FACTS"]

PageValues = Callable[[str], Iterable[tuple[Page, Any]]]
_MOST = 5


def assessment_candidates(
    course: Course, page_values: PageValues, standard_data: StandardData, reading_languages: tuple[str, ...]
) -> tuple[str, ...] | Fact[tuple[str, ...]]:
    """Headings that announce exercises, tests or assignments."""
    return _candidates("assessment-heading", course, page_values, standard_data, reading_languages)


def grading_candidates(
    course: Course, page_values: PageValues, standard_data: StandardData, reading_languages: tuple[str, ...]
) -> tuple[str, ...] | Fact[tuple[str, ...]]:
    """Headings that announce how the result is made."""
    return _candidates("grading-heading", course, page_values, standard_data, reading_languages)


def _candidates(
    name: str, course: Course, page_values: PageValues, standard_data: StandardData, languages: tuple[str, ...]
) -> tuple[str, ...] | Fact[tuple[str, ...]]:
    words = standard_data.lexicon(name, "*") or frozenset()
    found = dict.fromkeys(
        title for module in course.modules if (title := plain(module.title) or "") and holds(title, words)
    )
    for page, headings in page_values("headings"):
        if len(found) >= _MOST:
            break
        for heading in headings if isinstance(headings, tuple) else ():
            if holds(heading.text, words):
                found.setdefault(f"{heading.text} ({page.path})")
    return or_unknown(tuple(found)[:_MOST], standard_data, name, languages)


FACTS = (
    FactDefinition(
        of="course",
        name="assessment_candidates",
        type="list<string>",
        meaning="headings and titles that announce exercises or tests, at most five; not known without a word list",
        function=assessment_candidates,
        needs=("page.headings",),
    ),
    FactDefinition(
        of="course",
        name="grading_candidates",
        type="list<string>",
        meaning="headings and titles that announce how the result is made, at most five; not known without a word list",
        function=grading_candidates,
        needs=("page.headings",),
    ),
)
