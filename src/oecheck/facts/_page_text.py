"""What many facts ask of the text of one page, worked out once: white space, folding, its words."""

from __future__ import annotations

from itertools import compress, islice
from operator import eq

from oecheck.documents.html import HtmlDocument
from oecheck.values.text import collapse, fold, words_apart

__all__ = ["PageText", "page_text"]


class PageText:
    """The text of a page as facts compare it; each form is made when first asked for.

    Args:
        text: the text that is shown, as written.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._collapsed: str | None = None
        self._folded: str | None = None
        self._padded: str | None = None
        self._sequence: list[str] | None = None
        self._words: frozenset[str] | None = None
        self._repeated: frozenset[str] | None = None

    @property
    def collapsed(self) -> str:
        """With runs of white space made one space."""
        if self._collapsed is None:
            self._collapsed = collapse(self._text)
        return self._collapsed

    @property
    def folded(self) -> str:
        """For comparing: NFKC, case folded, white space collapsed."""
        if self._folded is None:
            self._folded = fold(self.collapsed)
        return self._folded

    @property
    def padded(self) -> str:
        """Its words, folded, with one blank between and around them."""
        if self._padded is None:
            self._padded = words_apart(self.folded)
        return self._padded

    @property
    def words(self) -> frozenset[str]:
        """Its different words, folded."""
        if self._words is None:
            self._words = frozenset(self._in_sequence())
        return self._words

    @property
    def repeated(self) -> frozenset[str]:
        """The words that stand twice in a row somewhere, folded; there may be punctuation between them."""
        if self._repeated is None:
            words = self._in_sequence()
            self._repeated = frozenset(compress(words, map(eq, words, islice(words, 1, None))))
        return self._repeated

    def _in_sequence(self) -> list[str]:
        if self._sequence is None:
            self._sequence = self.padded.split()
        return self._sequence


def page_text(document: HtmlDocument, longest: int | None = None) -> PageText:
    """The text of a page, or its first `longest` characters; shared by all facts of the page."""
    cut = longest if longest is not None and len(document.text) > longest else None
    found: PageText | None = document.memo.get(("page text", cut))
    if found is None:
        found = document.memo["page text", cut] = PageText(document.text[:cut])
    return found
