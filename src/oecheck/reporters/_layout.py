"""Lines that fit a width, counted in columns of a terminal and not in characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

__all__ = ["columns", "widest", "wrapped"]

# A piece is what may not be broken: a run of narrow characters, or one wide character. Chinese, Japanese and Korean are
# written without spaces and may be broken anywhere but before a closing mark and behind an opening one (GB/T 15834).
_WIDE = "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6"
_OPENING = "（《〈「『【〔［"
_CLOSING = "，。、；：？！）》〉」』】〕］"


@cache
def _piece() -> re.Pattern[str]:
    return re.compile(rf" +|[{_OPENING}]*(?:[{_WIDE}]|[^ {_WIDE}]+)[{_CLOSING}]*")


def columns(text: str) -> int:
    """Columns that a text takes: two for East Asian wide characters, none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(_character_columns(character) for character in text)


def widest(text: str) -> int:
    """Columns of the widest piece of a text that stays whole."""
    return max(map(columns, _piece().findall(text)), default=0)


def _character_columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    """Lines of at most `width` columns; a single word that is longer (a path) stays whole, to be copied and clicked.

    Args:
        text: one paragraph; runs of blanks count as one.
        width: columns, indentation included.
        first: stands before the first line.
        rest: stands before the others.
    """
    line, used, waiting = first, columns(first), False
    empty = True
    for piece in _piece().findall(text):
        if piece[0] == " ":
            waiting = not empty
            continue
        size = columns(piece)
        if not empty and used + waiting + size > width:
            yield line
            line, used, waiting = rest, columns(rest), False
        if waiting:
            line, used = f"{line} ", used + 1
        line, used, waiting, empty = line + piece, used + size, False, False
    if not empty:
        yield line
