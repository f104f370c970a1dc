"""Reading a media file from pieces of any size, without holding more of it than one header.

A probe is written as a program that asks for bytes: `data = yield Read(8)` gets eight bytes, `yield Skip(n)` lets n go
by. Whoever feeds it decides the size of the pieces. It ends when the program returns or the file does.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeAlias

import msgspec

from oecheck.model.media import MediaHeader, TextTrack

__all__ = ["MAX_HEADER_BYTES", "MediaProbe", "Program", "Read", "Skip"]

MAX_HEADER_BYTES = 16 << 20
"""The most a program may ask for at once: the movie box of a ten-hour recording has about 8 MiB."""

MAX_REQUESTS = 2_000_000
"""Parts of one file that are looked at: about two seconds; only a file made of dust, or a recording of many hours
without a running time in its header, has more."""


class Read(msgspec.Struct, frozen=True):
    """Asks for the next bytes."""

    size: int


class Skip(msgspec.Struct, frozen=True):
    """Lets the next bytes go by; answered by empty bytes."""

    size: int


Program: TypeAlias = Generator[Read | Skip, bytes, None]


class MediaProbe:
    """Measures one media file while its bytes go by. Subclasses give the program and set what they find."""

    def __init__(self) -> None:
        self.size_bytes = 0
        self.duration_s: float | None = None
        self.estimated = False
        self.height: int | None = None
        self.has_audio: bool | None = None
        self.has_video: bool | None = None
        self.codecs: list[str] = []
        self.text_tracks: list[TextTrack] = []
        self.private_traces: list[str] = []
        self.problem = "no-header"
        self._buffer = bytearray()
        self._program: Program | None = self.program()
        self._request: Read | Skip = next(self._program)
        self._skipped = 0
        self._requests = 0

    def program(self) -> Program:
        """What to read; it is resumed with the bytes it asked for."""
        raise NotImplementedError

    def conclude(self) -> None:
        """Called once when all bytes went by: for what only the size or the last time stamp tells."""

    def feed(self, chunk: bytes) -> None:
        """Takes the next bytes of the file, as many as there are."""
        self.size_bytes += len(chunk)
        position = 0
        while self._program is not None and position < len(chunk):
            if isinstance(self._request, Skip):
                step = min(self._request.size - self._skipped, len(chunk) - position)
                self._skipped += step
                position += step
                if self._skipped >= self._request.size:
                    self._resume(b"")
            else:
                step = min(self._request.size - len(self._buffer), len(chunk) - position)
                self._buffer += chunk[position : position + step]
                position += step
                if len(self._buffer) >= self._request.size:
                    self._resume(bytes(self._buffer))

    def finish(self) -> MediaHeader:
        """What was found. Nothing can be fed afterwards."""
        if self._program is not None and isinstance(self._request, Skip) and self._skipped < self._request.size:
            self.problem = self.problem or "truncated"
        self._program = None
        self._buffer = bytearray()
        self.conclude()
        duration = self.duration_s if self.duration_s is not None and 0 < self.duration_s < 1e7 else None
        return MediaHeader(
            duration_s=None if duration is None else round(duration, 3),
            estimated=self.estimated and duration is not None,
            bitrate_kbps=None if duration is None else round(self.size_bytes * 8 / duration / 1000, 1),
            height=self.height,
            has_audio=self.has_audio,
            has_video=self.has_video,
            codecs=tuple(dict.fromkeys(self.codecs)),
            text_tracks=tuple(self.text_tracks),
            private_traces=tuple(self.private_traces),
            problem=self.problem,
        )

    def _resume(self, data: bytes) -> None:
        """Runs the program to its next request that needs bytes."""
        self._buffer = bytearray()
        self._skipped = 0
        while self._program is not None:
            try:
                self._request = self._program.send(data)
            except StopIteration:
                self._program = None
                return
            self._requests += 1
            if self._requests > MAX_REQUESTS:
                self.problem, self._program = "too-many-parts", None
                return
            if self._request.size > MAX_HEADER_BYTES and isinstance(self._request, Read):
                self.problem, self._program = "header-too-large", None
                return
            if self._request.size > 0:
                return
            data = b""
