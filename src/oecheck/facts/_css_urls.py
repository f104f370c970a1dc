"""Addresses in CSS: `url()` and `@import`, found by one linear pass over the tokens that matter.

Source: CSS Syntax 3 §4 (comments, strings, url tokens).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from oecheck.values.patterns import pattern

__all__ = ["css_urls"]

_TOKEN = pattern(
    r"/\*|"  # a comment; its end is searched for without going back
    r"(?P<string>\"[^\"\\\n]*(?:\\[\s\S][^\"\\\n]*)*\"?|'[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*'?)|"
    r"(?P<url>url\(\s*)|"
    r"(?P<import>@import\b)|(?P<fontface>@font-face\b)|(?P<end>[;}])",
    re.IGNORECASE,
)
_BARE = pattern(r"(?:\\[0-9a-fA-F]{1,6}[ \t\n]?|\\[^\n]|[^\s\"'()\\])*")
_ESCAPE = pattern(r"\\(?:([0-9a-fA-F]{1,6})\s?|([\s\S]))")


def css_urls(text: str) -> Iterator[tuple[str, int, str]]:
    """Each address with its place in the text and what it is: style (`@import`), font (in `@font-face`) or image."""
    place = 0
    importing = in_font = False
    while match := _TOKEN.search(text, place):
        place = match.end()
        if match[0] == "/*":
            end = text.find("*/", place)
            place = len(text) if end < 0 else end + 2
        elif match["url"] is not None:
            start, (url, place) = match.start(), _inside(text, place)
            if url:
                yield url, start, "style" if importing else "font" if in_font else "image"
            importing = False
        elif match["string"] is not None:
            if importing:
                yield _plain(match["string"]), match.start(), "style"
                importing = False
        elif match["end"] is not None:
            importing = False
            in_font = in_font and match["end"] == ";"
        else:
            importing = match["import"] is not None
            in_font = in_font or match["fontface"] is not None


def _inside(text: str, place: int) -> tuple[str, int]:
    """The address after `url(`, and the place after it."""
    if text[place : place + 1] in ('"', "'"):
        match = _TOKEN.match(text, place)
        if match is not None and match["string"] is not None:
            return _plain(match["string"]), match.end()
    bare = _BARE.match(text, place)
    return (_unescaped(bare[0]), bare.end()) if bare else ("", place)


def _plain(string: str) -> str:
    return _unescaped(string[1:-1] if len(string) > 1 and string[-1] == string[0] else string[1:])


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    if match[1] is None:
        return "" if match[2] == "\n" else match[2]
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
