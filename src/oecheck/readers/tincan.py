"""TinCan packages: `tincan.xml`, a list of xAPI activities with their launches.

A format of the past: identity, activities and launches are read. Source: formats/tincan-aicc.md §1, §3, §4.
"""

from __future__ import annotations

from collections.abc import Mapping

from oecheck.containers import Container
from oecheck.documents.xml import XmlDocument
from oecheck.model.fact import unsupported
from oecheck.model.package import Descriptor, ReadResult
from oecheck.readers._documents import loss_of
from oecheck.readers._imscp.producers import find_producer
from oecheck.readers._imscp.roles import file_roles
from oecheck.readers._signs import SIGNS
from oecheck.readers._tincan.activities import read_entries
from oecheck.readers._tincan.checks import beside_findings, entry_findings
from oecheck.readers._tincan.course import CAPABILITIES, read_course, references_of
from oecheck.readers._xapi.document import document_findings, is_torn, nothing_read, open_document, with_unreadable
from oecheck.values.href import PathIndex, Resolver

__all__ = ["READER"]

_FORMATS = ("tincan",)


class _TinCan:
    """Reader of TinCan packages."""

    def __init__(self) -> None:
        self.name = "tincan"
        self.formats: tuple[str, ...] = _FORMATS
        self.capabilities: Mapping[str, frozenset[str]] = dict.fromkeys(_FORMATS, CAPABILITIES)

    def detect(self, container: Container) -> tuple[Descriptor, ...]:
        """`tincan.xml` at the root, or that document alone."""
        return tuple(found for signs in SIGNS for found in signs(container) if found.format in self.formats)

    def read(self, container: Container, descriptor: Descriptor) -> ReadResult:
        """The course; whatever is wrong with the list becomes a finding."""
        document = open_document(container, descriptor.source.file)
        if isinstance(document, XmlDocument):
            return _read(container, document)
        return nothing_read(container, *document, "TC-01", CAPABILITIES)


def _read(container: Container, document: XmlDocument) -> ReadResult:
    torn, alone = is_torn(document), container.kind == "file"
    entries = read_entries(document, Resolver(PathIndex(container.files)))
    course = read_course(document, entries)
    findings = tuple(document_findings(document, "TC-01"))
    if not torn:
        findings = (*findings, *entry_findings(document, entries), *beside_findings(course, container))
    producer = find_producer(document, container.files)
    limits = ((loss_of(document), torn), ("lone-manifest", alone))
    return ReadResult(
        course=with_unreadable(course, CAPABILITIES, course.source, loss_of(document)) if torn else course,
        findings=findings,
        references=tuple(references_of(entries, alone=alone)),
        roles=file_roles(container, document.file),
        producer=producer.name,
        producer_version=producer.version,
        format_version=unsupported(),
        incomplete=tuple(code for code, holds in limits if holds),
    )


READER = _TinCan()
