"""What many facts ask of the text of one page, worked out once: white space, folding, its words."""

from __future__ import annotations

from oecheck.documents.html import HtmlDocument
from oecheck.facts._said_in_text import may_hold_word, scan_with, standing
from oecheck.values.text import ASCII, blanked, collapse, fold
from oecheck.values.words import WordScan

__all__ = ["PageText", "page_text"]


class PageText:
    """The text of a page as facts compare it; each form is made when first asked for.

    Args:
        text: the text that is shown, as written.
    """

    __slots__ = ("_blanked", "_folded", "_foreign", "_held", "_padded", "_text", "_utf8")

    def __init__(self, text: str) -> None:
        self._text = text
        self._utf8: bytes | None = None
        self._foreign: bytes | None = None
        self._blanked: str | None = None
        self._folded: str | None = None
        self._padded: str | None = None
        self._held: tuple[WordScan, bool] | None = None

    @property
    def utf8(self) -> bytes:
        """As written, in UTF-8."""
        if self._utf8 is None:
            self._utf8 = self._text.encode("utf-8", "surrogatepass")
        return self._utf8

    @property
    def foreign(self) -> bytes:
        """Its characters that are not ASCII, in UTF-8."""
        if self._foreign is None:
            self._foreign = self.utf8.translate(None, ASCII)
        return self._foreign

    @property
    def folded(self) -> str:
        """For comparing: NFKC, case folded, white space collapsed."""
        if self._folded is None:
            self._folded = fold(self._text)
        return self._folded

    @property
    def blanked(self) -> str:
        """Its words, folded, with a blank for each other character."""
        if self._blanked is None:
            self._blanked = blanked(self._text)
        return self._blanked

    @property
    def padded(self) -> str:
        """Its words, folded, with one blank between and around them."""
        if self._padded is None:
            self._padded = f" {collapse(self.blanked)} "
        return self._padded

    def standing(self, words: frozenset[str]) -> tuple[str, ...]:
        """The words of a list that stand in it. Mostly none does, which is told without taking the text apart."""
        if not self._may_hold_any(scan_with(words)) or not may_hold_word(self.blanked, words):
            return ()
        return standing(words, self.padded)

    def _may_hold_any(self, scan: WordScan) -> bool:
        """Whether it may hold a word of any list; all facts of a page share the answer."""
        if self._held is None or self._held[0] is not scan:
            self._held = scan, scan(f" {self.blanked} ")
        return self._held[1]


def page_text(document: HtmlDocument, longest: int | None = None) -> PageText:
    """The text of a page, or its first `longest` characters; shared by all facts of the page."""
    cut = longest if longest is not None and len(document.text) > longest else None
    found: PageText | None = document.memo.get(("page text", cut))
    if found is None:
        found = document.memo["page text", cut] = PageText(document.text[:cut])
    return found
