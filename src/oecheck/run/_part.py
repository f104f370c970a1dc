"""A package inside the package as what it is to the course: a part with a licence and tools of its own."""

from __future__ import annotations

import msgspec

from oecheck.description.merge import merge
from oecheck.facts import FactInputs
from oecheck.model.course import Course, Licence
from oecheck.model.fact import plain
from oecheck.model.package import File
from oecheck.run._read import Opened

__all__ = ["as_part"]


def as_part(opened: Opened, outer: Opened, file: File) -> Opened:
    """A package that was read, with its licence as that of a part, beside the licence of the course.

    What the record of the outer package declares about tools holds inside, too.
    """
    inner: FactInputs = opened.inputs
    course = msgspec.structs.replace(
        inner.course,
        licence=outer.inputs.course.licence,
        licences=(*_own(inner.course, file), *inner.course.licences),
    )
    if outer.record is not None:
        course = msgspec.structs.replace(course, tools=merge(course, outer.record).tools)
    return msgspec.structs.replace(opened, inputs=msgspec.structs.replace(inner, course=course))


def _own(course: Course, file: File) -> tuple[Licence, ...]:
    """The licence that the package states for itself; holder and origin of the whole are not those of one work."""
    licence = plain(course.licence)
    if licence is None:
        return ()
    return (msgspec.structs.replace(licence, scope=file.name or file.path, holder="", origin="", title=""),)
