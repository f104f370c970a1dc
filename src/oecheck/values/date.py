"""Dates with the precision they were written in.

Source: LOMv1.0 §8.3 `YYYY[-MM[-DD[Thh[:mm[:ss[.s]]][TZD]]]]`; ISO 8601-1; W3C NOTE-datetime.
"""

from __future__ import annotations

import datetime
import re

import msgspec

from oecheck.values.patterns import pattern

__all__ = ["Date", "parse"]

_ISO = pattern(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[Tt ](\d{2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?"
    r" ?([Zz]|UTC|[+-]\d{2}:?\d{2})?)?)?)?",
    re.ASCII,
)
_COMPACT = pattern(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_EPOCH = pattern(r"\d{9,10}", re.ASCII)  # Moodle: seconds since 1970


class Date(msgspec.Struct, frozen=True, omit_defaults=True):
    """A date as far as it was given.

    Attributes:
        iso: ISO 8601, cut at its precision (`2024`, `2024-05`, `2024-05-03`, `2024-05-03T10:00:00Z`); "" when invalid.
        precision: year, month, day or second; "" when invalid.
        valid: it is a date of the calendar.
    """

    iso: str = ""
    precision: str = ""
    valid: bool = False


def parse(text: str) -> Date:
    """The date a text states: ISO 8601 or LOM, the compact form, or seconds since 1970."""
    text = text.strip()
    match = _ISO.fullmatch(text)
    if match is not None:
        return _from_parts(match)
    compact = _COMPACT.fullmatch(text)
    if compact is not None:
        return parse("-".join(compact.groups()))
    if _EPOCH.fullmatch(text):
        moment = datetime.datetime.fromtimestamp(int(text), datetime.UTC)
        return Date(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), "second", True)
    return Date()


def _from_parts(match: re.Match[str]) -> Date:
    year, month, day, hour, minute, second, _, zone = match.groups()
    try:
        datetime.datetime(
            int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), min(int(second or 0), 59)
        )
    except ValueError:
        return Date()
    if second is not None and int(second) > 60:  # 60 is a leap second
        return Date()
    if hour is not None:
        return Date(f"{year}-{month}-{day}T{hour}:{minute or '00'}:{second or '00'}{_zone(zone)}", "second", True)
    if day is not None:
        return Date(f"{year}-{month}-{day}", "day", True)
    if month is not None:
        return Date(f"{year}-{month}", "month", True)
    return Date(year, "year", True)


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    if zone.upper() in {"Z", "UTC"}:
        return "Z"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
