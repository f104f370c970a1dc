"""Titles and descriptions by language.

The language of such a text is that of the text alone: neither cmi5 nor TinCan has a place for the languages of the
content. Source: formats/cmi5.md §2, §3; formats/tincan-aicc.md §1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oecheck.documents.xml import Element, XmlDocument
from oecheck.documents.xml import text_of as text_in
from oecheck.model.course import LangText
from oecheck.model.fact import Fact, Method, State, Value
from oecheck.values import language_tag
from oecheck.values.text import strip_markup

__all__ = ["is_blank", "languages_of", "main_text", "not_of_the_content", "texts_in"]


def texts_in(document: XmlDocument, elements: Iterable[Element]) -> tuple[LangText, ...]:
    """The texts of elements with a `lang`, in order, blank ones too."""
    return tuple(
        LangText(
            source=document.source(element),
            text=strip_markup(text_in(element)),
            language=element.get("lang", "").strip(),
        )
        for element in elements
    )


def is_blank(text: str) -> bool:
    """Nothing to read in it: no letter and no digit."""
    return not any(map(str.isalnum, text))


def main_text(texts: Iterable[LangText]) -> Value[str]:
    """The first text that says something, with its place; None where none does."""
    for text in texts:
        if text.text:
            return Fact(value=text.text, sources=(text.source,))
    return None


def languages_of(texts: Iterable[LangText]) -> Iterator[str]:
    """Languages of texts as BCP 47 tags; what names no language is left out."""
    for text in texts:
        tag = language_tag.normalise(text.language).tag
        if tag:
            yield tag


def not_of_the_content(texts: Iterable[LangText]) -> Value[tuple[str, ...]]:
    """The languages of a course as these formats tell them: only those that its titles are marked with."""
    texts = tuple(texts)
    seen = dict.fromkeys(languages_of(texts))
    if not seen:
        return None
    places = tuple(text.source for text in texts if text.language)
    return Fact(
        state=State.UNSUPPORTED,
        method=Method.INFERRED,
        raw=", ".join(seen),
        reason="only-languages-of-titles",
        sources=places[: len(seen)],
    )
