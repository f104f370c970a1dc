"""Dates, units, money and time zones that mean one thing here and another there (LNG-004)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from oecheck.documents.html import HtmlDocument
from oecheck.facts._definition import FactDefinition
from oecheck.model.content import Page

__all__ = ["FACTS"]

_DATE = re.compile(r"(?<![\d./-])(?:0?[1-9]|1[0-2])([/.-])(?:0?[1-9]|1[0-2])\1(?:19|20)?\d\d(?![\d./-])")
_FORMS = re.compile(
    r"(?P<unit>(?<=\d)\s?°\s?F\b|(?<=\d)\s(?:miles?|mph|feet|inch(?:es)?|lbs?|pounds?|gallons?|ounces?|acres?)\b)"
    r"|(?P<money>[$€£¥₹₦₽]\s?\d[\d.,]{0,15}|\d[\d.,]{0,15}\s?[€£₹₽])"
    r"|(?P<zone>\d\d?(?::\d\d)?\s?(?:[AaPp]\.?[Mm]\.?\s?)?\b(?:EST|EDT|CST|CDT|MST|PST|PDT|ET|PT|IST)\b)"
)
_MOST, _LONGEST = 10, 30
PageValues = Callable[[str], Iterable[tuple[Page, Any]]]


def local_forms(document: HtmlDocument) -> tuple[str, ...]:
    """Such forms in the text, as written, at most a hundred."""
    text = document.text
    if not re.search(r"\d", text):
        return ()
    found = [match[0] for match in _DATE.finditer(text)]
    found += [match[0] for match in _FORMS.finditer(text)]
    return tuple(" ".join(piece.split())[:_LONGEST] for piece in found[:100])


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
