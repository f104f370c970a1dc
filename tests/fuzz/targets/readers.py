"""Every reader there is: one entry that it looks at has other bytes, and the package is recognised and read.

The entries are those that the reader asks for when the package is sound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from oecheck.containers import Container
from oecheck.errors import PackageError
from oecheck.readers import Reader, all_readers, choose, locate, reader_for
from tests.fuzz.case import Case, Target
from tests.fuzz.corpus import RealPackage, container_of

__all__ = ["TARGETS", "entries_read"]

MAX_ENTRIES = 25
"""Entries of one package: the largest course has thousands of the same kind."""
MAX_TOTAL_BYTES = 512 << 10
MAX_FILES = 80
"""Of a package that takes part: larger ones are read the same way, only slower."""


def read_changed(package: RealPackage, path: str, data: bytes) -> None:
    """Recognises and reads the package with other bytes for one entry, by whatever reader takes it now."""
    container, _ = container_of(package, {path: data})
    _read(container)


def _read(container: Container) -> Reader | None:
    """Recognises and reads; the reader, None where nothing can read it."""
    try:
        detection = locate(container)
        descriptor = choose(detection.descriptors, root=detection.root)
    except PackageError:
        return None
    reader = reader_for(descriptor.format)
    assert reader is not None
    reader.read(detection.container, descriptor)
    return reader


_known: dict[str, tuple[str, list[str]]] = {}
"""What `entries_read` found out, by package: each target asks for all of them."""


def entries_read(package: RealPackage) -> tuple[str, list[str]]:
    """The name of the reader that takes a package, and the entries it looks at; ("", []) when none does."""
    if package.name not in _known:
        container, asked = container_of(package, {})
        reader = _read(container)
        _known[package.name] = (reader.name if reader else "", sorted(asked))
    return _known[package.name]


def _is_small(package: RealPackage) -> bool:
    return len(package.files) <= MAX_FILES and sum(map(len, package.files.values())) <= MAX_TOTAL_BYTES


def _run(package: RealPackage, path: str) -> Callable[[bytes], None]:
    return lambda data: read_changed(package, path, data)


def _cases(packages: Sequence[RealPackage], reader: Reader) -> Iterator[Case]:
    for package in packages:
        if not _is_small(package):
            continue
        name, paths = entries_read(package)
        if name == reader.name:
            for path in paths[:MAX_ENTRIES]:
                yield Case(f"{package.name}!/{path}", package.files[path], _run(package, path))


def _target(reader: Reader) -> Target:
    return Target(f"reader-{reader.name.replace('_', '-')}", lambda packages: list(_cases(packages, reader)), 4)


def _unread(packages: Sequence[RealPackage]) -> list[Case]:
    """Packages that no reader takes, until their descriptor is damaged."""
    return [
        Case(f"{package.name}!/{path}", package.files[path], _run(package, path))
        for package in packages
        if _is_small(package)
        for name, paths in [entries_read(package)]
        if not name
        for path in paths[:MAX_ENTRIES]
    ]


TARGETS = (*(_target(reader) for reader in all_readers()), Target("detection", _unread))
