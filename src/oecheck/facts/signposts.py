"""Headings, link texts and titles of a course, and those of them that speak of something (STR, SUP, STF, MNT rules).

They only ever raise a doubt: a heading “Help” is not a form of contact, and a course may put help in a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._run import StandardData
from oecheck.facts._said_in_text import apart, or_unknown, places_holding
from oecheck.model.course import Course
from oecheck.model.fact import Fact, plain
from oecheck.model.page import Page

__all__ = ["FACTS"]

_MOST, _LONGEST, _MAX_SIGNPOSTS = 5, 120, 20_000
PageValues = Callable[[str], Iterable[tuple[Page, Any]]]
Found = tuple[str, ...] | Fact[tuple[str, ...]]


def signposts(course: Course, page_values: PageValues) -> tuple[str, ...]:
    """Each once, long ones cut; what only instructors see is left out."""
    found: dict[str, None] = {}
    for text in _texts(course, page_values):
        short = text.strip()[:_LONGEST]
        if short:
            found.setdefault(short)
            if len(found) >= _MAX_SIGNPOSTS:
                break
    return tuple(found)


def _texts(course: Course, page_values: PageValues) -> Iterator[str]:
    yield from (plain(module.title) or "" for module in course.modules if module.visible)
    yield from (plain(activity.title) or "" for activity in course.activities if activity.audience != "instructor")
    for name, attribute in (("headings", "text"), ("links", "name")):
        for page, parts in page_values(name):
            if page.audience != "instructor" and isinstance(parts, tuple):
                yield from (getattr(part, attribute) for part in parts)


def signpost_words(signposts: tuple[str, ...]) -> tuple[str, ...]:
    """The words of each, ready to be searched (only for other facts)."""
    return tuple(apart(text) for text in signposts)


def _speaking_of(name: str) -> Callable[..., Found]:
    def passages(
        signposts: tuple[str, ...],
        signpost_words: tuple[str, ...],
        reading_languages: tuple[str, ...],
        standard_data: StandardData,
    ) -> Found:
        words = standard_data.lexicon(name, "*") or frozenset()
        found = tuple(signposts[place] for place in islice(places_holding(signpost_words, words), _MOST))
        return or_unknown(found, standard_data, name, reading_languages)

    return passages


_TOPICS = {
    "support_passages": ("support", "help for learners"),
    "requirement_passages": ("course-requirements", "what a learner needs"),
    "adjustment_passages": ("accessibility-help", "accessibility help or adjustments"),
    "expectation_passages": ("participation", "how to take part in discussions"),
    "interaction_passages": ("interaction", "meeting other learners"),
    "policy_passages": ("policies", "policies"),
    "teacher_passages": ("teacher", "who teaches the course"),
    "error_passages": ("error-reports", "reports of mistakes, or feedback on the course"),
    "credential_passages": ("credential", "what a learner gets at the end"),
    "source_passages": ("reference-list", "sources and references"),
}
"""Fact → list of words, and what the passages speak of."""

FACTS = (
    FactDefinition(
        of="course",
        name="signposts",
        type="list<string>",
        meaning="headings, link texts and titles of the course, each once",
        function=signposts,
        needs=("page.headings", "page.links"),
    ),
    FactDefinition(
        of="course",
        name="signpost_words",
        type="list<string>",
        meaning="their words, ready to be searched (only for other facts)",
        function=signpost_words,
    ),
    *(
        FactDefinition(
            of="course",
            name=name,
            type="list<string>",
            meaning=f"headings, link texts and titles that speak of {topic}, at most five; unknown in a language "
            "without such a list",
            function=_speaking_of(words),
        )
        for name, (words, topic) in _TOPICS.items()
    ),
)
