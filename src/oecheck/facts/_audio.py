"""Audio without a container of boxes: MP3, WAV, FLAC, Ogg (Vorbis, Opus, FLAC, and Theora video); AVI beside WAV.

Sources: ISO/IEC 11172-3 and 13818-3 (frame header), Xing and VBRI headers, ID3v2.4, RIFF, RFC 9639 (FLAC),
RFC 3533 (Ogg), RFC 7845 (Opus).
"""

from __future__ import annotations

import re

from oecheck.facts._codec_names import fourcc, wave
from oecheck.facts._probe import MediaProbe, Program, Read, Skip
from oecheck.values.patterns import pattern

__all__ = ["FlacProbe", "MpegAudioProbe", "OggProbe", "RiffProbe"]

_MAX_PADDING = 64 << 10  # bytes between tag and first frame in which a frame is looked for
_STEP, _FRAME_START = 128, 64  # bytes read at a time; bytes of a frame up to the end of its Xing or VBRI count
_BIT_RATES_1 = {  # kbit/s of MPEG 1 by layer
    3: (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    2: (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
}
_BIT_RATES_2 = {  # kbit/s of MPEG 2 and 2.5 by layer
    3: (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    1: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_STREAM = pattern(rb"strh.{4}(auds|vids)(.{4})", re.DOTALL)
_OGG_CODECS = (
    (b"OpusHead", "opus"),
    (b"\x01vorbis", "vorbis"),
    (b"\x7fFLAC", "flac"),
    (b"Speex   ", "speex"),
    (b"\x80theora", "theora"),
)
_SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


class MpegAudioProbe(MediaProbe):
    """MP3: frames counted in a Xing or VBRI header, else size over bit rate."""

    def __init__(self) -> None:
        self._kbps = 0
        self._offset = 0
        super().__init__()

    def program(self) -> Program:
        head = yield Read(10)
        tag = 0
        if head[:3] == b"ID3":
            tag = 10 + _tag_length(head[6:10]) + (10 if head[5] & 0x10 else 0)
            yield Skip(tag - 10)
            head = yield Read(10)
        window = bytearray(head)
        while len(window) < _MAX_PADDING:
            window += yield Read(_STEP)
            start = _first_frame(window)
            if start >= 0:
                self._frame(bytes(window[start:]), tag + start)
                return

    def _frame(self, frame: bytes, offset: int) -> None:
        self.problem, self.has_audio, self.has_video = "", True, False
        self.codecs.append("mp3" if frame[1] >> 1 & 3 == 1 else "mp2")
        version, layer = frame[1] >> 3 & 3, frame[1] >> 1 & 3
        rate = _SAMPLE_RATES[version][frame[2] >> 2 & 3]
        samples = 384 if layer == 3 else 576 if layer == 1 and version != 3 else 1152
        mono = frame[3] >> 6 == 3
        side = (17 if mono else 32) if version == 3 else (9 if mono else 17)
        frames = _frame_count(frame, 4 + side)
        if frames:
            self.duration_s = frames * samples / rate
            return
        self._kbps = (_BIT_RATES_1 if version == 3 else _BIT_RATES_2)[layer][frame[2] >> 4]
        self._offset = offset
        self.estimated = True

    def conclude(self) -> None:
        if self.estimated and self._kbps:
            self.duration_s = max(self.size_bytes - self._offset, 0) * 8 / (self._kbps * 1000)


def _tag_length(four: bytes) -> int:
    """Length of an ID3 tag: four bytes of seven bits."""
    length = 0
    for byte in four:
        length = length << 7 | byte & 0x7F
    return length


def _first_frame(window: bytearray) -> int:
    """Where a frame header begins that is possible; -1. Only the end of the window was not looked at before."""
    at = window.find(b"\xff", max(0, len(window) - _STEP - _FRAME_START))
    while 0 <= at <= len(window) - _FRAME_START:
        second, third = window[at + 1], window[at + 2]
        layer, version = second >> 1 & 3, second >> 3 & 3
        if second & 0xE0 == 0xE0 and layer and version != 1 and third >> 4 not in {0, 15} and third >> 2 & 3 != 3:
            return at
        at = window.find(b"\xff", at + 1)
    return -1


def _frame_count(frame: bytes, xing_at: int) -> int:
    """Number of frames that a Xing, Info or VBRI header states; 0 where there is none."""
    if frame[xing_at : xing_at + 4] in {b"Xing", b"Info"} and frame[xing_at + 7] & 1:
        return int.from_bytes(frame[xing_at + 8 : xing_at + 12], "big")
    if frame[36:40] == b"VBRI":
        return int.from_bytes(frame[50:54], "big")
    return 0


class RiffProbe(MediaProbe):
    """WAV, and AVI by its main header."""

    def __init__(self) -> None:
        self._byte_rate = 0
        super().__init__()

    def program(self) -> Program:
        head = yield Read(12)
        rate = 0
        while True:
            chunk = yield Read(8)
            name, size = chunk[:4], int.from_bytes(chunk[4:], "little")
            padded = size + (size & 1)
            if head[8:12] == b"WAVE" and name == b"fmt " and 16 <= size <= 4096:
                described = yield Read(padded)
                rate = int.from_bytes(described[8:12], "little")
                self.codecs.append(wave(int.from_bytes(described[:2], "little")))
            elif head[8:12] == b"WAVE" and name == b"data":
                self._data(size, rate)
                return
            elif head[8:12] == b"AVI " and name == b"LIST" and size <= 1 << 20:
                listing = yield Read(padded)
                if listing[:4] == b"hdrl":
                    self._avi(listing)
                    return
            else:
                yield Skip(padded)

    def _data(self, size: int, byte_rate: int) -> None:
        self.problem, self.has_audio, self.has_video = "", True, False
        self._byte_rate = byte_rate
        if byte_rate and size not in {0, 0xFFFFFFFF}:
            self.duration_s = size / byte_rate

    def conclude(self) -> None:
        if self.duration_s is None and self._byte_rate:  # a recording that was never closed
            self.duration_s, self.estimated = self.size_bytes / self._byte_rate, True

    def _avi(self, listing: bytes) -> None:
        at = listing.find(b"avih", 4, 64)
        if at < 0 or len(listing) < at + 48:
            return
        numbers = [int.from_bytes(listing[at + 8 + 4 * n : at + 12 + 4 * n], "little") for n in range(10)]
        self.problem = ""
        self.duration_s = numbers[0] * numbers[4] / 1e6 or None
        self.height = numbers[9] or None
        kinds = {match[1] for match in _STREAM.finditer(listing)}
        self.has_audio, self.has_video = b"auds" in kinds, b"vids" in kinds
        self.codecs.extend(fourcc(match[2]) for match in _STREAM.finditer(listing) if match[1] == b"vids")


class FlacProbe(MediaProbe):
    """The STREAMINFO block, which always comes first."""

    def program(self) -> Program:
        head = yield Read(4)
        if head[:3] == b"ID3":
            rest = yield Read(6)
            yield Skip(_tag_length(rest[2:6]))
            head = yield Read(4)
        block = yield Read(38)
        if head != b"fLaC" or block[0] & 0x7F != 0:
            return
        self.codecs.append("flac")
        packed = int.from_bytes(block[14:22], "big")
        rate, samples = packed >> 44, packed & (1 << 36) - 1
        self.problem, self.has_audio, self.has_video = "", True, False
        if rate and samples:
            self.duration_s = samples / rate


class OggProbe(MediaProbe):
    """Each logical stream by its first packet; its running time by the position of its last page."""

    def __init__(self) -> None:
        self._units: dict[int, tuple[float, int, int]] = {}  # serial → units a second, offset, shift of the keyframe
        self._last: dict[int, int] = {}
        super().__init__()

    def program(self) -> Program:
        while True:
            head = yield Read(27)
            if head[:4] != b"OggS":
                return
            sizes = yield Read(head[26])
            serial, position = int.from_bytes(head[14:18], "little"), int.from_bytes(head[6:14], "little", signed=True)
            if head[5] & 2 and len(self._units) < 64:
                self._stream(serial, (yield Read(sum(sizes))))
            else:
                yield Skip(sum(sizes))
            if position > 0 and serial in self._units:
                self._last[serial] = max(position, self._last.get(serial, 0))

    def conclude(self) -> None:
        ends = []
        for serial, position in self._last.items():
            rate, offset, shift = self._units[serial]
            frames = (position >> shift) + (position & (1 << shift) - 1) if shift else position - offset
            ends.append(frames / rate)
        self.duration_s = max(ends, default=None)

    def _stream(self, serial: int, packet: bytes) -> None:
        unit: tuple[float, int, int] | None = None
        self.codecs.extend(name for mark, name in _OGG_CODECS if packet.startswith(mark))
        if packet.startswith(b"OpusHead") and len(packet) >= 12:
            unit = (48000.0, int.from_bytes(packet[10:12], "little"), 0)
        elif packet.startswith(b"\x01vorbis") and len(packet) >= 16:
            unit = (float(int.from_bytes(packet[12:16], "little")), 0, 0)
        elif packet.startswith(b"\x7fFLAC") and len(packet) >= 35:
            unit = (float(int.from_bytes(packet[27:30], "big") >> 4), 0, 0)
        elif packet.startswith(b"Speex   ") and len(packet) >= 40:
            unit = (float(int.from_bytes(packet[36:40], "little")), 0, 0)
        elif packet.startswith(b"\x80theora") and len(packet) >= 42:
            unit = self._theora(packet)
        self.has_video = self.has_video or False
        if unit is not None and unit[0] > 0:
            self.problem = ""
            self._units[serial] = unit
            self.has_audio = bool(self.has_audio) or unit[2] == 0

    def _theora(self, packet: bytes) -> tuple[float, int, int]:
        self.has_video = True
        self.has_audio = self.has_audio or False
        self.height = int.from_bytes(packet[17:20], "big") or None
        numerator, denominator = int.from_bytes(packet[22:26], "big"), int.from_bytes(packet[26:30], "big")
        return (numerator / denominator if denominator else 0.0, 0, (packet[40] & 3) << 3 | packet[41] >> 5)
