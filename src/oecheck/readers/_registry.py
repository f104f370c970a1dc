"""Which reader reads which format: modules of this folder first, then what other distributions bring."""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol

from oecheck.containers import Container
from oecheck.model.package import Descriptor, ReadResult

__all__ = ["Reader", "all_readers", "foreign_readers", "reader_for"]

_GROUP = "oecheck.readers"
_PACKAGE = "oecheck.readers"


class Reader(Protocol):
    """What a module of this folder exports as `READER` (docs/architecture.md, readers)."""

    name: str
    formats: tuple[str, ...]
    capabilities: Mapping[str, frozenset[str]]

    def detect(self, container: Container) -> tuple[Descriptor, ...]: ...

    def read(self, container: Container, descriptor: Descriptor) -> ReadResult: ...


def reader_for(package_format: str) -> Reader | None:
    """The reader of a format; a built-in one goes first. Imports no more modules than it must."""
    for name in _by_likelihood(package_format):
        reader = _built_in(name)
        if package_format in reader.formats:
            return reader
    return next((reader for reader in foreign_readers() if package_format in reader.formats), None)


def all_readers() -> tuple[Reader, ...]:
    """Every reader, built-in ones in sorted order, then those of other distributions by name."""
    return (*(_built_in(name) for name in _module_names()), *foreign_readers())


@cache
def _module_names() -> tuple[str, ...]:
    folder = import_module(_PACKAGE).__path__
    return tuple(sorted(module.name for module in pkgutil.iter_modules(folder) if not module.name.startswith("_")))


def _by_likelihood(package_format: str) -> list[str]:
    """Module names, those that share a word with the format first: `scorm` for `scorm-1.2`."""
    words = package_format.replace("-", "_")
    return sorted(_module_names(), key=lambda name: (name != words, name not in words and words not in name, name))


@cache
def _built_in(name: str) -> Reader:
    reader: Reader = import_module(f"{_PACKAGE}.{name}").READER
    return reader


@cache
def foreign_readers() -> tuple[Reader, ...]:
    """Readers of other distributions. The machinery is only loaded when some distribution names the group."""
    if not any(_names_group(folder) for folder in sys.path):
        return ()
    from importlib.metadata import entry_points

    found = sorted(entry_points(group=_GROUP), key=lambda point: point.name)
    return tuple(point.load() for point in found)


def _names_group(folder: str) -> bool:
    return any(f"[{_GROUP}]" in text for text in _entry_point_files(folder))


def _entry_point_files(folder: str) -> Iterator[str]:
    path = Path(folder or ".")
    if path.is_dir():
        for file in path.glob("*.*-info/entry_points.txt"):
            try:
                yield file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                continue
