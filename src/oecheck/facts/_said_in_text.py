"""Texts that hold a word of a list, where nothing is declared: never a proof, and their absence only sometimes one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

import msgspec

from oecheck.facts._run import StandardData
from oecheck.model.fact import Fact, unreadable
from oecheck.values.text import apart

__all__ = ["apart", "holds", "holds_word", "known_to", "or_unknown", "standing"]

_FEW = 8
"""So few words are searched for one by one, without taking the text apart."""


def holds(text: str, words: Collection[str]) -> bool:
    """Whether one of the words (folded) stands in the text; scripts without blanks are searched letter by letter."""
    return holds_word(apart(text), words)


def holds_word(padded: str, words: Collection[str]) -> bool:
    """The same of a text that went through `apart` already."""
    if len(words) < _FEW:
        return any(_stands(word, padded) for word in words)
    return any(True for _ in standing(frozenset(words), padded, frozenset(padded.split())))


def standing(words: frozenset[str], padded: str, present: AbstractSet[str]) -> Iterator[str]:
    """The words of a list that stand in a text.

    Args:
        words: the list, folded.
        padded: the text after `apart`.
        present: its different words.
    """
    index = _indexed(words)
    for first in index.firsts & present:
        yield from (word for word in index.by_first[first] if _stands(word, padded))
    if not padded.isascii():
        for letter in index.by_letter.keys() & set(padded):
            yield from (word for word in index.by_letter[letter] if _stands(word, padded))


def _stands(word: str, padded: str) -> bool:
    return f" {word} " in padded or (not word.isascii() and word in padded)


class _Index(msgspec.Struct, frozen=True):
    """A list of words: those that can only stand where their first word does, by it; others by their rarest letter."""

    firsts: frozenset[str]
    by_first: dict[str, tuple[str, ...]]
    by_letter: dict[str, tuple[str, ...]]


@lru_cache(maxsize=256)
def _indexed(words: frozenset[str]) -> _Index:
    """A text is asked for hundreds of words and phrases, and there are thousands of texts: few are searched for."""
    by_first: dict[str, tuple[str, ...]] = {}
    by_letter: dict[str, tuple[str, ...]] = {}
    for word in sorted(filter(None, words)):
        first = word.partition(" ")[0]
        if not word.isascii():
            by_letter[max(word)] = (*by_letter.get(max(word), ()), word)
        elif first:
            by_first[first] = (*by_first.get(first, ()), word)
    return _Index(frozenset(by_first), by_first, by_letter)


def known_to(standard_data: StandardData, name: str, languages: Iterable[str]) -> bool:
    """Whether there is a list for every language of the course, and the languages are known."""
    tags = tuple(languages)
    return bool(tags) and all(standard_data.lexicon(name, tag) is not None for tag in tags)


def or_unknown(
    found: tuple[str, ...], standard_data: StandardData, name: str, languages: Iterable[str]
) -> tuple[str, ...] | Fact[tuple[str, ...]]:
    """What was found; nothing found in a language without a list is not known."""
    if found or known_to(standard_data, name, languages):
        return found
    return unreadable("no-lexicon")
