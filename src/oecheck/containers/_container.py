"""A container: entries by safe path, each opened, inflated and hashed once."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any, Protocol

import msgspec

from oecheck.containers._entry import ContainerFile, ContainerProblem, EntryUnreadable
from oecheck.containers._index import Problems
from oecheck.containers._limits import MIB, PIECE_BYTES, Limits

__all__ = ["Backend", "Container"]

CACHE_BYTES = 32 * MIB
"""Inflated bytes that are kept for a second look."""
CACHED_ENTRY_BYTES = 4 * MIB
"""Larger entries are not kept: media are looked at once."""


class Backend(Protocol):
    """What reads the bytes of entries. `key` is the number that the backend gave an entry."""

    def read(self, key: int) -> bytes:
        """All bytes of a small entry, sizes and checksum verified. Raises EntryUnreadable (path filled in later)."""
        ...

    def pieces(self, key: int) -> Iterator[bytes]:
        """The same in pieces; checksum verified at the end."""
        ...

    def head(self, count: int) -> bytes:
        """First bytes of the package as received; b"" for a folder."""
        ...

    def digest(self) -> str:
        """SHA-256 of the package as received; "" where it has no bytes of its own (folder)."""
        ...

    def close(self) -> None: ...


class _Store:
    """What all views of one container share: the backend, the cache, digests and counters."""

    def __init__(self, backend: Backend, limits: Limits, problems: Problems, hashing: bool) -> None:
        self.backend = backend
        self.limits = limits
        self.problems = problems
        self.digests: dict[int, str] = {}
        self.hashing = hashing
        self.failed: dict[int, EntryUnreadable] = {}
        self.sha256 = ""
        self.inflations = 0
        self.opens = 1
        self.shared: dict[object, Any] = {}
        self._cache: OrderedDict[int, bytes] = OrderedDict()
        self._cached_bytes = 0

    def read(self, file: ContainerFile, keep: bool = True) -> bytes:
        kept = self._cache.get(file.key)
        if kept is not None:
            self._cache.move_to_end(file.key)
            return kept
        self._refuse_known(file)
        if file.size_bytes > self.limits.read_bytes:
            raise EntryUnreadable("over-limit", file.path, size_bytes=file.size_bytes, limit=self.limits.read_bytes)
        self.inflations += 1
        try:
            if file.size_bytes <= CACHED_ENTRY_BYTES:
                data = self.backend.read(file.key)
            else:
                data = b"".join(self.backend.pieces(file.key))
        except EntryUnreadable as error:
            raise self._failure(file, error) from None
        if self.hashing and file.key not in self.digests:
            self.digests[file.key] = hashlib.sha256(data).hexdigest()
        if keep:
            self._keep(file.key, data)
        return data

    def stream(self, file: ContainerFile) -> Iterator[bytes]:
        if file.size_bytes <= CACHED_ENTRY_BYTES:
            data = self.read(file)
            for start in range(0, len(data), PIECE_BYTES):
                yield data[start : start + PIECE_BYTES]
            return
        self._refuse_known(file)
        self.inflations += 1
        digest = hashlib.sha256() if self.hashing and file.key not in self.digests else None
        try:
            for piece in self.backend.pieces(file.key):
                if digest is not None:
                    digest.update(piece)
                yield piece
        except EntryUnreadable as error:
            raise self._failure(file, error) from None
        if digest is not None:
            self.digests[file.key] = digest.hexdigest()

    def digest(self, file: ContainerFile) -> str:
        if file.key not in self.digests:
            digest = hashlib.sha256()
            for piece in self.stream(file):
                digest.update(piece)
            self.digests[file.key] = digest.hexdigest()
        return self.digests[file.key]

    def _refuse_known(self, file: ContainerFile) -> None:
        """What is known not to be readable is not tried again, and its problem not reported twice."""
        if file.problem:
            raise EntryUnreadable(file.problem, file.path)
        known = self.failed.get(file.key)
        if known is not None:
            raise EntryUnreadable(known.code, file.path, **known.arguments)

    def _failure(self, file: ContainerFile, error: EntryUnreadable) -> EntryUnreadable:
        named = EntryUnreadable(error.code, file.path, **error.arguments)
        self.failed[file.key] = named
        self.problems.add(error.code, file.path, **error.arguments)
        return named

    def _keep(self, key: int, data: bytes) -> None:
        if len(data) > CACHED_ENTRY_BYTES:
            return
        self._cache[key] = data
        self._cached_bytes += len(data)
        while self._cached_bytes > CACHE_BYTES:
            _, dropped = self._cache.popitem(last=False)
            self._cached_bytes -= len(dropped)


class ContainerInfo(msgspec.Struct, frozen=True):
    """What is known of a container as a whole."""

    name: str
    kind: str
    size_bytes: int


class Container:
    """A package's entries by safe path; made by `open_container`.

    Usable as a context manager: leaving it closes the file underneath.

    Attributes:
        name: file name without folders, or what the caller gave.
        kind: `zip`, `tar`, `tar.gz`, `folder` or `file`.
        size_bytes: as received; of a folder the sum of its files.
        root: folder this view looks from, ending in a slash; "" for the whole.
        files: regular entries and links inside by path, sorted.
    """

    def __init__(self, info: ContainerInfo, files: Mapping[str, ContainerFile], store: _Store, root: str = "") -> None:
        self.name = info.name
        self.kind = info.kind
        self.size_bytes = info.size_bytes
        self.root = root
        self.files = files
        self._info = info
        self._store = store

    @classmethod
    def of(
        cls,
        info: ContainerInfo,
        files: Mapping[str, ContainerFile],
        backend: Backend,
        limits: Limits,
        problems: Problems,
    ) -> Container:
        # The digest of a folder is made of those of its files.
        return cls(info, files, _Store(backend, limits, problems, hashing=info.kind == "folder"))

    def __enter__(self) -> Container:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __contains__(self, path: str) -> bool:
        return path in self.files

    def close(self) -> None:
        """Closes the file underneath; entries that are not cached can no longer be read."""
        self._store.backend.close()

    @property
    def problems(self) -> tuple[ContainerProblem, ...]:
        """All found so far: on opening, and in the entries that were read. Paths count from the container's root."""
        return self._store.problems.all()

    @property
    def limits(self) -> Limits:
        return self._store.limits

    @property
    def shared(self) -> dict[object, Any]:
        """A place for what is worked out once per package and lives as long as it (parsed documents, descriptors)."""
        return self._store.shared

    @property
    def inflations(self) -> int:
        """How many times an entry was read from the package (structural tests)."""
        return self._store.inflations

    @property
    def opens(self) -> int:
        """How many times the package was opened (structural tests)."""
        return self._store.opens

    def keep_digests(self) -> None:
        """From now on the digest of an entry is computed with whatever reads it, so that `digest` costs no reading."""
        self._store.hashing = True

    @property
    def sha256(self) -> str:
        """SHA-256 of the package as received; of a folder, of the lines `<digest>  <path>` of its sorted files."""
        if not self._store.sha256:
            self._store.sha256 = self._store.backend.digest() or self._digest_of_files()
        return self._store.sha256

    def _digest_of_files(self) -> str:
        digest = hashlib.sha256()
        for path in sorted(self.files):
            try:
                digest.update(f"{self.digest(path)}  {path}\n".encode())
            except EntryUnreadable as error:
                digest.update(f"{error.code}  {path}\n".encode())
        return digest.hexdigest()

    def read(self, path: str, *, keep: bool = True) -> bytes:
        """All bytes of an entry; small ones are kept for a second look, unless `keep` says that none will follow.

        Raises:
            EntryUnreadable: no such entry, damaged, encrypted, or larger than `limits.read_bytes`.
        """
        return self._store.read(self._file(path), keep)

    def stream(self, path: str) -> Iterator[bytes]:
        """The bytes of an entry in pieces of at most 64 KiB; the checksum is verified after the last.

        Raises:
            EntryUnreadable: as `read`, but there is no limit of size; may come after some pieces.
        """
        return self._store.stream(self._file(path))

    def digest(self, path: str) -> str:
        """SHA-256 of an entry, computed by whatever reads it first.

        Raises:
            EntryUnreadable: as `stream`.
        """
        return self._store.digest(self._file(path))

    def head(self, count: int) -> bytes:
        """The first bytes of the package as received (EPUB is told by them); b"" for a folder."""
        return self._store.backend.head(count)

    def within(self, prefix: str) -> Container:
        """The same container seen from one folder; cache, digests and counters are shared."""
        folder = prefix.strip("/")
        if not folder:
            return self
        start = folder + "/"
        inside = {path[len(start) :]: file for path, file in self.files.items() if path.startswith(start)}
        return Container(self._info, inside, self._store, self.root + start)

    def renamed(self, names: Mapping[str, str]) -> Container:
        """The same container with some entries under other paths (a descriptor written in another letter case)."""
        moved = ((names.get(path, path), file) for path, file in self.files.items())
        files = dict(sorted(moved, key=itemgetter(0)))  # two may have the same path now: files have no order
        return Container(self._info, files, self._store, self.root)

    def _file(self, path: str) -> ContainerFile:
        file = self.files.get(path)
        if file is None:
            raise EntryUnreadable("missing", path)
        return file
