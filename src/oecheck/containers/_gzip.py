"""Unpacking gzip once, to memory or to a nameless temporary file, counted while it grows.

A tar inside gzip can only be read from its beginning; readers want its entries in their own order. So the tar is
inflated once as a whole. No entry is ever written under its name.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from oecheck.containers._bytes import RandomBytes, pieces_of
from oecheck.containers._limits import PIECE_BYTES, Limits
from oecheck.containers._spool import spool
from oecheck.errors import NotAPackage, PackageTooLarge

__all__ = ["gunzip", "gunzip_head"]

_WBITS = 16 + zlib.MAX_WBITS


def gunzip_head(source: RandomBytes, count: int) -> bytes:
    """The first bytes inside a gzip file; fewer or none when it is damaged."""
    try:
        return zlib.decompressobj(_WBITS).decompress(source.read_at(0, PIECE_BYTES), count)
    except zlib.error:
        return b""


def gunzip(source: RandomBytes, limits: Limits) -> RandomBytes:
    """Everything inside a gzip file, all members one after the other.

    Raises:
        NotAPackage: damaged or truncated.
        PackageTooLarge: more than `limits.total_bytes`, or a ratio that no honest archive has.
    """
    return spool(_inflated(source, limits))


def _inflated(source: RandomBytes, limits: Limits) -> Iterator[bytes]:
    inflater = zlib.decompressobj(_WBITS)
    total = 0
    finished = False
    for data in pieces_of(source, 0, source.size_bytes):
        while data:
            if inflater.eof and not data.startswith(b"\x1f\x8b"):
                return  # padding after the last member
            if inflater.eof:
                inflater = zlib.decompressobj(_WBITS)
            try:
                piece = inflater.decompress(data, PIECE_BYTES)
            except zlib.error:
                raise NotAPackage("archive-damaged", what="gzip") from None
            total += len(piece)
            _check_size(total, source.size_bytes, limits)
            yield piece
            data = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
        finished = inflater.eof
    while not finished and (piece := inflater.decompress(b"", PIECE_BYTES)):
        total += len(piece)
        _check_size(total, source.size_bytes, limits)
        yield piece
        finished = inflater.eof
    if not inflater.eof:
        raise NotAPackage("archive-truncated")


def _check_size(total: int, packed: int, limits: Limits) -> None:
    if total > limits.total_bytes:
        raise PackageTooLarge("total-too-large", found=total, limit=limits.total_bytes)
    if total > 10 * limits.ratio_floor_bytes and total > limits.ratio * packed:
        raise PackageTooLarge("ratio", path="", found=total // packed, limit=limits.ratio)
