"""How long an animated GIF moves (ACC-021).

Source: GIF89a specification §23 (graphic control extension) and the application extension NETSCAPE2.0 (repetitions).
Read as blocks, front to back; nothing is decoded.
"""

from __future__ import annotations

import math

from oecheck.facts._definition import FactDefinition

__all__ = ["FACTS"]

_HEADER_BYTES = 13
_MAX_FRAMES = 20_000
_SHORTEST_S = 0.02
_USUAL_S = 0.1  # browsers show a frame this long when it asks for less than 0.02 s


def animation_s(content: bytes) -> float | None:
    """Seconds until the picture stands still; infinite without end, 0 for one frame, None for what is no GIF."""
    if not content.startswith((b"GIF87a", b"GIF89a")) or len(content) < _HEADER_BYTES:
        return None
    frames = _Frames()
    position = _HEADER_BYTES + _table_bytes(content[10])
    while position < len(content) and frames.count < _MAX_FRAMES:
        position = frames.block(content, position)
    return frames.seconds()


class _Frames:
    """What the blocks met so far say."""

    def __init__(self) -> None:
        self.count = 0
        self._total_s = 0.0
        self._delay_s = 0.0
        self._plays: float = 1

    def seconds(self) -> float:
        return self._total_s * self._plays if self.count > 1 else 0.0

    def block(self, content: bytes, position: int) -> int:
        """Takes one block and gives the place after it; the end of the content where there is no further block."""
        kind = content[position]
        if kind == 0x2C and position + 10 < len(content):
            self._frame()
            return _after_parts(content, position + 11 + _table_bytes(content[position + 9]))
        if kind == 0x21 and position + 2 < len(content):
            self._extension(content, position)
            return _after_parts(content, position + 2)
        return len(content)

    def _frame(self) -> None:
        self.count += 1
        self._total_s += self._delay_s if self._delay_s >= _SHORTEST_S else _USUAL_S
        self._delay_s = 0.0

    def _extension(self, content: bytes, position: int) -> None:
        label, body = content[position + 1], content[position + 2 : position + 20]
        if label == 0xF9 and len(body) >= 4:
            self._delay_s = int.from_bytes(body[2:4], "little") / 100
        elif label == 0xFF and body[1:12] in (b"NETSCAPE2.0", b"ANIMEXTS1.0") and len(body) >= 16:
            repetitions = int.from_bytes(body[14:16], "little")
            self._plays = repetitions + 1 if repetitions else math.inf


def _table_bytes(flags: int) -> int:
    """Size of the colour table that follows."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_parts(content: bytes, position: int) -> int:
    """The place after a row of sub-blocks."""
    while position < len(content) and content[position]:
        position += content[position] + 1
    return position + 1


FACTS = (
    FactDefinition(
        of="file",
        name="animation_s",
        type="double",
        meaning="how long an animated GIF moves; infinite for one without end, 0 for a still one",
        function=animation_s,
        unit="s",
        media_types=("image/gif",),
    ),
)
