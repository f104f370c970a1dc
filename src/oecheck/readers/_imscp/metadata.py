"""LOM of a manifest and of its parts, inline or in files that `adlcp:location` names.

The records themselves are read by `readers._lom`; this module knows where a manifest keeps them and what they are
about. Source: formats/content-packaging.md §4; formats/scorm-1.2.md §4; formats/scorm-2004.md §4.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from lxml.etree import _Element

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import XmlDocument, local, parse_xml
from oecheck.model.metadata import LomRecord
from oecheck.model.package import Reference
from oecheck.readers._imscp.manifest import ManifestReading
from oecheck.readers._imscp.names import attribute, children, foreign, text_of
from oecheck.readers._imscp.references import resolve
from oecheck.readers._lom import LomFacts, find_lom, lom_record, read_lom
from oecheck.values.href import Resolver

__all__ = ["LomOf", "Metadata", "read_metadata"]


class LomOf(msgspec.Struct, frozen=True):
    """A LOM record and the element of the manifest that it describes."""

    element: _Element
    level: str
    facts: LomFacts


class Metadata(msgspec.Struct, frozen=True):
    """All metadata of a package.

    Attributes:
        facts: records in document order.
        records: the same for checks, and those that could not be read.
        references: files that `adlcp:location` names.
        paths: those of them that are there.
    """

    facts: tuple[LomOf, ...]
    records: tuple[LomRecord, ...]
    references: tuple[Reference, ...]
    paths: frozenset[str]

    def by_element(self) -> dict[_Element, list[LomFacts]]:
        """Records by the element that they describe."""
        told: dict[_Element, list[LomFacts]] = {}
        for node in self.facts:
            told.setdefault(node.element, []).append(node.facts)
        return told


class _Place(msgspec.Struct, frozen=True):
    """A `metadata` element and what it describes."""

    element: _Element
    level: str
    owner: str
    base: str


def read_metadata(
    container: Container, document: XmlDocument, reading: ManifestReading, resolver: Resolver
) -> Metadata:
    """All LOM records of a manifest. Each external file is parsed once, however many places name it."""
    reader = _Reader(container, document, reading.manifest.path, resolver)
    for place in _places(reading):
        for metadata in children(place.element, "metadata"):
            reader.read(place, metadata)
    return Metadata(
        tuple(reader.facts),
        tuple(reader.records),
        tuple(reader.references),
        frozenset(node.target for node in reader.references if node.state == "found"),
    )


def _places(reading: ManifestReading) -> Iterator[_Place]:
    """Elements that may have metadata. Bases of files and resources are those of their hrefs."""
    for scope in reading.scopes:
        yield _Place(scope.element, "manifest" if not scope.name else "organization", scope.name, scope.base)
        for organization in scope.organizations:
            yield _Place(organization, "organization", attribute(organization, "identifier") or "", scope.base)
        for placed in scope.items:
            yield _Place(placed.element, "item", attribute(placed.element, "identifier") or "", scope.base)
        for element, base in zip(scope.resource_elements, scope.resource_bases, strict=True):
            yield _Place(element, "resource", attribute(element, "identifier") or "", base)
            for file in children(element, "file"):
                yield _Place(file, "file", attribute(file, "href") or "", base)


class _Reader:
    def __init__(self, container: Container, document: XmlDocument, path: str, resolver: Resolver) -> None:
        self._container = container
        self._document = document
        self._path = path
        self._resolver = resolver
        self._documents: dict[str, XmlDocument | None] = {}
        self.facts: list[LomOf] = []
        self.records: list[LomRecord] = []
        self.references: list[Reference] = []

    def read(self, place: _Place, metadata: _Element) -> None:
        for element in find_lom(metadata):
            facts = read_lom(element, self._document, level=place.level, owner=place.owner)
            self.facts.append(LomOf(place.element, place.level, facts))
            self.records.append(lom_record(facts))
        for node in foreign(metadata):
            if local(node) == "location":
                self._external(place, node)

    def _external(self, place: _Place, node: _Element) -> None:
        href = text_of(node)
        lead = resolve(self._resolver, href, self._path, "")  # relative to the package, SCORM CAM; bases come second
        if lead.state == "missing" and place.base:
            lead = resolve(self._resolver, href, self._path, place.base)
        if href is None or lead.state == "blank":
            return
        source = self._document.source(node)
        self.references.append(
            Reference(source=source, href=href, target=lead.target, kind="descriptor", state=lead.state)
        )
        if lead.state not in ("found", "case"):
            return
        document = self._parsed(lead.target)
        element = None if document is None else next(find_lom(document.root), None)
        if document is None or element is None:
            state = "unreadable" if document is None else "not-lom"
            self.records.append(
                LomRecord(
                    source=source, level=place.level, owner=place.owner, location=lead.target, location_state=state
                )
            )
            return
        facts = read_lom(element, document, level=place.level, owner=place.owner)
        self.facts.append(LomOf(place.element, place.level, facts))
        self.records.append(lom_record(facts, location=lead.target, location_state="found"))

    def _parsed(self, path: str) -> XmlDocument | None:
        """The document of a path; None when it is no XML or cannot be read."""
        if path not in self._documents:
            try:
                self._documents[path] = parse_xml(self._container.read(path), path)
            except (EntryUnreadable, DocumentUnreadable):
                self._documents[path] = None
        return self._documents[path]
