"""Text of templates and notes of authors that were left in a page (CON-001).

Phrases come from the word lists `leftover-text` of all languages. Marks that programmers and editors share, and that
no language has as words, are known here; they count only as they are written, in capitals: `todo` is Spanish for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from oecheck.documents.html import HtmlDocument
from oecheck.facts._definition import FactDefinition
from oecheck.facts._page_text import PageText, page_text
from oecheck.facts._run import StandardData
from oecheck.facts._said_in_text import apart, no_lexicon
from oecheck.model.fact import Fact, Value, plain
from oecheck.model.page import Page
from oecheck.values import language_tag
from oecheck.values.patterns import pattern
from oecheck.values.text import fold
from oecheck.values.words import WordScan

__all__ = ["FACTS"]

_MARKS = pattern(r"\b(?:TODO(?=\s{0,2}:)|FIXME\b|TBD\b|TBC\b|TK TK\b|XXX(?=\s{0,2}:))")
_HOLDS_SIGN = WordScan(("TODO", "FIXME", "TBD", "TBC", "TK TK", "XXX"))  # quick to look for; most pages have none
_QUOTING = ("code", "pre", "kbd", "samp", "q", "blockquote", "cite", "var", "textarea")
_MOST, _AROUND = 5, 40


def leftovers(document: HtmlDocument, standard_data: StandardData) -> tuple[str, ...]:
    """Phrases with some words around them, at most five; what is quoted or shown as code does not count."""
    text = document.text
    words = standard_data.lexicon("leftover-text", "*") or frozenset()
    whole = page_text(document)
    held = _held(whole, words)
    marks = [match[0] for match in _MARKS.finditer(text)] if _HOLDS_SIGN(text) else []
    if not held and not marks:
        return ()
    quoted = " \n ".join(_quoted(document))
    padded_quoted = apart(quoted)
    found = [word for word in sorted(held) if _count(whole.padded, word) > _count(padded_quoted, word)]
    found += [mark for mark in dict.fromkeys(marks) if marks.count(mark) > quoted.count(mark)]
    return tuple(_shown(whole.folded, phrase) for phrase in found[:_MOST])


def _count(padded: str, word: str) -> int:
    return padded.count(apart(word))


def _held(text: PageText, words: frozenset[str]) -> list[str]:
    """The phrases that the text holds as they are written in the list, and as whole words."""
    plain_words, by_words = _by_words(words)
    return [phrase for found in text.standing(plain_words) for phrase in by_words[found] if phrase in text.folded]


@lru_cache(maxsize=4)
def _by_words(phrases: frozenset[str]) -> tuple[frozenset[str], dict[str, list[str]]]:
    """The words that the phrases of a list are made of, and the phrases by them."""
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(apart(phrase).strip(), []).append(phrase)
    return frozenset(found), found


def _quoted(document: HtmlDocument) -> Iterator[str]:
    for name in _QUOTING:
        for element in document.named(name):
            yield _text(element.node)


def _text(node: Any) -> str:
    return "".join(getattr(below, "data", "") or "" for below in node.descendants if not hasattr(below, "tag"))


def _shown(folded: str, phrase: str) -> str:
    """The phrase with what stands around it, from the folded text; a mail address is never near enough to matter."""
    at = folded.find(fold(phrase))
    start, end = max(0, at - _AROUND), at + len(phrase) + _AROUND
    piece = re.sub(r"\S{1,64}@\S{1,64}", "…", folded[start:end]).strip()
    return f"{'…' if start else ''}{piece}{'…' if end < len(folded) else ''}"


def leftovers_known(
    page: Page,
    lang: Value[str],
    leftovers: tuple[str, ...],
    reading_languages: tuple[str, ...],
    standard_data: StandardData,
) -> bool | Fact[bool]:
    """Whether a page has none of these phrases; not known in a language without a list."""
    if leftovers:
        return False
    declared = language_tag.primary(plain(lang) or "")
    tags = (declared,) if declared else reading_languages
    if tags and all(standard_data.lexicon("leftover-text", tag) is not None for tag in tags):
        return True
    return no_lexicon(tags, page.source)


FACTS = (
    FactDefinition(
        of="page",
        name="leftovers",
        type="list<string>",
        meaning="phrases of templates and notes of authors outside of code and quotations, at most five",
        function=leftovers,
    ),
    FactDefinition(
        of="page",
        name="finished",
        type="bool",
        meaning="it has no such phrase; unknown in a language without a list of them",
        function=leftovers_known,
        needs=("page.lang", "page.leftovers"),
    ),
)
