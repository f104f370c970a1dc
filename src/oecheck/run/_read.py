"""A package opened, recognised and read, with its record: everything that facts are computed from."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from oecheck.containers import UNSAFE, Container, EntryUnreadable
from oecheck.description.load import Loaded, load
from oecheck.description.merge import merge
from oecheck.description.record import Record
from oecheck.description.references import unresolved
from oecheck.errors import NotAPackage, UnsafePackage
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


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A package as read.

    Attributes:
        inputs: what facts are computed from.
        findings: structural findings of the detection, the reader and the record (those of the container are complete
            only after its entries were read).
        description_sha256: digest of the record; "" without one.
        record: the course description record; None without one, and where nobody has answered anything in it.
        broken: the reader that raised, with error and place, where one did. Nothing of the course is known then; the
            rules over files and pages are evaluated all the same.
    """

    inputs: FactInputs
    findings: tuple[PackageFinding, ...]
    description_sha256: str
    record: Record | None
    broken: Mapping[str, str]


def read_package(container: Container, options: CheckOptions, standard_data: StandardData) -> Opened:
    """Recognises and reads an open container.

    Raises:
        PackageError: no course package, or one that nothing reads.
    """
    detection = locate(container)
    descriptor = _chosen(container, detection, options.force_format)
    reader = reader_for(descriptor.format)
    assert reader is not None  # choose() gives only descriptors that a reader takes
    capabilities = reader.capabilities[descriptor.format]
    reading, broken = _read(reader, detection.container, descriptor)
    forget_documents(container)
    loaded = load(detection.container, given=options.description)
    course = with_capabilities(reading.course, capabilities)
    said: tuple[PackageFinding, ...] = ()
    record = _answered(loaded.record, course)
    if record is not None:
        course = merge(course, record)
        said = () if broken else tuple(unresolved(course, record, frozenset(detection.container.files)))
    inputs = FactInputs(
        container=detection.container,
        course=course,
        package=_package(container, detection, descriptor, reading),
        reading=reading,
        standard_data=standard_data,
        resolver=_resolver(detection.container, reading),
        record=record.data if record else None,
        today=evaluation_date(options),
    )
    findings = (*detection.findings, *reading.findings, *loaded.findings, *said)
    return Opened(inputs=inputs, findings=findings, description_sha256=_digest(loaded), record=record, broken=broken)


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
    nothing = nothing_read(descriptor, reader.capabilities[descriptor.format], "reader-broke")
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


def _digest(loaded: Loaded) -> str:
    return loaded.record.sha256 if loaded.record else ""


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
