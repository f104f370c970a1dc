"""Citations in pages: identifiers of sources, those that cannot be right, and pictures with a credit (CON-007).

Sources: DOI Handbook §3.2 (prefix `10.` and digits, a slash, a suffix); ISO 2108 (check digit of an ISBN).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from oecheck.documents.html import HtmlDocument
from oecheck.facts._definition import FactDefinition
from oecheck.model.page import Page
from oecheck.values.patterns import pattern
from oecheck.values.words import holds_pattern

__all__ = ["FACTS", "isbn_fits"]

_DOI = pattern(r"10\.\d{4,9}(?:\.\d{1,9}){0,4}/\S")
_DOI_TEXT = pattern(r"\bdoi\s{0,2}:\s{0,2}(\d[^\s\"'<>,;)]{0,200})", re.IGNORECASE)
_SHORT_DOI = pattern(r"(?:10/)?[A-Za-z0-9]{3,12}")
_ISBN = pattern(r"\bISBN(?:-1[03])?\s{0,2}:?\s{0,2}((?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx])(?![\dXx-])")
_ADDRESS = pattern(r"https?://(?:dx\.|www\.)?doi\.org/(\S*)", re.IGNORECASE)
_MOST = 10
PageValues = Callable[[str], Iterable[tuple[Page, Any]]]


def source_identifiers(document: HtmlDocument) -> tuple[str, ...]:
    """DOI and ISBN of the page, each once."""
    dois = (text for text in _dois(document) if _DOI.match(text))
    isbns = _isbns(document)
    return tuple(dict.fromkeys((*dois, *isbns)))[:200]


def malformed_identifiers(document: HtmlDocument) -> tuple[str, ...]:
    """DOI without prefix or suffix, ISBN whose check digit does not fit; at most ten."""
    bad = [text for text in _dois(document) if not (_DOI.match(text) or _SHORT_DOI.fullmatch(text))]
    bad += [f"ISBN {isbn}" for isbn in _isbns(document) if not isbn_fits(isbn)]
    return tuple(dict.fromkeys(bad))[:_MOST]


def _isbns(document: HtmlDocument) -> list[str]:
    return [match[1] for match in _ISBN.finditer(document.text)] if "ISBN" in document.text else []


def _dois(document: HtmlDocument) -> list[str]:
    found: list[str] | None = document.memo.get("dois")  # two facts ask for them
    if found is None:
        found = document.memo["dois"] = list(_find_dois(document))
    return found


def _find_dois(document: HtmlDocument) -> Iterable[str]:
    if _speaks_of_dois()(document.text):
        for match in _DOI_TEXT.finditer(document.text):
            yield match[1].rstrip(".")
    for element in document.named("a"):
        href = element.get("href")
        found = _ADDRESS.fullmatch(href) if "doi.org/" in href.lower() else None
        if found and found[1].strip("/"):
            yield found[1].partition("?")[0].partition("#")[0].replace("%2F", "/").replace("%2f", "/")


@cache
def _speaks_of_dois() -> Callable[[str], bool]:
    return holds_pattern("[Dd][Oo][Ii\u0130]")  # a dotted I is the capital of Turkish, and one to `re`


def isbn_fits(written: str) -> bool:
    """Whether the check digit of an ISBN of 10 or 13 digits is the one that the others give."""
    digits = [10 if letter in "Xx" else int(letter) for letter in written if letter not in "- "]
    if len(digits) == 10:
        return sum(digit * (10 - place) for place, digit in enumerate(digits)) % 11 == 0
    weights = (1, 3) * 7
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 10 == 0


def credited_pictures(document: HtmlDocument) -> int:
    """Pictures with a caption."""
    return len(document.named("figcaption"))


def pictures(document: HtmlDocument) -> int:
    """Pictures of the page."""
    return len(document.named("img"))


def citations(page_values: PageValues) -> tuple[str, ...]:
    """DOI and ISBN of the course, each once, at most ten."""
    found = dict.fromkeys(
        text for _, texts in page_values("source_identifiers") if isinstance(texts, tuple) for text in texts
    )
    return tuple(found)[:_MOST]


def malformed_citations(page_values: PageValues) -> tuple[str, ...]:
    """Identifiers that cannot be right, each with its page, at most ten."""
    return tuple(
        f"{text} ({page.id})"
        for page, texts in page_values("malformed_identifiers")
        if isinstance(texts, tuple)
        for text in texts
    )[:_MOST]


def picture_captions(page_values: PageValues) -> int:
    """Pictures with a caption in all pages."""
    return sum(value for _, value in page_values("credited_pictures") if isinstance(value, int))


def picture_count(page_values: PageValues) -> int:
    """Pictures in all pages."""
    return sum(value for _, value in page_values("pictures") if isinstance(value, int))


def _page(name: str, kind: str, meaning: str, function: Any) -> FactDefinition:
    return FactDefinition(of="page", name=name, type=kind, meaning=meaning, function=function)


def _course(name: str, kind: str, meaning: str, function: Any, need: str) -> FactDefinition:
    return FactDefinition(of="course", name=name, type=kind, meaning=meaning, function=function, needs=(need,))


FACTS = (
    _page("source_identifiers", "list<string>", "DOI and ISBN in its text and links", source_identifiers),
    _page(
        "malformed_identifiers",
        "list<string>",
        "DOI without prefix or suffix and ISBN whose check digit does not fit, at most ten",
        malformed_identifiers,
    ),
    _page("credited_pictures", "int", "pictures with a caption (figcaption)", credited_pictures),
    _page("pictures", "int", "img elements", pictures),
    _course(
        "citations", "list<string>", "DOI and ISBN of its pages, at most ten", citations, "page.source_identifiers"
    ),
    _course(
        "malformed_citations",
        "list<string>",
        "DOI and ISBN that cannot be right, each with its page, at most ten",
        malformed_citations,
        "page.malformed_identifiers",
    ),
    _course("picture_captions", "int", "pictures with a caption", picture_captions, "page.credited_pictures"),
    _course("picture_count", "int", "pictures of all pages", picture_count, "page.pictures"),
)
