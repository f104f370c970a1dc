"""Verdicts on QTI beside those of the official schemas: real packages, and hundreds of damaged copies of each.

Manifests are held against the package profiles 2.1, 2.2 and 3.0, items and tests against ASI 2.1, 2.2 and 3.0. The
tables say where the two differ and why; anything else is a failure.
"""

from __future__ import annotations

import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import xmlschema

from oecheck.containers import open_container
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import XmlDocument, parse_xml
from oecheck.errors import PackageError
from oecheck.model.package import ReadResult
from oecheck.readers import choose, locate, reader_for
from oecheck.readers._questions.qti2_grammar import grammar_findings
from oecheck.readers._questions.reading import QuestionDocument, read_questions
from tests.readers.qti_packages import checks, errors, read
from tests.tools.mutations import Mutation, mutations

PROFILES = {
    "2.1": "qti-2.1.2-verbatim/qtiv2p1_imscpv1p2_v1p0.xsd",
    "2.2": "qti-2.2.4-verbatim/qtiv2p2_imscpv1p2_v1p0.xsd",
    "3.0": "qti-3.0/imsqtiv3p0_imscpv1p2_v1p0.xsd",
}
ASI = {
    "2.1": "qti-2.1/imsqti_v2p1.xsd",
    "2.2": "qti-2.2/imsqti_v2p2.xsd",
    "3.0": "qti-3.0/imsqti_asiv3p0_sbacv1p0_v1p0.xsd",
}
MANIFESTS = [
    ("2.1", "taotest--Basic.zip"),
    ("2.1", "canvas-lms--VE_TP_06.zip"),
    ("2.2", "tao--qti22.zip"),
    ("2.2", "taotest--test_with_long_path_and_shared_stimulus.zip"),
    ("3.0", "cito-folder--T4-T7.zip"),
    ("3.0", "cito-folder--kennisnet-1.zip"),
]
OF_DOCUMENTS = frozenset({"QTI-04", "QTI-05", "QTI-09", "QTI-10", "QTI-17", "QTI-20", "QTI-27", "QTI-33"})
# Manifests that the schema refuses and no error is said of. (kind of damage, what it hits) -> why.
LET_PASS = {
    (
        "removed",
        "metadata of manifest",
    ): "without schema a package of 2.x is plain Content Packaging, which is no error",
    ("removed", "schema of metadata"): "the same; QTI-02 warns",
}
# What the schemas refuse in items and QTI-05 does not look at: kind of damage, and the greatest share that is let pass.
NOT_LOOKED_AT = {
    "removed": 0.3,  # texts that need a block, alt and data (checks of their own); few removals are refused at all
    "doubled": 0.08,  # content bodies
    "moved": 0.08,  # where HTML stands in tables and among choices
    "renamed": 0.0,
    "wrong-case": 0.0,
    "wrong-namespace": 0.0,
    "bad-id": 0.05,  # empty identifiers of items and of references to them
    "dangling": 0.0,  # a response that is not declared is QTI-09
    "bad-value": 0.3,  # attributes of texts that no version knows: vendors add them, players pass over them
}


@cache
def _schema(path: Path) -> xmlschema.XMLSchema:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # imports of metadata schemas that are not here
        return xmlschema.XMLSchema(str(path), allow="local", validation="lax")


def _refuses(schema: xmlschema.XMLSchema, data: bytes) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return next(iter(schema.iter_errors(data)), None) is not None


def _said(result: ReadResult) -> list[str]:
    """Errors of the manifest; a dependency that names no resource is an IDREF to the schemas."""
    found = [name for name in errors(result) if name.partition("/")[0] not in OF_DOCUMENTS]
    lost = [node.href for node in result.references if node.kind == "dependency" and node.state == "missing"]
    return found + lost


