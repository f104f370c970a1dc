"""Texts that hold a word of a list, where nothing is declared: never a proof, and their absence only sometimes one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from oecheck.facts._run import StandardData
from oecheck.model.fact import Fact, unreadable
from oecheck.values.text import fold

__all__ = ["apart", "holds", "holds_word", "known_to", "or_unknown"]


def apart(text: str) -> str:
    """The words of a text, folded, with one blank between and around them."""
    kept = "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in fold(text))
    return f" {' '.join(kept.split())} "


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words (folded) stands in the text; scripts without blanks are searched letter by letter."""
    return holds_word(apart(text), words)


def holds_word(padded: str, words: Iterable[str]) -> bool:
    """The same of a text that went through `apart` already."""
    return any(f" {word} " in padded or (not word.isascii() and word in padded) for word in words)


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
