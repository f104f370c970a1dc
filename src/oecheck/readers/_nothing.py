"""What is left of a package whose reader broke: nothing of the course is known, the files are as they are."""

from __future__ import annotations

from collections.abc import Collection

from oecheck.model.course import Course
from oecheck.model.fact import Fact, unreadable
from oecheck.model.package import Descriptor, ReadResult
from oecheck.readers._imscp.course import unreadable_course

__all__ = ["nothing_read"]


def nothing_read(descriptor: Descriptor, capabilities: Collection[str], reason: str) -> ReadResult:
    """A result in which whatever the format has a place for is unreadable, so that nothing fails or passes by it.

    Args:
        descriptor: what the package was recognised by.
        capabilities: of the reader, for the format.
        reason: code of why.
    """
    course = unreadable_course(Course(source=descriptor.source), descriptor.source, capabilities, reason)
    unknown: Fact[str] = unreadable(reason, descriptor.source)
    return ReadResult(
        course=course,
        producer=unknown,
        producer_version=unknown,
        created=unknown,
        format_version=unknown,
        incomplete=(reason,),
    )
