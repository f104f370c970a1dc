"""Texts that hold a word of a list, where nothing is declared: never a proof, and their absence only sometimes one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from oecheck.facts._run import StandardData
from oecheck.model.fact import Fact, unreadable
from oecheck.model.source import Source
from oecheck.values.text import apart
from oecheck.values.words import WordScan

__all__ = [
    "apart",
    "holds",
    "holds_word",
    "known_to",
    "may_hold_word",
    "or_unknown",
    "places_holding",
    "scan_with",
    "standing",
    "those_announcing",
    "those_holding",
]

_BUNCH = 64


def holds(text: str, words: Collection[str]) -> bool:
    """Whether one of the words (folded) stands in the text; scripts without blanks are searched letter by letter."""
    return holds_word(apart(text), words)


def holds_word(padded: str, words: Collection[str]) -> bool:
    """The same of a text that went through `apart` already."""
    return _scan_for(frozenset(words))(padded)


def those_holding(texts: Iterable[str], words: Collection[str]) -> Iterator[str]:
    """Those of many short texts in which one of the words stands; most bunches hold none, which one look tells."""
    left = iter(texts)
    while bunch := tuple(islice(left, _BUNCH)):
        if holds("\n".join(bunch), words):
            yield from (text for text in bunch if holds(text, words))


def those_announcing(texts: Iterable[str], words: frozenset[str], alone: frozenset[str]) -> Iterator[str]:
    """Those of many short texts that hold one of the words, or are one of those that have to stand alone."""
    for text in those_holding(texts, words | alone):
        if holds(text, words) or apart(text).strip() in alone:
            yield text


def places_holding(padded: Sequence[str], words: Collection[str]) -> Iterator[int]:
    """The same of texts that went through `apart` already: their places."""
    scan = _scan_for(frozenset(words))
    for first in range(0, len(padded), _BUNCH):
        bunch = padded[first : first + _BUNCH]
        if scan("".join(bunch)):
            yield from (place for place, text in enumerate(bunch, first) if scan(text))


def may_hold_word(blanked: str, words: frozenset[str]) -> bool:
    """Whether a text that only went through `blanked` can hold one: the longest part of a phrase stands in it."""
    return _scan_for_parts(words)(f" {blanked} ")


def standing(words: Collection[str], padded: str) -> tuple[str, ...]:
    """The words of a list that stand in a text that went through `apart`."""
    if not holds_word(padded, words):
        return ()
    return tuple(word for word in words if (wanted := _as_it_stands(word)) and wanted in padded)


@lru_cache(maxsize=16_384)
def _as_it_stands(word: str) -> str:
    """How a word of a list stands in a text that went through `apart`: hyphens and apostrophes are blanks there.

    A word of a script with blanks has them around it; others may stand inside a run of letters. "" holds nothing.
    """
    parted = apart(word)
    return (parted if word.isascii() else parted.strip()) if not parted.isspace() else ""


@lru_cache(maxsize=256)
def _scan_for(words: frozenset[str]) -> WordScan:
    return WordScan(map(_as_it_stands, filter(None, words)))


@lru_cache(maxsize=64)
def _scan_for_parts(words: frozenset[str]) -> WordScan:
    return WordScan(_longest_parts(words))


class _Together:
    """The parts of all lists that pages were asked for so far: one scan tells of most pages that they hold none."""

    def __init__(self) -> None:
        self._lists: set[frozenset[str]] = set()
        self._scan = WordScan(())

    def with_list(self, words: frozenset[str]) -> WordScan:
        if words not in self._lists:
            self._lists.add(words)
            self._scan = WordScan(part for known in self._lists for part in _longest_parts(known))
        return self._scan


_TOGETHER = _Together()


def scan_with(words: frozenset[str]) -> WordScan:
    """A scan of `blanked` texts for the parts of a list, and of all lists that were asked for before."""
    return _TOGETHER.with_list(words)


def _longest_parts(words: Iterable[str]) -> Iterator[str]:
    return (_longest_part(word) for word in words if _as_it_stands(word))


def _longest_part(word: str) -> str:
    # of parts as long as each other the one that is not ASCII: `même` is rarer than `vous`, which is in most pages
    longest = max(_as_it_stands(word).split(), key=lambda part: (len(part), not part.isascii()))
    return f" {longest} " if word.isascii() else longest


def known_to(standard_data: StandardData, name: str, languages: Iterable[str]) -> bool:
    """Whether there is a list for every language of the course, and the languages are known."""
    tags = tuple(languages)
    return bool(tags) and all(standard_data.lexicon(name, tag) is not None for tag in tags)


def no_lexicon(languages: Iterable[str], *sources: Source) -> Fact[Any]:
    """What was looked for is not known: no list for one of the languages, or nothing says which language it is."""
    return unreadable("no-lexicon" if tuple(languages) else "language-unstated", *sources)


def or_unknown(
    found: tuple[str, ...], standard_data: StandardData, name: str, languages: Iterable[str]
) -> tuple[str, ...] | Fact[tuple[str, ...]]:
    """What was found; nothing found in a language without a list is not known."""
    if found or known_to(standard_data, name, languages):
        return found
    return no_lexicon(languages)
