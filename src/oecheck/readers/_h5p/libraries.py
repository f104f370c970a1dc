"""Libraries packed with the content: folders, dependencies, files, semantics.

Source: formats/h5p.md §3, §4; h5p-php-library H5PValidator::getLibraryData.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from oecheck.documents.json import YamlNode, YamlTree
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.readers._h5p.alternatives import places_in_form
from oecheck.readers._h5p.fields import LIBRARY_JSON, complaints
from oecheck.readers._h5p.nodes import each, number, string
from oecheck.readers._h5p.shelf import Shelf
from oecheck.values.patterns import pattern

__all__ = ["KNOWN_CORE", "Dependency", "Libraries", "Library", "dependencies_of", "field_finding", "read_libraries"]

KNOWN_CORE = (1, 28)
"""Newest core API of h5p-php-library in July 2026 (formats/h5p.md §3)."""

_FOLDER = pattern(r"[\w0-9\-.]{1,255}", re.IGNORECASE)
_LANGUAGE_FILE = pattern(r"-?[a-z]+(?:-[a-z]+){0,6}\.json", re.IGNORECASE)
_KINDS = ("preloadedDependencies", "dynamicDependencies", "editorDependencies")


class Dependency(msgspec.Struct, frozen=True):
    """A library that something needs, `H5P.Question` in version `1.5`."""

    name: str
    version: str
    source: Source
    editor: bool = False

    @property
    def key(self) -> str:
        return f"{self.name} {self.version}"


class Library(msgspec.Struct, frozen=True):
    """A library of the package.

    Attributes:
        folder: where it lies.
        name, version: machine name, major and minor version; "" where its library.json does not tell.
        core: core API that it needs, major and minor; (0, 0) where it asks for none.
        needs: libraries it depends on.
        semantics: its `semantics.json` as plain values; None without one.
    """

    folder: str
    name: str
    version: str
    source: Source
    core: tuple[int, int] = (0, 0)
    needs: tuple[Dependency, ...] = ()
    semantics: Any = None


class Libraries(msgspec.Struct, frozen=True):
    """All libraries of a package, and what is wrong with them.

    Attributes:
        forms: semantics by name and version, and by name alone.
        places: by the same keys, the text beside each picture that holds its alternative.
    """

    all: tuple[Library, ...] = ()
    findings: tuple[PackageFinding, ...] = ()
    forms: dict[str, list[Any]] = {}
    places: dict[str, dict[str, str]] = {}

    def alternative_beside(self, name: str, version: str, image: str) -> str | None:
        """Key of the text beside a picture that its form has for the alternative; None where there is none."""
        places = self.places.get(f"{name} {version}") or self.places.get(name) or {}
        return places.get(image)

    def semantics_of(self, name: str, version: str) -> list[Any]:
        """The fields of a library: of this version, else of another one; empty when it is not packed."""
        return self.forms.get(f"{name} {version}") or self.forms.get(name) or []

    def missing(self, wanted: Iterable[Dependency]) -> list[Dependency]:
        """What the content needs, directly or through a library, and the package does not hold; each once."""
        packed = {f"{library.name} {library.version}": library for library in self.all}
        waiting, seen, lacking = deque(wanted), set[str](), []
        while waiting:
            dependency = waiting.popleft()
            if dependency.key in seen:
                continue
            seen.add(dependency.key)
            library = packed.get(dependency.key)
            if library is None:
                lacking.append(dependency)
            else:
                waiting.extend(library.needs)
        return lacking


def read_libraries(shelf: Shelf) -> Libraries:
    """Every folder at the root but `content` is a library."""
    folders: dict[str, list[str]] = {}
    for path in shelf.paths:
        folder, slash, rest = path.partition("/")
        if slash and folder != "content" and rest:
            folders.setdefault(folder, []).append(rest)
    found: list[Library] = []
    findings: list[PackageFinding] = []
    for folder, files in folders.items():
        reading = _Reading(shelf, folder, frozenset(files))
        library = reading.read()
        findings += reading.findings
        if library is not None:
            found.append(library)
    forms: dict[str, list[Any]] = {}
    for library in found:
        if isinstance(library.semantics, list):
            forms.setdefault(library.name, library.semantics)
            forms[f"{library.name} {library.version}"] = library.semantics
    places = {key: places_in_form(fields) for key, fields in forms.items()}
    return Libraries(tuple(found), tuple(findings), forms, places)


def field_finding(check: str, complaint: Any, tree: YamlTree) -> PackageFinding:
    """A value that is not as it must be, as a finding."""
    arguments = {"field": complaint.field or "/", "wanted": complaint.wanted, "path": tree.file}
    return PackageFinding(
        check=check, variant=complaint.variant, source=tree.source(complaint.node), arguments=arguments
    )


class _Reading:
    """One library while it is read."""

    def __init__(self, shelf: Shelf, folder: str, files: frozenset[str]) -> None:
        self._shelf = shelf
        self._folder = folder
        self._files = files
        self.findings: list[PackageFinding] = []

    def read(self) -> Library | None:
        if not _FOLDER.fullmatch(self._folder):
            self._add("H5P-06", "folder-name", Source(f"{self._folder}/"), folder=self._folder)
            return None
        path = f"{self._folder}/library.json"
        if path not in self._shelf:
            self._add("H5P-06", "no-library-json", Source(f"{self._folder}/"), folder=self._folder)
            return None
        tree = self._shelf.tree(path, "H5P-06")
        if tree is None:
            return None
        self.findings += [field_finding("H5P-06", complaint, tree) for complaint in complaints(LIBRARY_JSON, tree.root)]
        library = self._library(tree)
        self._check_folder(library)
        self._check_files(tree)
        self._check_languages()
        return library

    def _library(self, tree: YamlTree) -> Library:
        root = tree.root
        semantics = f"{self._folder}/semantics.json"
        return Library(
            folder=self._folder,
            name=string(root, "machineName"),
            version=f"{string(root, 'majorVersion')}.{string(root, 'minorVersion')}",
            source=tree.source(root),
            core=(_whole(root, "coreApi", "majorVersion"), _whole(root, "coreApi", "minorVersion")),
            needs=tuple(dependencies_of(tree)),
            semantics=self._shelf.data(semantics, "H5P-06") if semantics in self._shelf else None,
        )

    def _check_folder(self, library: Library) -> None:
        if library.name and self._folder not in (library.name, f"{library.name}-{library.version}"):
            wanted = f"{library.name}-{library.version}"
            self._add("H5P-06", "folder-differs", library.source, folder=self._folder, wanted=wanted)

    def _check_files(self, tree: YamlTree) -> None:
        for kind in ("preloadedJs", "preloadedCss"):
            for item in each(tree.root, kind):
                written = string(item, "path")
                if written and written.replace("\\", "/").lstrip("/").removeprefix("./") not in self._files:
                    self._add("H5P-07", "", tree.source(item), file=written, folder=self._folder)

    def _check_languages(self) -> None:
        for rest in sorted(self._files):
            folder, _, name = rest.partition("/")
            if folder != "language" or not name or not name.endswith(".json"):
                continue
            path = f"{self._folder}/{rest}"
            if not _LANGUAGE_FILE.fullmatch(name):
                self._add("H5P-06", "language-name", Source(path), path=path)
            else:
                self._shelf.data(path, "H5P-06")

    def _add(self, check: str, variant: str, source: Source, **arguments: object) -> None:
        self.findings.append(PackageFinding(check=check, variant=variant, source=source, arguments=arguments))


def dependencies_of(tree: YamlTree) -> Iterator[Dependency]:
    """The libraries that an `h5p.json` or `library.json` names."""
    for kind in _KINDS:
        for item in each(tree.root, kind):
            name = string(item, "machineName")
            if name:
                version = f"{string(item, 'majorVersion')}.{string(item, 'minorVersion')}"
                yield Dependency(name, version, tree.source(item), kind == "editorDependencies")


def _whole(node: YamlNode, *path: str) -> int:
    found = number(node, *path)
    return int(found) if found is not None and 0 <= found < 1e6 else 0
