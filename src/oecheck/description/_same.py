"""When a value of the package and one of the record mean the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from oecheck.model.course import Licence
from oecheck.values.language_tag import primary
from oecheck.values.text import fold

__all__ = ["covers", "same_date", "same_id", "same_licence", "same_number", "same_text", "same_version"]

_ID_PREFIXES = ("urn:uuid:", "urn:isbn:", "urn:", "https://doi.org/", "http://doi.org/", "doi:", "https://", "http://")
_ROUNDING = 0.005  # hours are given in whole minutes at best: half a percent is rounding, not contradiction


def same_text(one: Any, other: Any) -> bool:
    """Equal apart from letter case, compatibility forms and white space."""
    return fold(str(one)) == fold(str(other))


def same_id(one: Any, other: Any) -> bool:
    """Equal identifiers, whether or not a scheme is written in front."""
    return _bare(str(one)) == _bare(str(other))


def _bare(identifier: str) -> str:
    text = identifier.strip().casefold().rstrip("/")
    for prefix in _ID_PREFIXES:
        if text.startswith(prefix):
            return text[len(prefix) :]
    return text


def same_version(one: Any, other: Any) -> bool:
    """Equal versions; a leading `v` or `version` does not count."""
    return _version(str(one)) == _version(str(other))


def _version(text: str) -> str:
    return fold(text).removeprefix("version").strip().removeprefix("v").strip()


def same_number(one: Any, other: Any) -> bool:
    """Equal numbers apart from rounding."""
    return abs(float(one) - float(other)) <= _ROUNDING * max(abs(float(one)), abs(float(other)))


def same_date(one: Any, other: Any) -> bool:
    """Equal as far as both are precise (a year agrees with a day of that year)."""
    first, second = str(one)[:10], str(other)[:10]
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]


def covers(one: Iterable[str], other: Iterable[str]) -> bool:
    """Every language of the package is among those of the record, by primary subtag.

    A package often can name one language only, so that the record names more is no contradiction.
    """
    return {primary(tag) for tag in one} <= {primary(tag) for tag in other}


def same_licence(one: Licence, other: Licence) -> bool:
    """The same licence by identifier; where one of them names no version, by what it asks for."""
    if one.id and other.id:
        return one.id.casefold() == other.id.casefold()
    if one.family != "unknown" and one.family == other.family:
        return _conditions(one) == _conditions(other)
    return bool(one.url) and same_id(one.url, other.url)


def _conditions(licence: Licence) -> tuple[bool, ...]:
    return licence.attribution, licence.share_alike, licence.non_commercial, licence.no_derivatives
