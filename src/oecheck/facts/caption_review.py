"""What a person needs to judge captions: where they come from, and a sample of them (ACC-018)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._page_references import masked
from oecheck.facts.captions import read_cues
from oecheck.model.media import CaptionFile, Cue, Track
from oecheck.model.package import File

__all__ = ["FACTS"]

_PER_HOUR, _LEAST, _MOST = 10, 3, 40
_CUT = 80


def cue_sample(content: bytes, file: File) -> tuple[str, ...] | None:
    """Ten captions for each hour, at least three, spread evenly: time and words. The same ones in every run."""
    cues = read_cues(content, file)
    if not cues:
        return None
    wanted = min(max(_LEAST, math.ceil(cues[-1].end_s / 3600 * _PER_HOUR)), _MOST, len(cues))
    step = len(cues) / wanted
    return tuple(_line(cues[int((number + 0.5) * step)]) for number in range(wanted))


def _line(cue: Cue) -> str:
    minutes, seconds = divmod(int(cue.start_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02} {masked(' '.join(cue.text.split()))[:_CUT]}"


def automatic(track: Track, file_values: Callable[[str], Mapping[str, Any]]) -> bool:
    """Whether the file bears a mark of automatic speech recognition."""
    found = file_values("caption").get(track.path)
    return isinstance(found, CaptionFile) and found.automatic


def sample(track: Track, file_values: Callable[[str], Mapping[str, Any]]) -> tuple[str, ...]:
    """The sample of its captions; none of a transcript."""
    found = file_values("cue_sample").get(track.path)
    return found if isinstance(found, tuple) else ()


FACTS = (
    FactDefinition(
        of="file",
        name="cue_sample",
        type="list<string>",
        meaning="ten captions for each hour with their times, spread evenly (only for other facts)",
        function=cue_sample,
        media_types=("text/vtt", "application/x-subrip", "application/ttml+xml", "application/json"),
    ),
    FactDefinition(
        of="track",
        name="automatic",
        type="bool",
        meaning="the file bears a mark of automatic speech recognition",
        function=automatic,
        needs=("file.caption",),
    ),
    FactDefinition(
        of="track",
        name="sample",
        type="list<string>",
        meaning="ten captions for each hour with their times, spread evenly",
        function=sample,
        needs=("file.cue_sample",),
    ),
)
