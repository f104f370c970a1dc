"""Finding the manifest of a package, and parsing it once for all readers that ask.

Source: formats/README.md §1 row 6, §3.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

import msgspec

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import XmlDocument, local, parse_xml

__all__ = ["MANIFEST", "FoundManifest", "find_manifests", "open_manifest"]

MANIFEST = "imsmanifest.xml"


class FoundManifest(msgspec.Struct, frozen=True):
    """A manifest in a container.

    Attributes:
        path: path in the container.
        document: parsed; None when nothing of it can be read.
        problem: code of why not (documents.DocumentUnreadable, containers.EntryUnreadable); "".
        line, column: where reading stopped.
    """

    path: str
    document: XmlDocument | None = None
    problem: str = ""
    line: int = 0
    column: int = 0

    @property
    def folder(self) -> str:
        """Folder of the package in the container, with its closing slash; "" at the root."""
        return self.path[: self.path.rfind("/") + 1]


_opened: WeakKeyDictionary[Container, dict[str, FoundManifest]] = WeakKeyDictionary()


def find_manifests(container: Container) -> tuple[FoundManifest, ...]:
    """The manifests that could be the package's own; several when the container is a collection of packages.

    At the root; else directly in the one folder, or in each of the folders, that hold everything. A manifest deeper
    inside belongs to something that the package carries.
    """
    return tuple(open_manifest(container, path) for path in _places(container))


def open_manifest(container: Container, path: str) -> FoundManifest:
    """The manifest at a path, parsed once; its sources name the file relative to its own folder."""
    known = _opened.setdefault(container, {})
    if path not in known:
        known[path] = _open(container, path)
    return known[path]


def _open(container: Container, path: str) -> FoundManifest:
    try:
        document = parse_xml(container.read(path), path.rpartition("/")[2])
    except EntryUnreadable as error:
        return FoundManifest(path, problem=error.code)
    except DocumentUnreadable as error:
        return FoundManifest(path, problem=error.code, line=error.line, column=error.column)
    return FoundManifest(path, document)


def _places(container: Container) -> list[str]:
    paths = [path for path, file in container.files.items() if not file.junk]
    if container.kind == "file":
        return [path for path in paths if path.lower().endswith(".xml") and _is_manifest(container, path)]
    folder = ""
    while True:
        here = [path for path in paths if path.startswith(folder)]
        direct = [path for path in here if "/" not in path[len(folder) :]]
        found = [path for path in direct if path[len(folder) :].lower() == MANIFEST]
        if found or direct:
            return _preferred(found)
        below = {path[len(folder) :].partition("/")[0] for path in here}
        if len(below) != 1:
            return _collection(here, folder)
        folder += next(iter(below)) + "/"


def _preferred(found: list[str]) -> list[str]:
    """One manifest of a folder: the exact name before other spellings of it."""
    exact = [path for path in found if path.endswith(MANIFEST)]
    return (exact or found)[:1]


def _collection(paths: list[str], folder: str) -> list[str]:
    """Manifests of a container that holds nothing but folders, several of them packages."""
    by_folder: dict[str, list[str]] = {}
    for path in paths:
        top, _, rest = path[len(folder) :].partition("/")
        if rest.lower() == MANIFEST:
            by_folder.setdefault(top, []).append(path)
    return [path for found in by_folder.values() for path in _preferred(found)]


def _is_manifest(container: Container, path: str) -> bool:
    found = open_manifest(container, path)
    return found.document is not None and local(found.document.root) == "manifest"
