"""Dates, units, money and time zones that mean one thing here and another there (LNG-004)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from oecheck.documents.html import HtmlDocument
from oecheck.facts._definition import FactDefinition
from oecheck.model.page import Page
from oecheck.values.patterns import pattern
from oecheck.values.words import holds_pattern

__all__ = ["FACTS"]

# Each search begins with a set of characters, which is many times faster over a long text than a look behind.
_NUMBERS = pattern(r"\d(?<![\d./-]\d)[\d./-]{5,10}(?![\d./-])")
_DATE = pattern(r"(?:0?[1-9]|1[0-2])([/.-])(?:0?[1-9]|1[0-2])\1(?:19|20)?\d\d")
_FORMS = pattern(
    r"(?P<unit>(?<=\d)\s?°\s?F\b|(?<=\d)\s(?:miles?|mph|feet|inch(?:es)?|lbs?|pounds?|gallons?|ounces?|acres?)\b)"
    r"|(?P<money>[$€£¥₹₦₽]\s?\d[\d.,]{0,15}|\d[\d.,]{0,15}\s?[€£₹₽])"
    r"|(?P<zone>\d\d?(?::\d\d)?\s?(?:[AaPp]\.?[Mm]\.?\s?)?\b(?:EST|EDT|CST|CDT|MST|PST|PDT|ET|PT|IST)\b)"
)
# Where a form can begin: at this character, or a unit at the next.
_NEAR = pattern(
    r"[\d$€£¥₹₦₽](?:(?<=\d)(?=\s?°|\s(?:mile|mph|feet|inch|lb|pound|gallon|ounce|acre)|[\d.,]{0,15}\s?[€£₹₽]"
    r"|\d?(?::\d\d)?\s?(?:[AaPp]\.?[Mm]\.?\s?)?[ECMPI][DST])|(?<!\d)(?=\s?\d))"
)
_MOST, _LONGEST = 10, 30
PageValues = Callable[[str], Iterable[tuple[Page, Any]]]


def local_forms(document: HtmlDocument) -> tuple[str, ...]:
    """Such forms in the text, as written, at most a hundred."""
    text = document.text
    dates, forms = _signs()
    found = [match[0] for match in _NUMBERS.finditer(text) if _DATE.fullmatch(match[0])] if dates(text) else []
    if forms(text):
        found += _forms(text)
    return tuple(" ".join(piece.split())[:_LONGEST] for piece in found[:100])


@cache
def _signs() -> tuple[Callable[[str], bool], Callable[[str], bool]]:
    """What is in every text with a date, and in every text with another form; most pages have neither."""
    units = "°|mile|mph|feet|inch|lb|pound|gallon|ounce|acre"
    zones = "[ESP]T|DT"
    digit = "[0-9\u0660-\U0010ffff]"  # and all that may be a digit of another script
    return (
        holds_pattern("[0-9][/.-][0-9]{1,2}[/.-]"),
        holds_pattern(f"[$€£¥₹₦₽]|{zones}|{digit}[^A-Za-z]?(?:{units})"),
    )


def _forms(text: str) -> Iterator[str]:
    """The units, money and time zones, from left to right; none overlaps another."""
    end = 0
    for near in _NEAR.finditer(text):
        for start in (near.start(), near.end()):
            match = _FORMS.match(text, start) if start >= end else None
            if match:
                end = match.end()
                yield match[0]
                break


def all_local_forms(page_values: PageValues) -> tuple[str, ...]:
    """The commonest of them with their number, at most ten."""
    counts: Counter[str] = Counter()
    for page, forms in page_values("local_forms"):
        if page.audience != "instructor" and isinstance(forms, tuple):
            counts.update(forms)
    return tuple(f"{form} ({number})" for form, number in counts.most_common(_MOST))


FACTS = (
    FactDefinition(
        of="page",
        name="local_forms",
        type="list<string>",
        meaning="dates in numbers that can be read two ways, units, money and time zones of some countries",
        function=local_forms,
    ),
    FactDefinition(
        of="course",
        name="local_forms",
        type="list<string>",
        meaning="the commonest of these forms with their number, at most ten",
        function=all_local_forms,
        needs=("page.local_forms",),
    ),
)
