"""Whether a text holds one of many words, or a pattern at all: one scan, at the speed of reading memory.

The linear-time engine of jsonschema-rs looks for all words at once and skips what cannot begin one; Python's own search
is ten to fifty times slower over a page. It only says whether there is something: who wants to know what and where
looks again, in the few texts that hold something.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

__all__ = ["WordScan", "holds_one_of", "holds_pattern", "holds_word_of"]

_WORTH_A_SCAN = 20_000
"""Characters that are searched word by word before a scan for all words is made ready, which takes as long."""

_WORTH_THE_ENGINE = 150_000
"""Characters after which the engine is loaded, which takes 10 ms; a small package never needs it."""


class WordScan:
    """Words looked for in many texts.

    Args:
        words: as they are to stand in a text, with blanks around those that may not be a part of a word.
    """

    __slots__ = ("_holds", "_left", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(sorted({word for word in words if word.strip()}))
        self._left = _WORTH_A_SCAN
        self._holds: Callable[[str], bool] | None = None

    def __call__(self, text: str) -> bool:
        """Whether one of the words stands in the text."""
        if self._holds is not None:
            return self._holds(text)
        self._left -= len(text)
        if self._left < 0:
            self._holds = holds_word_of(self._words)
        return any(map(text.__contains__, self._words))


def holds_pattern(pattern: str) -> Callable[[str], bool]:
    """A test for texts: whether they hold a match of the pattern.

    Args:
        pattern: in words that Python and ECMAScript read alike; `\\d`, `\\s`, `\\w` and `\\b` are no such words.
    """
    return _Scan(pattern, lambda text: re.search(pattern, text) is not None)


def holds_word_of(words: Iterable[str]) -> Callable[[str], bool]:
    """A test for texts: whether one of the words stands in them as it is written."""
    wanted = sorted(set(words))
    if not wanted:
        return lambda _text: False
    return _Scan("|".join(map(_literal, wanted)), lambda text: any(map(text.__contains__, wanted)))


def holds_one_of(words: Iterable[bytes]) -> Callable[[bytes], bool]:
    """A test for bytes: whether one of the words, which are ASCII, stands in them as it is written."""
    test = holds_word_of(word.decode("ascii") for word in words)
    return lambda data: test(data.decode("latin-1"))


class _Scan:
    """A test of texts that is answered slowly until so much was looked through that loading the engine pays."""

    __slots__ = ("_found", "_pattern", "_slow")

    looked_through = 0
    """Characters that were looked through without the engine, by all scans of the process."""

    def __init__(self, pattern: str, slow: Callable[[str], bool]) -> None:
        self._pattern = pattern
        self._slow = slow
        self._found: Callable[[str], Any] | None = None

    def __call__(self, text: str) -> bool:
        if self._found is None:
            _Scan.looked_through += len(text)
            if _Scan.looked_through < _WORTH_THE_ENGINE:
                return self._slow(text)
            self._found = _engine(self._pattern) or self._slow
        try:
            return bool(self._found(text))
        except UnicodeEncodeError:  # half of a surrogate pair: no text to the engine
            return self._slow(text)


def _literal(word: str) -> str:
    return "".join(letter if letter.isalnum() or not letter.isascii() else f"\\x{ord(letter):02x}" for letter in word)


def _engine(pattern: str) -> Callable[[str], Any] | None:
    """The linear-time engine for a pattern; None where there is no wheel for this machine."""
    try:
        import jsonschema_rs
    except ImportError:
        return None
    schema = {"type": "string", "pattern": pattern}
    found: Callable[[str], Any] = jsonschema_rs.validator_for(
        schema, pattern_options=jsonschema_rs.RegexOptions()
    ).is_valid
    return found
