"""How much text a page shows, and a sample of it for the identification of its language."""

from __future__ import annotations

import re

from oecheck.documents.html import HtmlDocument
from oecheck.facts._definition import FactDefinition

__all__ = ["FACTS"]

_SAMPLE = 2000  # characters
_NO_BLANKS = re.compile(r"[぀-ヿ㐀-䶿一-鿿豈-﫿]")
"""Kana and Han: scripts without blanks, in which each character counts as a word, as word processors do it."""

_OTHER_BLANKS = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"
"""What `str.split` takes for a blank in ASCII text, besides the blank itself."""

_MAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\b")


def words(document: HtmlDocument) -> int:
    """Words that the page shows: runs between blanks; Han and kana characters one by one."""
    text = document.text
    if text.isascii():
        return _ascii_words(text)
    characters = 0
    if _NO_BLANKS.search(text):
        text, characters = _NO_BLANKS.subn(" ", text)
    return len(text.split()) + characters


def _ascii_words(text: str) -> int:
    """`len(text.split())` in half the time: blanks are folded and counted, no word is copied."""
    for blank in _OTHER_BLANKS:
        text = text.replace(blank, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    text = text.strip(" ")
    return text.count(" ") + 1 if text else 0


def text_sample(document: HtmlDocument) -> str:
    """The first 2,000 characters that the page shows, white space folded. Never shown."""
    return " ".join(document.text[: 2 * _SAMPLE].split())[:_SAMPLE]


def emails(document: HtmlDocument) -> int:
    """Different mail addresses in the text, those that a `mailto:` link offers left out. The addresses are not kept."""
    text = document.text
    if "@" not in text:
        return 0
    hrefs = (element.get("href").lower() for element in document.named("a"))
    offered = "\n".join(href for href in hrefs if href.startswith("mailto:"))
    found = {match[0].lower() for match in _MAIL.finditer(text)}
    return len(found - {match[0] for match in _MAIL.finditer(offered)})


FACTS = (
    FactDefinition(of="page", name="words", type="int", meaning="words that the page shows", function=words),
    FactDefinition(
        of="page",
        name="text_sample",
        type="string",
        meaning="the first 2,000 characters of the text, for the identification of its language",
        function=text_sample,
    ),
    FactDefinition(
        of="page",
        name="emails",
        type="int",
        meaning="different mail addresses in the text that no contact link offers",
        function=emails,
    ),
)
