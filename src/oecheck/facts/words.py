"""How much text a page shows, and a sample of it for the identification of its language."""

from __future__ import annotations

import re
from functools import cache

from oecheck.documents.html import HtmlDocument
from oecheck.facts._definition import FactDefinition
from oecheck.facts._page_text import page_text
from oecheck.values.patterns import pattern
from oecheck.values.text import beginning

__all__ = ["FACTS"]

_SAMPLE = 2000  # characters
_UNUSUAL = pattern(rb"\xc2\x85|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe2\x81\x9f|[\xe3-\xe9\xef]")
"""In UTF-8, blanks outside ASCII (but for the no-break space), and all from U+3000 to the private use area."""

_BLANK_OR_LETTER = bytes(0x20 if code < 0x80 and chr(code).isspace() else 0x78 for code in range(256))
"""Every ASCII blank becomes a space, everything else an x."""

_MAIL = pattern(r"[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\b")


def words(document: HtmlDocument) -> int:
    """Words that the page shows: runs between blanks; Han and kana characters one by one."""
    text = page_text(document)
    if _UNUSUAL.search(text.foreign):
        rest, characters = _no_blanks().subn(" ", document.text)
        return len(rest.split()) + characters
    # `len(text.split())` without a copy of every word: the blanks that a word follows are counted
    marks = text.utf8.replace(b"\xc2\xa0", b"  ") if text.foreign else text.utf8
    marks = marks.translate(_BLANK_OR_LETTER)
    return marks.count(b" x") + marks.startswith(b"x")


@cache
def _no_blanks() -> re.Pattern[str]:
    """Kana and Han: scripts without blanks, in which each character counts as a word, as word processors do it."""
    return re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def text_sample(document: HtmlDocument) -> str:
    """The first 2,000 characters that the page shows, white space folded. Never shown."""
    return beginning(document.text[: 2 * _SAMPLE], _SAMPLE)


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
