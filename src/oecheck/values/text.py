"""Texts made comparable: white space, letter case, compatibility forms, markup."""

from __future__ import annotations

import html
import re
import unicodedata

__all__ = ["apart", "collapse", "fold", "foreign_letters", "strip_markup", "words_apart"]

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
_ASCII = bytes(range(0x80))
_BLANKED = bytes(0x20 if code < 0x80 and not chr(code).isalnum() else code for code in range(256))
"""For UTF-8: what makes no words in ASCII becomes a blank, all else stays."""
_FEW_SIGNS = 16


def apart(text: str) -> str:
    """The words of a text, folded, with one blank between and around them."""
    return words_apart(fold(text))


def words_apart(folded: str) -> str:
    """The same of a text that is folded already."""
    if folded.isascii():
        data = folded.encode("ascii")
    else:
        data = folded.encode("utf-8", "surrogatepass")
        signs = [sign for sign in set(foreign_letters(data)) if _LETTERS[ord(sign)] == 32]
        if len(signs) > _FEW_SIGNS:  # quotation marks and dashes are a handful; more would be searched for too often
            return f" {' '.join(folded.translate(_LETTERS).split())} "
        for sign in signs:
            data = data.replace(sign.encode("utf-8", "surrogatepass"), b" ")
    return f" {b' '.join(data.translate(_BLANKED).split()).decode('utf-8', 'surrogatepass')} "


def foreign_letters(data: bytes) -> str:
    """The characters of a text in UTF-8 that are not ASCII."""
    return data.translate(None, _ASCII).decode("utf-8", "surrogatepass")


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
