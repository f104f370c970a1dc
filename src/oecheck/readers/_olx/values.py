"""Values as Open edX writes them: JSON in attributes, dates, truth values, numbers.

Source: formats/olx.md §3; openedx/docs.openedx.org `source/educators/olx` (attributes hold JSON; dates are quoted ISO).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from math import isfinite

from oecheck.documents import DocumentUnreadable
from oecheck.documents.json import YamlNode, parse_json
from oecheck.values.date import parse
from oecheck.values.patterns import pattern

__all__ = ["date_of", "flag", "from_json", "moment", "number", "plain_text", "texts", "whole"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# "Feb 20, 2019, 17:00": what Studio showed and some courses keep.
_ENGLISH = pattern(r"([A-Z][a-z]{2,8})\.? (\d{1,2}), (\d{4})(?:,? (\d{1,2}):(\d{2}))?", re.ASCII)
_MAX_JSON = 1 << 20  # characters of one attribute
_NULLS = frozenset({"", "null", "None"})


def plain_text(text: str) -> str:
    """An attribute without the quotes of a JSON string; "" for null."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        node = from_json(text)
        text = node.text.strip() if node is not None else text
    return "" if text in _NULLS else text


def from_json(text: str) -> YamlNode | None:
    """The tree of a JSON text; None where it is none."""
    try:
        return parse_json(text, "", max_bytes=_MAX_JSON).root
    except DocumentUnreadable:
        return None


def texts(node: YamlNode | None) -> tuple[str, ...]:
    """The scalars of a list."""
    items: Iterable[YamlNode] = node.items if node is not None else ()
    return tuple(item.text for item in items if item.kind == "scalar" and item.style != "null")


def flag(text: str) -> bool | None:
    """A truth value; None for anything else."""
    return {"true": True, "1": True, "false": False, "0": False}.get(text.strip().lower())


def number(text: str) -> float | None:
    """A finite number; None for anything else."""
    try:
        value = float(text) if 0 < len(text) < 32 else None
    except ValueError:
        return None
    return value if value is not None and isfinite(value) else None


def whole(text: str) -> int | None:
    """A whole number; None for anything else."""
    value = number(text)
    return int(value) if value is not None and value == int(value) else None


def date_of(text: str) -> str:
    """ISO 8601 of a date in one of the forms that Open edX reads; "" for none."""
    text = plain_text(text)
    found = parse(text)
    if found.valid:
        return found.iso
    match = _ENGLISH.fullmatch(text)
    if match is None or match[1][:3].lower() not in _MONTHS:
        return ""
    month = _MONTHS.index(match[1][:3].lower()) + 1
    day = f"{match[3]}-{month:02}-{int(match[2]):02}"
    return parse(day if match[4] is None else f"{day}T{int(match[4]):02}:{match[5]}:00Z").iso


def moment(iso: str) -> datetime.datetime | None:
    """A date as a moment that others can be compared with; without a zone it is UTC, as Open edX takes it."""
    try:
        value = datetime.datetime.fromisoformat(iso)
    except ValueError:
        return None
    return value if value.tzinfo is not None else value.replace(tzinfo=datetime.UTC)
