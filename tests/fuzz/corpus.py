"""The sound inputs: packages of `fixtures/` and, where they are, real ones; all held in memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from oecheck.containers import Container, EntryUnreadable, Limits, open_container
from oecheck.containers._container import ContainerInfo
from oecheck.containers._entry import RawEntry
from oecheck.containers._index import Problems, build_index
from oecheck.errors import PackageError

__all__ = ["FIXTURES", "RealPackage", "container_of", "packages"]

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
MAX_PACKAGE_BYTES = 2 << 20
"""Larger packages are left out: they are read the same way, only slower."""
MAX_ENTRY_BYTES = 128 << 10
"""What an entry is cut to."""
_HEAD_BYTES = 128
_MANY = 400
"""Entries of a package that are kept."""


class RealPackage(NamedTuple):
    """A package with the bytes of its entries.

    Attributes:
        name: `moodle/course.mbz`.
        files: bytes by path.
        head: first bytes as received.
        path: where it lies.
    """

    name: str
    files: Mapping[str, bytes]
    head: bytes
    path: Path


def packages(corpora: Sequence[Path] = ()) -> list[RealPackage]:
    """Fixtures, then the packages of folders of families, the smallest first; what cannot be opened is left out."""
    found = [path for path in sorted(FIXTURES.glob("*/*")) if path.is_dir()]
    real = [path for corpus in corpora for path in corpus.glob("*/*") if path.is_file()]
    found += sorted((path for path in real if path.stat().st_size <= MAX_PACKAGE_BYTES), key=_by_size)
    return list(_opened(found))


def _by_size(path: Path) -> tuple[int, str]:
    return path.stat().st_size, path.name


def _opened(paths: Iterable[Path]) -> Iterator[RealPackage]:
    for path in paths:
        try:
            with open_container(path) as container:
                files = dict(_entries(container))
                yield RealPackage(f"{path.parent.name}/{path.name}", files, container.head(_HEAD_BYTES), path)
        except PackageError:
            continue


def _entries(container: Container) -> Iterator[tuple[str, bytes]]:
    for path in list(container.files)[:_MANY]:
        try:
            yield path, container.read(path, keep=False)[:MAX_ENTRY_BYTES]
        except EntryUnreadable:
            continue


class _Memory:
    """A backend whose entries are at hand; `asked` fills with the names of those that are read."""

    def __init__(self, files: Mapping[str, bytes], head: bytes) -> None:
        self._entries = list(files.items())
        self._head = head
        self.asked: set[str] = set()

    def read(self, key: int) -> bytes:
        name, data = self._entries[key]
        self.asked.add(name)
        return data

    def pieces(self, key: int) -> Iterator[bytes]:
        yield self.read(key)

    def head(self, count: int) -> bytes:
        return self._head[:count]

    def digest(self) -> str:
        return f"{zlib.crc32(self._head):064x}"

    def close(self) -> None:
        """Nothing is open."""


def container_of(package: RealPackage, changed: Mapping[str, bytes]) -> tuple[Container, set[str]]:
    """The package as an open container, some entries with other bytes; and a set that fills with the entries read."""
    files = {**package.files, **changed}
    backend = _Memory(files, package.head)
    raw = [RawEntry(name, key, "file", len(data), len(data)) for key, (name, data) in enumerate(files.items())]
    limits, problems = Limits(), Problems(100)
    index = build_index(raw, limits, problems, lambda _key: "")
    info = ContainerInfo(package.path.name, "zip", sum(map(len, files.values())))
    return Container.of(info, index.files, backend, limits, problems), backend.asked
