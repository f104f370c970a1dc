"""A package of questions from container to `ReadResult`: with a manifest, or without one.

Source: formats/qti.md §2, §7.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from oecheck.containers import Container
from oecheck.model.course import Course
from oecheck.model.fact import Fact, Method, Value, plain
from oecheck.model.manifest import Manifest
from oecheck.model.metadata import CurriculumStandard
from oecheck.model.package import Descriptor, PackageFinding, ReadResult
from oecheck.model.source import Source
from oecheck.readers._cartridge.standards import outcomes_of, read_standards
from oecheck.readers._imscp.names import children
from oecheck.readers._imscp.package import ManifestPackage
from oecheck.readers._imscp.resources import identifier_of
from oecheck.readers._imscp.roles import file_roles
from oecheck.readers._qti.contents import Contents, read_contents
from oecheck.readers._qti.course import Assembled, assemble, with_course_fields
from oecheck.readers._qti.findings import package_findings
from oecheck.values.patterns import pattern

__all__ = ["read_lone", "with_questions"]

_LOCAL = pattern(r"""\b(?:src|href|data|poster)\s{0,9}=\s{0,9}["'](?!https?:|data:|mailto:|[#"'])""")
"""A file beside the document that a text of it shows or leads to."""

# Findings of the manifest that the profiles of QTI state by their schemas, under the number of those profiles.
_OF_SCHEMA = {
    "CP-27": "attribute-missing",
    "CP-32": "misplaced",
    "CP-33": "element-unknown",
    "CP-37": "attribute-unknown",
}
_ROLES = {"result": "user_data"}


def with_questions(package: ManifestPackage) -> ReadResult:
    """What a plain reader of manifests gives, with all that the documents of questions say."""
    reading, result = package.reading, package.result
    contents = read_contents(package.container, reading.manifest.resources, ())
    opened = {
        identifier_of(resource): activity.id
        for activity, resource in zip(
            reversed(package.structure.activities), reversed(package.structure.resources), strict=True
        )
        if resource is not None
    }
    assembled = assemble(contents, reading.manifest.resources, result.course.activities, opened)
    standards = _standards(package)
    course = with_course_fields(result.course, contents, assembled, has_lom=_has_lom(reading.manifest))
    course = _with_outcomes(course, standards)
    manifest = result.manifest
    if manifest is not None:
        version = _version(contents, manifest.format_version)
        manifest = msgspec.structs.replace(manifest, curriculum_standards=standards, format_version=version)
    findings = (*map(_renumbered, result.findings), *package_findings(package, contents, manifest))
    return msgspec.structs.replace(
        result,
        course=course,
        manifest=manifest,
        findings=findings,
        references=(*result.references, *contents.references(lone=package.container.kind == "file")),
        roles=result.roles | _roles(contents),
        producer=result.producer or _producer(package, contents),
        producer_version=result.producer_version or _producer_version(contents),
        format_version=_version(contents, plain(result.format_version) or "") or None,
        incomplete=tuple(dict.fromkeys((*result.incomplete, *contents.incomplete))),
    )


def read_lone(container: Container, descriptor: Descriptor) -> ReadResult:
    """A single document: alone, or `qti.xml` beside its media (OLAT)."""
    path = descriptor.source.file
    contents = read_contents(container, (), (path,))
    course = Course(source=descriptor.source)
    assembled: Assembled = assemble(contents, (), (), {})
    course = with_course_fields(course, contents, assembled, has_lom=False)
    roles = file_roles(container, path) | _roles(contents)
    lone = container.kind == "file"
    references = tuple(contents.references(lone=lone))
    partial = lone and (bool(references) or any(_LOCAL.search(text.markup) for text in assembled.embedded))
    return ReadResult(
        course=course,
        findings=tuple(package_findings(None, contents, None)),
        references=references,
        roles=roles,
        listed=frozenset({path, *contents.documents}),
        producer=_tool(contents),
        producer_version=_producer_version(contents),
        format_version=_version(contents, descriptor.version) or None,
        incomplete=(*contents.incomplete, *(("qti-lone-document",) if partial else ())),
    )


def _has_lom(manifest: Manifest) -> bool:
    """Whether the manifest describes the package in LOM; LOM of single resources is about them."""
    return any(record.level in ("manifest", "organization") for record in manifest.lom_records)


def _renumbered(finding: PackageFinding) -> PackageFinding:
    variant = _OF_SCHEMA.get(finding.check)
    if variant is None:
        return finding
    return msgspec.structs.replace(finding, check="QTI-01", variant=variant)


def _roles(contents: Contents) -> dict[str, str]:
    """Documents of questions are descriptors; results of persons are theirs."""
    roles = {path: _ROLES.get(read.kind, "descriptor") for path, read in contents.documents.items()}
    return roles | dict.fromkeys(contents.results, "user_data")


def _version(contents: Contents, told: str) -> str:
    """Version of the documents, the most frequent one; what the manifest's types say where they are silent."""
    kinds = ("item", "test", "section", "bank")
    counted = Counter(read.version for read in contents.documents.values() if read.version and read.kind in kinds)
    if not counted:
        return told
    most = max(counted.values())
    best = [version for version, count in counted.items() if count == most]
    return told if told in best else best[0]


def _standards(package: ManifestPackage) -> tuple[CurriculumStandard, ...]:
    """Curriculum standards of the package and of its resources."""
    reading = package.reading
    holders = [(reading.root, "")]
    resources = zip(reading.resources, reading.manifest.resources, strict=True)
    holders += [(element, identifier_of(resource)) for element, resource in resources]
    return tuple(
        standard
        for element, owner in holders
        for metadata in children(element, "metadata")
        for standard in read_standards(metadata, package.document, owner)
    )


def _with_outcomes(course: Course, standards: tuple[CurriculumStandard, ...]) -> Course:
    if not standards:
        return course
    told = plain(course.outcomes) or ()
    return msgspec.structs.replace(course, outcomes=(*told, *outcomes_of(standards)))


def _producer(package: ManifestPackage, contents: Contents) -> Value[str]:
    if "/imscc" in package.reading.manifest.namespace:  # no other platform packs questions so
        return Fact(value="Canvas", method=Method.DERIVED, sources=(package.reading.manifest.source,))
    return _tool(contents) or _tool_of_manifest(package) or _tool_of_title(package)


def _tool(contents: Contents) -> Value[str]:
    """`toolName` of the first test or item that has one."""
    name, source = next(_tools(contents), ("", Source("")))[:2]
    return Fact(value=name, sources=(source,)) if name else None


def _producer_version(contents: Contents) -> Value[str]:
    for _, source, version in _tools(contents):
        return Fact(value=version, sources=(source,)) if version else None
    return None


def _tools(contents: Contents) -> Iterator[tuple[str, Source, str]]:
    for read in contents.documents.values():
        part = read.test or read.item
        if part is not None and part.tool:
            yield part.tool, part.source, part.tool_version


def _tool_of_manifest(package: ManifestPackage) -> Value[str]:
    """`toolName` of the metadata of a resource."""
    for element in package.reading.root.iterdescendants("{*}toolName"):
        name = " ".join((element.text or "").split())
        if name:
            return Fact(value=name, sources=(package.document.source(element),))
    return None


_TITLE_MARK = "(Respondus IMS QTI export)"  # what Respondus 4 writes after every title


def _tool_of_title(package: ManifestPackage) -> Value[str]:
    title = package.result.course.title
    if not (plain(title) or "").endswith(_TITLE_MARK):
        return None
    sources = title.sources if isinstance(title, Fact) else (package.reading.manifest.source,)
    return Fact(value="Respondus", method=Method.INFERRED, confidence=0.9, sources=sources)