@pytest.mark.parametrize(("version", "name"), MANIFESTS)
def test_damaged_manifest_is_refused_where_the_profile_refuses_it(shared: Path, version: str, name: str) -> None:
    schema = _schema(shared / "official-schemas" / PROFILES[version])
    with zipfile.ZipFile(shared / "corpus" / "qti" / name) as archive:
        files = {path: archive.read(path) for path in archive.namelist() if not path.endswith("/")}
    original = files["imsmanifest.xml"]
    assert not _refuses(schema, original)
    assert _said(read(files)) == []
    differ, seen = [], 0
    for mutation in mutations(original, count=120, seed=11, own=True):
        seen += 1
        refused = _refuses(schema, mutation.data)
        if refused != bool(_verdict({**files, "imsmanifest.xml": mutation.data})):
            differ.append((mutation.kind, mutation.detail))
    assert [place for place in differ if place not in LET_PASS] == []
    assert seen == 120


def _verdict(files: dict[str, bytes]) -> list[str]:
    try:
        return _said(read(files))
    except PackageError as error:
        return [error.code]


def _documents(shared: Path) -> Iterator[tuple[str, bytes, QuestionDocument]]:
    """Well-formed items and tests of the corpus, but for APIP, which has namespaces of its own."""
    for path in sorted((shared / "corpus" / "qti").iterdir()):
        if "apip" in path.name or not zipfile.is_zipfile(path):
            continue
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(".xml") and "__MACOSX" not in name and ".." not in name:
                    data = archive.read(name)
                    try:
                        found = read_questions(parse_xml(data, name), name)
                    except DocumentUnreadable:
                        continue
                    if found.kind in ("item", "test") and found.version in ASI and not found.document.recovered:
                        yield name, data, found


def _departs(document: XmlDocument, name: str) -> bool:
    """Whether an error is said of an item or test, QTI-09 for responses among them."""
    from oecheck.readers._questions.qti2_checks import item_findings

    if next(grammar_findings(document.root, document, name), None) is not None:
        return True
    found = read_questions(document, name)
    if found.item is None:
        return found.test is None
    return any(finding.variant == "undeclared" for finding in item_findings(found.item, document, name))


def test_real_items_and_tests_depart_from_no_schema(shared: Path) -> None:
    refused = Counter[str]()
    count = 0
    for name, data, found in _documents(shared):
        count += 1
        assert not _departs(found.document, name), name
        refused[found.version] += _refuses(_schema(shared / "official-schemas" / ASI[found.version]), data)
    assert count >= 70
    # The custom interaction of Citolab has an attribute data-version, and its test an xml:lang: players let both pass.
    assert refused == {"2.1": 0, "2.2": 0, "3.0": 2}


def test_damaged_items_and_tests_are_refused_where_the_schemas_refuse_them(shared: Path) -> None:
    missed, refusals, unfounded = Counter[str](), Counter[str](), list[Mutation]()
    for number, (name, data, found) in enumerate(_documents(shared)):
        schema = _schema(shared / "official-schemas" / ASI[found.version])
        if number % 4 or _refuses(schema, data):
            continue
        for mutation in mutations(data, count=18, seed=number, own=True):
            refused, departs = _refuses(schema, mutation.data), _departs(parse_xml(mutation.data, name), name)
            refusals[mutation.kind] += refused
            missed[mutation.kind] += refused and not departs
            if departs and not refused and not _is_prose(mutation):
                unfounded.append(mutation)
    assert [(mutation.kind, mutation.detail) for mutation in unfounded] == []
    assert sum(refusals.values()) > 150
    assert sum(missed.values()) - missed["bad-value"] <= 0.02 * sum(refusals.values())
    for kind, most in NOT_LOOKED_AT.items():
        assert missed[kind] <= most * refusals[kind] + 1, (kind, missed[kind], refusals[kind])


def _is_prose(mutation: Mutation) -> bool:
    """What the information model asks for and the schemas do not: declared responses, names that are not empty."""
    return "esponse" in mutation.detail or mutation.detail.endswith("@identifier=''")


