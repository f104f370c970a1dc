"""cmi5 (Quartz) and the drafts before it: a course structure, alone or in a package.

Of an AU only what the structure says is read; what happens in it is between it and the platform.
Source: formats/cmi5.md; formats/course-model.md §6.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from oecheck.containers import Container
from oecheck.documents.xml import XmlDocument
from oecheck.model.package import Descriptor, PackageFinding, ReadResult
from oecheck.readers._cmi5.checks import namespace_findings, structure_findings
from oecheck.readers._cmi5.course import CAPABILITIES, Contents, read_contents
from oecheck.readers._cmi5.grammar import grammar_findings
from oecheck.readers._cmi5.structure import Structure, read_structure
from oecheck.readers._documents import loss_of
from oecheck.readers._imscp.producers import find_producer
from oecheck.readers._imscp.roles import file_roles
from oecheck.readers._signs import SIGNS
from oecheck.readers._xapi.document import document_findings, is_torn, nothing_read, open_document, with_unreadable
from oecheck.values.href import PathIndex, Resolver

__all__ = ["READER"]

_FORMATS = ("cmi5",)


class _Cmi5:
    """Reader of cmi5."""

    def __init__(self) -> None:
        self.name = "cmi5"
        self.formats: tuple[str, ...] = _FORMATS
        self.capabilities: Mapping[str, frozenset[str]] = dict.fromkeys(_FORMATS, CAPABILITIES)

    def detect(self, container: Container) -> tuple[Descriptor, ...]:
        """`cmi5.xml` at the root, or a bare course structure."""
        return tuple(found for signs in SIGNS for found in signs(container) if found.format in self.formats)

    def read(self, container: Container, descriptor: Descriptor) -> ReadResult:
        """The course; whatever is wrong with its structure becomes a finding."""
        document = open_document(container, descriptor.source.file)
        if isinstance(document, XmlDocument):
            return _read(container, document, descriptor)
        return nothing_read(container, *document, "CM-03", CAPABILITIES)


def _read(container: Container, document: XmlDocument, descriptor: Descriptor) -> ReadResult:
    alone, torn = container.kind == "file", is_torn(document)
    structure = read_structure(document)
    contents = read_contents(structure, Resolver(PathIndex(container.files)), alone=alone)
    course = contents.course
    if torn:
        course = with_unreadable(course, CAPABILITIES, course.source, loss_of(document))
    producer = find_producer(document, container.files)
    return ReadResult(
        course=course,
        findings=tuple(_findings(container, structure, contents, torn=torn)),
        references=contents.references,
        roles=file_roles(container, document.file),
        producer=producer.name,
        producer_version=producer.version,
        format_version=descriptor.version or None,
        incomplete=(loss_of(document),) if torn else (),
    )


def _findings(
    container: Container, structure: Structure, contents: Contents, *, torn: bool
) -> Iterator[PackageFinding]:
    """Of a torn structure nothing is said but that it is torn: all else may only follow from it."""
    yield from document_findings(structure.document, "CM-03")
    yield from namespace_findings(structure)
    if not torn:
        yield from grammar_findings(structure.document)
        yield from structure_findings(structure, contents.launches, container)


READER = _Cmi5()
