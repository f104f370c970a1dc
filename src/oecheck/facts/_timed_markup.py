"""Timed text in XML and JSON: TTML (basic), and the `.srt.sjson` files of Open edX.

Sources: W3C TTML2 §12.3 (time expressions); OLX transcripts.
"""

from __future__ import annotations

import re

import msgspec
from lxml import etree

from oecheck.facts._timed_text import TimedText
from oecheck.values.patterns import pattern

__all__ = ["read_sjson", "read_ttml"]

_MAX_CUES = 200_000
_CLOCK = pattern(r"(\d{1,4}):(\d{2}):(\d{2})(?:\.(\d{1,6})|:(\d{1,3}))?", re.ASCII)
_OFFSET = pattern(r"(\d{1,9}(?:\.\d{1,6})?)(h|ms|m|s|f|t)", re.ASCII)
_UNIT_S = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_PARAMETERS = "{http://www.w3.org/ns/ttml#parameter}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class _Sjson(msgspec.Struct):
    start: list[float]
    end: list[float]
    text: list[str | None]


def read_sjson(data: bytes) -> TimedText:
    """The cues of an Open edX transcript: three lists of the same length, times in milliseconds."""
    found = TimedText()
    try:
        lists = msgspec.json.decode(data, type=_Sjson)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        found.report("markup", 1)
        return found
    lengths = (len(lists.start), len(lists.end), len(lists.text))
    if min(lengths) < max(lengths):
        found.report("markup", 1)
        found.bad_cues = max(lengths) - min(lengths)
    for start, end, text in zip(lists.start[:_MAX_CUES], lists.end, lists.text, strict=False):
        found.add(start / 1000, end / 1000, text or "", 1)
    return found


def read_ttml(data: bytes) -> TimedText:
    """The paragraphs of a TTML file that have a begin and an end or a duration."""
    found = TimedText()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        found.report("markup", error.lineno or 1)
        return found
    found.metadata["language"] = root.get(_LANGUAGE, "")
    rates = (_rate(root.get(f"{_PARAMETERS}frameRate"), 30.0), _rate(root.get(f"{_PARAMETERS}tickRate"), 1.0))
    for element in root.iter("{*}p"):
        line = int(element.sourceline or 1)  # type: ignore[arg-type] # the stubs know no None
        begin, end, length = (_seconds(element.get(name), rates) for name in ("begin", "end", "dur"))
        if end is None and length is not None:
            end = (begin or 0.0) + length
        if begin is None or end is None:
            found.bad_cues += 1
            found.report("timing", line)
        elif len(found.cues) < _MAX_CUES:
            found.add(begin, end, " ".join(map(str, element.itertext())), line)
    return found


def _rate(text: str | None, default: float) -> float:
    return float(text) if text and text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0 else default


def _seconds(text: str | None, rates: tuple[float, float]) -> float | None:
    text = (text or "").strip()
    clock = _CLOCK.fullmatch(text)
    if clock is not None:
        hours, minutes, seconds, fraction, frames = clock.groups()
        whole = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
        return whole + float(f"0.{fraction or 0}") + int(frames or 0) / rates[0]
    offset = _OFFSET.fullmatch(text)
    if offset is None:
        return None
    number, unit = float(offset[1]), offset[2]
    if unit in {"f", "t"}:
        return number / rates[0 if unit == "f" else 1]
    return number * _UNIT_S[unit]