# Packages that were made with a fault -> what says so: an error of opening, a check, or the state of a reference.
MADE_WRONG = {
    "tao--InvalidArchive.zip": "archive-damaged",
    "tao--MalformedManifest.zip": "CP-03/tag-mismatch",
    "tao--MissingManifest.zip": "no-descriptor",
    "tao--NestedRootFolder.zip": "CT-30",
    "tao--WrongManifestFileItemHref.zip": "missing",
    "tao--fileOutOfThePackage.zip": "no-descriptor",
    "taotest--MissingItemDependency.zip": "QTI-07/no-dependency",
    "qtiworks--BadManifest.zip": "CP-03",
    "qtiworks--ExternalHref.zip": "outside",
    "qtiworks--MissingFile.zip": "missing",
    "qtiworks--NotContentPackage.zip": "no-descriptor",
    "qtiworks--WebDeveloperTest1-incomplete.zip": "archive-truncated",
    "qtiworks--ZipSlip.zip": "no-descriptor",
    "learnosity-folder--samplecp.zip": "missing",
    "canvas-lms--qti_2_1.zip": "QTI-05/not-well-formed",
}
# Packages of which an error is said though nobody made them wrong on purpose -> why.
WRONG_ANYWAY = {
    "qtiworks--WebDeveloperTest1.zip": "no organizations",
    "instructure-folder--test_qti_2.1_taxonpath.zip": "no organizations; a fixture that is a manifest alone",
    "cito-folder--kennisnet-1.zip": "responses of hottext and match have base types that ASI forbids",
}


def _of(path: Path) -> set[str]:
    try:
        with open_container(path) as container:
            detection = locate(container)
            descriptor = choose(detection.descriptors)
            reader = reader_for(descriptor.format)
            assert reader is not None
            result = reader.read(detection.container, descriptor)
    except PackageError as error:
        return {error.code}
    states = {node.state for node in result.references} - {"found", "external"}
    places = {finding.check for finding in detection.findings}
    said = {finding.check + ("/" + finding.variant if finding.variant else "") for finding in result.findings}
    return states | places | said


@pytest.mark.parametrize(("name", "expected"), sorted(MADE_WRONG.items()))
def test_fault_that_a_package_was_made_for_is_named(shared: Path, name: str, expected: str) -> None:
    assert expected in _of(shared / "corpus" / "qti" / name)


def test_packages_that_are_meant_to_be_right_have_no_error(shared: Path) -> None:
    wrong = []
    for path in sorted((shared / "corpus" / "qti").iterdir()):
        if path.name in MADE_WRONG:
            continue
        with open_container(path) as container:
            detection = locate(container)
            descriptor = choose(detection.descriptors)
            if descriptor.format != "qti":
                continue
            reader = reader_for(descriptor.format)
            assert reader is not None
            result = reader.read(detection.container, descriptor)
        assert checks(result) is not None
        if errors(result):
            wrong.append(path.name)
    assert wrong == sorted(WRONG_ANYWAY)


VERSIONS = {"v1p": "1.2", "v2p0": "2.0", "v2p1": "2.1", "v2p2": "2.2", "v3p0": "3.0"}


def test_version_is_what_the_collectors_saw(shared: Path) -> None:
    compared = 0
    for line in (shared / "corpus" / "PROVENANCE-a.tsv").read_text(encoding="utf-8").splitlines():
        name, told = line.split("\t")[:2]
        mark = next((mark for mark in VERSIONS if f"xml{mark}" in told), "")
        if not name.startswith("qti/") or not mark:
            continue
        with open_container(shared / "corpus" / name) as container:
            detection = locate(container)
            descriptor = choose(detection.descriptors)
            reader = reader_for(descriptor.format)
            assert reader is not None
            result = reader.read(detection.container, descriptor)
        assert result.format_version == VERSIONS[mark], name
        compared += 1
    assert compared >= 28
