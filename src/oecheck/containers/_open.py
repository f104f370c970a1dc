"""Opening a package, whatever it came packed in."""

from __future__ import annotations

from pathlib import Path

from oecheck.containers._bare import BareBackend
from oecheck.containers._bytes import FileBytes, MemoryBytes, RandomBytes
from oecheck.containers._container import Container, ContainerInfo
from oecheck.containers._entry import ContainerFile
from oecheck.containers._folder import FolderBackend
from oecheck.containers._gzip import gunzip
from oecheck.containers._index import Problems, build_index
from oecheck.containers._limits import Limits
from oecheck.containers._names import clean_name
from oecheck.containers._sniff import kind_of
from oecheck.containers._spool import spool
from oecheck.containers._tar import TarBackend
from oecheck.containers._zip import ZipBackend
from oecheck.errors import NotAPackage, PackageTooLarge

__all__ = ["open_container", "open_inside"]


def open_container(source: Path | bytes, limits: Limits | None = None, name: str = "") -> Container:
    """The entries of a package.

    Args:
        source: a file, a folder, or the bytes themselves (standard input).
        limits: bounds; the defaults of `Limits` when left out.
        name: name to show; the file's own name when left out.

    Raises:
        NotAPackage: no archive, no folder and no XML file, or an archive that is damaged as a whole.
        EncryptedPackage: what describes the course is encrypted.
        UnsafePackage: entries overlap, or lie below a link that leaves the package.
        PackageTooLarge: over a limit.
    """
    bounds = limits or Limits()
    problems = Problems(bounds.listed_problems)
    if isinstance(source, bytes):
        return _open_bytes(MemoryBytes(source), name or "standard-input", bounds, problems)
    if source.is_dir():
        return _open_folder(source, name or source.resolve().name, bounds, problems)
    try:
        data = FileBytes.open(source)
    except OSError as error:
        code = "file-missing" if isinstance(error, FileNotFoundError) else "file-unreadable"
        raise NotAPackage(code, name=name or source.name) from None
    try:
        return _open_bytes(data, name or source.name, bounds, problems)
    except BaseException:
        data.close()
        raise


def open_inside(container: Container, path: str, limits: Limits) -> Container:
    """The entries of an archive that is an entry of a container.

    Args:
        container: the outer one; it is read once more, in order, and no longer needed afterwards.
        path: of the archive.
        limits: bounds for the inner one.

    Raises:
        EntryUnreadable: the archive cannot be read from the outer container.
        PackageError: as `open_container`.
    """
    data = spool(container.stream(path))
    try:
        return _open_bytes(data, path, limits, Problems(limits.listed_problems))
    except BaseException:
        data.close()
        raise


def _open_bytes(source: RandomBytes, name: str, limits: Limits, problems: Problems) -> Container:
    kind = kind_of(source)
    info = ContainerInfo(name, kind, source.size_bytes)
    if kind == "file":
        path = clean_name(name).path or "document.xml"
        _refuse_large(path, source.size_bytes, limits)
        file = ContainerFile(path, source.size_bytes, source.size_bytes, 0)
        return Container.of(info, {path: file}, BareBackend(source), limits, problems)
    if kind == "zip":
        backend = ZipBackend(source, limits, problems)
        index = build_index(backend.raw_entries(), limits, problems, backend.read_link)
        return Container.of(info, index.files, backend, limits, problems)
    return _open_tar(info, source, limits, problems)


def _refuse_large(path: str, size_bytes: int, limits: Limits) -> None:
    """A bare file is an entry and the whole package at once."""
    if size_bytes > limits.entry_bytes:
        raise PackageTooLarge("entry-too-large", path=path, found=size_bytes, limit=limits.entry_bytes)
    if size_bytes > limits.total_bytes:
        raise PackageTooLarge("total-too-large", found=size_bytes, limit=limits.total_bytes)


def _open_tar(info: ContainerInfo, source: RandomBytes, limits: Limits, problems: Problems) -> Container:
    inflated = gunzip(source, limits) if info.kind == "tar.gz" else source
    try:
        backend = TarBackend(inflated, source, limits, problems)
        index = build_index(backend.raw_entries(), limits, problems, _no_link)
        if not backend.entry_count:
            raise NotAPackage("archive-empty")
    except BaseException:
        inflated.close()
        raise
    return Container.of(info, index.files, backend, limits, problems)


def _open_folder(root: Path, name: str, limits: Limits, problems: Problems) -> Container:
    backend = FolderBackend(root, limits, problems)
    index = build_index(backend.raw_entries(), limits, problems, _no_link)
    if not index.files:
        raise NotAPackage("folder-empty", name=name)
    return Container.of(ContainerInfo(name, "folder", backend.size_bytes), index.files, backend, limits, problems)


def _no_link(key: int) -> str:  # noqa: ARG001 - tar and folder know the target without reading the entry
    return ""
