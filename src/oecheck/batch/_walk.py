"""The packages in a folder, at any depth: files by their suffix, and unpacked packages by what lies in them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

__all__ = ["SUFFIXES", "suffix_of", "walk"]

SUFFIXES = frozenset(
    {".zip", ".imscc", ".pif", ".mbz", ".h5p", ".epub", ".elp", ".elpx", ".qti", ".xml", ".tar", ".gz", ".tgz"}
)
"""Names that exporters give to packages, and lone documents that are one."""

# What lies at the root of an unpacked package (formats/README.md §1): it is one package, and not looked into.
_DESCRIPTORS = frozenset(
    {"imsmanifest.xml", "cmi5.xml", "tincan.xml", "h5p.json", "moodle_backup.xml", "course.xml", "meta-inf"}
)


def walk(root: str, passed_over: Counter[str], unlisted: list[str], *, all_files: bool = False) -> Iterator[str]:
    """Paths of the packages below a folder, relative to it; "" when the folder itself is one.

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
        if _DESCRIPTORS & {entry.name.casefold() for entry in entries}:
            yield folder
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif _is_wanted(entry, all_files):
                yield path
            else:
                passed_over[_kind(entry)] += 1


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
