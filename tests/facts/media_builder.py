"""Small media files, byte by byte, for tests. They hold headers and time stamps, no pictures and no sound."""

from __future__ import annotations

import struct


def box(kind: bytes, *parts: bytes) -> bytes:
    """A box of ISO/IEC 14496-12."""
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def _packed_language(code: str) -> int:
    first, second, third = (ord(letter) - 96 for letter in code)
    return first << 10 | second << 5 | third


def iso_track(
    number: int,
    handler: bytes,
    *,
    seconds: float = 12.0,
    scale: int = 1000,
    height: int = 0,
    language: str = "und",
    turned: bool = False,
    refers: bytes = b"",
) -> bytes:
    matrix = (0, 0x10000, 0, 0xFFFF0000, 0, 0, 0, 0, 0x40000000) if turned else (0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0)
    header = struct.pack(">IIIIIIII", 0, 0, 0, number, 0, int(seconds * scale), 0, 0)
    header += (
        struct.pack(">HHHH", 0, 0, 0, 0) + struct.pack(">9I", *matrix) + struct.pack(">II", 640 << 16, height << 16)
    )
    media_header = struct.pack(">IIIIIHH", 0, 0, 0, scale, int(seconds * scale), _packed_language(language), 0)
    media = box(b"mdia", box(b"mdhd", media_header), box(b"hdlr", bytes(8), handler, bytes(13)))
    return box(b"trak", box(b"tkhd", header), refers, media)


def movie(*tracks: bytes, seconds: float = 12.0, scale: int = 1000, extra: bytes = b"") -> bytes:
    header = struct.pack(">IIIII", 0, 0, 0, scale, int(seconds * scale)) + bytes(80)
    return box(b"moov", box(b"mvhd", header), extra, *tracks)


def mp4(*tracks: bytes, seconds: float = 12.0, movie_first: bool = True, samples: int = 4096) -> bytes:
    """An MP4 file; its movie box before or after the samples."""
    parts = [movie(*tracks, seconds=seconds), box(b"mdat", bytes(samples))]
    return box(b"ftyp", b"isom", bytes(4), b"isom") + b"".join(parts if movie_first else parts[::-1])


def fragment(track: int, start: int, durations: list[int]) -> bytes:
    """A movie fragment whose samples have their own durations."""
    run = struct.pack(">II", 0x000100, len(durations)) + b"".join(struct.pack(">I", length) for length in durations)
    decode_time = box(b"tfdt", struct.pack(">II", 0, start))
    return box(b"moof", box(b"traf", box(b"tfhd", struct.pack(">II", 0, track)), decode_time, box(b"trun", run)))


def element(identifier: int, body: bytes, *, unknown_size: bool = False) -> bytes:
    """An EBML element with a size of four bytes."""
    name = identifier.to_bytes((identifier.bit_length() + 7) // 8, "big")
    size = b"\x01" + b"\xff" * 7 if unknown_size else (len(body) | 0x10000000).to_bytes(4, "big")
    return name + size + body


def webm_track(kind: int, *, height: int = 0, language: bytes = b"", codec: bytes = b"") -> bytes:
    video = element(0xE0, element(0xBA, height.to_bytes(2, "big"))) if height else b""
    named = element(0x22B59C, language) if language else b""
    return element(0xAE, element(0x83, bytes([kind])) + element(0x86, codec) + named + video)


def webm(*tracks: bytes, seconds: float | None = 12.0, blocks_ms: tuple[int, ...] = (), live: bool = False) -> bytes:
    """A WebM file; without `seconds` its running time follows from the blocks; `live` has sizes unknown."""
    duration = element(0x4489, struct.pack(">d", seconds * 1000)) if seconds is not None else b""
    info = element(0x1549A966, element(0x2AD7B1, (1_000_000).to_bytes(3, "big")) + duration)
    clusters = b"".join(
        element(
            0x1F43B675,
            element(0xE7, start.to_bytes(4, "big")) + element(0xA3, b"\x81\x00\x05\x80" + bytes(60)),
            unknown_size=live,
        )
        for start in blocks_ms
    )
    head = element(0x1A45DFA3, element(0x4282, b"webm"))
    return head + element(0x18538067, info + element(0x1654AE6B, b"".join(tracks)) + clusters, unknown_size=live)


def mp3(*, frames: int = 100, counted: bool = True, tag: int = 0) -> bytes:
    """MPEG 1 layer III, 128 kbit/s, 44.1 kHz, stereo: frames of 417 bytes; with or without a Xing header."""
    header = b"\xff\xfb\x90\x00"
    first = header + bytes(32) + (b"Xing" + struct.pack(">II", 1, frames) if counted else b"")
    body = first.ljust(417, b"\0") + (header + bytes(413)) * (frames - 1)
    sizes = bytes(tag >> shift & 0x7F for shift in (21, 14, 7, 0))
    return (b"ID3\x04\x00\x00" + sizes + bytes(tag) if tag else b"") + body


def wav(*, seconds: float = 2.0, rate: int = 8000, open_ended: bool = False) -> bytes:
    """Sound of one channel and eight bits."""
    samples = bytes(int(seconds * rate))
    size = 0xFFFFFFFF if open_ended else len(samples)
    form = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, rate, rate, 1, 8)
    return b"RIFF" + struct.pack("<I", 36 + len(samples)) + b"WAVE" + form + b"data" + struct.pack("<I", size) + samples


def flac(*, seconds: float = 3.0, rate: int = 44100) -> bytes:
    packed = rate << 44 | int(seconds * rate)
    return b"fLaC\x80\x00\x00\x22" + bytes(10) + packed.to_bytes(8, "big") + bytes(16)


def ogg_page(serial: int, position: int, body: bytes, *, first: bool = False) -> bytes:
    sizes = bytes([255] * (len(body) // 255) + [len(body) % 255])
    head = b"OggS\x00" + bytes([2 if first else 0]) + struct.pack("<qIIIB", position, serial, 0, 0, len(sizes))
    return head + sizes + body


def opus(*, seconds: float = 5.0, pre_skip: int = 312) -> bytes:
    head = b"OpusHead\x01\x02" + struct.pack("<HIHB", pre_skip, 48000, 0, 0)
    return ogg_page(7, 0, head, first=True) + ogg_page(7, pre_skip + int(seconds * 48000), bytes(400))


def avi(*, frames: int = 250, microseconds: int = 40_000, height: int = 480) -> bytes:
    numbers = (microseconds, 0, 0, 0, frames, 0, 2, 0, 640, height, 0, 0, 0, 0)
    main = b"avih" + struct.pack("<I14I", 56, *numbers)
    streams = b"".join(b"strh" + struct.pack("<I", 56) + kind + bytes(52) for kind in (b"vids", b"auds"))
    listing = b"hdrl" + main + streams
    return b"RIFF" + struct.pack("<I", 4 + 8 + len(listing)) + b"AVI LIST" + struct.pack("<I", len(listing)) + listing
