"""Regular expressions of `matches`: a documented part of RE2, always linear.

A pattern is read by our own small parser, never handed as written to any engine. It gives the same pattern in the
words of an engine, and says whether Python's `re` runs it in linear time for sure: then `re` runs it. All others run
on the linear-time engine of jsonschema-rs, imported (6 to 19 ms) when the first such pattern is used. One that ignores
letter case runs on `re` until so much was searched that loading the engine pays.

The part: literals, `.`, `[...]` with ranges, `\\d \\D \\w \\W \\s \\S \\b \\B`, escapes of punctuation and
`\\t \\n \\r \\f`, `^ $`, groups `(...)` and `(?:...)`, `|`, `* + ? {m} {m,} {m,n}` and their lazy forms, `(?i)` at
the very start.
Source: RE2, "Syntax"; classes are ASCII there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Pattern", "PatternError", "matcher", "matches", "pattern_problem", "read_pattern"]

MAX_PATTERN = 1_000  # characters
MAX_REPEAT = 1_000  # RE2's limit, for the product of nested counts as well
MAX_GROUPS_DEEP = 20
_WORTH_THE_ENGINE = 100_000
"""Characters that `re` searches for one pattern without letter case; a small package never needs the engine."""
_FOLDING_INTO_ASCII = ("\u017f", "\u212a")
"""The long s and the Kelvin sign: without letter case they are an s and a k to the engine, and not to `re`."""

MAX_WAYS = 200  # ways to match from one starting point that we leave to a backtracking engine

_CLASSES = {"d": "0-9", "w": "0-9A-Za-z_", "s": r"\t\n\f\r "}
_CONTROL = {"t": "\\t", "n": "\\n", "r": "\\r", "f": "\\f"}
_COUNT = r"\{([0-9]{1,4})(?:(,)([0-9]{0,4}))?\}"


class PatternError(Exception):
    """A pattern outside the part; `code` is the key of the text, `offset` the character of the pattern."""

    def __init__(self, code: str, offset: int) -> None:
        super().__init__(code, offset)
        self.code = code
        self.offset = offset


class Pattern(NamedTuple):
    """A pattern that was read.

    Attributes:
        translated: the same pattern in words that `re` and the linear engine understand alike.
        linear_in_re: `re` cannot need more than linear time for it.
        folded: it ignores letter case.
    """

    translated: str
    linear_in_re: bool
    folded: bool = False


class _Piece(NamedTuple):
    """Part of a pattern: its translation, how many ways it can match at one place, and whether without bound."""

    text: str
    ways: int = 1
    unbounded: int = 0
    counted: int = 1
    single: bool = False
    anchored: bool = False


def read_pattern(pattern: str) -> Pattern:
    """The pattern, translated and judged.

    Raises:
        PatternError: it is not in the part of RE2 that the language has.
    """
    return _Reader(pattern).whole()


class _Reader:
    def __init__(self, pattern: str) -> None:
        if len(pattern) > MAX_PATTERN:
            raise PatternError("cel-pattern-too-long", MAX_PATTERN)
        self._pattern = pattern
        self._position = 0

    def whole(self) -> Pattern:
        folded = self._take("(?i)")
        piece = self._alternatives(0)
        if self._position < len(self._pattern):
            raise PatternError("cel-pattern-bracket", self._position)
        # Unanchored, every starting point is tried: any unbounded part would make that quadratic. Anchored, one
        # unbounded repetition of a single character gives back one character at a time: linear.
        bounded = piece.unbounded == 0 or (piece.anchored and piece.unbounded == 1)
        linear = bounded and piece.ways <= MAX_WAYS
        return Pattern(("(?i)" if folded else "") + piece.text, linear, folded)

    def _take(self, words: str) -> bool:
        if self._pattern.startswith(words, self._position):
            self._position += len(words)
            return True
        return False

    def _peek(self) -> str:
        return self._pattern[self._position : self._position + 1]

    def _alternatives(self, depth: int) -> _Piece:
        if depth > MAX_GROUPS_DEEP:
            raise PatternError("cel-pattern-too-deep", self._position)
        branches = [self._sequence(depth)]
        while self._take("|"):
            branches.append(self._sequence(depth))
        return _Piece(
            "|".join(branch.text for branch in branches),
            ways=sum(branch.ways for branch in branches),
            unbounded=max(branch.unbounded for branch in branches),
            counted=max(branch.counted for branch in branches),
            anchored=all(branch.anchored for branch in branches),
        )

    def _sequence(self, depth: int) -> _Piece:
        pieces: list[_Piece] = []
        while (character := self._peek()) and character not in "|)":
            pieces.append(self._repeated(self._atom(depth)))
        ways = 1
        for piece in pieces:
            ways = min(ways * piece.ways, MAX_WAYS + 1)
        return _Piece(
            "".join(piece.text for piece in pieces),
            ways=ways,
            unbounded=sum(piece.unbounded for piece in pieces),
            counted=max((piece.counted for piece in pieces), default=1),
            anchored=bool(pieces) and pieces[0].anchored,
        )

    def _repeated(self, atom: _Piece) -> _Piece:
        start = self._position
        least, most = self._count()
        if self._position == start:
            return atom
        if atom.text in ("^", r"\Z", r"\b", r"\B", ""):
            raise PatternError("cel-pattern-repeat", start)
        counted = atom.counted * max(least, most or 1, 1)
        if counted > MAX_REPEAT:
            raise PatternError("cel-pattern-repeat-limit", start)
        self._take("?")  # a lazy form finds the same texts: only whether there is a match counts
        written = self._pattern[start : self._position]
        if self._peek() and self._peek() in "*+?{":
            raise PatternError("cel-pattern-repeat", self._position)
        if most is None:  # anything but a single character repeated without bound is left to the linear engine
            return _Piece(atom.text + written, unbounded=1 if atom.single else 2, counted=counted)
        ways = (most - least + 1) if atom.ways == 1 else min(atom.ways ** min(most, 12) * (most - least + 1), 1000)
        return _Piece(atom.text + written, ways=ways, unbounded=2 if atom.unbounded else 0, counted=counted)

    def _count(self) -> tuple[int, int | None]:
        for sign, counts in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self._take(sign):
                return counts
        if self._peek() != "{":
            return 1, 1
        match = re.match(_COUNT, self._pattern[self._position : self._position + 12])
        if match is None:
            raise PatternError("cel-pattern-repeat", self._position)
        least = int(match[1])
        most = least if match[2] is None else int(match[3]) if match[3] else None
        if max(least, most or 0) > MAX_REPEAT:
            raise PatternError("cel-pattern-repeat-limit", self._position)
        if most is not None and most < least:
            raise PatternError("cel-pattern-repeat", self._position)
        self._position += match.end()
        return least, most

    def _atom(self, depth: int) -> _Piece:
        start, character = self._position, self._peek()
        self._position += 1
        match character:
            case "(":
                return self._group(start, depth)
            case "[":
                return _Piece(self._set(start), single=True)
            case "\\":
                return self._escape(start)
            case "^":
                return _Piece("^", anchored=True)
            case "$":
                return _Piece(r"\Z")
            case ".":
                return _Piece(r"[^\n]", single=True)
            case "*" | "+" | "?" | "{":
                raise PatternError("cel-pattern-repeat", start)
        return _Piece(_literal(character), single=True)

    def _group(self, start: int, depth: int) -> _Piece:
        if self._peek() == "?" and not self._take("?:"):
            raise PatternError("cel-pattern-group", start)
        inside = self._alternatives(depth + 1)
        if not self._take(")"):
            raise PatternError("cel-pattern-bracket", start)
        return inside._replace(text=f"(?:{inside.text})", single=False)

    def _escape(self, start: int) -> _Piece:
        letter = self._peek()
        self._position += 1
        if letter and letter in "bB":
            # Word boundaries of ASCII words, spelt so that both engines mean the same.
            return _Piece(rf"\{letter}")
        if letter and letter.lower() in _CLASSES:
            inside = _CLASSES[letter.lower()]
            return _Piece(f"[{'^' if letter.isupper() else ''}{inside}]", single=True)
        return _Piece(self._character(letter, start), single=True)

    def _character(self, letter: str, start: int) -> str:
        if letter in _CONTROL:
            return _CONTROL[letter]
        if not letter or letter.isalnum() or not letter.isascii():
            raise PatternError("cel-pattern-escape", start)
        return _literal(letter)

    def _set(self, start: int) -> str:
        """A bracket expression after its opening bracket, spelt out."""
        inside = "[^" if self._take("^") else "["
        first = True
        while first or self._peek() != "]":
            if not self._peek():
                raise PatternError("cel-pattern-bracket", start)
            inside += self._member(start)
            first = False
        self._position += 1
        return inside + "]"

    def _member(self, start: int) -> str:
        low = self._set_character(start)
        following = self._pattern[self._position + 1 : self._position + 2]
        if self._peek() != "-" or following in ("]", ""):
            return low
        self._position += 1
        offset = self._position
        high = self._set_character(start)
        if "-" in (low[1:2], high[1:2]) or ord(_plain(low)) > ord(_plain(high)):
            raise PatternError("cel-pattern-range", offset)
        return f"{low}-{high}"

    def _set_character(self, start: int) -> str:
        offset, character = self._position, self._peek()
        if self._pattern.startswith("[:", offset):
            raise PatternError("cel-pattern-class", offset)
        if not character:
            raise PatternError("cel-pattern-bracket", start)
        self._position += 1
        if character != "\\":
            return _literal(character)
        letter = self._peek()
        self._position += 1
        if letter and letter in _CLASSES:
            return _CLASSES[letter]
        return self._character(letter, offset)


def _literal(character: str) -> str:
    return character if character.isalnum() or not character.isascii() else _escaped(character)


def _escaped(character: str) -> str:
    return f"\\x{ord(character):02x}"


def _plain(written: str) -> str:
    if written.startswith("\\x"):
        return chr(int(written[2:], 16))
    return {"\\t": "\t", "\\n": "\n", "\\r": "\r", "\\f": "\f"}.get(written, written)


def pattern_problem(pattern: str) -> str:
    """The code of what is wrong with a pattern, or ""."""
    try:
        read_pattern(pattern)
    except PatternError as error:
        return error.code
    return ""


@lru_cache(maxsize=512)
def matcher(pattern: str) -> Callable[[str], object]:
    """A function that says (by truth) whether a text holds a match of the pattern.

    Raises:
        PatternError: see `read_pattern`.
    """
    read = read_pattern(pattern)
    if not read.linear_in_re or (read.folded and not pattern.isascii()):
        return _in_engine(read)
    search = re.compile(read.translated, re.ASCII).search
    return _Folded(read, search) if read.folded else search


class _Folded:
    """A pattern of ASCII that ignores letter case: `re` and the engine find the same in nearly every text."""

    __slots__ = ("_engine", "_left", "_read", "_search")

    def __init__(self, read: Pattern, search: Callable[[str], object]) -> None:
        self._read = read
        self._search = search
        self._left = _WORTH_THE_ENGINE
        self._engine: Callable[[str], object] | None = None

    def __call__(self, text: str) -> object:
        if self._engine is None:
            self._left -= len(text)
            if self._left > 0 and not any(letter in text for letter in _FOLDING_INTO_ASCII):
                return self._search(text)
            self._engine = _in_engine(self._read)
        return self._engine(text)


def _in_engine(read: Pattern) -> Callable[[str], object]:
    """The pattern in the linear-time engine."""
    import jsonschema_rs  # only few rules need it

    translated = read.translated.replace(r"\Z", "$")  # `$` is the end of the text alone there
    schema = {"type": "string", "pattern": translated}
    return jsonschema_rs.validator_for(schema, pattern_options=jsonschema_rs.RegexOptions()).is_valid


def matches(text: str, pattern: str) -> bool:
    """Whether a text holds a match of a pattern (RE2's partial match)."""
    return bool(matcher(pattern)(text))
