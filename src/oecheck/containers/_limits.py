"""How much of a package is looked at, at most."""

from __future__ import annotations

import msgspec

__all__ = ["PIECE_BYTES", "Limits"]

KIB = 1 << 10
MIB = 1 << 20
GIB = 1 << 30

PIECE_BYTES = 64 * KIB
"""Size of the pieces that large entries are read in."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds of one container. The defaults refuse none of 340 real packages and allow a course of 2 GB video.

    Attributes:
        entries: entries in the directory. The largest manifest seen in public names 10,507 files.
        total_bytes: all entries, unpacked.
        entry_bytes: one entry, unpacked.
        read_bytes: one entry read into memory as a whole; larger ones can only be streamed.
        ratio: unpacked size by packed size, of one entry and of the whole. Real packages reach 27, entries 83.
        ratio_floor_bytes: an entry up to this size may have any ratio (a blank page compresses 1,000 times); for the
            package as a whole the floor is ten times this.
        depth: folders above an entry. Real courses reach 9.
        name_length: bytes of a path in UTF-8. Windows stops at 260 characters, zip at 65,535.
        directory_bytes: size of a zip's central directory.
        link_hops: links followed one after the other.
        inside_bytes: an archive inside the package that is opened to look at the package in it.
        inside_count: such archives; the packages that were looked at together stay under `total_bytes` too.
        listed_problems: problems of one code that are listed one by one; the others are only counted.
    """

    entries: int = 200_000
    total_bytes: int = 16 * GIB
    entry_bytes: int = 8 * GIB
    read_bytes: int = 128 * MIB
    ratio: int = 100
    ratio_floor_bytes: int = 10 * MIB
    depth: int = 64
    name_length: int = 1_024
    directory_bytes: int = 64 * MIB
    link_hops: int = 16
    inside_bytes: int = GIB
    inside_count: int = 500
    listed_problems: int = 1_000
