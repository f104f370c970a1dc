"""A package opened, recognised and read, with its record: everything that facts are computed from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from oecheck.containers import UNSAFE, Container, EntryUnreadable
from oecheck.description.load import load
from oecheck.description.merge import merge
from oecheck.description.record import Record
from oecheck.description.references import unresolved
from oecheck.errors import InternalError, NotAPackage, OecheckError, UnsafePackage
from oecheck.facts import FactInputs, StandardData
from oecheck.model.course import Course
from oecheck.model.guard import Broken, guarded
from oecheck.model.package import Descriptor, Package, PackageFinding, ReadResult
from oecheck.readers import Detection, Reader, choose, forget_documents, locate, nothing_read, reader_for
from oecheck.run._capabilities import with_capabilities
from oecheck.run._date import evaluation_date
from oecheck.run._options import CheckOptions
from oecheck.texts import text
from oecheck.values.href import PathIndex, Resolver, StoredNames

__all__ = ["Opened", "read_package"]

_BROKE = "reader-broke"
_RECORD = "course-description"
"""Stands for the name of a reader where it is the record that breaks."""


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A package as read.

    Attributes:
        inputs: what facts are computed from.
        findings: structural findings of the detection, the reader and the record (those of the container are complete
            only after its entries were read).
        description_sha256: digest of the record; "" without one.
        record: the course description record; None without one, and where nobody has answered anything in it.
        broken: the reader (or the course description record) that raised, with error and place, where one did. Nothing
            of the course is known then; the rules over files and pages are evaluated all the same.
    """

    inputs: FactInputs
    findings: tuple[PackageFinding, ...]
    description_sha256: str
    record: Record | None
    broken: Mapping[str, str]


class _Described(msgspec.Struct, frozen=True, kw_only=True):
    """The course, and what its record adds to it.

    Attributes:
        course: with the record merged in.
        record: in which somebody answered something.
        findings: on the record itself.
        unresolved: findings on what it names and the package does not have.
        sha256: of the record; "" without one.
    """

    course: Course
    record: Record | None = None
    findings: tuple[PackageFinding, ...] = ()
    unresolved: tuple[PackageFinding, ...] = ()
    sha256: str = ""


def read_package(container: Container, options: CheckOptions, standard_data: StandardData) -> Opened:
    """Recognises and reads an open container.

    Raises:
        PackageError: no course package, or one that nothing reads.
        InternalError: what recognises packages broke.
    """
    detection, descriptor = _sound(_asked(_detected, container, options.force_format))
    reader = reader_for(descriptor.format)
    assert reader is not None  # choose() gives only descriptors that a reader takes
    capabilities = reader.capabilities[descriptor.format]
    reading, broken = _read(reader, detection.container, descriptor)
    forget_documents(container)
    described = _asked(_described, detection.container, options, reading.course, capabilities)
    if isinstance(described, Broken):
        broken = {"reader": _RECORD, "error": described.error, "place": described.place}
        reading = nothing_read(descriptor, capabilities, _BROKE)
        described = _Described(course=_sound(_asked(with_capabilities, reading.course, capabilities)))
    inputs = FactInputs(
        container=detection.container,
        course=described.course,
        package=_package(container, detection, descriptor, reading),
        reading=reading,
        standard_data=standard_data,
        resolver=_resolver(detection.container, reading),
        record=described.record.data if described.record else None,
        today=evaluation_date(options),
    )
    said = () if broken else described.unresolved
    findings = (*detection.findings, *reading.findings, *described.findings, *said)
    return Opened(
        inputs=inputs,
        findings=findings,
        description_sha256=described.sha256,
        record=described.record,
        broken=broken,
    )


def _asked(part: Callable[..., Any], *arguments: Any) -> Any:
    """What a part of the program gives, `Broken` where it raises; errors that it tells of itself pass through."""
    found = guarded(_told, part, *arguments)
    if isinstance(found, OecheckError):
        raise found
    return found


def _told(part: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return part(*arguments)
    except OecheckError as error:
        return error


def _sound(found: Any) -> Any:
    """What a part gave without which nothing can be told.

    Raises:
        InternalError: it broke.
    """
    if isinstance(found, Broken):
        raise InternalError("unexpected", kind=found.error, place=found.place)
    return found


def _detected(container: Container, wanted: str) -> tuple[Detection, Descriptor]:
    detection = locate(container)
    return detection, _chosen(container, detection, wanted)


def _described(
    container: Container, options: CheckOptions, course: Course, capabilities: Collection[str]
) -> _Described:
    """The course with its record, where it has one."""
    loaded = load(container, given=options.description)
    course = with_capabilities(course, capabilities)
    record = _answered(loaded.record, course)
    said: tuple[PackageFinding, ...] = ()
    if record is not None:
        course = merge(course, record)
        said = tuple(unresolved(course, record, frozenset(container.files)))
    sha256 = loaded.record.sha256 if loaded.record else ""
    return _Described(course=course, record=record, findings=tuple(loaded.findings), unresolved=said, sha256=sha256)


def _answered(record: Record | None, course: Course) -> Record | None:
    """A record in which somebody answered something; None for one that `oecheck describe` wrote and nobody touched."""
    if record is None:
        return None
    from oecheck.description.untouched import untouched  # not loaded by a check without a record

    return None if untouched(course, record) else record


def _read(reader: Reader, container: Container, descriptor: Descriptor) -> tuple[ReadResult, dict[str, str]]:
    """What a reader gives; of one that raised nothing, beside what is told of it."""
    reading = guarded(reader.read, container, descriptor)
    if not isinstance(reading, Broken):
        return reading, {}
    nothing = nothing_read(descriptor, reader.capabilities[descriptor.format], _BROKE)
    return nothing, {"reader": reader.name, "error": reading.error, "place": reading.place}


def _chosen(container: Container, detection: Detection, wanted: str) -> Descriptor:
    """The descriptor to read by; a container that is no package and unsafe besides is refused as unsafe."""
    try:
        return choose(detection.descriptors, wanted, detection.root)
    except NotAPackage as error:
        for path in container.files:
            with suppress(EntryUnreadable):
                container.digest(path)
        unsafe = [problem for problem in container.problems if problem.code in UNSAFE]
        if not unsafe:
            raise
        raise UnsafePackage(
            "unsafe-without-descriptor",
            problem=text(f"word.{unsafe[0].code}"),
            path=unsafe[0].path,
            count=len(unsafe),
        ) from error


def _resolver(container: Container, reading: ReadResult) -> Resolver:
    """What finds the files that links lead to."""
    return Resolver(
        PathIndex(container.files),
        reading.tokens,
        reading.platform_links,
        stored=_stored(reading),
        assets=reading.assets,
    )


def _stored(reading: ReadResult) -> StoredNames:
    names: dict[str, str] = {}
    for name, path in reading.stored.items():
        names.setdefault(path, name)
    return StoredNames(reading.stored, names)


def _package(container: Container, detection: Detection, descriptor: Descriptor, reading: ReadResult) -> Package:
    return Package(
        source=descriptor.source,
        name=Path(container.name).name,
        format=descriptor.format,
        format_version=reading.format_version,
        descriptors=detection.descriptors,
        container=container.kind,
        root=detection.root,
        size_bytes=container.size_bytes,
        entry_count=len(container.files),
        sha256=container.sha256,
        producer=reading.producer,
        producer_version=reading.producer_version,
        created=reading.created,
    )
