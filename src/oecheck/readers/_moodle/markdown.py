"""Texts in Markdown as the HTML that Moodle shows, line by line, so that places in them stay true.

What checks look at is made: headings, pictures, links, code, lists, emphasis. Raw HTML is left as it stands. Tables and
footnotes of the dialect stay words.
Source: Moodle `FORMAT_MARKDOWN` (`markdown_to_html`), which is PHP Markdown Extra.
"""

from __future__ import annotations

import re
from html import escape

from oecheck.values.patterns import pattern

__all__ = ["to_html"]

_FENCE = pattern(r"\s{0,3}(```|~~~)")
_HEADING = pattern(r" {0,3}(#{1,6})(?!#)\s{0,20}(.*)")
_UNDERLINE = pattern(r" {0,3}(=+|-+)\s*")
_ITEM = pattern(r"\s{0,20}(?:[-*+]|\d{1,9}[.)])\s+(.*)")
_QUOTE = pattern(r" {0,3}>\s?(.*)")
_BLOCK = pattern(r"\s{0,20}</?(?:p|div|h[1-6]|ul|ol|li|dl|dt|dd|table|t[rdh]|pre|figure|iframe|video|audio|hr)\b", re.I)
_INLINE = pattern(
    r"(?P<code>`[^`\n]{1,2000}`)"
    r"|!\[(?P<alt>[^\[\]]{0,1000})\]\((?P<picture>[^()\s]{1,2000})[^()]{0,500}\)"
    r"|\[(?P<words>[^\[\]]{1,1000})\]\((?P<link>[^()\s]{1,2000})[^()]{0,500}\)"
    r"|<(?P<address>https?://[^<>\s]{1,2000})>"
    r"|\*\*(?P<strong>[^*\n]{1,1000})\*\*"
)
_CODE = "    "


def to_html(text: str) -> str:
    """The HTML of a text in Markdown; it has as many lines."""
    return "\n".join(_Lines(text.split("\n")).made())


class _Lines:
    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._fence = ""
        self._list = False  # whether indented lines belong to an item
        self._blank = True
        self._words = False  # whether a paragraph goes on

    def made(self) -> list[str]:
        found: list[str] = []
        skip = False
        for number, line in enumerate(self._lines):
            below = self._lines[number + 1] if number + 1 < len(self._lines) else ""
            level = 0 if skip or self._fence else _underlined(line, below)
            found.append("" if skip else f"<h{level}>{_inline(line.strip())}</h{level}>" if level else self._one(line))
            skip = bool(level)
        return found

    def _one(self, line: str) -> str:
        fence = _FENCE.match(line)
        if fence is not None and self._fence in ("", fence[1]):
            self._fence, self._list, self._words = "" if self._fence else fence[1], False, False
            return ""
        if self._fence:
            return f"<pre>{escape(line)}</pre>"
        blank, self._blank = self._blank, not line.strip()
        if self._blank:
            self._words = False
            return ""
        if line.startswith(_CODE) and blank and not self._list:
            self._blank = True  # what follows belongs to it
            return f"<pre>{escape(line)}</pre>"
        goes_on, self._words = self._words, False
        return self._block(line, goes_on=goes_on)

    def _block(self, line: str, *, goes_on: bool) -> str:
        heading, item, quote = _HEADING.fullmatch(line), _ITEM.fullmatch(line), _QUOTE.fullmatch(line)
        self._list = item is not None or (self._list and line[:1].isspace())
        if heading is not None:
            level = len(heading[1])
            return f"<h{level}>{_inline(heading[2].rstrip().rstrip('#').rstrip())}</h{level}>"
        if len(mark := line.replace(" ", "")) > 2 and mark == mark[0] * len(mark) and mark[0] in "-*_":
            return "<hr>"
        if item is not None:
            return f"<ul><li>{_inline(item[1])}</li></ul>"
        if quote is not None:
            return f"<blockquote>{_inline(quote[1])}</blockquote>"
        if _BLOCK.match(line):
            return _inline(line)
        self._words = True  # a paragraph ends where the next block begins
        return _inline(line) if goes_on else f"<p>{_inline(line)}"


def _underlined(line: str, below: str) -> int:
    """Level of a heading that the line below makes of a line; 0 for none."""
    mark = _UNDERLINE.fullmatch(below)
    if mark is None or not line.strip() or line.startswith(_CODE) or line.lstrip()[:1] in ("#", ">", "|", "-", "="):
        return 0
    return 1 if mark[1][0] == "=" else 2


def _inline(text: str) -> str:
    return _INLINE.sub(_element, text)


def _element(match: re.Match[str]) -> str:
    if match["code"]:
        return f"<code>{escape(match['code'][1:-1])}</code>"
    if match["picture"]:
        return f'<img src="{escape(match["picture"])}" alt="{escape(match["alt"])}">'
    if match["link"]:
        return f'<a href="{escape(match["link"])}">{match["words"]}</a>'
    if match["address"]:
        return f'<a href="{escape(match["address"])}">{escape(match["address"])}</a>'
    return f"<strong>{match['strong']}</strong>"
