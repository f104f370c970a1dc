"""Text of strangers made safe to print: what steers a terminal, or hides or reverses text, is shown as a code.

A package may hold titles and file names with escape sequences (they can rewrite what stands on the screen) or with
BiDi overrides (they show `exe.pdf` for what is `fdp.exe`). Joiners (U+200C, U+200D) stay: Persian, Hindi and others
are misspelt without them.

Source: Unicode UAX #9 (Bidi_Control), UTR #36 §3.1; ECMA-48 §5 (control functions); Unicode §23.7 (noncharacters,
which XML and HTML do not allow).
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["exact", "visible"]

_BLANKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029 ]+")
_BASIC = (
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # Bidi_Control
    "\u00ad\u200b\u2028\u2029\u2060\ufeff\ufff9-\ufffb"  # soft hyphen, zero-width, separators, BOM, annotation
    "\ud800-\udfff"  # lone surrogates: bytes of a file name that are not UTF-8
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters
)
# Finds too much, and ten times as fast, since its set is small: what it does not find needs no second look.
_SUSPECT = re.compile(f"[{_BASIC}\U00010000-\U0010ffff]")


def visible(text: str) -> str:
    """The text on one line, with everything invisible or steering written as `<U+202E>`."""
    if text.isprintable() and "  " not in text:  # nearly all texts, and much faster
        return text
    return exact(_BLANKS.sub(" ", text))


def exact(text: str) -> str:
    """The same for text that a program reads back, such as a path: blanks stay as many as they are."""
    if text.isprintable() or not _SUSPECT.search(text):
        return text
    return _hidden().sub(_code, text)


@cache
def _hidden() -> re.Pattern[str]:
    """What is shown as a code; making it takes most of a millisecond, and few texts need it."""
    noncharacters = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    return re.compile(f"[{_BASIC}\U000e0000-\U000e007f{noncharacters}]")  # tags, noncharacters of the other planes


def _code(match: re.Match[str]) -> str:
    """The code of a character; a byte that is not UTF-8 as it stands in the canonical JSON too."""
    character = match[0]
    if "\ud800" <= character <= "\udfff":
        return f"\\u{ord(character):04x}"
    return f"<U+{ord(character):04X}>"
