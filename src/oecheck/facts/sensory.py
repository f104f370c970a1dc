"""Sentences that lean on colour, shape or position, and pictures that look like charts (ACC-015).

The phrases come from the word list `sensory-words`, a list for each language; they only lead a person to the place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from oecheck.documents.html import HtmlDocument
from oecheck.facts._definition import FactDefinition
from oecheck.facts._page_references import masked
from oecheck.facts._page_text import page_text
from oecheck.facts._run import StandardData
from oecheck.facts._said_in_text import standing
from oecheck.model.fact import Fact, plain
from oecheck.model.page import Image, Page
from oecheck.values.patterns import pattern
from oecheck.values.text import apart

__all__ = ["FACTS"]

_ALL = "*"
_SENTENCE = pattern(r"[.!?。！？।؟]+\s{0,3}|\n")
_MAX_TEXT = 200_000
_MAX_PAGE, _MAX_COURSE = 5, 20
_CUT = 160


def sensory_sentences(document: HtmlDocument, standard_data: StandardData) -> tuple[str, ...]:
    """Sentences of the page with a phrase of the list, at most five, cut to 160 characters."""
    phrases = standard_data.lexicon("sensory-words", _ALL) or frozenset()
    text = page_text(document, _MAX_TEXT)
    present = [phrase for phrase in text.standing(phrases) if _holds(text.padded, phrase)]
    if not present:
        return ()
    return tuple(_first(_sentences(document.text[:_MAX_TEXT], present), _MAX_PAGE))


def _sentences(text: str, phrases: Iterable[str]) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        if len(sentence) > 3 and any(_holds(apart(sentence), phrase) for phrase in phrases):
            yield masked(" ".join(sentence.split()))[:_CUT]


def _holds(padded: str, phrase: str) -> bool:
    return f" {phrase} " in padded or (not phrase.isascii() and " " not in phrase and phrase in padded)


def _first(texts: Iterable[str], count: int) -> list[str]:
    return [text for _, text in zip(range(count), texts, strict=False)]


def sensory_evidence(page_values: Callable[[str], Iterable[tuple[Page, Any]]]) -> tuple[str, ...]:
    """Such sentences of the whole course, each with its page."""
    lines = (
        f"{page.path}: {sentence}"
        for page, found in page_values("sensory_sentences")
        if page.audience != "instructor" and isinstance(found, tuple)
        for sentence in found
    )
    return tuple(_first(dict.fromkeys(lines), _MAX_COURSE))


def charts(
    page_values: Callable[[str], Iterable[tuple[Page, Any]]], standard_data: StandardData
) -> tuple[str, ...] | Fact[tuple[str, ...]]:
    """Pictures whose file name or alternative speaks of a chart or diagram, at most twenty."""
    words = standard_data.lexicon("chart-words", _ALL) or frozenset()
    found: dict[str, None] = {}
    for _, images in page_values("images"):
        for image in images if isinstance(images, tuple) else ():
            if not image.hidden and _like_chart(image, words):
                found[image.target or image.src] = None
    return tuple(_first(found, _MAX_COURSE))


def _like_chart(image: Image, words: frozenset[str]) -> bool:
    padded = apart(f"{image.src.rpartition('/')[2][:200]} {(plain(image.name) or '')[:500]}")
    return any(_holds(padded, word) for word in standing(words, padded))


FACTS = (
    FactDefinition(
        of="page",
        name="sensory_sentences",
        type="list<string>",
        meaning="sentences that lean on colour, shape or position, at most five",
        function=sensory_sentences,
    ),
    FactDefinition(
        of="course",
        name="sensory_evidence",
        type="list<string>",
        meaning="sentences that lean on colour, shape or position, with their pages, at most twenty",
        function=sensory_evidence,
        needs=("page.sensory_sentences",),
    ),
    FactDefinition(
        of="course",
        name="charts",
        type="list<string>",
        meaning="pictures that look like charts by file name or alternative, at most twenty",
        function=charts,
        needs=("page.images",),
    ),
)
