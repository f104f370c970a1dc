"""Entries by name in one folder: written as a whole or not at all, the one that was not used for longest removed first.

Several processes may use one folder. A file that is replaced or removed while another process reads it stays readable
there; a file that is half written has another name.
"""

from __future__ import annotations

import hashlib
import os
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

__all__ = ["Entries", "Usage"]

_MAGIC = b"oecheck1"
_DIGEST_BYTES = 32
_PART = ".part"
_PART_AGE_S = 3600
"""A part that is older was left by a process that was killed."""
_LOOK_AGAIN = 16
"""The folder is looked through again after this share of its limit was written: other processes write as well."""
_ROOM = 10
"""This share of the limit is made free at once, so that not every entry that is written has to remove another."""
_LEVEL = 1
"""Of zlib: a fifth of the size for 5 ms a megabyte; level 6 takes four times as long for a tenth less."""


class Usage(msgspec.Struct, frozen=True):
    """What a folder holds."""

    count: int
    size_bytes: int


class _File(msgspec.Struct, frozen=True, order=True):
    """An entry, by when it was used."""

    used_ns: int
    name: str
    size_bytes: int


class Entries:
    """Named bytes in a folder.

    Args:
        folder: it is made when something is kept.
        limit_bytes: of all entries together; a few newer ones may stand above it until the folder is looked through.
    """

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        self._folder = folder
        self._limit_bytes = limit_bytes
        self._left_bytes = 0  # that may be written before the folder is looked through

    def get(self, name: str) -> bytes | None:
        """What was kept under a name; None where there is nothing, or nothing whole."""
        path = self._folder / name
        try:
            data = path.read_bytes()
        except OSError:
            return None
        kept = _opened(data)
        with suppress(OSError):
            os.utime(path)  # the time of use decides what is removed first
        return kept

    def has(self, name: str) -> bool:
        """Whether there is something under a name, whole or not."""
        return (self._folder / name).is_file()

    def put(self, name: str, content: bytes) -> None:
        """Keeps bytes under a name; a folder or disk that does not take them is done without."""
        data = _closed(content)
        if len(data) > self._limit_bytes // _ROOM:
            return  # it would push out everything else
        with suppress(OSError):
            self._write(name, data)
            self._left_bytes -= len(data)
            if self._left_bytes < 0:
                self._make_room()

    def usage(self) -> Usage:
        """How much there is."""
        files = self._files()
        return Usage(len(files), sum(file.size_bytes for file in files))

    def clear(self) -> Usage:
        """Removes every entry; what there was."""
        before = self.usage()
        for file in self._files():
            self._remove(file.name)
        return before

    def _write(self, name: str, data: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = self._folder / f"{name}.{os.getpid()}-{os.urandom(4).hex()}{_PART}"
        try:
            # For the user alone: a report tells what is in a package.
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
                stream.write(data)
            part.replace(self._folder / name)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise

    def _make_room(self) -> None:
        files = sorted(self._files())
        total = sum(file.size_bytes for file in files)
        if total > self._limit_bytes:
            for file in files:
                if total <= self._limit_bytes - self._limit_bytes // _ROOM:
                    break
                self._remove(file.name)
                total -= file.size_bytes
        self._left_bytes = min(self._limit_bytes - total, self._limit_bytes // _LOOK_AGAIN)

    def _files(self) -> list[_File]:
        """The entries there are; parts that nobody will finish are removed on the way."""
        found: list[_File] = []
        oldest_part_ns = time.time_ns() - _PART_AGE_S * 1_000_000_000
        for file in self._listed():
            if not file.name.endswith(_PART):
                found.append(file)
            elif file.used_ns < oldest_part_ns:
                self._remove(file.name)
        return found

    def _listed(self) -> Iterator[_File]:
        with suppress(OSError), os.scandir(self._folder) as listing:
            for entry in listing:
                with suppress(OSError):  # another process may have removed it meanwhile
                    status = entry.stat(follow_symlinks=False)
                    yield _File(status.st_mtime_ns, entry.name, status.st_size)

    def _remove(self, name: str) -> None:
        with suppress(OSError):
            (self._folder / name).unlink()


def _closed(content: bytes) -> bytes:
    packed = zlib.compress(content, _LEVEL)
    return b"".join((_MAGIC, hashlib.sha256(packed).digest(), packed))


def _opened(data: bytes) -> bytes | None:
    start = len(_MAGIC) + _DIGEST_BYTES
    packed = memoryview(data)[start:]
    if data[: len(_MAGIC)] != _MAGIC or data[len(_MAGIC) : start] != hashlib.sha256(packed).digest():
        return None
    return zlib.decompress(packed)
