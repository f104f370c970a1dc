"""Texts made comparable: white space, letter case, compatibility forms, markup."""

from __future__ import annotations

import html
import unicodedata
from functools import lru_cache

from oecheck.values.patterns import pattern

__all__ = ["ASCII", "apart", "beginning", "blanked", "collapse", "fold", "foreign_letters", "strip_markup", "unescaped"]

# A tag begins with a letter, `/`, `!` or `?`; no `<` inside keeps the search linear on `<<<<<`.
_TAG = pattern(r"<[A-Za-z/!?][^<>]*>")
# Parts that nobody sees: how each begins and ends, both in small letters.
_UNSEEN = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<template", "</template"))
_ZEROS = pattern(r"&#0{2,}")
_NO_CHARACTER = pattern(r"&#0?[1-9][0-9]{7,};?")
_MAX_MARKUP = 1 << 20  # characters; a title or description is never longer


def collapse(text: str) -> str:
    """The text with runs of white space made one space, and none at its ends."""
    return " ".join(text.split())


def beginning(text: str, length: int) -> str:
    """The first characters of the collapsed text, without collapsing all of a long one."""
    piece = collapse(text[: length + length // 4])
    if len(piece) <= length < len(text):  # many blanks, or the cut went through a word
        piece = collapse(text)
    return piece[:length]


def fold(text: str) -> str:
    """The text for comparing: NFKC, case folded, white space collapsed."""
    return collapse(_folded(text))


def _folded(text: str) -> str:
    if text.isascii():  # by far the commonest, and nothing to normalise
        return text.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


class _Letters(dict[int, int]):
    """What a character becomes when words are set apart: itself, or a blank. Each is worked out when first met."""

    def __missing__(self, character: int) -> int:
        kept = unicodedata.category(chr(character))[0] in "LMN"  # letters, marks and numbers make words
        self[character] = character if kept else 32
        return self[character]


_LETTERS = _Letters()
ASCII = bytes(range(0x80))
"""Every character of it, for `bytes.translate`."""

_BLANKED = bytes(0x20 if code < 0x80 and not chr(code).isalnum() else code for code in range(256)).lower()
"""For UTF-8: what makes no words in ASCII becomes a blank, its capitals small letters; all else stays."""
_FEW_SIGNS = 16
_MOSTLY_ASCII = 1.1  # bytes of a character, in a text whose other characters may all be signs


def apart(text: str) -> str:
    """The words of a text, folded, with one blank between and around them."""
    return f" {_decoded(b' '.join(_blanked(text).split()))} "


def blanked(text: str) -> str:
    """The words of a text, folded, with a blank for each other character; those around the words are left."""
    return _decoded(_blanked(text))


def _blanked(text: str) -> bytes:
    if text.isascii():
        return text.encode("ascii").translate(_BLANKED)
    data = _encoded(text)
    signs = _all_signs(text, data)
    if signs is None:
        text = _folded(text)
        data = _encoded(text)
        signs = set(filter(_is_sign, set(foreign_letters(data))))
        if len(signs) > _FEW_SIGNS:  # more would be searched for too often
            return _encoded(text.translate(_LETTERS))
    for sign in signs:
        data = data.replace(_encoded(sign), b" ")
    return data.translate(_BLANKED)


def _all_signs(text: str, data: bytes) -> set[str] | None:
    """What a text holds besides ASCII, where that is a handful of quotation marks and dashes, as in English."""
    if len(data) > _MOSTLY_ASCII * len(text):
        return None
    foreign = set(foreign_letters(data))
    return foreign if len(foreign) <= _FEW_SIGNS and all(map(_is_sign, foreign)) else None


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


@lru_cache(maxsize=1024)
def _is_sign(character: str) -> bool:
    """Whether nothing of a character is left when words are set apart."""
    return all(_LETTERS[ord(part)] == 32 for part in _folded(character))


def foreign_letters(data: bytes) -> str:
    """The characters of a text in UTF-8 that are not ASCII."""
    return data.translate(None, ASCII).decode("utf-8", "surrogatepass")


def strip_markup(text: str) -> str:
    """The words of a short HTML text: tags, comments, scripts and styles gone, references resolved, white space
    collapsed. For titles and descriptions; pages are parsed (`oecheck.documents.html`)."""
    text = text[:_MAX_MARKUP]
    if "<" in text:
        for begin, end in _UNSEEN:
            text = _without(text, begin, end)
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = unescaped(text)
    return collapse(text)


def unescaped(text: str) -> str:
    """A text with its references of HTML resolved; a number that is no character becomes U+FFFD.

    The standard library raises for numbers of more than 4,300 digits, which Python refuses to read.
    Source: HTML, numeric character reference end state.
    """
    if "&#" in text:
        text = _NO_CHARACTER.sub("\ufffd", _ZEROS.sub("&#0", text))
    return html.unescape(text)


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
