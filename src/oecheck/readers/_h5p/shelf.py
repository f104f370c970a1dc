"""The JSON documents of a package, with what is wrong in them.

Source: formats/h5p.md §1 (names that begin with a dot or underscore are skipped at any level).
"""

from __future__ import annotations

from typing import Any

import msgspec

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.json import YamlTree, parse_json
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.readers._documents import documents_of

__all__ = ["Shelf"]

_DATA_BYTES = 8 << 20
"""Largest helper file (semantics, language) that is looked at; the largest of the corpus has 190 kB."""


class Shelf:
    """Loads documents of one package by path and remembers what was wrong with them.

    Attributes:
        findings: documents that are no JSON.
        incomplete: codes of what kept documents from being read.
    """

    def __init__(self, container: Container) -> None:
        self._container = container
        self._documents = documents_of(container)
        self.findings: list[PackageFinding] = []
        self.incomplete: set[str] = set()

    def __contains__(self, path: str) -> bool:
        return path in self._container.files

    @property
    def paths(self) -> tuple[str, ...]:
        """Paths of the package that H5P looks at."""
        return tuple(path for path in self._container.files if not _skipped(path))

    @property
    def skipped(self) -> tuple[str, ...]:
        """Paths that H5P leaves out."""
        return tuple(path for path in self._container.files if _skipped(path))

    def tree(self, path: str, check: str) -> YamlTree | None:
        """The document with places; None when it cannot be read, which is a finding of the check."""
        try:
            tree = self._documents.json(path)
        except EntryUnreadable:
            self.incomplete.add("descriptor-unreadable")
            return None
        except DocumentUnreadable as error:
            self._report(error, check)
            return None
        for problem in tree.problems[:1]:
            if problem.code == "byte-order-mark":
                place = Source(path, problem.line, problem.column)
                self._add(check, "byte-order-mark", place, path=path)
        return tree

    def data(self, path: str, check: str) -> Any:
        """The document as plain values, for what needs no places; None when it cannot be read."""
        try:
            content = self._container.read(path)
        except EntryUnreadable:
            self.incomplete.add("descriptor-unreadable")
            return None
        if len(content) > _DATA_BYTES:
            self.incomplete.add("h5p-library-too-large")
            return None
        try:
            return msgspec.json.decode(content)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            return self._doubtful(content, path, check)

    def _doubtful(self, content: bytes, path: str, check: str) -> None:
        """What the fast parser refuses is read once more, for the place and for what it is too strict about."""
        try:
            parse_json(content, path)
        except DocumentUnreadable as error:
            self._report(error, check)

    def _report(self, error: DocumentUnreadable, check: str) -> None:
        place = Source(error.file, error.line, error.column)
        self._add(check, "unreadable", place, path=error.file, problem=error.code, line=error.line)

    def _add(self, check: str, variant: str, source: Source, **arguments: object) -> None:
        self.findings.append(PackageFinding(check=check, variant=variant, source=source, arguments=arguments))


def _skipped(path: str) -> bool:
    return path.startswith((".", "_")) or "/." in path or "/_" in path
