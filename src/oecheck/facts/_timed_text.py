"""WebVTT and SubRip read line by line: every cue is counted, a broken one is reported with its line, none is dropped.

Sources: W3C WebVTT, "file body", "cue timings"; SubRip as it is commonly written (no standard exists).
"""

from __future__ import annotations

import re

from oecheck.model.media import Cue
from oecheck.values.patterns import pattern

__all__ = ["TimedText", "read_subrip", "read_webvtt", "split_lines"]

_STRICT_VTT = pattern(
    r"(?:[0-9]{2,}:)?[0-5][0-9]:[0-5][0-9]\.[0-9]{3}[ \t]+-->[ \t]+(?:[0-9]{2,}:)?[0-5][0-9]:[0-5][0-9]\.[0-9]{3}"
    r"(?:[ \t].*)?"
)
_STRICT_SRT = pattern(
    r"[0-9]{2,3}:[0-5][0-9]:[0-5][0-9],[0-9]{3}[ \t]*-->[ \t]*[0-9]{2,3}:[0-5][0-9]:[0-5][0-9],[0-9]{3}(?:[ \t].*)?"
)
_TIME = pattern(r"(?:([0-9]{1,4}) ?: ?)?([0-9]{1,2}) ?: ?([0-9]{1,2})(?:[.,] ?([0-9]{1,6}))?(?![0-9])")
_TAG = pattern(r"<[^<>]*>")
_WORD_TIMES = pattern(r"<[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}>")
_LINE_END = pattern(r"\r\n|\r|\n")
_ARROW = "-->"
_NO_CUE = ("NOTE", "STYLE", "REGION")


class TimedText:
    """What was read of a file: its cues, and its problems with the line of the first of each code."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self.problems: dict[str, int] = {}
        self.bad_cues = 0
        self.metadata: dict[str, str] = {}
        self.word_times = False

    def report(self, code: str, line: int) -> None:
        """Notes a problem; its first line is kept."""
        self.problems.setdefault(code, line)

    def add(self, start: float, end: float, text: str, line: int) -> None:
        """Takes a cue and holds its times against the cue before."""
        if end <= start:
            self.report("timing", line)
        if self.cues:
            previous = self.cues[-1]
            if start < previous.start_s:
                self.report("order", line)
            elif start < previous.end_s - 0.0005:  # half of the smallest unit that the formats can write
                self.report("overlap", line)
        self.word_times = self.word_times or bool(_WORD_TIMES.search(text))
        words = " ".join(_TAG.sub("", text).split())
        if not words:
            self.report("empty-cue", line)
        self.cues.append(Cue(start, end, words, line))


def split_lines(text: str) -> list[str]:
    """Lines as WebVTT and SubRip count them (not at form feeds and the like, as `str.splitlines` does)."""
    return _LINE_END.split(text)


def read_webvtt(text: str) -> TimedText:
    """The cues of a WebVTT file."""
    found = TimedText()
    lines = split_lines(text)
    first = lines[0] if lines else ""
    if not (first == "WEBVTT" or first.startswith(("WEBVTT ", "WEBVTT\t"))):
        found.report("header", 1)
        _cues(found, lines, 0, _STRICT_VTT, is_vtt=True)
        return found
    at = 1
    while at < len(lines) and lines[at].strip() and _ARROW not in lines[at]:
        name, colon, value = lines[at].partition(":")
        if colon:
            found.metadata[name.strip().lower()] = value.strip()
        at += 1
    if at < len(lines) and lines[at].strip():  # a cue where the blank line after the header should be
        found.report("separator", at + 1)
    _cues(found, lines, at, _STRICT_VTT, is_vtt=True)
    return found


def read_subrip(text: str) -> TimedText:
    """The cues of a SubRip file."""
    found = TimedText()
    _cues(found, split_lines(text), 0, _STRICT_SRT, is_vtt=False)
    return found


def _cues(found: TimedText, lines: list[str], at: int, strict: re.Pattern[str], *, is_vtt: bool) -> None:
    while at < len(lines):
        if not lines[at].strip():
            at += 1
        elif is_vtt and _begins_no_cue(lines[at]):
            at = _end_of_block(lines, at)
        else:
            at = _cue(found, lines, at, strict)


def _begins_no_cue(line: str) -> bool:
    return any(line == word or line.startswith((f"{word} ", f"{word}\t")) for word in _NO_CUE)


def _end_of_block(lines: list[str], at: int) -> int:
    while at < len(lines) and lines[at].strip():
        at += 1
    return at


def _cue(found: TimedText, lines: list[str], at: int, strict: re.Pattern[str]) -> int:
    """Reads one block that begins at a line with something on it; gives the line after it."""
    timing = at if _ARROW in lines[at] else at + 1
    if timing >= len(lines) or _ARROW not in lines[timing]:
        if not (lines[at].strip().isdigit() and not "".join(lines[at + 1 :]).strip()):  # a last number without a cue
            found.report("stray-text", at + 1)
        return _end_of_block(lines, at)
    end = timing + 1
    while end < len(lines) and lines[end].strip() and _ARROW not in lines[end]:
        end += 1
    payload = lines[timing + 1 : end]
    if end < len(lines) and _ARROW in lines[end]:
        found.report("separator", end + 1)
        if payload and payload[-1].strip().isdigit():  # the number of the next cue
            payload.pop()
            end -= 1
    _take(found, lines[timing].strip(), payload, timing + 1, strict)
    return end


def _take(found: TimedText, timing: str, payload: list[str], line: int, strict: re.Pattern[str]) -> None:
    if not strict.fullmatch(timing):
        found.report("timing", line)
    left, _, right = timing.partition(_ARROW)
    start, end = _seconds(left), _seconds(right)
    if start is None or end is None:
        found.bad_cues += 1
        return
    found.add(start, end, "\n".join(payload), line)


def _seconds(text: str) -> float | None:
    match = _TIME.match(text.strip())
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction or 0}")
