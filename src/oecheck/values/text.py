"""Texts made comparable: white space, letter case, compatibility forms, markup."""

from __future__ import annotations

import html
import re
import unicodedata

__all__ = ["apart", "collapse", "fold", "strip_markup"]

# A tag begins with a letter, `/`, `!` or `?`; no `<` inside keeps the search linear on `<<<<<`.
_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
# Parts that nobody sees: how each begins and ends, both in small letters.
_UNSEEN = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<template", "</template"))
_MAX_MARKUP = 1 << 20  # characters; a title or description is never longer


def collapse(text: str) -> str:
    """The text with runs of white space made one space, and none at its ends."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """The text for comparing: NFKC, case folded, white space collapsed."""
    if text.isascii():  # by far the commonest, and nothing to normalise
        return collapse(text.lower())
    return collapse(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()))


class _Letters(dict[int, int]):
    """What a character becomes when words are set apart: itself, or a blank. Each is worked out when first met."""

    def __missing__(self, character: int) -> int:
        kept = unicodedata.category(chr(character))[0] in "LMN"  # letters, marks and numbers make words
        self[character] = character if kept else 32
        return self[character]


_LETTERS = _Letters()


def apart(text: str) -> str:
    """The words of a text, folded, with one blank between and around them."""
    return f" {' '.join(fold(text).translate(_LETTERS).split())} "


def strip_markup(text: str) -> str:
    """The words of a short HTML text: tags, comments, scripts and styles gone, references resolved, white space
    collapsed. For titles and descriptions; pages are parsed (`oecheck.documents.html`)."""
    text = text[:_MAX_MARKUP]
    if "<" in text:
        for begin, end in _UNSEEN:
            text = _without(text, begin, end)
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    return collapse(text)


def _without(text: str, begin: str, end: str) -> str:
    """The text without what lies from each `begin` to the next `end`; a last one without end is left as it is."""
    lowered = text.lower()
    if len(lowered) != len(text) or begin not in lowered:  # a letter whose small form is longer moves the places
        return text
    kept: list[str] = []
    position = 0
    while (start := lowered.find(begin, position)) >= 0:
        stop = lowered.find(end, start + len(begin))
        if stop < 0:
            break
        kept += (text[position:start], " ")
        position = stop + (len(end) if end == "-->" else 0)
    kept.append(text[position:])
    return "".join(kept)
