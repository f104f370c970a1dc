"""Structural verdicts on real manifests beside those of the official schemas.

The schemas are validated loosely: metadata and vendors' namespaces are left out, as wildcards allow them. What a schema
refuses, a check of severity error has to name. The other way round, checks may say more than the schemas: they follow
the prose of the specifications too, and those are listed here.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import xmlschema

from oecheck.containers import open_container
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import XmlDocument
from oecheck.errors import PackageError
from oecheck.model.package import Descriptor, ReadResult
from oecheck.readers import choose, locate, reader_for
from oecheck.readers._documents import documents_of
from tests.readers.imscp_packages import structural

FAMILIES = ("cp", "scorm12", "scorm2004")
READ_HERE = frozenset({"content-packaging", "scorm-1.2", "scorm-2004"})
# Rules of the prose that no schema states: scormtype, titles, default and href are optional in the XSDs.
BEYOND_THE_SCHEMAS = frozenset(
    {"S12-02", "S12-05", "S12-06", "S12-08", "S12-09", "S12-10", "S12-14", "S12-15"}
    | {"S04-03", "S04-04", "S04-06", "S04-07", "S04-08", "S04-09", "S04-10", "S04-12", "S04-34"}
)
_2004 = ("imscp_v1p1.xsd", "adlcp_v1p3.xsd", "adlseq_v1p3.xsd", "adlnav_v1p3.xsd", "imsss_v1p0.xsd")
SCHEMAS = {
    "scorm-1.2": ("scorm-1.2", "imscp_rootv1p1p2.xsd", "adlcp_rootv1p2.xsd"),
    "scorm-2004": ("scorm2004-3rd", *_2004),
    "scorm-2004 4th Edition": ("scorm2004-4th", *_2004),
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2": ("imscp-1.1.2", "imscp_rootv1p1p2.xsd"),
    "content-packaging": ("imscp-1.1.4", "imscp_v1p1.xsd"),
}
_OURS = ("imscp", "adlcp", "adlseq", "adlnav", "imsss")


@cache
def _schema(folder: Path, key: str) -> xmlschema.XMLSchema:
    name, main, *others = SCHEMAS[key]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # imports of metadata schemas that are left out on purpose
        schema = xmlschema.XMLSchema(str(folder / name / main), allow="local", validation="lax", build=False)
        for other in others:
            schema.add_schema(str(folder / name / other))
        schema.build()
    return schema


def _refusals(folder: Path, descriptor: Descriptor, root: object, namespace: str) -> list[str] | None:
    """What the official schema refuses in its own elements; LOM and vendors' elements are none of its own.

    None where it has no say: the manifest is in no namespace, or in one of a version without a schema.
    """
    edition = f"{descriptor.format} {descriptor.version}"
    own = namespace if descriptor.format == "content-packaging" else edition
    schema = _schema(folder, own if own in SCHEMAS else descriptor.format)
    if schema.target_namespace != namespace:
        return None
    found = []
    for error in schema.iter_errors(root):
        tag = str(getattr(error.obj, "tag", None) or getattr(error.elem, "tag", ""))
        reason = error.reason or ""
        foreign = "unavailable namespace" in reason or "/imsmd" in reason or "ltsc.ieee.org" in reason
        if not foreign and (not tag.startswith("{") or any(word in tag for word in _OURS)):
            found.append(f"{tag}: {reason}")
    return found


def _packages(shared: Path) -> Iterator[Path]:
    for family in FAMILIES:
        yield from sorted((shared / "corpus" / family).iterdir())


class Real(NamedTuple):
    """A real package as read, with the parsed manifest."""

    descriptor: Descriptor
    document: XmlDocument
    result: ReadResult


def _real(path: Path) -> Real:
    with open_container(path) as container:
        detection = locate(container)
        descriptor = choose(detection.descriptors)
        reader = reader_for(descriptor.format)
        assert reader is not None
        document = documents_of(detection.container).xml(descriptor.source.file)
        return Real(descriptor, document, reader.read(detection.container, descriptor))


def test_what_an_official_schema_refuses_is_named_and_nothing_else_but_the_prose(shared: Path) -> None:
    missed, unfounded, compared = [], [], 0
    for path in _packages(shared):
        try:
            descriptor, document, result = _real(path)
        except (PackageError, DocumentUnreadable):
            continue
        if descriptor.format not in READ_HERE or result.manifest is None:
            continue
        try:
            refused = _refusals(shared / "official-schemas", descriptor, document.root, result.manifest.namespace)
        except xmlschema.XMLSchemaException:
            continue  # xsi:type of a vendor whose schema is not here stops the validator (Blackboard Vista)
        if refused is None:
            continue
        found = {check.id for check in structural(result) if check.severity == "error"}
        if refused and not found:
            missed.append((path.name, refused[:3]))
        if not refused and found - BEYOND_THE_SCHEMAS and not document.recovered:
            unfounded.append((path.name, sorted(found - BEYOND_THE_SCHEMAS)))
        compared += 1
    assert (missed, unfounded) == ([], [])
    assert compared > 60


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("scorm12/jcp-MissingLaunchUrl.zip", "S12-08"),
        ("scorm12/jcp-MissingRequiredFields.zip", "S12-06"),
        ("scorm12/jcp-MalformedXml.zip", "CP-03"),
        ("scorm12/chatmd-fr.zip", "CP-03"),
        ("scorm12/sinayra-course-pt.zip", "CP-03"),
        ("scorm12/jcp-PrerequisitesTest.zip", "S12-30"),
        ("scorm12/moodle-complexscorm.zip", "CP-07"),
        ("scorm12/moodle-singlescobasic_missingorg.zip", "S12-04"),
        ("scorm12/optimization-tool.zip", "CP-06"),
        ("scorm12/incollable-fr.zip", "S12-11"),
        ("scorm2004/jcp-CM-01-broken-default-org.zip", "CP-07"),
        ("scorm2004/jcp-InvalidMissingOrgIdentifier_SCORM20043rdEdition.zip", "CP-27"),
        ("scorm2004/jcp-ContentPackagingNoSchemaVersion_SCORM20042ndEdition.zip", "S04-03"),
        ("scorm2004/jcp-AdlAttributes_SCORM20043rdEdition.zip", "S04-30"),
    ],
)
def test_fault_that_a_package_was_made_for_is_named(shared: Path, name: str, expected: str) -> None:
    assert expected in {check.id for check in structural(_real(shared / "corpus" / name).result)}


@pytest.mark.parametrize(
    ("name", "kind", "count"),
    [("jcp-InvalidFileReferences.zip", "file", 4), ("jcp-ItemWithNonExistentResourceId.zip", "item", 1)],
)
def test_reference_that_a_package_was_broken_at_dangles(shared: Path, name: str, kind: str, count: int) -> None:
    references = _real(shared / "corpus" / "scorm12" / name).result.references
    assert sum(1 for node in references if node.state == "missing" and node.kind == kind) == count
