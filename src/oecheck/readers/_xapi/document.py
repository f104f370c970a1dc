"""The descriptor of a format that has a single one, and what is left when it is damaged."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import NOT_READ, XmlDocument
from oecheck.model.course import Course
from oecheck.model.fact import Fact, unreadable
from oecheck.model.package import PackageFinding, ReadResult
from oecheck.model.source import Source
from oecheck.readers._documents import DAMAGED, documents_of
from oecheck.readers._imscp.roles import file_roles

__all__ = ["document_findings", "is_torn", "nothing_read", "open_document", "with_unreadable"]

MOST_PROBLEMS = 20
"""Problems of one document that are told (PKG-003: the first 20 errors)."""
_HARMLESS = frozenset({"unbound-prefix", "namespace-uri"})


def open_document(container: Container, path: str) -> XmlDocument | tuple[Source, str]:
    """The document, or where and why nothing of it can be read."""
    try:
        return documents_of(container).xml(path)
    except DocumentUnreadable as error:
        return Source(path, error.line, error.column), error.code
    except EntryUnreadable as error:
        return Source(path), error.code


def document_findings(document: XmlDocument, check: str) -> Iterator[PackageFinding]:
    """What is wrong with the document as XML, under a check that has the variant `not-well-formed`."""
    for problem in [one for one in document.problems if one.code not in NOT_READ][:MOST_PROBLEMS]:
        source = Source(document.file, problem.line, problem.column)
        arguments = {"problem": problem.code, "line": problem.line}
        yield PackageFinding(check=check, variant="not-well-formed", source=source, arguments=arguments)


def is_torn(document: XmlDocument) -> bool:
    """Whether parts of it may be lost or misplaced, so that what is missing in it proves nothing."""
    return document.recovered and any(problem.code not in _HARMLESS for problem in document.problems)


def with_unreadable(course: Course, capabilities: Collection[str], source: Source, reason: str = DAMAGED) -> Course:
    """The course of a torn document: what the format has a place for and is not found may have been lost."""
    lost: dict[str, Fact[object]] = {
        name: unreadable(reason, source)
        for name in course.__struct_fields__
        if getattr(course, name) is None and f"course.{name}" in capabilities
    }
    return msgspec.structs.replace(course, **lost)


def nothing_read(
    container: Container, place: Source, problem: str, check: str, capabilities: Collection[str]
) -> ReadResult:
    """The result for a descriptor of which nothing can be read."""
    arguments = {"problem": problem, "line": place.line}
    return ReadResult(
        course=with_unreadable(Course(source=place), capabilities, place),
        findings=(PackageFinding(check=check, variant="unreadable", source=place, arguments=arguments),),
        roles=file_roles(container, place.file),
        incomplete=(DAMAGED,),
    )
