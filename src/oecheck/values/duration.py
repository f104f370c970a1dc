"""Durations of ISO 8601, of LOM and of SCORM, in seconds.

Source: ISO 8601-1; LOMv1.0 §8.4 (Duration); SCORM 1.2 RTE CMITimespan; SCORM 2004 RTE timeinterval(second,10,2).
"""

from __future__ import annotations

import re

import msgspec

from oecheck.values.patterns import pattern

__all__ = ["Duration", "parse", "read"]

_ISO = pattern(
    r"P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?"
    r"(?:T(?:(\d{1,9}(?:[.,]\d{1,9})?)H)?(?:(\d{1,9}(?:[.,]\d{1,9})?)M)?(?:(\d{1,12}(?:[.,]\d{1,9})?)S)?)?",
    re.ASCII,
)
_CLOCK = pattern(r"(\d{1,4}):([0-5]\d):([0-5]\d(?:\.\d{1,3})?)", re.ASCII)
_MINUTE_S, _HOUR_S, _DAY_S = 60.0, 3600.0, 86400.0
_MONTH_S, _YEAR_S = 30.436875 * _DAY_S, 365.2425 * _DAY_S  # means of the Gregorian calendar


class Duration(msgspec.Struct, frozen=True, omit_defaults=True):
    """A length of time.

    Attributes:
        seconds: length in seconds.
        approximate: it names years or months, whose length is not fixed; the calendar's mean was used.
    """

    seconds: float
    approximate: bool = False


def parse(text: str) -> float | None:
    """Seconds of an ISO 8601 (`PT1H30M`) or SCORM (`0001:30:00.00`) duration; None for anything else."""
    duration = read(text)
    return None if duration is None else duration.seconds


def read(text: str) -> Duration | None:
    """As `parse`, and says whether years or months made it an approximation."""
    text = text.strip()
    clock = _CLOCK.fullmatch(text)
    if clock is not None:
        hours, minutes, seconds = clock.groups()
        return Duration(int(hours) * _HOUR_S + int(minutes) * _MINUTE_S + float(seconds))
    match = _ISO.fullmatch(text.upper())
    if match is None or not any(match.groups()) or text.upper().endswith("T"):
        return None
    parts = [float((part or "0").replace(",", ".")) for part in match.groups()]
    factors = (_YEAR_S, _MONTH_S, 7 * _DAY_S, _DAY_S, _HOUR_S, _MINUTE_S, 1.0)
    seconds_in_all = sum(part * factor for part, factor in zip(parts, factors, strict=True))
    return Duration(seconds_in_all, approximate=bool(parts[0] or parts[1]))
