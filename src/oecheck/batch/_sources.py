"""The words of the command line as a list of packages.

A folder is walked; a pattern, a list and a single path name packages one by one. Names are relative, so that tables of
two machines are the same: the path as given, or, where that is absolute or climbs, its last part.
"""

from __future__ import annotations

import glob
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from oecheck.batch._remote import is_url, list_url, shown_url, with_stamps
from oecheck.batch._stamp import stamp_of
from oecheck.batch._values import UNLISTED, PackageRef
from oecheck.batch._walk import walk
from oecheck.errors import UsageError
from oecheck.reporters._visible import exact

__all__ = ["Listing", "list_packages"]

_MAX_LINE = 32_768


class Listing(msgspec.Struct, frozen=True):
    """What there is to check.

    Attributes:
        packages: by name; no name twice.
        passed_over: suffix, or why → files in folders that are taken for no package.
    """

    packages: tuple[PackageRef, ...]
    passed_over: Mapping[str, int]


def list_packages(words: Sequence[str], lists: Sequence[str] = (), *, all_files: bool = False) -> Listing:
    """The packages of all sources.

    Args:
        words: folders, files, patterns, URLs, lists as `@FILE`.
        lists: files with one package a line; `-` is standard input.
        all_files: of folders take every file, not only those named like packages.

    Raises:
        UsageError: a source is not there, holds nothing, or gives a second package the same name.
    """
    passed_over: Counter[str] = Counter()
    packages: dict[str, PackageRef] = {}
    for package in _all(words, lists, passed_over, all_files):
        earlier = packages.setdefault(package.name, package)
        if earlier.location != package.location:
            raise UsageError(
                "batch-same-name", name=package.name, first=exact(earlier.location), second=exact(package.location)
            )
    if not packages:
        raise UsageError("batch-nothing", count=sum(passed_over.values()))
    ordered = sorted(packages.values(), key=lambda package: package.name)
    return Listing(tuple(_stamped(ordered)), dict(sorted(passed_over.items())))


def _all(
    words: Sequence[str], lists: Sequence[str], passed_over: Counter[str], all_files: bool
) -> Iterator[PackageRef]:
    for word in words:
        if word.startswith("@") and not os.path.lexists(word):
            yield from _of_list(word[1:])
        elif is_url(word):
            yield from list_url(word, passed_over, all_files=all_files)
        elif os.path.isdir(word):
            yield from _of_folder(word, passed_over, all_files)
        elif os.path.lexists(word):
            yield PackageRef(exact(_shown(word)), word)
        elif glob.has_magic(word):
            yield from _of_pattern(word)
        else:
            raise UsageError("batch-source-missing", source=exact(word), suggestion=os.path.dirname(word))
    for file in lists:
        yield from _of_list(file)


def _shown(word: str) -> str:
    """A path as tables name it; "" is the working folder."""
    path = Path(word)
    if path.is_absolute() or ".." in path.parts:
        return path.resolve().name
    return "" if path == Path() else path.as_posix()


def _of_folder(word: str, passed_over: Counter[str], all_files: bool) -> Iterator[PackageRef]:
    label = _shown(word)
    unlisted: list[str] = []
    try:
        for path in walk(word, passed_over, unlisted, all_files=all_files):
            name = "/".join(filter(None, (label, path))) or Path(word).resolve().name
            yield PackageRef(exact(name), os.path.join(word, path) if path else word)
    except OSError as problem:
        raise UsageError("batch-unlisted", source=exact(word), detail=problem.strerror or problem) from problem
    for path in unlisted:
        name = f"{label}/{path}" if label else path
        yield PackageRef(exact(name), os.path.join(word, path), problem=UNLISTED)


def _of_pattern(word: str) -> Iterator[PackageRef]:
    """Each match is a package, a folder too."""
    root = word
    while glob.has_magic(root):
        root = os.path.dirname(root)
    label = _shown(root or ".")
    matches = sorted(glob.glob(word, recursive=True))
    unlisted = sorted(_unlisted(word))
    if not matches and not unlisted:
        raise UsageError("batch-source-missing", source=exact(word), suggestion=root or ".")
    for match in {*matches, *unlisted}:
        rest = Path(os.path.relpath(match, root or ".")).as_posix()
        name = f"{label}/{rest}" if label else rest
        yield PackageRef(exact(name), match, problem=UNLISTED if match in unlisted else "")


def _unlisted(pattern: str) -> set[str]:
    """Folders that the pattern leads into and that cannot be looked into: `glob` passes them over in silence."""
    looked_into = os.path.dirname(pattern)
    folders: set[str] = set()
    while glob.has_magic(looked_into):
        folders.update(glob.glob(os.path.join(looked_into, ""), recursive=True))
        looked_into = os.path.dirname(looked_into)
    folders.add(os.path.join(looked_into, "") if looked_into else ".")
    return {folder.rstrip(os.sep) or folder for folder in folders if not _is_listed(folder)}


def _is_listed(folder: str) -> bool:
    try:
        os.scandir(folder).close()
    except FileNotFoundError:  # of a pattern that leads nowhere
        return True
    except OSError:
        return False
    return os.access(folder, os.X_OK)


def _of_list(file: str) -> Iterator[PackageRef]:
    """One package a line, relative to the folder of the list; blank lines and lines after # are left out."""
    folder = "" if file == "-" else os.path.dirname(file)
    for line in _lines(file):
        word = line.strip()
        if not word or word.startswith("#"):
            continue
        if is_url(word):
            yield PackageRef(shown_url(word), word)
        else:
            yield PackageRef(exact(_shown_of_list(word, folder)), os.path.join(folder, word))


def _shown_of_list(word: str, folder: str) -> str:
    """A path of a list as tables name it: relative to the folder of the list, or the last part of one outside."""
    path = Path(word)
    if not path.is_absolute() and ".." not in path.parts:
        return path.as_posix()
    above = Path(os.path.abspath(folder))
    whole = Path(os.path.abspath(above / path))
    return whole.relative_to(above).as_posix() if whole != above and whole.is_relative_to(above) else whole.name


def _lines(file: str) -> Iterator[str]:
    try:
        if file == "-":
            yield from iter(lambda: sys.stdin.readline(_MAX_LINE), "")
            return
        with open(file, encoding="utf-8-sig", errors="surrogateescape") as stream:
            yield from iter(lambda: stream.readline(_MAX_LINE), "")
    except OSError as problem:
        raise UsageError("batch-list", file=exact(file), detail=problem.strerror or problem) from problem


def _stamped(packages: Iterable[PackageRef]) -> Iterator[PackageRef]:
    for package in packages:
        if package.stamp or package.problem:
            yield package
        elif is_url(package.location):
            yield from with_stamps([package])
        else:
            yield PackageRef(package.name, package.location, stamp_of(package.location))
