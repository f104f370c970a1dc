"""Verdicts on packages of QTI beside those of the official schemas: real ones, and damaged copies of their manifests.

Manifests are held against the package profiles 2.1, 2.2 and 3.0: every one of the corpus that its schema accepts, in
thirteen kinds of damage. What differs is of a kind of `PLAIN_ONLY`, with its reason. `-s` prints the agreement;
`OECHECK_MUTANTS=300` before it judges so many copies of each. Items, tests and banks: test_official_qti_documents.py.
"""

from __future__ import annotations

import os
import warnings
import zipfile
from functools import cache
from pathlib import Path

import pytest
import xmlschema
from lxml import etree

from oecheck.containers import open_container
from oecheck.errors import PackageError
from oecheck.model.package import ReadResult
from oecheck.readers import choose, locate, reader_for
from tests.readers.agreement import AGREEMENT, Agreement
from tests.readers.qti_packages import checks, errors, read
from tests.tools.mutations import MORE, mutations

PROFILES = {
    "2.1": "qti-2.1.2-verbatim/qtiv2p1_imscpv1p2_v1p0.xsd",
    "2.2": "qti-2.2.4-verbatim/qtiv2p2_imscpv1p2_v1p0.xsd",
    "3.0": "qti-3.0/imsqtiv3p0_imscpv1p2_v1p0.xsd",
}
MANIFESTS = [
    ("2.1", "canvas-lms--VE_TP_06.zip"),
    ("2.1", "instructure--test_qti_2.1.zip"),
    ("2.1", "learnosity-folder--samplecp.zip"),
    ("2.1", "tao--WrongManifestFileItemHref.zip"),
    ("2.1", "taotest--Basic.zip"),
    ("2.1", "taotest--BasicLanguages.zip"),
    ("2.1", "taotest--MissingItemDependency.zip"),
    ("2.1", "taotest--RubricBlocksStylesheetsRemoteImages.zip"),
    ("2.2", "instructure--test_qti_2.2.zip"),
    ("2.2", "instructure-folder--no_assessment_xml.zip"),
    ("2.2", "tao--package_with_ampersand.zip"),
    ("2.2", "tao--qti22.zip"),
    ("2.2", "taotest--test_with_long_path_and_shared_stimulus.zip"),
    ("3.0", "cito--qti3-pci-QtiPci_1.0.0.zip"),
    ("3.0", "cito-folder--T4-T7.zip"),
    ("3.0", "cito-folder--kennisnet-1.zip"),
]
ALL = int(os.environ.get("OECHECK_MUTANTS", "0"))
"""Damaged copies of each manifest; 0 for the sample."""
COPIES = 65
"""Of the sample: five of each kind."""
OF_DOCUMENTS = frozenset({"QTI-04", "QTI-05", "QTI-09", "QTI-10", "QTI-17", "QTI-20", "QTI-27", "QTI-33"})
PLAIN = "imscp-1.1.4/imscp_v1p1.xsd"
"""For a manifest of 2.x that does not say (`schema`) that it follows a profile: it is plain Content Packaging then."""
PLAIN_ONLY = {
    "foreign-attribute": "Content Packaging lets attributes of others stand whose schema is at hand; here it is not",
    "foreign-element": "the same of elements of others",
    "wrong-namespace": "the same of elements of others",
    "dangling": "Content Packaging 1.1.4 takes any text for what a dependency names; that it is there is OHE-PKG-004",
}
"""Kinds of damage on which a verdict may differ while the manifest is plain Content Packaging -> why."""


@cache
def _schema(path: Path) -> xmlschema.XMLSchema:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # imports of metadata schemas that are not here
        return xmlschema.XMLSchema(str(path), allow="local", validation="lax")


def _refuses(schema: xmlschema.XMLSchema, data: bytes) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return next(iter(schema.iter_errors(data)), None) is not None


def _judge(shared: Path, version: str, data: bytes) -> xmlschema.XMLSchema:
    """The schema that a manifest is held against: the namespace is that of plain Content Packaging before 3.0."""
    plain = version != "3.0" and etree.fromstring(data).find("{*}metadata/{*}schema") is None
    return _schema(shared / "official-schemas" / (PLAIN if plain else PROFILES[version]))


def _said(result: ReadResult) -> list[str]:
    """Errors of the manifest; a dependency that names no resource is an IDREF to the schemas."""
    found = [name for name in errors(result) if name.partition("/")[0] not in OF_DOCUMENTS]
    lost = [node.href for node in result.references if node.kind == "dependency" and node.state == "missing"]
    return found + lost


@pytest.mark.parametrize(("version", "name"), MANIFESTS)
def test_damaged_manifest_is_refused_where_the_profile_refuses_it(shared: Path, version: str, name: str) -> None:
    with zipfile.ZipFile(shared / "corpus" / "qti" / name) as archive:
        files = {path: archive.read(path) for path in archive.namelist() if not path.endswith("/")}
    original = files["imsmanifest.xml"]
    assert not _refuses(_judge(shared, version, original), original)
    assert _said(read(files)) == []
    agreement = Agreement(f"QTI {version} manifest of {name}")
    for mutation in mutations(original, count=ALL or COPIES, seed=11, own=True, kinds=MORE):
        judge = _judge(shared, version, mutation.data)
        refused = _refuses(judge, mutation.data)
        said = _verdict({**files, "imsmanifest.xml": mutation.data})
        reason = PLAIN_ONLY.get(mutation.kind) if judge is _schema(shared / "official-schemas" / PLAIN) else None
        unexplained = [] if reason else [(mutation.kind, mutation.detail, said)]
        if refused == bool(said):
            agreement.alike(refused=refused)
        elif said:
            agreement.beyond([reason or ""], unexplained)
        else:
            agreement.let_pass([reason or ""], unexplained)
    print(f"\n{agreement}")
    assert agreement.copies == (ALL or COPIES)
    assert agreement.unexplained == []
    assert agreement.adjusted >= AGREEMENT


def test_manifests_of_these_tests_are_all_that_a_profile_accepts(shared: Path) -> None:
    accepted = []
    for path in sorted((shared / "corpus" / "qti").iterdir()):
        data = _manifest(path)
        marks = (("3.0", b"v3p0"), ("2.2", b"v2p2"), ("2.1", b"v2p1"))
        version = next((version for version, mark in marks if mark in data), "")
        try:
            accepted += [(version, path.name)] if version and not _refuses(_judge(shared, version, data), data) else []
        except etree.XMLSyntaxError:
            assert path.name == "tao--MalformedManifest.zip"
    assert sorted(accepted) == MANIFESTS


def _manifest(path: Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read("imsmanifest.xml")
    except (zipfile.BadZipFile, KeyError, IsADirectoryError):
        return b""


def _verdict(files: dict[str, bytes]) -> list[str]:
    try:
        return _said(read(files))
    except PackageError as error:
        return [error.code]


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
