"""What the course tells learners about honest work and tools of artificial intelligence (ASM-010)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from oecheck.documents.html import HtmlDocument
from oecheck.facts._definition import FactDefinition
from oecheck.facts._page_text import page_text
from oecheck.facts._record_parts import text_of
from oecheck.facts._run import StandardData
from oecheck.facts._said_in_text import holds, or_unknown
from oecheck.model.course import Course
from oecheck.model.fact import Fact, Method, plain
from oecheck.model.page import Page

__all__ = ["FACTS"]

PageValues = Callable[[str], Iterable[tuple[Page, Any]]]
_LIST, _TOOLS = "integrity", "ai-tool"
_LOOKED_AT = 40_000  # characters of a page
_MOST = 10


def integrity_words(document: HtmlDocument, standard_data: StandardData) -> tuple[str, ...]:
    """Words of the lists on honest work and on AI tools that the beginning of the page holds."""
    text = page_text(document, _LOOKED_AT)
    lists = [standard_data.lexicon(name, "*") or frozenset() for name in (_LIST, _TOOLS)]
    found = {word for words in lists for word in text.standing(words) if word in text.folded}
    return tuple(sorted(found))


def integrity_ref(record: Mapping[str, Any] | None) -> Fact[str] | None:
    """The file or address that the record names for it."""
    told = text_of(record, "integrityRef")
    return None if told is None else Fact(value=told, method=Method.SUPPLIED)


def integrity_mentions(
    course: Course, page_values: PageValues, standard_data: StandardData, reading_languages: tuple[str, ...]
) -> tuple[str, ...] | Fact[tuple[str, ...]]:
    """Words with the page or task that holds them; not known when there is none in a language without a list."""
    found = dict.fromkeys(_mentions(course, page_values, standard_data))
    return or_unknown(tuple(found)[:_MOST], standard_data, _LIST, reading_languages)


def _mentions(course: Course, page_values: PageValues, standard_data: StandardData) -> Iterator[str]:
    for page, words in page_values("integrity_words"):
        if page.audience != "instructor" and isinstance(words, tuple) and words:
            yield f"{', '.join(words)} ({page.path})"
    words = standard_data.lexicon(_LIST, "*") or frozenset()
    for activity in course.activities:
        if holds(plain(activity.description) or "", words):
            yield plain(activity.title) or activity.id


def tools_mentioned(page_values: PageValues, standard_data: StandardData) -> bool:
    """Whether a page for learners speaks of tools of artificial intelligence."""
    words = standard_data.lexicon(_TOOLS, "*") or frozenset()
    return any(
        word in words for page, found in page_values("integrity_words") if isinstance(found, tuple) for word in found
    )


def tool_mentions(page_values: PageValues, standard_data: StandardData) -> tuple[str, ...]:
    """Pages for learners that speak of tools of artificial intelligence, each with the words that it holds."""
    words = standard_data.lexicon(_TOOLS, "*") or frozenset()
    told = []
    for page, found in page_values("integrity_words"):
        named = [word for word in found if word in words] if isinstance(found, tuple) else []
        if named:
            told.append(f"{page.path} ({', '.join(named)})")
    return tuple(told[:_MOST])


FACTS = (
    FactDefinition(
        of="page",
        name="integrity_words",
        type="list<string>",
        meaning="words on honest work and AI tools in the first 40,000 characters of the page",
        function=integrity_words,
    ),
    FactDefinition(
        of="course",
        name="integrity_ref",
        type="string",
        meaning="file or address that the record names for rules of honest work",
        function=integrity_ref,
    ),
    FactDefinition(
        of="course",
        name="integrity_mentions",
        type="list<string>",
        meaning="words on honest work with the page or task that holds them, at most ten; not known without a list",
        function=integrity_mentions,
        needs=("page.integrity_words",),
    ),
    FactDefinition(
        of="course",
        name="tools_mentioned",
        type="bool",
        meaning="a page for learners speaks of tools of artificial intelligence",
        function=tools_mentioned,
        needs=("page.integrity_words",),
    ),
    FactDefinition(
        of="course",
        name="tool_mentions",
        type="list<string>",
        meaning="pages for learners that speak of tools of artificial intelligence, with the words, at most ten",
        function=tool_mentions,
        needs=("page.integrity_words",),
    ),
)
