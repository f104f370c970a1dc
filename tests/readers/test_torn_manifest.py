"""Manifests that lost something, or that were handed in alone: told as that, and nothing is judged that rests on it."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from oecheck.containers import open_container
from oecheck.model.fact import Fact, State, plain
from oecheck.model.outcome import Outcome
from oecheck.model.package import ReadResult
from oecheck.model.report import Report
from oecheck.readers import choose, locate, reader_for
from oecheck.run import CheckOptions, check_package
from tests.readers import imscp_packages
from tests.readers.cartridges import files_of, packed

CARTRIDGE = files_of("minimal")
MANIFESTS = {
    "common-cartridge": CARTRIDGE["imsmanifest.xml"].decode().partition("?>\n")[2].replace("What a map", "One", 1),
    "content-packaging": imscp_packages.plain(),
    "scorm-1.2": imscp_packages.old(),
    "scorm-2004": imscp_packages.new(),
}
NAMES = "abcdefghi"
GROWING = "".join(f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in itertools.pairwise(NAMES))
BOMB = f"<!DOCTYPE manifest [<!ENTITY a 'aaaaaaaaaa'>{GROWING}]>\n"
OUTSIDE = '<!DOCTYPE manifest [<!ENTITY i SYSTEM "file:///etc/passwd">]>\n'
JUDGED_APART = ("OHE-ACC", "OHE-MOB", "OHE-PKG-003")  # what is wrong in the pages stays wrong

pytestmark = pytest.mark.parametrize("family", MANIFESTS)


def package(family: str, manifest: str) -> bytes:
    if family == "common-cartridge":
        return packed({**CARTRIDGE, "imsmanifest.xml": manifest.encode()})
    return imscp_packages.packed(manifest)


def with_title(family: str, title: str, doctype: str = "") -> str:
    """The manifest of a family with the title of its first page replaced."""
    before, _, after = MANIFESTS[family].partition("<title>One")
    return f"{doctype}{before}<title>{title}{after}"


def read(data: bytes) -> ReadResult:
    with open_container(data) as container:
        detection = locate(container)
        descriptor = choose(detection.descriptors)
        reader = reader_for(descriptor.format)
        assert reader is not None
        return reader.read(detection.container, descriptor)


def read_lone(path: Path) -> ReadResult:
    with open_container(path) as container:
        (descriptor, *_) = locate(container).descriptors
        reader = reader_for(descriptor.format)
        assert reader is not None
        return reader.read(container, descriptor)


def checked(data: bytes, folder: Path, name: str = "course.zip") -> Report:
    (folder / name).write_bytes(data)
    return check_package(folder / name, CheckOptions(date="2026-11-24", cache=False))


def findings(result: ReadResult) -> list[str]:
    return [f"{finding.check}/{finding.variant}" for finding in result.findings]


def failed(report: Report) -> set[str]:
    return {
        requirement.id
        for requirement in report.requirements
        if any(assertion.outcome is Outcome.FAILED for assertion in requirement.assertions)
    }


def test_entity_bomb_is_named_and_nothing_else_is_said(family: str) -> None:
    result = read(package(family, with_title(family, "x &i; y", BOMB)))

    assert findings(result) == ["CP-40/entity-limit"]
    assert (result.findings[0].source.line, result.findings[0].source.file) == (1, "imsmanifest.xml")
    assert result.incomplete == ("damaged-manifest",)
    assert result.manifest is None
    assert result.course.activities == ()
    assert isinstance(result.course.keywords, Fact)
    assert result.course.keywords.state is State.UNREADABLE


def test_entity_bomb_makes_the_run_incomplete_and_nothing_fails_that_rests_on_the_manifest(
    family: str, tmp_path: Path
) -> None:
    report = checked(package(family, with_title(family, "x &i; y", BOMB)), tmp_path)

    assert [limit.code for limit in report.limits] == ["damaged-manifest"]
    assert {name for name in failed(report) if not name.startswith(JUDGED_APART)} == set()
    assert "OHE-PKG-003" in failed(report)


def test_external_entity_is_named_and_never_read(family: str) -> None:
    result = read(package(family, with_title(family, "&i;", OUTSIDE)))

    assert findings(result) == ["CP-40/external-entity"]
    assert result.incomplete == ("manifest-limit",)  # it is well-formed: no damage
    assert "root:" not in repr(result)
    assert "&i;" not in repr(result.course)


def test_manifest_deeper_than_is_read_is_a_limit_of_the_run_and_no_fault(family: str, tmp_path: Path) -> None:
    deep = MANIFESTS[family].replace("<title>One", "<title>" + "<i>" * 3000 + "</i>" * 3000 + "One", 1)
    report = checked(package(family, deep), tmp_path)

    assert [limit.code for limit in report.limits] == ["manifest-limit"]
    assert {name for name in failed(report) if not name.startswith(("OHE-ACC", "OHE-MOB"))} == set()
    (valid,) = [one for one in report.requirements if one.id == "OHE-PKG-003"]
    assert valid.outcomes.passed == 0
    assert [assertion.code for assertion in valid.assertions] == ["manifest-limit"]


def test_fault_beside_a_limit_is_damage(family: str) -> None:
    torn = with_title(family, "&i;", OUTSIDE).replace("</resource>", "<filehref='x'/></resource>", 1)

    assert "damaged-manifest" in read(package(family, torn)).incomplete


def test_name_of_html_is_a_finding_and_the_text_around_it_is_kept(family: str) -> None:
    result = read(package(family, with_title(family, "caf&eacute;&nbsp;and")))

    assert [name for name in findings(result) if name.startswith("CP-40")] == ["CP-40/html-entity"] * 2
    assert "damaged-manifest" not in result.incomplete
    title = plain(result.course.activities[0].title)
    assert title is not None
    assert title.startswith("caf\u00e9 and")


def test_undeclared_name_is_a_finding_and_the_manifest_torn(family: str) -> None:
    result = read(package(family, with_title(family, "One &name; two")))

    assert findings(result) == ["CP-40/undeclared-entity"]
    assert result.incomplete == ("damaged-manifest",)


def test_of_a_torn_manifest_nothing_is_said_but_that_it_is_torn(family: str, tmp_path: Path) -> None:
    torn = MANIFESTS[family].replace("</resource>", "<filehref='x'/></resource>", 1)
    report = checked(package(family, torn), tmp_path)

    assert {name for name in failed(report) if not name.startswith(JUDGED_APART)} == set()
    (fault,) = [one for one in report.requirements if one.id == "OHE-PKG-003"]
    assert {assertion.code for assertion in fault.assertions} <= {"CC-01", "CP-03"}
    assert "a blank, a > or the name of an attribute is missing" in fault.assertions[0].message


def test_of_a_manifest_alone_nothing_fails_that_lies_in_files(family: str, tmp_path: Path) -> None:
    report = checked(MANIFESTS[family].encode(), tmp_path, "imsmanifest.xml")

    assert [limit.code for limit in report.limits] == [
        "lone-cartridge" if family == "common-cartridge" else "lone-manifest"
    ]
    rests_on_manifest = ("OHE-MET", "OHE-PKG-003", "OHE-LIC-001", "OHE-ACC-027", "OHE-STF-001", "OHE-WRK")
    assert {name for name in failed(report) if not name.startswith(rests_on_manifest)} == set()
    (activity,) = [one for one in report.requirements if one.id == "OHE-CON-006"]
    assert activity.assertions[0].remedy.startswith("Check the package itself")


def test_what_a_manifest_alone_leaves_to_files_is_unreadable_and_not_absent(family: str, tmp_path: Path) -> None:
    manifest = MANIFESTS[family]
    if family != "common-cartridge":  # the settings of a cartridge always may lie in files
        location = '<x:location xmlns:x="http://www.adlnet.org/xsd/adlcp_v1p3">course.xml</x:location>'
        manifest = manifest.replace("</metadata>", location + "</metadata>")
    (tmp_path / "imsmanifest.xml").write_text(manifest)
    result = read_lone(tmp_path / "imsmanifest.xml")

    assert isinstance(result.course.prerequisites, Fact)
    assert result.course.prerequisites.reason.startswith("lone-")
