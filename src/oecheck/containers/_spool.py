"""Bytes that come in order and are then read anywhere: kept in memory, or in a nameless temporary file.

No entry of a package is ever written to disk under its name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, cast

from oecheck.containers._bytes import FileBytes, MemoryBytes, RandomBytes
from oecheck.containers._limits import MIB

__all__ = ["spool"]

_IN_MEMORY = 16 * MIB
"""More than this goes to a temporary file."""


def spool(pieces: Iterable[bytes]) -> RandomBytes:
    """All pieces, to be read in any order. Whatever the pieces raise passes through, and nothing is left behind."""
    import tempfile  # loads a dozen modules that only few containers need

    kept = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - it lives as long as the container
    try:
        for piece in pieces:
            kept.write(piece)
        if kept.tell() <= _IN_MEMORY:
            kept.seek(0)
            data = kept.read()
            kept.close()
            return MemoryBytes(data)
    except BaseException:
        kept.close()
        raise
    return FileBytes(cast(BinaryIO, kept))
