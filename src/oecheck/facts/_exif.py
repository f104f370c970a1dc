"""Private metadata in pictures: which kinds are there, never what they say.

Sources: Exif 2.32 (TIFF directories), JPEG segments, PNG chunks, WebP chunks, XMP packets.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from oecheck.values.patterns import pattern

__all__ = ["USER_PATH", "traces_of_picture"]

_GPS, _EXIF = 0x8825, 0x8769
_SERIAL_TAGS = frozenset({0xA431, 0xA435, 0xC62F})  # body, lens, camera of DNG
_ARTIST = 0x013B
_LATITUDE = 2
_MAX_ENTRIES, _MAX_DIRECTORIES, _MAX_BLOCK = 500, 12, 1 << 20
USER_PATH = pattern(
    rb"[A-Za-z]:[\\/]{1,2}(?:Users|Documents and Settings)[\\/]{1,2}[^\\/\x00-\x1f\"<>|]{1,60}[\\/]|"
    rb"(?<![\w.:/])/(?:home|Users)/[^\\/\x00-\x1f\"<>|\s]{1,60}/"
)
"""A path that names the account of a person on a computer."""
_COMMON_ACCOUNTS = pattern(
    rb"[\\/](?:public|default|shared|runner|user|username|admin|vagrant|ubuntu|root)[\\/]$", re.IGNORECASE
)
_XMP_GPS = pattern(rb"exif:GPSLatitude\s{0,3}(?:=|>)\s{0,3}[\"']?[^\"'<\s]")
_XMP_SERIAL = pattern(rb"(?:aux|exifEX):(?:Body|Lens)?SerialNumber\s{0,3}(?:=|>)\s{0,3}[\"']?[^\"'<\s]")


def traces_of_picture(data: bytes) -> tuple[str, ...]:
    """Codes of private metadata: gps, serial_number, author, user_path."""
    found: set[str] = set()
    for kind, block in _blocks(data):
        if kind == "exif":
            found |= _directories(block.removeprefix(b"Exif\x00\x00"))
        if kind in {"xmp", "text"}:
            found |= {"gps"} if _XMP_GPS.search(block) else set()
            found |= {"serial_number"} if _XMP_SERIAL.search(block) else set()
        if has_user_path(block):
            found.add("user_path")
    return tuple(sorted(found))


def has_user_path(block: bytes) -> bool:
    """A path names somebody's account; accounts that are no person's (`runner`, `Public`) do not count."""
    return any(not _COMMON_ACCOUNTS.search(match[0]) for match in USER_PATH.finditer(block[:_MAX_BLOCK]))


def _blocks(data: bytes) -> Iterator[tuple[str, bytes]]:
    if data.startswith(b"\xff\xd8"):
        yield from _jpeg(data)
    elif data.startswith(b"\x89PNG"):
        yield from _png(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        yield from _webp(data)
    elif data[:4] in {b"II*\x00", b"MM\x00*"}:
        yield "exif", data


def _jpeg(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in {0xDA, 0xD9} or size < 2:
            return
        body = data[at + 4 : at + 2 + size]
        if marker == 0xE1 and body.startswith(b"Exif\x00\x00"):
            yield "exif", body
        elif marker == 0xE1 or marker in {0xED, 0xFE}:  # XMP, Photoshop resources, comment
            yield "xmp", body
        at += 2 + size


def _png(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 8
    while at + 12 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if kind == b"eXIf":
            yield "exif", data[at + 8 : at + 8 + min(size, _MAX_BLOCK)]
        elif kind in {b"tEXt", b"iTXt"}:
            yield "text", data[at + 8 : at + 8 + min(size, _MAX_BLOCK)]
        at += 12 + size


def _webp(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 12
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if kind in {b"EXIF", b"XMP "}:
            yield "exif" if kind == b"EXIF" else "xmp", data[at + 8 : at + 8 + min(size, _MAX_BLOCK)]
        at += 8 + size + (size & 1)


def _directories(tiff: bytes) -> set[str]:
    """Goes through the directories of a TIFF block, each once."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return set()
    found: set[str] = set()
    waiting = [(struct.unpack(f"{order}I", tiff[4:8])[0], False)]
    seen: set[int] = set()
    while waiting and len(seen) < _MAX_DIRECTORIES:
        offset, gps = waiting.pop()
        if offset in seen:
            continue
        seen.add(offset)
        for tag, count, value in _entries(tiff, offset, order):
            if gps and tag == _LATITUDE and count and any(_value_bytes(tiff, value, 24)):
                found.add("gps")
            elif not gps and tag in {_GPS, _EXIF}:
                waiting.append((value, tag == _GPS))
            elif not gps and tag in _SERIAL_TAGS and count > 1:
                found.add("serial_number")
            elif not gps and tag == _ARTIST and count > 1:
                found.add("author")
    return found


def _entries(tiff: bytes, offset: int, order: str) -> Iterator[tuple[int, int, int]]:
    """Tag, count and value (or its place) of each entry of a directory."""
    if offset + 2 > len(tiff):
        return
    (number,) = struct.unpack(f"{order}H", tiff[offset : offset + 2])
    for index in range(min(number, _MAX_ENTRIES)):
        entry = tiff[offset + 2 + 12 * index : offset + 14 + 12 * index]
        if len(entry) < 12:
            return
        tag, _, count, value = struct.unpack(f"{order}HHII", entry)
        yield tag, count, value


def _value_bytes(tiff: bytes, offset: int, size: int) -> bytes:
    return tiff[offset : offset + size]
