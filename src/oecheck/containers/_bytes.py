"""Random access to the bytes of a package: a file on disk, or bytes in memory."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from oecheck.containers._limits import PIECE_BYTES

__all__ = ["FileBytes", "MemoryBytes", "RandomBytes", "digest_of", "pieces_of"]


class RandomBytes(Protocol):
    """Bytes that can be read anywhere; a read at or over the end gives what there is."""

    size_bytes: int

    def read_at(self, offset: int, count: int) -> bytes: ...

    def close(self) -> None: ...


class FileBytes:
    """A file, unbuffered: mapping it would make the whole package count as memory of the process."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size_bytes = file.seek(0, 2)

    @classmethod
    def open(cls, path: Path) -> FileBytes:
        """A regular file: a pipe would wait for whoever writes into it, a device may have no end.

        Raises:
            OSError: the system refuses it, or it is no regular file.
        """
        # Lives as long as the container; closed with it, or when it is collected.
        return cls(open(_regular(path), "rb", buffering=0))

    def read_at(self, offset: int, count: int) -> bytes:
        self._file.seek(offset)
        data = self._file.read(count)
        if len(data) == count or not data:
            return data
        return data + self._rest(count - len(data))

    def _rest(self, count: int) -> bytes:
        """What a short read left out (files over 2 GB, network drives)."""
        parts = []
        while count > 0 and (piece := self._file.read(count)):
            parts.append(piece)
            count -= len(piece)
        return b"".join(parts)

    def close(self) -> None:
        self._file.close()


def _regular(path: Path) -> int:
    """Opens a file without waiting; whatever is no regular file is refused on what was opened, not on its name."""
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError(errno.EINVAL, "no regular file")
    return number


class MemoryBytes:
    """Bytes that came through standard input or from a test."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size_bytes = len(data)

    def read_at(self, offset: int, count: int) -> bytes:
        return self._data[offset : offset + count]

    def close(self) -> None:
        self._data = b""
        self.size_bytes = 0


def pieces_of(source: RandomBytes, offset: int, count: int) -> Iterator[bytes]:
    """`count` bytes from `offset`, in pieces; fewer when the source ends before."""
    end = min(offset + count, source.size_bytes)
    while offset < end:
        piece = source.read_at(offset, min(PIECE_BYTES, end - offset))
        if not piece:
            return
        yield piece
        offset += len(piece)


def digest_of(source: RandomBytes) -> str:
    """SHA-256 of all bytes."""
    digest = hashlib.sha256()
    for piece in pieces_of(source, 0, source.size_bytes):
        digest.update(piece)
    return digest.hexdigest()
