"""Common Cartridge 1.0 to 1.4 and Thin Common Cartridge, with what Canvas adds.

Source: formats/common-cartridge.md; formats/metadata.md; formats/lti.md; formats/course-model.md §6.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import XmlDocument
from oecheck.model.course import Course, Embedded, Tool
from oecheck.model.fact import Value, unreadable, unsupported
from oecheck.model.manifest import Manifest
from oecheck.model.package import Descriptor, PackageFinding, ReadResult
from oecheck.model.source import Source
from oecheck.readers._cartridge import checks
from oecheck.readers._cartridge.about import Described, describe, export_date
from oecheck.readers._cartridge.assess import read_assessments
from oecheck.readers._cartridge.canvas import Canvas, read_canvas
from oecheck.readers._cartridge.contents import Contents, read_contents
from oecheck.readers._cartridge.grading import grading_parts
from oecheck.readers._cartridge.grammar import grammar_findings
from oecheck.readers._cartridge.lti import tool_at
from oecheck.readers._cartridge.outline import Outline, read_outline
from oecheck.readers._cartridge.package import (
    PLATFORM_LINKS,
    audiences_of,
    file_tokens,
    hidden_files,
    references_of,
    roles_of,
)
from oecheck.readers._cartridge.shelf import Shelf
from oecheck.readers._cartridge.standards import linked_to_activities
from oecheck.readers._cartridge.work import Work
from oecheck.readers._documents import documents_of, loss_of
from oecheck.readers._imscp.course import unreadable_course
from oecheck.readers._imscp.findings import profile_findings
from oecheck.readers._imscp.manifest import ManifestReading, read_manifest_parts
from oecheck.readers._imscp.references import told_references
from oecheck.readers._imscp.resources import identifier_of, listed_paths
from oecheck.readers._manifest_family import manifest_signs
from oecheck.readers._tree import attribute, children
from oecheck.values.href import PathIndex

__all__ = ["READER"]

_FORMATS = ("common-cartridge", "thin-common-cartridge")
_MANIFEST = "imsmanifest.xml"
# What neither LOM, curriculum standards, LTI, QTI nor Canvas have a place for.
_NO_PLACE = frozenset(
    {
        "source",
        "offered_languages",
        "credits",
        "credit_framework",
        "grading_scheme",
        "pass_mark",
        "delivery",
        "synchronous",
        "pacing",
        "own_work",
        "start_page",
        "source_files",
        "data_collected",
        "data_purposes",
        "data_recipients",
        "data_retention",
        "data_contact",
        "contacts",
        "remote_declared",
        "record",
    }
)
_CAPABILITIES = frozenset(f"course.{name}" for name in Course.__struct_fields__ if name not in _NO_PLACE)
_PLATFORM_ONLY = ("start", "end", "grading_parts")
_NO_OUTLINE = Outline((), (), ())


class _Reader:
    """Reader of cartridges."""

    name = "common_cartridge"
    formats = _FORMATS
    capabilities: Mapping[str, frozenset[str]] = dict.fromkeys(_FORMATS, _CAPABILITIES)

    def detect(self, container: Container) -> tuple[Descriptor, ...]:
        """Descriptors of the manifest at the root, or of a bare manifest, that say it is a cartridge."""
        path = _manifest_path(container)
        try:
            document = documents_of(container).xml(path) if path else None
        except (EntryUnreadable, DocumentUnreadable):
            return ()
        signs = () if document is None else manifest_signs(document)
        return tuple(sign for sign in signs if sign.format in _FORMATS)

    def read(self, container: Container, descriptor: Descriptor) -> ReadResult:
        """The cartridge whose manifest the descriptor names; whatever is wrong in it becomes a finding."""
        path = descriptor.source.file or _manifest_path(container) or _MANIFEST
        try:
            document = documents_of(container).xml(path)
        except EntryUnreadable as error:
            return _unreadable(error.code, Source(path))
        except DocumentUnreadable as error:
            return _unreadable(error.code, Source(path, error.line, error.column))
        return _Cartridge(container, document, path, descriptor).result()


def _manifest_path(container: Container) -> str:
    if container.kind == "file":
        return next(iter(container.files), "")
    return _MANIFEST if _MANIFEST in container.files else ""


def _unreadable(problem: str, source: Source) -> ReadResult:
    finding = PackageFinding(check="CC-01", variant="unreadable", source=source, arguments={"problem": problem})
    course = unreadable_course(Course(source=source), source, _CAPABILITIES, "manifest-unreadable")
    return ReadResult(course=course, findings=(finding,), incomplete=("manifest-unreadable",))


class _Cartridge:
    """One cartridge while it is read."""

    def __init__(self, container: Container, document: XmlDocument, path: str, descriptor: Descriptor) -> None:
        self._container = container
        self._document = document
        self._path = path
        self._index = PathIndex(path for path, file in container.files.items() if not file.junk)
        self._shelf = Shelf(container)
        self._torn, self._lone = document.torn, container.kind == "file"
        version = descriptor.version or ""
        self._reading: ManifestReading = read_manifest_parts(
            document, self._index, path, format=descriptor.format, format_version=version
        )
        self._contents: Contents = read_contents(self._reading, document, self._shelf)
        self._canvas: Canvas = read_canvas(self._shelf, self._reading.manifest.resources)

    def result(self) -> ReadResult:
        described = describe(self._reading, self._document, self._canvas)
        manifest = self._manifest(described)
        outline = _NO_OUTLINE if self._torn else self._outline(manifest)
        course = self._told(self._course(described, outline))
        canvas, contents = self._canvas, self._contents
        audiences = audiences_of(manifest, described.audiences, contents, self._index) | hidden_files(canvas, manifest)
        return ReadResult(
            course=course,
            manifest=None if self._torn else manifest,
            findings=self._findings(manifest),
            references=tuple(
                told_references(
                    references_of(manifest, contents, canvas, self._index), lone=self._lone, torn=self._torn
                )
            ),
            roles=roles_of(manifest, canvas, contents, self._shelf.paths) | self._left_behind(),
            audiences=audiences,
            listed=listed_paths(manifest.resources),
            tokens=file_tokens(canvas),
            platform_links=PLATFORM_LINKS,
            platform_pages=self._platform_pages(),
            producer=self._producer(),
            created=export_date(self._reading, self._document) if canvas.present else None,
            format_version=manifest.format_version or None,
            incomplete=(*sorted(self._shelf.incomplete), *outline.incomplete, *self._incomplete()),
        )

    def _incomplete(self) -> Iterator[str]:
        if self._torn:
            yield loss_of(self._document)
        if self._lone:
            yield "lone-cartridge"

    def _outline(self, manifest: Manifest) -> Outline:
        return read_outline(manifest, self._canvas, self._container, self._variants())

    def _told(self, course: Course) -> Course:
        """The course with what is unreadable marked: lost with the manifest, or in files that were not handed in."""
        source = self._reading.manifest.source
        if self._torn:
            return unreadable_course(course, source, _CAPABILITIES, loss_of(self._document))
        return unreadable_course(course, source, _CAPABILITIES, "lone-cartridge") if self._lone else course

    def _left_behind(self) -> dict[str, str]:
        """Role of the files that an operating system left behind, wherever they lie."""
        return {path: "junk" for path, file in self._container.files.items() if file.junk}

    def _manifest(self, described: Described) -> Manifest:
        manifest = self._reading.manifest
        named = {identifier_of(resource) for resource in manifest.resources}
        links = tuple(
            msgspec.structs.replace(
                reading.link,
                bundle_resolves=reading.link.bundle is None or reading.link.bundle in named,
                icon_resolves=reading.link.icon_ref is None or reading.link.icon_ref in named,
            )
            for reading in self._contents.lti.values()
        )
        return msgspec.structs.replace(
            manifest, lom_records=described.records, lti_links=links, curriculum_standards=described.standards
        )

    def _variants(self) -> frozenset[str]:
        """Resources that name a preferred form of themselves (CP extension 1.2, `variant`)."""
        pairs = zip(self._reading.manifest.resources, self._reading.resources, strict=True)
        return frozenset(
            identifier_of(resource)
            for resource, element in pairs
            if any(attribute(node, "identifierref") for node in children(element, "variant"))
        )

    def _course(self, described: Described, outline: Outline) -> Course:
        work = Work(self._contents, self._canvas, described.audiences)
        filled = [
            work.fill(activity, resource)
            for activity, resource in zip(outline.activities, outline.resources, strict=True)
        ]
        opened: dict[str, str] = {}
        for activity, resource in zip(outline.activities, outline.resources, strict=True):
            if resource is not None:
                opened.setdefault(identifier_of(resource), activity.id)
        assessed = read_assessments(self._contents, self._canvas, opened)
        embedded: tuple[Embedded, ...] = (*(text for done in filled for text in done.embedded), *assessed.embedded)
        course = msgspec.structs.replace(
            described.course,
            grading_parts=grading_parts(self._canvas),
            outcomes=linked_to_activities(described.course.outcomes, opened),
            modules=outline.modules,
            activities=tuple(done.activity for done in filled),
            conditions=outline.conditions,
            assessments=assessed.assessments,
            questions=assessed.questions,
            tools=self._tools(outline),
            embedded=_once(embedded),
            syllabus=self._syllabus(),
        )
        if not self._canvas.present and not self._lone:
            course = msgspec.structs.replace(course, **dict.fromkeys(_PLATFORM_ONLY, unsupported()))
        return course

    def _tools(self, outline: Outline) -> tuple[Tool, ...]:
        """Tools of LTI links, then those that Canvas names only by an address in its modules."""
        linked = [reading.tool for reading in self._contents.lti.values()]
        placed = zip(outline.activities, outline.resources, strict=True)
        addressed = [tool_at(node) for node, resource in placed if node.kind == "tool" and resource is None]
        return (*linked, *addressed)

    def _syllabus(self) -> Value[str]:
        """The file of the resource that is meant as the syllabus; version 1.0 had no place for saying so."""
        manifest = self._reading.manifest
        for resource in manifest.resources:
            if resource.intendeduse == "syllabus" and resource.target:
                return unreadable("lone-cartridge", resource.source) if self._lone else resource.target
        return unsupported() if manifest.format_version == "1.0" else None

    def _platform_pages(self) -> frozenset[str]:
        """Pages that Canvas wraps into a document of its own; what authors upload lies in `web_resources`."""
        if not self._canvas.present:
            return frozenset()
        return frozenset(path for path in self._container.files if not path.startswith("web_resources/"))

    def _producer(self) -> str | None:
        if self._canvas.present:
            return "Canvas"
        return "Blackboard" if ".bb-package-info" in self._container.files else None

    def _findings(self, manifest: Manifest) -> tuple[PackageFinding, ...]:
        return (
            *checks.check_manifest(self._document),
            *(() if self._torn else self._manifest_findings(manifest)),
            *checks.without_platform_noise(self._contents.findings, self._canvas),
            *self._shelf.findings(),
            *checks.check_links(self._contents),
            *checks.check_secrets(self._canvas, manifest.lti_links),
        )

    def _manifest_findings(self, manifest: Manifest) -> Iterator[PackageFinding]:
        yield from profile_findings(self._document, self._reading)
        yield from grammar_findings(self._document, manifest)
        yield from checks.check_folders(manifest)


def _once(embedded: tuple[Embedded, ...]) -> tuple[Embedded, ...]:
    """Each piece of HTML once: a resource that two items open has one text; equal ids of one file get a number."""
    seen: set[tuple[str, Source]] = set()
    counts: Counter[str] = Counter()
    kept: list[Embedded] = []
    for text in embedded:
        if (text.id, text.source) in seen:
            continue
        seen.add((text.id, text.source))
        counts[text.id] += 1
        number = counts[text.id]
        kept.append(text if number == 1 else msgspec.structs.replace(text, id=f"{text.id}~{number}"))
    return tuple(kept)


READER = _Reader()
