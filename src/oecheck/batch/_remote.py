"""Packages in object storage and other file systems, through fsspec (the extra `remote`).

Web addresses are refused: what they answer may change between two requests, and a check has to be repeatable.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from oecheck.batch._extra import optional
from oecheck.batch._values import UNLISTED, PackageRef
from oecheck.batch._walk import SUFFIXES, suffix_of
from oecheck.errors import NotAPackage, PackageTooLarge, UsageError
from oecheck.reporters._visible import exact
from oecheck.values.masked import without_secrets

__all__ = ["fetch", "is_url", "list_url", "local_copy", "shown_url", "with_stamps"]

_WEB = frozenset({"http", "https", "ftp"})
_PIECE_BYTES = 1 << 20
# What file systems call the thing that changes with the content, the best first.
_CHANGES = ("etag", "ETag", "md5", "content_hash", "generation", "mtime", "LastModified", "last_modified", "created")


def is_url(word: str) -> bool:
    """Whether a word names a place in another file system."""
    return "://" in word


def shown_url(word: str) -> str:
    """A URL as it may be told: without the keys and passwords that it may carry."""
    return exact(without_secrets(word))


def list_url(word: str, passed_over: Counter[str], *, all_files: bool = False) -> Iterator[PackageRef]:
    """The packages at a URL: the one file, or all below a folder that have the suffix of a package.

    Raises:
        UsageError: the extra is missing, or the place cannot be listed.
    """
    system, root = _opened(word)
    try:
        found, unlisted = _found(system, root)
    except (OSError, ValueError) as problem:
        raise UsageError("batch-remote", source=shown_url(word), detail=type(problem).__name__) from problem
    if not found and not unlisted:
        raise UsageError("batch-source-missing", source=shown_url(word), suggestion="")
    label = root.rstrip("/").rpartition("/")[2]
    for path, info in sorted(found.items()):
        rest = path.removeprefix(root.rstrip("/")).lstrip("/")
        if rest and not all_files and suffix_of(path) not in SUFFIXES:
            passed_over[suffix_of(path) or "no-suffix"] += 1
            continue
        name = exact(f"{label}/{rest}" if rest else label)
        yield PackageRef(name, system.unstrip_protocol(path), _stamp(info))
    for folder in unlisted:
        name = exact("/".join(filter(None, (label, folder.removeprefix(root.rstrip("/")).strip("/")))))
        yield PackageRef(name, system.unstrip_protocol(folder), problem=UNLISTED)


def _found(system: Any, root: str) -> tuple[dict[str, Mapping[str, Any]], list[str]]:
    """All files below a place, and the folders that could not be listed: storages give those as empty ones.

    Raises:
        OSError, ValueError: the place itself cannot be listed.
    """
    everything: Mapping[str, Mapping[str, Any]] = system.find(root, detail=True, withdirs=True)
    folders = {path.rstrip("/") for path, info in everything.items() if info.get("type") == "directory"}
    files = {path: info for path, info in everything.items() if info.get("type") != "directory"}
    above = {path.rstrip("/").rpartition("/")[0] for path in everything}
    if not everything and _is_refused(system, root):
        raise PermissionError
    return files, [folder for folder in sorted(folders - above) if _is_refused(system, folder)]


def _is_refused(system: Any, folder: str) -> bool:
    """Whether a folder that was found empty cannot be listed, or is not empty when it is asked for again."""
    try:
        inside = system.ls(folder, detail=False)
    except FileNotFoundError:
        return False  # it went away, or a storage without folders only made up its name
    except OSError:
        return True
    return any(str(path).rstrip("/") != folder.rstrip("/") for path in inside)


def with_stamps(packages: Iterable[PackageRef]) -> Iterator[PackageRef]:
    """Packages named one by one, each with what changes when its content does.

    Raises:
        UsageError: the extra is missing.
    """
    for package in packages:
        system, path = _opened(package.location)
        try:
            yield PackageRef(package.name, package.location, _stamp(system.info(path)))
        except (OSError, ValueError):
            yield package


@contextmanager
def local_copy(location: str, limit_bytes: int) -> Iterator[Path]:
    """The package at a location; of a URL a copy, for as long as it is needed.

    Raises:
        NotAPackage, PackageTooLarge: as `fetch`.
    """
    if not is_url(location):
        yield Path(location)
        return
    with TemporaryDirectory(prefix="oecheck-") as folder:
        yield fetch(location, Path(folder), limit_bytes)


def fetch(location: str, folder: Path, limit_bytes: int) -> Path:
    """Copies a package into a folder, under its own name.

    Raises:
        NotAPackage: it is not there, or cannot be read.
        PackageTooLarge: it is larger than a package may be.
    """
    system, path = _opened(location)
    name = os.path.basename(path.rstrip("/")) or "package"
    target = folder / name
    try:
        with system.open(path, "rb") as source, target.open("wb") as copy:
            if not _copied(source, copy, limit_bytes):
                raise PackageTooLarge("batch-remote-too-large", name=exact(name), limit_bytes=limit_bytes)
    except (OSError, ValueError) as problem:
        code = "file-missing" if isinstance(problem, FileNotFoundError) else "file-unreadable"
        raise NotAPackage(code, name=exact(name)) from None
    return target


def _copied(source: BinaryIO, copy: BinaryIO, limit_bytes: int) -> bool:
    """Whether all of it was copied; nothing is read on from where it is too large."""
    size_bytes = 0
    while piece := source.read(_PIECE_BYTES):
        size_bytes += len(piece)
        if size_bytes > limit_bytes:
            return False
        copy.write(piece)
    return True


def _opened(word: str) -> tuple[Any, str]:
    """The file system of a URL, and the path in it."""
    if word.partition("://")[0].lower() in _WEB:
        raise UsageError("batch-web", source=shown_url(word))
    core = optional("fsspec.core", "remote", shown_url(word))
    try:
        system, path = core.url_to_fs(word)
    except (ImportError, ValueError) as problem:
        raise UsageError("batch-remote", source=shown_url(word), detail=type(problem).__name__) from problem
    return system, str(path)


def _stamp(info: Mapping[str, Any]) -> str:
    change = next((str(info[key]) for key in _CHANGES if info.get(key)), "")
    return f"{info.get('size')}-{change}" if change else ""
