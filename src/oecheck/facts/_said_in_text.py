"""Texts that hold a word of a list, where nothing is declared: never a proof, and their absence only sometimes one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

import msgspec

from oecheck.facts._run import StandardData
from oecheck.model.fact import Fact, unreadable
from oecheck.values.text import apart

__all__ = ["apart", "holds", "holds_word", "known_to", "or_unknown"]

_FEW = 8
"""So few words are searched for one by one, without taking the text apart."""


def holds(text: str, words: Collection[str]) -> bool:
    """Whether one of the words (folded) stands in the text; scripts without blanks are searched letter by letter."""
    return holds_word(apart(text), words)


def holds_word(padded: str, words: Collection[str]) -> bool:
    """The same of a text that went through `apart` already."""
    if len(words) < _FEW:
        return any(_stands(word, padded) for word in words)
    index = _indexed(frozenset(words))
    present = index.by_first.keys() & set(padded.split())
    if any(_stands(word, padded) for first in present for word in index.by_first[first]):
        return True
    return not padded.isascii() and any(_stands(word, padded) for word in index.others)


def _stands(word: str, padded: str) -> bool:
    return f" {word} " in padded or (not word.isascii() and word in padded)


class _Index(msgspec.Struct, frozen=True):
    """A list of words: those that can only stand where their first word does, by it, and those of other scripts."""

    by_first: dict[str, tuple[str, ...]]
    others: tuple[str, ...]


@lru_cache(maxsize=256)
def _indexed(words: frozenset[str]) -> _Index:
    """A text is asked for hundreds of words and phrases, and there are thousands of texts: few are searched for."""
    by_first: dict[str, tuple[str, ...]] = {}
    others: list[str] = []
    for word in sorted(words):
        parts = word.split(" ")
        if word.isascii() and parts[0]:
            by_first[parts[0]] = (*by_first.get(parts[0], ()), word)
        else:
            others.append(word)
    return _Index(by_first, tuple(others))


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
