"""A folder on disk as a container. Nothing outside is read, whatever links say."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG

from oecheck.containers._entry import EntryUnreadable, RawEntry
from oecheck.containers._index import Problems
from oecheck.containers._limits import PIECE_BYTES, Limits
from oecheck.containers._names import printable
from oecheck.errors import PackageTooLarge

__all__ = ["FolderBackend"]

_SKIPPED = frozenset({".git"})


class FolderBackend:
    """Files below a folder, by number in sorted order of their paths."""

    def __init__(self, root: Path, limits: Limits, problems: Problems) -> None:
        self._root = root
        self._limits = limits
        self._problems = problems
        self._paths: list[str] = []
        self._sizes: list[int] = []
        self.size_bytes = 0

    def raw_entries(self) -> Iterator[RawEntry]:
        """Files and links in sorted order; folders are walked with a list of our own, not by recursion."""
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            folders: list[str] = []
            for name in self._names_in(folder):
                path = folder + name
                entry = self._entry(path, name, folders)
                if entry is not None:
                    yield entry
            waiting.extend(reversed(folders))

    def _names_in(self, folder: str) -> list[str]:
        if folder.count("/") > self._limits.depth:
            self._problems.add("depth", printable(folder), limit=self._limits.depth, found=folder.count("/"))
            return []
        try:
            return sorted(os.listdir(self._root / folder))
        except OSError:
            self._problems.add("vanished", printable(folder))
            return []

    def _entry(self, path: str, name: str, folders: list[str]) -> RawEntry | None:
        if name in _SKIPPED:
            self._problems.add("skipped-folder", printable(path))
            return None
        try:
            status = os.lstat(self._root / path)
            target = os.readlink(self._root / path) if S_ISLNK(status.st_mode) else ""
        except OSError:
            self._problems.add("vanished", printable(path))
            return None
        if S_ISDIR(status.st_mode):
            folders.append(path + "/")
            return None
        if S_ISLNK(status.st_mode):
            return self._numbered(path, "symlink", 0, target)
        return self._numbered(path, "file" if S_ISREG(status.st_mode) else "special", status.st_size, "")

    def _numbered(self, path: str, kind: str, size_bytes: int, target: str) -> RawEntry:
        if len(self._paths) >= self._limits.entries:
            raise PackageTooLarge("too-many-entries", found=len(self._paths) + 1, limit=self._limits.entries)
        if size_bytes > self._limits.entry_bytes:
            raise PackageTooLarge(
                "entry-too-large", path=printable(path), found=size_bytes, limit=self._limits.entry_bytes
            )
        self.size_bytes += size_bytes
        if self.size_bytes > self._limits.total_bytes:
            raise PackageTooLarge("total-too-large", found=self.size_bytes, limit=self._limits.total_bytes)
        self._paths.append(path)
        self._sizes.append(size_bytes)
        return RawEntry(path, len(self._paths) - 1, kind, size_bytes, size_bytes, target)

    def read(self, key: int) -> bytes:
        return b"".join(self.pieces(key))

    def pieces(self, key: int) -> Iterator[bytes]:
        """Bytes of a file; a link that was put in its place since is not followed, where the system can tell.

        Raises:
            EntryUnreadable: the system refuses it, or it is shorter by now.
        """
        no_follow = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        left = self._sizes[key]
        try:
            number = os.open(self._root / self._paths[key], os.O_RDONLY | no_follow)
            with open(number, "rb", buffering=0) as file:
                while left and (piece := file.read(min(PIECE_BYTES, left))):
                    left -= len(piece)
                    yield piece
        except OSError:
            raise EntryUnreadable("vanished", "") from None
        if left:
            raise EntryUnreadable("truncated", "")

    def head(self, count: int) -> bytes:  # noqa: ARG002 - the same for all backends; a folder has no bytes of its own
        return b""

    def digest(self) -> str:
        return ""

    def close(self) -> None:
        """Files are open only while they are read."""
