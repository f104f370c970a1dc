"""AICC courses (CMI001): `.crs`, `.au`, `.des`, `.cst` and their companions.

A format of the past: identity, table of contents and launches are read. Source: formats/tincan-aicc.md §2 to §4.
"""

from __future__ import annotations

from collections.abc import Mapping

from oecheck.containers import Container
from oecheck.model.fact import Fact, Value
from oecheck.model.package import Descriptor, ReadResult
from oecheck.readers._aicc.checks import course_findings
from oecheck.readers._aicc.course import CAPABILITIES, read_contents
from oecheck.readers._aicc.shelf import Shelf
from oecheck.readers._aicc.structure import Structure, read_structure
from oecheck.readers._aicc.tree import read_tree
from oecheck.readers._imscp.roles import file_roles
from oecheck.readers._signs import SIGNS
from oecheck.readers._xapi.document import with_unreadable
from oecheck.values.href import PathIndex, Resolver

__all__ = ["READER"]

_FORMATS = ("aicc",)


class _Aicc:
    """Reader of AICC."""

    def __init__(self) -> None:
        self.name = "aicc"
        self.formats: tuple[str, ...] = _FORMATS
        self.capabilities: Mapping[str, frozenset[str]] = dict.fromkeys(_FORMATS, CAPABILITIES)

    def detect(self, container: Container) -> tuple[Descriptor, ...]:
        """A `.crs` with its companions at the root."""
        return tuple(found for signs in SIGNS for found in signs(container) if found.format in self.formats)

    def read(self, container: Container, descriptor: Descriptor) -> ReadResult:
        """The course; whatever is wrong in its files becomes a finding."""
        shelf = Shelf(container, descriptor.source.file)
        structure = read_structure(shelf)
        tree = read_tree(structure, shelf)
        contents = read_contents(structure, tree, shelf, Resolver(PathIndex(container.files)))
        course = contents.course
        if shelf.incomplete:  # what is not found may stand in the file that could not be read
            course = with_unreadable(course, CAPABILITIES, course.source)
        descriptors = dict.fromkeys(shelf.paths.values(), "descriptor")
        return ReadResult(
            course=course,
            findings=(*shelf.findings, *course_findings(structure, tree, contents.launches, shelf)),
            references=contents.references,
            roles=file_roles(container, descriptor.source.file) | descriptors,
            producer=_producer(structure, shelf),
            format_version=structure.crs.get("version") or None,
            incomplete=tuple(sorted(shelf.incomplete)),
        )


def _producer(structure: Structure, shelf: Shelf) -> Value[str]:
    """`Course_System`: the program that the course was made with, as its writer names it."""
    name = structure.crs.get("course_system")
    source = shelf.source("crs", structure.crs.line("course_system"))
    return Fact(value=name, sources=(source,)) if name else None


READER = _Aicc()
