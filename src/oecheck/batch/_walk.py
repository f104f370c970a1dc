"""The packages in a folder, at any depth: files by their suffix, and unpacked packages by what lies in them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import quote
from xml.sax.saxutils import escape

__all__ = ["SUFFIXES", "suffix_of", "walk"]

SUFFIXES = frozenset(
    {".zip", ".imscc", ".pif", ".mbz", ".h5p", ".epub", ".elp", ".elpx", ".qti", ".xml", ".tar", ".gz", ".tgz"}
)
"""Names that exporters give to packages, and lone documents that are one."""

# What lies at the root of an unpacked package (formats/README.md §1): it is one package, and not looked into.
_DESCRIPTORS = frozenset(
    {"imsmanifest.xml", "cmi5.xml", "tincan.xml", "h5p.json", "moodle_backup.xml", "course.xml", "meta-inf"}
)
# Those of the names that are no lone document: of a course such files are many.
_ARCHIVES = SUFFIXES - {".xml"}
_MAX_DESCRIPTOR_BYTES = 64 << 20
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def walk(root: str, passed_over: Counter[str], unlisted: list[str], *, all_files: bool = False) -> Iterator[str]:
    """Paths of the packages below a folder, relative to it; "" when the folder itself is one.

    A course that somebody unpacked among packages, or a descriptor that was left there, makes the folder one package;
    the archives beside it that it does not name are packages all the same, and those below it are counted.

    Hidden files are left out; links to folders are not followed.

    Args:
        root: the folder.
        passed_over: suffix → files that are no package by their name; counted here.
        unlisted: gets the folders below the root that cannot be listed.
        all_files: take every file, whatever its name.

    Raises:
        OSError: the folder itself cannot be listed.
    """
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        entries = _entries(root, folder, unlisted)
        descriptors = [entry for entry in entries if entry.name.casefold() in _DESCRIPTORS]
        if descriptors:
            yield folder
            told = b"\n".join(map(_told, descriptors))
            yield from (f"{folder}/{name}" if folder else name for name in _strangers(entries, told))
            passed_over.update(_deeper(os.path.join(root, folder), told))
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif _is_wanted(entry, all_files):
                yield path
            else:
                passed_over[_kind(entry)] += 1


def _strangers(entries: Iterable[os.DirEntry[str]], told: bytes) -> Iterator[str]:
    """Archives beside the descriptors of a course that none of these names: they are no files of the course."""
    for entry in entries:
        if (
            suffix_of(entry.name) in _ARCHIVES
            and _is_wanted(entry, all_files=False)
            and not _is_named(entry.name, told)
        ):
            yield entry.name


def _deeper(course: str, told: bytes) -> Iterator[str]:
    """A word for each archive in the folders of a course that its descriptors do not name."""
    for folder, folders, names in os.walk(course):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if folder != course:
            archives = (name for name in names if suffix_of(name) in _ARCHIVES and not name.startswith("."))
            yield from ("archive-in-course" for name in archives if not _is_named(name, told))


def _is_named(name: str, told: bytes) -> bool:
    """Whether descriptors have a file name: as it is, as in a URL, as in XML."""
    forms = {name, quote(name, errors="surrogateescape"), escape(name)}
    return any(os.fsencode(form) in told for form in forms)


def _told(descriptor: os.DirEntry[str]) -> bytes:
    """What a descriptor says, in UTF-8; nothing where it is a folder or cannot be read."""
    if not descriptor.is_file():
        return b""
    try:
        with open(descriptor.path, "rb") as stream:
            said = stream.read(_MAX_DESCRIPTOR_BYTES)
    except OSError:
        return b""
    return said.decode("utf-16", "replace").encode() if said.startswith(_UTF_16) else said


def suffix_of(name: str) -> str:
    """The last suffix of a file name, in lower case."""
    return os.path.splitext(name)[1].lower()


def _entries(root: str, folder: str, unlisted: list[str]) -> list[os.DirEntry[str]]:
    """What a folder holds, hidden names apart; one below the root that cannot be listed is noted."""
    try:
        with os.scandir(os.path.join(root, folder)) as found:
            return [entry for entry in found if not entry.name.startswith(".")]
    except OSError:
        if not folder:
            raise
        unlisted.append(folder)
        return []


def _is_wanted(entry: os.DirEntry[str], all_files: bool) -> bool:
    """A file, or a link that may have lost its file: that one is refused by name later, and not lost here."""
    named = all_files or suffix_of(entry.name) in SUFFIXES
    return named and (entry.is_file() or (entry.is_symlink() and not entry.is_dir()))


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_dir():
        return "linked-folder"
    return (suffix_of(entry.name) or "no-suffix") if entry.is_file() else "special-file"
