"""Text of strangers made safe to print: what steers a terminal, or hides or reverses text, is shown as a code.

A package may hold titles and file names with escape sequences (they can rewrite what stands on the screen) or with
BiDi overrides (they show `exe.pdf` for what is `fdp.exe`). Joiners (U+200C, U+200D) stay: Persian, Hindi and others
are misspelt without them.

Source: Unicode UAX #9 (Bidi_Control), UTR #36 §3.1; ECMA-48 §5 (control functions).
"""

from __future__ import annotations

import re

__all__ = ["visible"]

_BLANKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029 ]+")
_HIDDEN = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # Bidi_Control
    "\u00ad\u200b\u2060\ufeff\ufff9-\ufffb"  # soft hyphen, zero-width space, word joiner, BOM, annotation
    "\ud800-\udfff"  # lone surrogates: bytes of a file name that are not UTF-8
    "\U000e0000-\U000e007f"  # tags
    "]"
)


def visible(text: str) -> str:
    """The text on one line, with everything invisible or steering written as `<U+202E>`."""
    one_line = _BLANKS.sub(" ", text)
    return _HIDDEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", one_line)
