"""Whole packages: any bytes as a container, and the full check of damaged packages, with rules and reports."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from oecheck.containers import EntryUnreadable, open_container, package_findings
from oecheck.errors import PackageError
from tests.fuzz.case import Case, Target
from tests.fuzz.corpus import RealPackage, container_of
from tests.fuzz.mutate_archive import spoil_archive, zip_of
from tests.fuzz.whole import check_bytes, check_container, render_all

__all__ = ["TARGETS"]

MAX_TOTAL_BYTES = 600 << 10
"""Unpacked, of a package one entry of which is damaged."""
_MAX_BYTES = 150 << 10
"""Of a package that is damaged as a whole."""
_RENDERED = 20
"""One of so many reports is written in every format."""


def _container(data: bytes) -> None:
    try:
        container = open_container(data)
    except PackageError:
        return
    with container:
        for path in container.files:
            try:
                container.digest(path)
            except EntryUnreadable:
                continue
        package_findings(container)
        container.sha256.encode()


def _check(name: str) -> Callable[[bytes], None]:
    numbers = itertools.count()

    def run(data: bytes) -> None:
        report = check_bytes(data, name)
        if report is not None and next(numbers) % _RENDERED == 0:
            render_all(report)

    return run


def _check_entry(package: RealPackage, path: str) -> Callable[[bytes], None]:
    return lambda data: _checked(package, path, data)


def _checked(package: RealPackage, path: str, data: bytes) -> None:
    container, _ = container_of(package, {path: data})
    check_container(container)


def _packed(packages: Sequence[RealPackage]) -> Iterator[tuple[str, bytes]]:
    """The packages as files, small ones only; open folders as a zip."""
    for package in packages:
        if package.path.is_dir():
            yield package.name, zip_of(list(package.files.items()))
        elif package.path.stat().st_size <= _MAX_BYTES:
            yield package.name, package.path.read_bytes()


def _whole(packages: Sequence[RealPackage]) -> list[Case]:
    return [Case(name, data, _check(name.rpartition("/")[2]), spoil_archive) for name, data in _packed(packages)]


def _containers(packages: Sequence[RealPackage]) -> list[Case]:
    return [Case(name, data, _container, spoil_archive) for name, data in _packed(packages)]


def _entries(packages: Sequence[RealPackage]) -> list[Case]:
    """Every entry of a package, whether a reader looks at it or not: pages, style sheets, pictures."""
    return [
        Case(f"{package.name}!/{path}", data, _check_entry(package, path))
        for package in packages
        if sum(map(len, package.files.values())) <= MAX_TOTAL_BYTES
        for path, data in list(package.files.items())[:60]
    ]


TARGETS = (
    Target("container", _containers, 3),
    Target("check-entry", _entries, 4),
    Target("check-package", _whole, 8),
)
