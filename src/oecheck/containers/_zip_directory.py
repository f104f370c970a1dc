"""The central directory of a zip, as it stands there.

The standard library's reader is not used: it hides what has to be reported (names cut at NUL, decoded by code page 437,
comments, leading bytes), differs between Python versions in what it refuses, and takes four times as long
(20,000 entries: 60 ms to 15). The layout is PKWARE APPNOTE 6.3.10, §4.3.
"""

from __future__ import annotations

import struct
import zlib

import msgspec

from oecheck.containers._bytes import RandomBytes
from oecheck.containers._limits import Limits
from oecheck.errors import NotAPackage, PackageTooLarge

__all__ = ["Directory", "ZipEntry", "read_directory"]

_END = struct.Struct("<4s4H2LH")  # §4.3.16 end of central directory
_END64_LOCATOR = struct.Struct("<4sLQL")  # §4.3.15
_END64 = struct.Struct("<4sQ2H2L4Q")  # §4.3.14
_ENTRY = struct.Struct("<4s6H3L5H2L")  # §4.3.12 central directory file header
_MAX_COMMENT = 0xFFFF
_FULL_16 = 0xFFFF
_FULL_32 = 0xFFFFFFFF
_ZIP64_EXTRA = 0x0001  # §4.5.3
_UNICODE_PATH = 0x7075  # §4.6.9


class ZipEntry(msgspec.Struct, gc=False):
    """One entry of the directory; fields as in APPNOTE §4.4.

    `unicode_name` is the name of the Info-ZIP Unicode path field (§4.6.9), when it belongs to this name; b"".
    """

    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed_bytes: int
    size_bytes: int
    offset: int
    made_by: int
    attributes: int
    unicode_name: bytes = b""


class Directory(msgspec.Struct):
    """All entries, and what is odd around them.

    Attributes:
        leading_bytes: bytes before the archive; offsets of entries already count them.
        trailing_bytes: bytes after the archive that its comment does not cover.
        declared_entries: number of entries that the end record tells.
        start: where the directory begins; no entry reaches beyond.
    """

    entries: list[ZipEntry]
    leading_bytes: int
    trailing_bytes: int
    declared_entries: int
    start: int


def read_directory(source: RandomBytes, limits: Limits) -> Directory:
    """Reads the directory; nothing is inflated.

    Raises:
        NotAPackage: no directory (a truncated or damaged archive), or one that does not fit in the file.
        PackageTooLarge: more entries or a larger directory than allowed.
    """
    position, trailing, count, size_bytes, offset = _find_end(source)
    if count == _FULL_16 or size_bytes == _FULL_32 or offset == _FULL_32:
        position, count, size_bytes, offset = _read_end64(source, position, count, size_bytes, offset)
    if count > limits.entries:
        raise PackageTooLarge("too-many-entries", found=count, limit=limits.entries)
    if size_bytes > limits.directory_bytes:
        raise PackageTooLarge("directory-too-large", found=size_bytes, limit=limits.directory_bytes)
    start = position - size_bytes
    leading = start - offset
    if start < 0 or leading < 0:
        raise NotAPackage("archive-damaged", what="directory")
    entries = _read_entries(source.read_at(start, size_bytes), leading, limits)
    return Directory(entries, leading, trailing, count, start)


def _find_end(source: RandomBytes) -> tuple[int, int, int, int, int]:
    """The end record: (position, trailing bytes, entries, directory size, directory offset).

    The record whose comment reaches exactly to the end of the file wins; failing that the last one.
    """
    tail_start = max(0, source.size_bytes - _END.size - _MAX_COMMENT)
    tail = source.read_at(tail_start, source.size_bytes - tail_start)
    best: tuple[int, int] | None = None
    at = tail.rfind(b"PK\5\6")
    while at >= 0:
        if at + _END.size <= len(tail):
            left = len(tail) - at - _END.size - int.from_bytes(tail[at + 20 : at + 22], "little")
            if left == 0 or best is None:
                best = (at, left)
            if left == 0:
                break
        at = tail.rfind(b"PK\5\6", 0, at)
    if best is None:
        raise NotAPackage("archive-truncated")
    at, left = best
    _, _, _, _, count, size_bytes, offset, _ = _END.unpack_from(tail, at)
    return tail_start + at, left, count, size_bytes, offset


def _read_end64(
    source: RandomBytes, position: int, count: int, size_bytes: int, offset: int
) -> tuple[int, int, int, int]:
    """ZIP64: (position of its record, entries, directory size, directory offset); without one, what was given."""
    locator = source.read_at(max(0, position - _END64_LOCATOR.size), _END64_LOCATOR.size)
    if len(locator) < _END64_LOCATOR.size or locator[:4] != b"PK\6\7":
        return position, count, size_bytes, offset
    declared = _END64_LOCATOR.unpack(locator)[2]
    # The record stands right before its locator; bytes before the archive shift its declared place.
    for at in (declared, position - _END64_LOCATOR.size - _END64.size):
        record = source.read_at(at, _END64.size) if 0 <= at < source.size_bytes else b""
        if len(record) == _END64.size and record[:4] == b"PK\6\6":
            fields = _END64.unpack(record)
            return at, fields[7], fields[8], fields[9]
    raise NotAPackage("archive-damaged", what="ZIP64 record")


def _read_entries(data: bytes, leading: int, limits: Limits) -> list[ZipEntry]:
    entries: list[ZipEntry] = []
    at = 0
    end = len(data)
    unpack = _ENTRY.unpack_from
    fixed = _ENTRY.size
    while at + fixed <= end and data[at : at + 4] == b"PK\1\2":
        (_, made_by, _, flags, method, _, _, crc, packed, size_bytes, name_length, extra_length, comment_length, _, _,
         attributes, offset) = unpack(data, at)  # fmt: skip
        name_at = at + fixed
        at = name_at + name_length + extra_length + comment_length
        if at > end:
            raise NotAPackage("archive-damaged", what="directory")
        raw_name = data[name_at : name_at + name_length]
        entry = ZipEntry(raw_name, flags, method, crc, packed, size_bytes, offset, made_by, attributes)
        if extra_length and (
            size_bytes == _FULL_32 or packed == _FULL_32 or offset == _FULL_32 or not raw_name.isascii()
        ):
            _apply_extra(entry, data[name_at + name_length : name_at + name_length + extra_length])
        entry.offset += leading
        entries.append(entry)
        if len(entries) > limits.entries:
            raise PackageTooLarge("too-many-entries", found=len(entries), limit=limits.entries)
    return entries


def _apply_extra(entry: ZipEntry, extra: bytes) -> None:
    """Takes 64-bit sizes and the Unicode name from the extra field."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        value = extra[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == _ZIP64_EXTRA:
            entry.size_bytes, entry.packed_bytes, entry.offset = _widened(
                value, entry.size_bytes, entry.packed_bytes, entry.offset
            )
        elif kind == _UNICODE_PATH and value[1:5] == zlib.crc32(entry.raw_name).to_bytes(4, "little"):
            entry.unicode_name = value[5:]


def _widened(wide: bytes, *fields: int) -> list[int]:
    """The 64-bit values of the fields that are full, in the order of §4.5.3; others as they are."""
    values = list(fields)
    for position, value in enumerate(values):
        if value == _FULL_32 and len(wide) >= 8:
            values[position] = int.from_bytes(wide[:8], "little")
            wide = wide[8:]
    return values
