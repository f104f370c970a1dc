"""Structural verdicts on real manifests beside those of the official schemas, element by element.

Every package of four families is accounted for: its manifest is compared, or it stands in NOT_COMPARED with its reason.
The schemas are validated loosely: metadata and vendors' namespaces are left out, as wildcards allow them. To each thing
that a schema refuses, a finding of ours has to answer that ANSWERS names for it, at the same element: line and column
of its `<` are the same. What is answered elsewhere or not at all is listed with its reason. The other way round, checks
may say more than the schemas: they follow the prose of the specifications too, and those are listed in BEYOND.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml.etree import _Element

from oecheck.containers import open_container
from oecheck.documents.xml import XmlDocument
from oecheck.errors import PackageError
from oecheck.model.package import Descriptor, ReadResult
from oecheck.model.source import Source
from oecheck.readers import choose, locate, reader_for
from oecheck.readers._documents import documents_of
from tests.readers.imscp_packages import structural, with_places
from tests.readers.official_schemas import OF_DESCRIPTORS, Refusal, refused
from tests.readers.placed_manifests import placed

FAMILIES = {"cp": 8, "scorm12": 36, "scorm2004": 30, "cc": 40}
"""Family -> how many manifests of it are compared."""
READ_HERE = frozenset({"content-packaging", "scorm-1.2", "scorm-2004", "common-cartridge", "thin-common-cartridge"})
TORN = "not well-formed: what the manifest was to say is a guess"
NOT_COMPARED = {
    "cp/canvas-lms--angel7-3.zip": "angel-native",  # no manifest of IMS
    "cp/canvas-lms--unknown.zip": "no-descriptor",
    "cp/olat--DemoCourse.zip": "olat-native",
    "scorm12/jcp-MalformedXml.zip": TORN,
    "scorm12/moodle-badscorm.zip": "descriptor-unreadable",
    "scorm12/moodle-invalid.zip": "no-descriptor",
    "scorm12/moodle-validscorm.zip": "descriptor-unreadable",  # an empty file
    "scorm12/sunscorm-not-a-zip.zip": "lfs-pointer",
    "cc/canvas-lms--cc_unsupported_resources.zip": TORN,
    "cc/canvas-lms--invalid.zip": "text-file",
    "cc/hostile--evil.tar.gz": "no-descriptor",
    "cc/hostile--evil.zip": "no-descriptor",
    "cc/hostile--huge_zip.zip": "no-descriptor",
    "cc/hostile--zipbomb.zip": "no-descriptor",
    "cc/lfs-pointer--course.imscc": "lfs-pointer",
}
# Rules of the prose that no schema states: scormtype, titles, default and href are optional in the XSDs.
BEYOND = frozenset(
    {"S12-02", "S12-05", "S12-06", "S12-08", "S12-09", "S12-10", "S12-14", "S12-15"}
    | {"S04-03", "S04-04", "S04-06", "S04-07", "S04-08", "S04-09", "S04-10", "S04-12", "S04-34"}
    | {"CC-07"}  # titles without words
    | {"CP-03", "CC-01"}  # encoding, and prefixes that are bound to nothing: what was meant is judged
    | {"OHE-PKG-004"}  # identifierref is a plain string but in Common Cartridge 1.1 and later
)


class Answer(NamedTuple):
    """Which checks answer to a refusal.

    Attributes:
        refused: pattern of what the schema says.
        checks: what answers; OHE-PKG-004 stands for an item or dependency that leads nowhere.
        warned: why we only warn of what the schema refuses; "" where we call it an error.
        once: told once for the whole manifest, at its root, as real exports have it at every resource.
    """

    refused: str
    checks: tuple[str, ...]
    warned: str = ""
    once: bool = False


ANSWERS = (
    Answer(r"manifest: .* Tag '\S+(organizations|resources)' expected", ("CP-04", "CC-32")),
    Answer(r"manifest: .* Tag '\S+metadata' expected", ("CC-02", "CC-32")),
    Answer(r"organization: .* Tag '\S+item' expected", ("CP-35",), warned="1.1.2, 1.1.3 and SCORM allow it"),
    Answer(r"attribute '[^{']+' not allowed", ("CP-37",)),
    Answer(r"missing required attribute 'identifier'", ("CP-27",)),
    Answer(r"attribute identifier='.*': value doesn't match any pattern", ("CP-06",)),
    Answer(r"attribute identifierref='.*': value doesn't match any pattern", ("CP-06",)),
    Answer(r"duplicated xs:ID value", ("CP-26",)),
    Answer(r"IDREF '.*' not found", ("CP-07", "OHE-PKG-004")),
    Answer(r"scormType' not found", ("S12-11",)),
    Answer(r"dataFromLMS' not found", ("S12-30",)),
    Answer(r"completionThreshold: ", ("S04-30",), warned="of the 4th edition in a package that states an older one"),
    Answer(r"attribute type='(fake_thing|imsunknwn_xmlv1p3)'", ("CC-05",)),
    Answer(r"attribute type=", ("CC-04",), warned="types of another version; platforms read them", once=True),
    Answer(r"attribute intendeduse='assignment'", ("CC-35",), warned="written into cartridges of 1.1"),
    Answer(r"\[RULE 3a\]", ("CC-12",)),
    Answer(r"\[RULE 10[ab]\]", ("CC-14",)),
)
# What nothing of ours answers to: package -> pattern of the refusals, and their number. Canvas writes the files of a
# resource after its dependencies in every export, and no platform minds: CC-30, which tells it of others, is silent.
UNANSWERED = {
    "commonsyllabi--Falconer_Liz-Computers_Canvas_Community-941267a5971248daa62d3196014d1e65.zip": (
        r"resource: Unexpected child with tag '\S+file'",
        3,
    ),
    "commonsyllabi--test_01.imscc": (r"resource: Unexpected child with tag '\S+file'", 14),
}
_NAMED = re.compile(r"IDREF '(?P<idref>.*)' not found|identifierref='(?P<ref>.*)': value doesn't match")


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


class Compared(NamedTuple):
    """What one manifest comes to.

    Attributes:
        refused: number of the things that the schema refuses.
        left: those that nothing answers to: (name of the package, what was said).
        severe: those that an error is expected to answer to, and only a warning does.
        unfounded: errors at elements of which the schema refuses nothing that they answer to.
    """

    refused: int
    left: list[str]
    severe: list[str]
    unfounded: list[str]


@pytest.mark.parametrize("family", FAMILIES)
def test_manifest_is_judged_as_its_schema_judges_it_or_is_listed_with_its_reason(shared: Path, family: str) -> None:
    compared: dict[str, Compared] = {}
    reasons: dict[str, str] = {}
    packages = sorted((shared / "corpus" / family).iterdir())
    for path in packages:
        try:
            real = _real(path)
        except PackageError as error:
            reasons[f"{family}/{path.name}"] = error.code
            continue
        assert real.descriptor.format in READ_HERE
        if real.result.manifest is None:
            assert {check.id for check in structural(real.result)} & {"CP-03", "CC-01"}
            reasons[f"{family}/{path.name}"] = TORN
        else:
            compared[path.name] = _compared(shared / "official-schemas", real)

    assert reasons == {name: why for name, why in NOT_COMPARED.items() if name.startswith(f"{family}/")}
    assert (len(compared), len(compared) + len(reasons)) == (FAMILIES[family], len(packages))
    listed = {name: count for name, (_, count) in UNANSWERED.items() if name in compared}
    assert {name: len(one.left) for name, one in compared.items() if one.left} == listed
    assert all(re.search(UNANSWERED[name][0], text) for name in listed for text in compared[name].left)
    assert {name: one.severe for name, one in compared.items() if one.severe} == {}
    assert {name: one.unfounded for name, one in compared.items() if one.unfounded} == {}


def _compared(folder: Path, real: Real) -> Compared:
    own = list(real.document.root.iter())
    copy = placed(real.document.root, real.descriptor)
    twin = dict(zip(copy.iter(), own, strict=True))
    found = refused(folder, real.descriptor, copy)
    assert found is not None
    told = _told(real.result)
    used: set[tuple[str, Spot]] = set()
    left, severe = [], []
    for refusal in found:
        answer = next((one for one in ANSWERS if re.search(one.refused, refusal.text)), None)
        places = _places(refusal, answer, copy)
        spots = [_spot(real.document.source(twin[node])) for node in places]
        given = {
            (check, spot): told[check, spot] for spot in spots for check in _checks(answer) if (check, spot) in told
        }
        used.update(given)
        if not given:
            left.append(refusal.text)
        elif answer is not None and not answer.warned and "error" not in given.values():
            severe.append(refusal.text)
    errors = {key for key, severity in told.items() if severity == "error" and key[0] not in BEYOND}
    return Compared(len(found), left, severe, sorted(f"{check} {spot}" for check, spot in errors - used))


def _checks(answer: Answer | None) -> tuple[str, ...]:
    return answer.checks if answer else ()


def _places(refusal: Refusal, answer: Answer | None, root: _Element) -> list[_Element]:
    """The element that is refused; of a reference, what refers and, where its form is refused, what it refers to."""
    if answer is not None and answer.once:
        return [root]
    named = _NAMED.search(refusal.text)
    if named is None:
        return [refusal.element]
    keys = ("default", "identifierref") if named["idref"] is not None else ("identifier",)
    value = named["idref"] or named["ref"]
    return [node for node in root.iter("*") if value in (node.get(key) for key in keys)]


Spot = tuple[str, int, int]
"""File, line and column of the beginning of an element."""


def _spot(source: Source) -> Spot:
    return source.file, source.line, source.column


def _told(result: ReadResult) -> dict[tuple[str, Spot], str]:
    """Checks of the manifest, not of what lies beside it, by the place that they are told at: their severity."""
    told = {
        (check.id, _spot(source)): check.severity
        for check, _, source in with_places(result)
        if not check.id.startswith(OF_DESCRIPTORS)
    }
    for node in result.references:
        if node.state == "missing" and node.kind in ("item", "dependency"):
            told["OHE-PKG-004", _spot(node.source)] = "error"
    return told


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
