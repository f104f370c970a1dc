"""A package with an IMS manifest, from container to `ReadResult`: what plain Content Packaging and SCORM share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import XmlDocument
from oecheck.model.course import Course
from oecheck.model.package import Descriptor, PackageFinding, ReadResult
from oecheck.model.source import Source
from oecheck.readers._documents import DAMAGED, documents_of, loss_of
from oecheck.readers._imscp.activities import CourseStructure, course_structure
from oecheck.readers._imscp.course import LOM_CAPABILITIES, read_course, unreadable_course
from oecheck.readers._imscp.findings import document_findings, manifest_findings
from oecheck.readers._imscp.inner_manifests import listed_inside
from oecheck.readers._imscp.manifest import ManifestReading, read_manifest_parts
from oecheck.readers._imscp.metadata import Metadata, read_metadata
from oecheck.readers._imscp.producers import find_producer
from oecheck.readers._imscp.references import manifest_references, told_references
from oecheck.readers._imscp.resources import listed_paths
from oecheck.readers._imscp.roles import file_roles
from oecheck.readers._manifest_family import manifest_signs
from oecheck.values.href import PathIndex, Resolver

__all__ = ["MANIFEST", "ManifestPackage", "manifest_descriptors", "read_manifest_package"]

MANIFEST = "imsmanifest.xml"
_NO_STRUCTURE = CourseStructure((), (), (), (), ())


class ManifestPackage(msgspec.Struct, frozen=True):
    """What was read, and what it was read from, for a profile to add to.

    Attributes:
        container: the package seen from its root.
        document: the parsed manifest.
        reading: the manifest and its elements.
        structure: the table of contents.
        metadata: LOM.
        result: what a plain reader gives.
    """

    container: Container
    document: XmlDocument
    reading: ManifestReading
    structure: CourseStructure
    metadata: Metadata
    result: ReadResult


def manifest_descriptors(container: Container, formats: Iterable[str]) -> tuple[Descriptor, ...]:
    """Signs that a container is of one of some formats that share `imsmanifest.xml`."""
    path = next(iter(container.files), "") if container.kind == "file" else MANIFEST
    try:
        document = documents_of(container).xml(path)
    except (DocumentUnreadable, EntryUnreadable):
        return ()
    return tuple(found for found in manifest_signs(document) if found.format in formats)


def read_manifest_package(container: Container, descriptor: Descriptor) -> ManifestPackage | ReadResult:
    """Everything that Content Packaging says; a bare `ReadResult` where the manifest cannot be read at all.

    Args:
        container: seen from the folder of the manifest.
        descriptor: what the package is read as.
    """
    path = descriptor.source.file
    try:
        document = documents_of(container).xml(path)
    except DocumentUnreadable as error:
        return _unreadable(container, Source(path, error.line, error.column), error.code)
    except EntryUnreadable as error:
        return _unreadable(container, Source(path), error.code)
    return _read(container, document, descriptor)


def _read(container: Container, document: XmlDocument, descriptor: Descriptor) -> ManifestPackage:
    path, index = descriptor.source.file, PathIndex(container.files)
    reading = read_manifest_parts(document, index, path, format=descriptor.format, format_version=descriptor.version)
    metadata = read_metadata(container, document, reading, Resolver(index))
    manifest = msgspec.structs.replace(reading.manifest, lom_records=metadata.records)
    reading = msgspec.structs.replace(reading, manifest=manifest)
    torn = document.torn  # what would be said of it only follows from CP-03 and CP-40
    structure = _NO_STRUCTURE if torn else course_structure(manifest)
    inner = listed_inside(container, manifest.resources, Resolver(index))
    producer = find_producer(document, container.files)
    references = told_references(
        (*manifest_references(manifest), *metadata.references), lone=container.kind == "file", torn=torn
    )
    result = ReadResult(
        course=_course(container, reading, metadata, structure, loss=loss_of(document)),
        manifest=None if torn else manifest,
        findings=(*document_findings(document), *(() if torn else manifest_findings(document, reading))),
        references=tuple(references),
        roles=file_roles(container, path, metadata.paths),
        listed=listed_paths(manifest.resources) | metadata.paths | inner,
        producer=producer.name,
        producer_version=producer.version,
        format_version=descriptor.version or None,
        incomplete=tuple(_incomplete(container, document, structure)),
    )
    return ManifestPackage(container, document, reading, structure, metadata, result)


def _course(
    container: Container, reading: ManifestReading, metadata: Metadata, structure: CourseStructure, *, loss: str
) -> Course:
    course = read_course(reading, metadata, structure, loss=loss)
    if container.kind == "file" and metadata.references:  # metadata lie in files that were not handed in
        return unreadable_course(course, reading.manifest.source, LOM_CAPABILITIES, "lone-manifest")
    return course


def _incomplete(container: Container, document: XmlDocument, structure: CourseStructure) -> Iterator[str]:
    yield from structure.incomplete
    if document.torn:
        yield loss_of(document)
    if container.kind == "file":
        yield "lone-manifest"


def _unreadable(container: Container, source: Source, problem: str) -> ReadResult:
    """The result for a manifest of which nothing can be read: no course, and every field unreadable."""
    arguments = {"problem": problem, "line": source.line}
    return ReadResult(
        course=unreadable_course(Course(source=source), source, LOM_CAPABILITIES),
        findings=(PackageFinding(check="CP-03", variant="unreadable", source=source, arguments=arguments),),
        roles=file_roles(container, source.file),
        incomplete=(DAMAGED,),
    )
