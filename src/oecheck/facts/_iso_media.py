"""MP4, M4A and QuickTime: boxes of ISO/IEC 14496-12.

The movie box may lie before or after the samples; of a fragmented file the running time is in `mehd`, in `sidx`, or
is added up from the fragments.
"""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.facts._codec_names import fourcc
from oecheck.facts._probe import MAX_HEADER_BYTES, MediaProbe, Program, Read, Skip
from oecheck.model.media import TextTrack

__all__ = ["IsoMediaProbe"]

_MAX_FRAGMENT_BYTES = 1 << 20  # a movie fragment of ten seconds has some kilobytes
_MAX_BOXES = 10_000  # of one parent
_TEXT_HANDLERS = {b"sbtl": "subtitles", b"subt": "subtitles", b"text": "subtitles", b"clcp": "captions"}
# Where phones write the place of a recording: QuickTime user data, Apple metadata keys, 3GPP `loci`.
_PLACES = (b"\xa9xyz", b"com.apple.quicktime.location", b"loci\x00\x00\x00\x00")
_QUARTER_TURNS = {0x00010000, 0xFFFF0000}


class IsoMediaProbe(MediaProbe):
    """Reads `moov` wherever it lies, and fragments where the movie has them."""

    def __init__(self) -> None:
        self._time_scales: dict[int, int] = {}
        self._default_durations: dict[int, int] = {}
        self._fragment_ends: dict[int, int] = {}
        self._index_s = 0.0
        self._movie_scale = 0
        super().__init__()

    def program(self) -> Program:
        while True:
            head = yield Read(8)
            size, kind, header = int.from_bytes(head[:4], "big"), head[4:], 8
            if size == 1:
                size, header = int.from_bytes((yield Read(8)), "big"), 16
            if size == 0:  # up to the end of the file
                return
            if size < header:
                self.problem = self.problem or "truncated"
                return
            body = size - header
            if kind == b"moov" and body <= MAX_HEADER_BYTES:
                self.problem = ""
                self._movie((yield Read(body)))
            elif kind in {b"moof", b"sidx"} and body <= _MAX_FRAGMENT_BYTES:
                self._fragment(kind, (yield Read(body)))
            else:
                if kind == b"moov":
                    self.problem = "header-too-large"
                yield Skip(body)

    def conclude(self) -> None:
        if self.duration_s is None:
            ends = [end / self._time_scales[track] for track, end in self._fragment_ends.items() if end]
            self.duration_s = max([self._index_s, *ends], default=0.0) or None

    def _movie(self, movie: bytes) -> None:
        self.has_audio = self.has_video = False
        if any(mark in movie for mark in _PLACES):
            self.private_traces.append("gps")
        chapters: set[int] = set()
        texts: list[tuple[int, TextTrack]] = []
        for kind, body in _boxes(movie):
            if kind == b"mvhd":
                self._movie_header(body)
            elif kind == b"mvex":
                self._extends(body)
            elif kind == b"trak":
                self._track(body, chapters, texts)
            elif kind == b"cmov":  # compressed movie header of old QuickTime: nothing can be told
                self.has_audio = self.has_video = None
        self.text_tracks = [TextTrack(text.language, "chapters") if id_ in chapters else text for id_, text in texts]

    def _movie_header(self, body: bytes) -> None:
        scale, duration = _times(body)
        self._movie_scale = scale
        if scale and duration:
            self.duration_s = duration / scale

    def _extends(self, body: bytes) -> None:
        for kind, inner in _boxes(body):
            if kind == b"mehd" and len(inner) >= 8:
                length = int.from_bytes(inner[4:12] if inner[0] == 1 else inner[4:8], "big")
                if self._movie_scale and length:
                    self.duration_s = length / self._movie_scale
            elif kind == b"trex" and len(inner) >= 16:
                self._default_durations[int.from_bytes(inner[4:8], "big")] = int.from_bytes(inner[12:16], "big")

    def _track(self, track: bytes, chapters: set[int], texts: list[tuple[int, TextTrack]]) -> None:
        identifier, height, handler, language, codec = 0, 0, b"", "", ""
        for kind, body in _boxes(track):
            if kind == b"tkhd":
                identifier, height = _track_header(body)
            elif kind == b"tref":
                chapters.update(number for name, refs in _boxes(body) if name == b"chap" for number in _numbers(refs))
            elif kind == b"mdia":
                handler, language, scale = _media(body)
                codec = _codec(body)
                self._time_scales[identifier] = scale
        if handler == b"vide":
            self.has_video = True
            self.height = max(self.height or 0, height) or None
        elif handler == b"soun":
            self.has_audio = True
        elif handler in _TEXT_HANDLERS:
            texts.append((identifier, TextTrack(language, _TEXT_HANDLERS[handler])))
        if handler in {b"vide", b"soun"} and codec:
            self.codecs.append(codec)

    def _fragment(self, kind: bytes, body: bytes) -> None:
        if kind == b"sidx":
            self._index_s += _index_duration(body)
            return
        for name, fragment in _boxes(body):
            if name == b"traf":
                self._track_fragment(fragment)

    def _track_fragment(self, fragment: bytes) -> None:
        track, start, length, default = 0, None, 0, 0
        for kind, body in _boxes(fragment):
            if kind == b"tfhd" and len(body) >= 8:
                track = int.from_bytes(body[4:8], "big")
                default = _header_default(body) or self._default_durations.get(track, 0)
            elif kind == b"tfdt" and len(body) >= 8:
                start = int.from_bytes(body[4:12] if body[0] == 1 else body[4:8], "big")
            elif kind == b"trun":
                length += _run_duration(body, default)
        if self._time_scales.get(track):
            begin = self._fragment_ends.get(track, 0) if start is None else start
            self._fragment_ends[track] = max(self._fragment_ends.get(track, 0), begin + length)


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The boxes one after another; a box that does not fit ends the list."""
    position = 0
    for _ in range(_MAX_BOXES):
        if position + 8 > len(data):
            return
        size, header = int.from_bytes(data[position : position + 4], "big"), 8
        if size == 1:
            size, header = int.from_bytes(data[position + 8 : position + 16], "big"), 16
        elif size == 0:
            size = len(data) - position
        if size < header or position + size > len(data):
            return
        yield data[position + 4 : position + 8], data[position + header : position + size]
        position += size


def _times(body: bytes) -> tuple[int, int]:
    """Time scale and duration of `mvhd` or `mdhd`; a duration of all ones means unknown."""
    wide = body[:1] == b"\x01"
    at, width = (20, 8) if wide else (12, 4)
    scale = int.from_bytes(body[at : at + 4], "big")
    duration = body[at + 4 : at + 4 + width]
    return scale, 0 if duration == b"\xff" * width else int.from_bytes(duration, "big")


def _track_header(body: bytes) -> tuple[int, int]:
    """Track number and lines of the picture as shown (a picture turned by 90° shows its width)."""
    wide = body[:1] == b"\x01"
    identifier = int.from_bytes(body[20:24] if wide else body[12:16], "big")
    matrix = 52 if wide else 40
    width, height = (int.from_bytes(body[matrix + at : matrix + at + 2], "big") for at in (36, 40))
    turned = int.from_bytes(body[matrix + 4 : matrix + 8], "big") in _QUARTER_TURNS
    return identifier, width if turned else height


def _media(body: bytes) -> tuple[bytes, str, int]:
    """Handler, language and time scale of a track."""
    handler, language, scale = b"", "", 0
    for kind, inner in _boxes(body):
        if kind == b"mdhd":
            scale = _times(inner)[0]
            at = 32 if inner[:1] == b"\x01" else 20
            language = language or _packed_language(int.from_bytes(inner[at : at + 2], "big"))
        elif kind == b"hdlr":
            handler = inner[8:12]
        elif kind == b"elng":
            language = inner[4:].partition(b"\0")[0].decode("ascii", "replace")[:35]
    return handler, language, scale


def _codec(media: bytes) -> str:
    """Codec of a track by its first sample entry (ISO/IEC 14496-12 §8.5.2); "" when it has none."""
    for path in (b"minf", b"stbl", b"stsd"):
        media = next((body for kind, body in _boxes(media) if kind == path), b"")
    kind, entry = next(_boxes(media[8:]), (b"", b""))
    if kind == b"mp4a":
        return _in_mpeg4(entry)
    return fourcc(kind) if kind else ""


def _in_mpeg4(entry: bytes) -> str:
    """What `mp4a` really holds, by the object type of its descriptor (ISO/IEC 14496-14): AAC, or MP3."""
    at = entry.find(b"esds")
    descriptor = entry[at + 8 : at + 64] if at >= 0 else b""
    place = descriptor.find(b"\x04")  # the tag of the decoder configuration
    body = descriptor[place + 1 :].lstrip(b"\x80")[1:2] if place >= 0 else b""
    return "mp3" if body in (b"\x69", b"\x6b") else "aac"


def _packed_language(number: int) -> str:
    """Three letters of five bits each; numbers below 0x400 are QuickTime's own and say nothing here."""
    letters = [number >> shift & 31 for shift in (10, 5, 0)]
    code = (
        "".join(chr(96 + letter) for letter in letters)
        if number >= 0x400 and all(1 <= n <= 26 for n in letters)
        else ""
    )
    return "" if code == "und" else code


