"""Characters that were spoilt on the way, and words written twice (CON-002).

A replacement character, or UTF-8 that was read as a Western encoding (`Ã©`, `â€™`), is an error in any language; no
dictionary is needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from oecheck.documents.html import HtmlDocument
from oecheck.facts._definition import FactDefinition
from oecheck.facts._page_text import page_text
from oecheck.model.page import Page
from oecheck.values.patterns import pattern
from oecheck.values.words import WordScan

__all__ = ["FACTS"]

_SPOILT = pattern("\ufffd|[\u00c2\u00c3][\u0080-\u00bf]|\u00e2\u20ac[\u0080-\u00ff\u2018-\u2122]|\u00ef\u00bf\u00bd")
_TWICE = pattern(r"\b([^\W\d_]{2,20})\s{1,3}\1\b(?!-)", re.IGNORECASE)
_SIGNS = ("\ufffd", "\u00c2", "\u00c3", "\u00e2\u20ac", "\u00ef\u00bf\u00bd")  # one is in all that is spoilt
_MOST = 10
# Words that a language writes twice on purpose; in many others (Malay, Swahili, Hindi) doubling is grammar.
_ONCE_ONLY = frozenset(
    ("the", "of", "and", "to", "in", "is", "an", "le", "la", "les", "de", "et", "est", "el", "los", "las", "que", "en")
)
_NOT_COUNTED = bytes(code for code in range(256) if code >= 0x80 or chr(code).isspace())
"""In UTF-8: white space in ASCII, and all that is not ASCII."""
PageValues = Callable[[str], Iterable[tuple[Page, Any]]]


def spoilt_characters(document: HtmlDocument) -> int:
    """Places in the text where a character was lost."""
    text = document.text
    if text.isascii() or not any(sign in text for sign in _SIGNS):
        return 0
    return sum(1 for _ in _SPOILT.finditer(text))


def text_characters(document: HtmlDocument) -> int:
    """Characters of the text that are no white space."""
    text = page_text(document)
    foreign = text.foreign.decode("utf-8", "surrogatepass")
    return len(text.utf8.translate(None, _NOT_COUNTED)) + sum(map(len, foreign.split()))


def doubled_words(document: HtmlDocument) -> tuple[str, ...]:
    """Small words that stand twice in a row, as “the the”; at most ten."""
    if not _doubled()(f" {page_text(document).blanked} "):
        return ()
    found = dict.fromkeys(match[0] for match in _TWICE.finditer(document.text) if match[1].lower() in _ONCE_ONLY)
    return tuple(" ".join(text.split()) for text in found)[:_MOST]


@cache
def _doubled() -> WordScan:
    """Looks for such a word twice with white space between; in a page that is rare."""
    return WordScan(f" {word}{' ' * gap}{word} " for word in _ONCE_ONLY for gap in (1, 2, 3))


def spoilt_share(page_values: PageValues) -> float:
    """Lost characters as a share of all characters of the pages."""
    spoilt = sum(value for _, value in page_values("spoilt_characters") if isinstance(value, int))
    every = sum(value for _, value in page_values("text_characters") if isinstance(value, int))
    return spoilt / every if every else 0.0


def spoilt_pages(page_values: PageValues) -> tuple[str, ...]:
    """Pages with lost characters, at most ten."""
    return tuple(page.id for page, value in page_values("spoilt_characters") if value)[:_MOST]


def all_doubled_words(page_values: PageValues) -> tuple[str, ...]:
    """The words that stand twice, of all pages; at most ten."""
    found = dict.fromkeys(
        word for _, words in page_values("doubled_words") if isinstance(words, tuple) for word in words
    )
    return tuple(found)[:_MOST]


FACTS = (
    FactDefinition(
        of="page",
        name="spoilt_characters",
        type="int",
        meaning="places where a character was lost: replacement characters, UTF-8 read as another encoding",
        function=spoilt_characters,
    ),
    FactDefinition(
        of="page",
        name="text_characters",
        type="int",
        meaning="characters of its text without white space",
        function=text_characters,
    ),
    FactDefinition(
        of="page",
        name="doubled_words",
        type="list<string>",
        meaning="small words that stand twice in a row, at most ten",
        function=doubled_words,
    ),
    FactDefinition(
        of="course",
        name="spoilt_share",
        type="double",
        unit="share",
        meaning="lost characters as a share of all characters of the pages",
        function=spoilt_share,
        needs=("page.spoilt_characters", "page.text_characters"),
    ),
    FactDefinition(
        of="course",
        name="spoilt_pages",
        type="list<string>",
        meaning="pages with lost characters, at most ten",
        function=spoilt_pages,
        needs=("page.spoilt_characters",),
    ),
    FactDefinition(
        of="course",
        name="doubled_words",
        type="list<string>",
        meaning="small words that stand twice in a row on its pages, at most ten",
        function=all_doubled_words,
        needs=("page.doubled_words",),
    ),
)
