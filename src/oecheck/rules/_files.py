"""The files of an edition, and the digest over all of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from oecheck.errors import UsageError
from oecheck.rules._release import RELEASE
from oecheck.texts import can_be_language
from oecheck.values.locations import standards_root

__all__ = ["LOCALES", "SHARED", "EditionFiles", "digest_of", "find_edition"]

LOCALES = "locales"
"""Folder of the translations of an edition."""
RULES = "rules"
"""Folder of the requirements of an edition."""
SHARED = ("formats", "vocabularies")
"""Folders beside the editions that all of them share; a frozen edition has copies of its own."""


class EditionFiles(msgspec.Struct, frozen=True):
    """An edition's own folder, and the folders beside the editions that all of them share.

    Attributes:
        edition: `standards/ohe/0.1`.
        root: `standards`; holds `formats` and `vocabularies`.
    """

    edition: Path
    root: Path

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Every file that decides something, as (path relative to `standards`, bytes), sorted.

        These are the YAML files without the translations (`locales`), the digests of a release, and files of any other
        ending among the rules, which is a mistake.
        """
        found = dict(_files(str(self.edition), self.name(self.edition)))
        for folder in (self.folder(name) for name in SHARED):
            if not folder.is_relative_to(self.edition):
                found.update(_files(str(folder), self.name(folder)))
        return ((name, _bytes(path)) for name, path in sorted(found.items()))

    def folder(self, shared: str) -> Path:
        """The edition's own copy of a folder of `SHARED`, which it has since it was frozen, or the one of all."""
        own = self.edition / shared
        return own if own.is_dir() else self.root / shared

    def locales(self) -> Iterator[tuple[str, bytes]]:
        """The translations of the edition, as `contents`."""
        for path in sorted((self.edition / LOCALES).glob("*.yaml")):
            yield self.name(path), path.read_bytes()

    def locale(self, language: str) -> tuple[str, bytes] | None:
        """The translation into one language; None when there is none."""
        if not can_be_language(language):
            return None
        path = self.edition / LOCALES / f"{language}.yaml"
        return (self.name(path), path.read_bytes()) if path.is_file() else None

    def name(self, path: Path) -> str:
        """The path of a file as people are told it."""
        inside = self.root if path.is_relative_to(self.root) else self.edition.parent
        return path.relative_to(inside).as_posix()

    def path(self, name: str) -> Path:
        """The file that people are told under a name."""
        inside = self.root if self.edition.is_relative_to(self.root) or not self._own(name) else self.edition.parent
        return inside / name

    def _own(self, name: str) -> bool:
        return name.startswith(self.prefix())

    def prefix(self) -> str:
        """What the names of the edition's own files begin with."""
        return self.name(self.edition) + "/"


def _files(folder: str, name: str) -> Iterator[tuple[str, str]]:
    """Name and path of every file below a folder; with plain strings, since every run looks at all of them."""
    for below, folders, files in os.walk(folder):
        if below == folder and LOCALES in folders:
            folders.remove(LOCALES)
        prefix = name + below[len(folder) :].replace(os.sep, "/")
        for file in files:
            if file.endswith(".yaml") or (file == RELEASE and below == folder) or _stray(file, below, folder):
                yield f"{prefix}/{file}", os.path.join(below, file)


def _stray(file: str, below: str, folder: str) -> bool:
    """Whether a file lies where requirements lie but has not their ending: to be told, never to be left out."""
    inside = os.path.join(folder, RULES)
    return (below == inside or below.startswith(inside + os.sep)) and not file.startswith(".")


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def digest_of(contents: list[tuple[str, bytes]]) -> str:
    """sha256 over the names and bytes of all files."""
    total = hashlib.sha256()
    for name, data in contents:
        total.update(f"{name}\0{len(data)}\0".encode())
        total.update(data)
    return total.hexdigest()


_LISTED = 6


def _is_edition(folder: Path) -> bool:
    return os.path.isfile(folder / "standard.yaml")  # of a name that no file can have, pathlib's own raises


def _editions_below(folder: Path) -> list[str]:
    return sorted(path.parent.as_posix() for below in ("*", "*/*") for path in folder.glob(f"{below}/standard.yaml"))


def find_edition(standard: str) -> EditionFiles:
    """The files of `id@edition`, or of an edition's folder given by its path.

    Raises:
        UsageError: there is no such edition; the known ones are named, or those in the folder that was given.
    """
    root = standards_root()
    folder = Path(standard)
    if _is_edition(folder):
        shared = next((parent for parent in folder.resolve().parents if (parent / "formats").is_dir()), root)
        return EditionFiles(folder.resolve(), shared)
    name, _, edition = standard.partition("@")
    folder = root / name / edition
    if name and edition and _is_edition(folder):
        return EditionFiles(folder, root)
    if os.path.isdir(standard) and (below := _editions_below(Path(standard))):
        raise UsageError("edition-below", standard=standard, folders=", ".join(below[:_LISTED]))
    known = sorted(f"{path.parent.parent.name}@{path.parent.name}" for path in root.glob("*/*/standard.yaml"))
    raise UsageError("unknown-standard", standard=standard, known=", ".join(known))
