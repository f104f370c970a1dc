"""SCORM 1.2 and SCORM 2004 (2nd to 4th edition): Content Packaging with prerequisites, sequencing and a run-time.

Source: formats/scorm-1.2.md; formats/scorm-2004.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from lxml.etree import _Element

from oecheck.containers import Container
from oecheck.model.course import Condition, Course
from oecheck.model.fact import plain
from oecheck.model.package import Descriptor, PackageFinding, ReadResult
from oecheck.readers._imscp.course import LOM_CAPABILITIES, NO_PLACE_IN_ACTIVITY, without_place
from oecheck.readers._imscp.package import ManifestPackage, manifest_descriptors, read_manifest_package
from oecheck.readers._scorm.activities import described
from oecheck.readers._scorm.conditions import prerequisite_conditions, sequencing_conditions, with_circles
from oecheck.readers._scorm.control_files import control_file_findings
from oecheck.readers._scorm.grammar import new_grammar_findings, old_grammar_findings
from oecheck.readers._scorm.placement_checks import old_findings, placement_findings
from oecheck.readers._scorm.runtime import RuntimeSearch
from oecheck.readers._scorm.sequencing import Activity, read_activities
from oecheck.readers._scorm.sequencing_checks import sequencing_findings
from oecheck.values.href import PathIndex, Resolver

__all__ = ["READER"]

_FORMATS = ("scorm-1.2", "scorm-2004")
_GLOBAL = "{http://www.adlnet.org/xsd/adlseq_v1p3}objectivesGlobalToSystem"


class _Scorm:
    """Reader of SCORM packages."""

    def __init__(self) -> None:
        self.name = "scorm"
        self.formats: tuple[str, ...] = _FORMATS
        places = LOM_CAPABILITIES | {"course.conditions"}
        self.capabilities: Mapping[str, frozenset[str]] = dict.fromkeys(_FORMATS, places)

    def detect(self, container: Container) -> tuple[Descriptor, ...]:
        return manifest_descriptors(container, self.formats)

    def read(self, container: Container, descriptor: Descriptor) -> ReadResult:
        package = read_manifest_package(container, descriptor)
        return _with_scorm(package) if isinstance(package, ManifestPackage) else package


def _with_scorm(package: ManifestPackage) -> ReadResult:
    reading, result = package.reading, package.result
    elements = [*reading.organizations, *reading.items]
    sequenced = list(read_activities(reading.root, iter(elements)))
    course = _course(package, sequenced)
    if result.manifest is None:  # torn: conditions and places may have lost what they refer to
        return msgspec.structs.replace(result, course=msgspec.structs.replace(course, conditions=()))
    findings = (*result.findings, *_findings(package, elements, sequenced))
    return msgspec.structs.replace(result, course=course, findings=findings)


def _course(package: ManifestPackage, sequenced: list[Activity]) -> Course:
    structure, course = package.structure, package.result.course
    manifest = package.reading.manifest
    elements = {id(item): node for item, node in zip(manifest.items, package.reading.items, strict=True)}
    by_element = {activity.element: activity for activity in sequenced}
    activities = tuple(
        described(activity, item, elements[id(item)], by_element.get(elements[id(item)]))
        for activity, item in zip(course.activities, structure.items, strict=True)
    )
    course = msgspec.structs.replace(
        course, activities=activities, conditions=_conditions(package, sequenced, elements)
    )
    return without_place(course, NO_PLACE_IN_ACTIVITY)


def _conditions(
    package: ManifestPackage, sequenced: list[Activity], elements: dict[int, _Element]
) -> tuple[Condition, ...]:
    structure = package.structure
    modules = {
        elements[id(item)]: module for module, item in zip(structure.modules, structure.module_items, strict=True)
    }
    default = package.reading.scopes[0].default
    told = "true" if default is None else str(default.get(_GLOBAL, "true")).strip()
    waiting = [
        *prerequisite_conditions(structure.modules, structure.module_items),
        *sequencing_conditions(sequenced, modules, global_to_system=told not in ("false", "0")),
    ]
    return with_circles(waiting, structure.modules)


def _findings(
    package: ManifestPackage, elements: list[_Element], sequenced: list[Activity]
) -> Iterator[PackageFinding]:
    document, manifest, root = package.document, package.reading.manifest, package.reading.root
    old = manifest.format == "scorm-1.2"
    resolver = Resolver(PathIndex(package.container.files))
    if old:
        yield from old_findings(document, manifest, root)
        yield from old_grammar_findings(document)
    else:
        yield from placement_findings(document, manifest, root)
        yield from sequencing_findings(document, root, elements, sequenced)
        yield from new_grammar_findings(document)
    if package.container.kind != "file":
        yield from control_file_findings(document, root, resolver, manifest.path, "S12-19" if old else "S04-23")
        yield from _runtime(package, resolver, old=old)


def _runtime(package: ManifestPackage, resolver: Resolver, *, old: bool) -> Iterator[PackageFinding]:
    """S12-23, S04-29: SCOs whose start page and scripts never name the API of their version."""
    search = RuntimeSearch(package.container, resolver)
    for resource in package.reading.manifest.resources:
        is_sco = (plain(resource.scormtype) or "").lower() == "sco"
        if not is_sco or resource.href_state not in ("found", "case"):
            continue
        use = search.of(resource.target)
        if use.complete and not (use.old if old else use.new):
            variant = "other" if use.old or use.new else ""
            arguments = {"identifier": plain(resource.identifier) or "", "path": resource.target}
            yield PackageFinding(
                check="S12-23" if old else "S04-29", variant=variant, source=resource.source, arguments=arguments
            )


READER = _Scorm()
