"""Structural verdicts on real manifests beside those of the official schemas.

The schemas are validated loosely: metadata and vendors' namespaces are left out, as wildcards allow them. What a schema
refuses, a check of severity error has to name. The other way round, checks may say more than the schemas: they follow
the prose of the specifications too, and those are listed here.
"""

from __future__ import annotations

from collections.abc import Iterator
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
from tests.readers.official_schemas import OF_DESCRIPTORS, refusals

FAMILIES = ("cp", "scorm12", "scorm2004", "cc")
READ_HERE = frozenset({"content-packaging", "scorm-1.2", "scorm-2004", "common-cartridge", "thin-common-cartridge"})
# Rules of the prose that no schema states: scormtype, titles, default and href are optional in the XSDs.
BEYOND_THE_SCHEMAS = frozenset(
    {"S12-02", "S12-05", "S12-06", "S12-08", "S12-09", "S12-10", "S12-14", "S12-15"}
    | {"S04-03", "S04-04", "S04-06", "S04-07", "S04-08", "S04-09", "S04-10", "S04-12", "S04-34"}
    | {"CC-07"}  # titles without words
    | {"OHE-PKG-004"}  # identifierref is a plain string but in Common Cartridge 1.1 and later
)
# What the schema refuses and we only warn of: real exports do it by the thousand, and platforms read them all the same.
# Check -> what the refusals say that it answers to.
WARNED_OF = {
    "CC-04": "attribute type=",  # types of another version of Common Cartridge
    "CC-30": "}resource: Unexpected child",  # files of a resource after its dependencies; of Canvas not even told
    "CC-35": "attribute intendeduse='assignment'",  # written into cartridges of 1.1
    "S04-30": "completionThreshold",  # of the 4th edition in a package that states an older one
}


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
            refused = refusals(shared / "official-schemas", descriptor, document.root)
        except xmlschema.XMLSchemaException:
            continue  # xsi:type of a vendor whose schema is not here stops the validator (Blackboard Vista)
        if refused is None:
            continue
        errors = _errors(result)
        if not errors and (left := _unanswered(refused, result)):
            missed.append((path.name, left[:3]))
        if not refused and errors - BEYOND_THE_SCHEMAS and not document.problems:
            unfounded.append((path.name, sorted(errors - BEYOND_THE_SCHEMAS)))
        compared += 1
    assert (missed, unfounded) == ([], [])
    assert compared > 95


def _errors(result: ReadResult) -> set[str]:
    """Checks of severity error that are of the manifest, not of what lies beside it."""
    found = {check.id for check in structural(result) if check.severity == "error"}
    dangling = {node.kind for node in result.references if node.state == "missing"} & {"item", "dependency"}
    return {name for name in found if not name.startswith(OF_DESCRIPTORS)} | ({"OHE-PKG-004"} if dangling else set())


def _unanswered(refused: list[str], result: ReadResult) -> list[str]:
    """Refusals to which no warning is given that is meant for them."""
    given = {check.id for check in structural(result)} | {"CC-30"}
    answers = [words for check, words in WARNED_OF.items() if check in given]
    return [text for text in refused if not any(words in text for words in answers)]


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
