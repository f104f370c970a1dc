"""How much text a page shows, and a sample of it for the identification of its language."""

from __future__ import annotations

import re

from oecheck.documents.html import HtmlDocument
from oecheck.facts._definition import FactDefinition

__all__ = ["FACTS"]

_SAMPLE = 2000  # characters
_NO_BLANKS = re.compile(r"[぀-ヿ㐀-䶿一-鿿豈-﫿]")
"""Kana and Han: scripts without blanks, in which each character counts as a word, as word processors do it."""

_MAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\b")


def words(document: HtmlDocument) -> int:
    """Words that the page shows: runs between blanks; Han and kana characters one by one."""
    text = document.text
    characters = 0
    if not text.isascii() and _NO_BLANKS.search(text):
        text, characters = _NO_BLANKS.subn(" ", text)
    return len(text.split()) + characters


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