def _numbers(body: bytes) -> Iterator[int]:
    return (int.from_bytes(body[at : at + 4], "big") for at in range(0, min(len(body), 4096) - 3, 4))


def _index_duration(body: bytes) -> float:
    """Seconds of the subsegments of a segment index."""
    scale = int.from_bytes(body[8:12], "big")
    at = 28 if body[:1] == b"\x01" else 20
    count = int.from_bytes(body[at + 2 : at + 4], "big")
    first = at + 4
    total = sum(int.from_bytes(body[first + 12 * n + 4 : first + 12 * n + 8], "big") for n in range(count))
    return total / scale if scale else 0.0


def _header_default(body: bytes) -> int:
    """Default duration of a sample in `tfhd`; 0 where it leaves that to the movie."""
    flags = int.from_bytes(body[1:4], "big")
    if not flags & 0x08:
        return 0
    at = 8 + (8 if flags & 0x01 else 0) + (4 if flags & 0x02 else 0)
    return int.from_bytes(body[at : at + 4], "big")


def _run_duration(body: bytes, default: int) -> int:
    """Duration of the samples of `trun`, in the units of its track."""
    flags, count = int.from_bytes(body[1:4], "big"), int.from_bytes(body[4:8], "big")
    if not flags & 0x100:
        return count * default
    at = 8 + (4 if flags & 0x01 else 0) + (4 if flags & 0x04 else 0)
    step = 4 * (flags >> 8 & 0x0F).bit_count()
    count = min(count, max(len(body) - at, 0) // step)
    return sum(int.from_bytes(body[at + n * step : at + n * step + 4], "big") for n in range(count))
