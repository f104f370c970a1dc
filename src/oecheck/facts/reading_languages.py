"""The languages that the course is written in, as far as that decides which word lists can be asked.

What is declared counts first: by the course, else by its pages. Where nothing is declared, a script that one language
alone has tells it, and else the commonest words of each language that has a list of them (list `common-words`): they
are a fifth to a half of any running text. Source: proposal §2.1 (no word list of a language: absence proves nothing).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._run import StandardData
from oecheck.facts.text_language import detect
from oecheck.model.course import Course
from oecheck.model.fact import Fact, plain
from oecheck.model.page import Page
from oecheck.values import language_tag
from oecheck.values.text import fold

__all__ = ["FACTS", "common_words_of"]

_LANGUAGES = ("en", "fr", "es", "pt", "ar", "ru", "hi", "sw", "zh")
"""Languages that have word lists of this edition; the first one wins where two fit equally well."""
_PAGES = 20
_MIN_WORDS = 20
_MIN_SHARE = 0.12
_SPOKEN = frozenset({"und", "mul", "zxx", "mis", "x"})
"""Tags that name no language."""

PageValues = Callable[[str], Iterable[tuple[Page, Any]]]


def reading_languages(course: Course, page_values: PageValues, standard_data: StandardData) -> tuple[str, ...]:
    """Primary subtags; empty when nothing tells."""
    named: tuple[str, ...] | None = plain(course.languages)
    declared = _primary(named or ())
    if declared:
        return declared
    by_pages = _primary(plain(value) or "" for _page, value in page_values("lang"))
    if by_pages:
        return by_pages
    text = " ".join(_texts(course, page_values))
    told: str | None = detect(text).value
    return _primary((told,)) if told else common_words_of(text, standard_data)


def _primary(tags: Iterable[str]) -> tuple[str, ...]:
    found = dict.fromkeys(language_tag.primary(tag) for tag in tags)
    return tuple(tag for tag in found if tag and tag not in _SPOKEN)


def _texts(course: Course, page_values: PageValues) -> Iterator[str]:
    yield plain(course.title) or ""
    yield plain(course.description) or ""
    samples = (value for page, value in page_values("text_sample") if page.audience != "instructor")
    for _, sample in zip(range(_PAGES), samples, strict=False):
        yield "" if isinstance(sample, Fact) else sample or ""
    yield from (plain(activity.description) or "" for activity in course.activities[:_PAGES])
    yield from (plain(module.title) or "" for module in course.modules[: _PAGES * 5])


def common_words_of(text: str, standard_data: StandardData) -> tuple[str, ...]:
    """The language whose commonest words make the greatest share of the text; empty when none makes enough."""
    words = fold(text).split()
    if len(words) < _MIN_WORDS:
        return ()
    shares = {
        language: sum(word in common for word in words) / len(words)
        for language in _LANGUAGES
        if (common := standard_data.lexicon("common-words", language))
    }
    best = max(shares, key=lambda language: shares[language], default="")
    return (best,) if best and shares[best] >= _MIN_SHARE else ()


FACTS = (
    FactDefinition(
        of="course",
        name="reading_languages",
        type="list<string>",
        meaning="languages of its text as declared, else as script and commonest words tell",
        function=reading_languages,
        needs=("page.lang", "page.text_sample"),
    ),
)
