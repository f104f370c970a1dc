"""The XML documents of a package, parsed once, with what is wrong in them.

Source: formats/common-cartridge.md CC-17; corpus (namespace names with a blank in 163 files of one real cartridge).
"""

from __future__ import annotations

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import XmlDocument
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.readers._documents import documents_of

__all__ = ["Shelf"]

# Wrong in a way that leaves no doubt about what is meant: told once for all files, reading goes on.
_HARMLESS = frozenset({"namespace-uri"})
_SHOWN = 3  # files that a finding about many files names


class Shelf:
    """Loads documents of one package by path.

    Attributes:
        incomplete: codes of what kept descriptors from being read.
    """

    def __init__(self, container: Container) -> None:
        self._container = container
        self._documents = documents_of(container)
        self._known: dict[str, XmlDocument | None] = {}
        self._told: set[str] = set()
        self._findings: list[PackageFinding] = []
        self._harmless: dict[str, list[Source]] = {}
        self.incomplete: set[str] = set()

    def __contains__(self, path: str) -> bool:
        return path in self._container.files

    @property
    def paths(self) -> tuple[str, ...]:
        """Paths of the package without what operating systems left in it."""
        return tuple(path for path, file in self._container.files.items() if not file.junk)

    def load(self, path: str) -> XmlDocument | None:
        """The document at a path; None when there is none, or nothing of it can be read."""
        if path not in self._known:
            self._known[path] = self._parse(path) if path in self._container.files else None
        return self._known[path]

    def let_go(self, path: str) -> None:
        """Drops a document that was read to its end. Asked for again, it is parsed again, and told of only once."""
        if self._known.pop(path, None) is not None:
            self._told.add(path)
            self._documents.let_go(path)

    def _parse(self, path: str) -> XmlDocument | None:
        try:
            document = self._documents.xml(path)
        except EntryUnreadable:
            self.incomplete.add("descriptor-unreadable")
            return None
        except DocumentUnreadable as error:
            place = Source(path, error.line, error.column)
            self._findings.append(_finding("unreadable", place, path=path, problem=error.code))
            self.incomplete.add("descriptor-damaged")
            return None
        if path not in self._told:
            self._note(document, path)
        return document

    def _note(self, document: XmlDocument, path: str) -> None:
        if document.torn:
            self.incomplete.add("descriptor-damaged")
        problems = (*document.problems, *document.unread)
        serious = [problem for problem in problems if problem.code not in _HARMLESS]
        if serious:
            first = serious[0]
            place = Source(path, first.line, first.column)
            variant = "not-well-formed" if document.recovered else "damaged"
            self._findings.append(_finding(variant, place, path=path, problem=first.code, line=first.line))
            return
        for problem in document.problems[:1]:
            self._harmless.setdefault(problem.code, []).append(Source(path, problem.line, problem.column))

    def findings(self) -> tuple[PackageFinding, ...]:
        """What is wrong with the documents loaded so far."""
        grouped = [
            _finding(code, places[0], count=len(places), files=", ".join(place.file for place in places[:_SHOWN]))
            for code, places in sorted(self._harmless.items())
        ]
        return (*self._findings, *grouped)


def _finding(variant: str, source: Source, **arguments: object) -> PackageFinding:
    return PackageFinding(check="CC-17", variant=variant, source=source, arguments=dict(arguments))
