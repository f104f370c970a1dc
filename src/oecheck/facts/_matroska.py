"""Matroska and WebM: EBML elements of RFC 8794 and RFC 9559.

Browsers record WebM without a running time in the header and with clusters of unknown size; then the time stamps
of the blocks are followed to the last one.
"""

from __future__ import annotations

import struct
from collections.abc import Generator, Iterator

from oecheck.facts._codec_names import matroska
from oecheck.facts._probe import MediaProbe, Program, Read, Skip
from oecheck.model.media import TextTrack

__all__ = ["MatroskaProbe"]

_SEGMENT, _INFO, _TRACKS, _CLUSTER = 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
_TIMESTAMP_SCALE, _DURATION = 0x2AD7B1, 0x4489
_TRACK_ENTRY, _TRACK_TYPE, _CODEC, _LANGUAGE, _LANGUAGE_BCP47 = 0xAE, 0x83, 0x86, 0x22B59C, 0x22B59D
_HEARING_IMPAIRED, _DESCRIPTIONS, _VIDEO, _PIXEL_HEIGHT = 0x55AB, 0x55AC, 0xE0, 0xBA
_TIMESTAMP, _SIMPLE_BLOCK, _BLOCK_GROUP, _BLOCK = 0xE7, 0xA3, 0xA0, 0xA1
_MAX_MASTER_BYTES = 4 << 20  # Info and Tracks of real files have some kilobytes, fonts and pictures lie elsewhere
_MAX_ELEMENTS = 10_000
_NONE, _UNKNOWN = -1, -2  # no number can be read here; all bits set: size unknown


class MatroskaProbe(MediaProbe):
    """Reads Info and Tracks, and the time stamps of the clusters where Info has no running time."""

    def __init__(self) -> None:
        self._scale_ns = 1_000_000
        self._cluster_time = 0
        self._last_time = 0
        super().__init__()

    def program(self) -> Program:
        while True:
            start = yield Read(2)  # no element is shorter
            identifier, start = yield from _number(start, keep_marker=True)
            size, _ = yield from _number(start, keep_marker=False)
            unknown = size == _UNKNOWN
            if identifier <= 0 or size == _NONE:
                return
            if identifier in {_SEGMENT, _BLOCK_GROUP}:
                continue  # their children follow
            if identifier == _CLUSTER:
                if unknown or self.duration_s is None:
                    continue
                yield Skip(size)
            elif unknown:
                return
            elif identifier in {_INFO, _TRACKS} and size <= _MAX_MASTER_BYTES:
                self._master(identifier, (yield Read(size)))
            elif identifier == _TIMESTAMP and size <= 8:
                self._cluster_time = int.from_bytes((yield Read(size)), "big")
            elif identifier in {_SIMPLE_BLOCK, _BLOCK} and size >= 4:
                self._block((yield Read(4)))
                yield Skip(size - 4)
            else:
                yield Skip(size)

    def conclude(self) -> None:
        if self.duration_s is None and self._last_time > 0:
            self.duration_s = self._last_time * self._scale_ns / 1e9
            self.estimated = True

    def _block(self, head: bytes) -> None:
        """Track number of one byte (up to 127 tracks), then the time relative to the cluster."""
        if head[0] & 0x80:
            self._last_time = max(self._last_time, self._cluster_time + int.from_bytes(head[1:3], "big", signed=True))

    def _master(self, identifier: int, body: bytes) -> None:
        if identifier == _INFO:
            duration = 0.0
            for name, value in _elements(body):
                if name == _TIMESTAMP_SCALE:
                    self._scale_ns = int.from_bytes(value[:8], "big") or 1_000_000
                elif name == _DURATION:
                    duration = _float(value)
            if duration > 0:
                self.duration_s = duration * self._scale_ns / 1e9
            return
        self.problem = ""
        self.has_audio = self.has_audio or False
        self.has_video = self.has_video or False
        for name, value in _elements(body):
            if name == _TRACK_ENTRY:
                self._track(value)

    def _track(self, entry: bytes) -> None:
        fields = dict(_elements(entry))
        kind = int.from_bytes(fields.get(_TRACK_TYPE, b"")[:1], "big")
        if kind in {1, 2} and fields.get(_CODEC):
            self.codecs.append(matroska(fields[_CODEC]))
        if kind == 1:
            self.has_video = True
            height = int.from_bytes(dict(_elements(fields.get(_VIDEO, b""))).get(_PIXEL_HEIGHT, b"")[:4], "big")
            self.height = max(self.height or 0, height) or None
        elif kind == 2:
            self.has_audio = True
        elif kind in {17, 33}:
            self.text_tracks.append(TextTrack(_language(fields), _text_kind(fields)))


def _language(fields: dict[int, bytes]) -> str:
    """The BCP 47 tag, else the ISO 639-2 code, whose default is English (RFC 9559 §5.1.4.1.19)."""
    raw = fields.get(_LANGUAGE_BCP47) or fields.get(_LANGUAGE, b"eng")
    language = raw.rstrip(b"\0")[:35].decode("ascii", "replace")
    return "" if language == "und" else language


def _text_kind(fields: dict[int, bytes]) -> str:
    codec = fields.get(_CODEC, b"").upper()
    for mark, kind in ((b"/CAPTIONS", "captions"), (b"/DESCRIPTIONS", "descriptions"), (b"/METADATA", "metadata")):
        if codec.endswith(mark):
            return kind
    if fields.get(_DESCRIPTIONS, b"\0")[-1:] == b"\x01":
        return "descriptions"
    return "captions" if fields.get(_HEARING_IMPAIRED, b"\0")[-1:] == b"\x01" else "subtitles"


def _float(value: bytes) -> float:
    if len(value) == 4:
        number: float = struct.unpack(">f", value)[0]
    elif len(value) == 8:
        number = struct.unpack(">d", value)[0]
    else:
        return 0.0
    return number if 0 < number < 1e15 else 0.0  # also false for not-a-number


def _number(start: bytes, *, keep_marker: bool) -> Generator[Read | Skip, bytes, tuple[int, bytes]]:
    """A variable-length number of which the first bytes may be at hand, and the bytes left over."""
    if not start:
        start = yield Read(1)
    length = 9 - start[0].bit_length()
    if length > (4 if keep_marker else 8):
        return _NONE, b""
    if len(start) < length:
        start += yield Read(length - len(start))
    return _value(start[:length], keep_marker=keep_marker), start[length:]


def _value(number: bytes, *, keep_marker: bool) -> int:
    """The number itself; the count of leading zeros told its length."""
    if keep_marker:
        return int.from_bytes(number, "big")
    value = int.from_bytes(number, "big") & (1 << 7 * len(number)) - 1
    return _UNKNOWN if value == (1 << 7 * len(number)) - 1 else value


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The child elements of a master element; one that does not fit ends the list."""
    position = 0
    for _ in range(_MAX_ELEMENTS):
        name, position = _number_at(data, position, keep_marker=True)
        size, position = _number_at(data, position, keep_marker=False)
        if name < 0 or size < 0 or position + size > len(data):
            return
        yield name, data[position : position + size]
        position += size


def _number_at(data: bytes, position: int, *, keep_marker: bool) -> tuple[int, int]:
    if not 0 <= position < len(data):
        return _NONE, position
    length = 9 - data[position].bit_length()
    if length > (4 if keep_marker else 8) or position + length > len(data):
        return _NONE, position
    return _value(data[position : position + length], keep_marker=keep_marker), position + length
