"""What nobody could look at is never in order, and what may lie there is never missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from oecheck.containers import Limits
from oecheck.model.outcome import Outcome, Status
from oecheck.model.report import Assertion, Report
from oecheck.run import CheckOptions, check_package
from tests.run.test_check import MANIFEST, PAGE, checked, packed, status

TWO = MANIFEST.replace(
    "</resources>",
    '<resource identifier="r2" type="webcontent" href="b.html"><file href="b.html"/></resource></resources>',
).replace("</organization>", '<item identifier="i2" identifierref="r2"><title>More</title></item></organization>')
FLAWED = PAGE.replace("<p>", '<p><img src="map.png"><a href="gone.html">Lorem ipsum</a> ') + "<p>word</p>" * 20_000
COURSE: dict[str, str | bytes] = {"imsmanifest.xml": TWO, "start.html": PAGE, "b.html": FLAWED}
SMALL = Limits(read_bytes=100_000)


def _of(report: Report, requirement: str) -> list[Assertion]:
    return [one for part in report.requirements if part.id == requirement for one in part.assertions]


def _settled(report: Report) -> set[str]:
    return {one.id for one in report.requirements if one.status in (Status.SATISFIED, Status.NOT_APPLICABLE)}


@pytest.mark.parametrize("requirement", ["OHE-PKG-006", "OHE-CON-001", "OHE-ACC-001", "OHE-ACC-005", "OHE-ACC-014"])
def test_requirement_on_pages_is_not_determined_while_a_page_was_not_read(requirement: str) -> None:
    report = checked(COURSE, limits=SMALL)

    assert status(report, requirement) is Status.NOT_DETERMINED
    assert [(one.outcome, one.code) for one in _of(report, requirement)] == [(Outcome.CANT_TELL, "not-all-read")]


def test_what_does_not_rest_on_the_unread_page_is_settled_as_before() -> None:
    report = checked(COURSE, limits=SMALL)

    assert {"OHE-PKG-004", "OHE-MET-002", "OHE-STR-004"} <= _settled(report)


SAID = """data: none beyond the host platform
ai: none
credential: none
"""
TRACKED = FLAWED.replace("<p>", '<script src="https://track.example/t.js"></script><p>Ask ChatGPT. ', 1)


@pytest.mark.parametrize("requirement", ["OHE-PRV-003", "OHE-PRV-008"])
def test_declaration_does_not_settle_what_pages_that_were_not_read_may_contradict(requirement: str) -> None:
    course: dict[str, str | bytes] = {**COURSE, "b.html": TRACKED, "course-description.yaml": SAID}

    assert status(checked(course), requirement) is not Status.SATISFIED
    torn = checked(course, limits=SMALL)
    assert status(torn, requirement) is Status.NOT_DETERMINED
    assert [one.code for one in _of(torn, requirement)] == ["not-all-read"]


def test_declaration_stands_for_what_it_declares_whatever_was_not_read() -> None:
    report = checked({**COURSE, "course-description.yaml": SAID}, limits=SMALL)

    assert status(report, "OHE-CRD-001") is Status.SATISFIED


def test_failures_on_the_pages_that_were_read_stay() -> None:
    torn: dict[str, str | bytes] = {**COURSE, "start.html": PAGE.replace(' lang="en"', "")}
    report = checked(torn, limits=SMALL)

    assert status(report, "OHE-ACC-005") is Status.NOT_SATISFIED
    assert "start.html" in {one.sources[0].file for one in _of(report, "OHE-ACC-005")}


def test_a_file_over_the_limit_is_no_fault_of_the_package() -> None:
    assert [(one.outcome, one.code) for one in _of(checked(COURSE, limits=SMALL), "OHE-PKG-001")] == [
        (Outcome.CANT_TELL, "over-limit")
    ]


def test_entry_whose_name_is_over_the_limit_is_not_called_missing() -> None:
    name = "a-page-with-a-rather-long-name.html"
    long = {key: str(value).replace("b.html", name) for key, value in COURSE.items() if key != "b.html"}
    report = checked({**long, name: FLAWED}, limits=Limits(name_length=20))

    assert not any(one.outcome is Outcome.FAILED for one in _of(report, "OHE-PKG-004"))
    assert {one.code for one in _of(report, "OHE-PKG-004")} == {"not-all-read"}


def test_packages_inside_that_were_left_out_are_no_pass_of_rules_on_content() -> None:
    inner = packed({**COURSE, "b.html": FLAWED})
    outer: dict[str, str | bytes] = {
        "imsmanifest.xml": MANIFEST.replace("</resource>", '<file href="inner.zip"/></resource>'),
        "start.html": PAGE,
        "inner.zip": inner,
    }
    left = checked(outer, limits=Limits(inside_count=0))

    assert status(left, "OHE-CON-001") is Status.NOT_DETERMINED
    assert status(left, "OHE-PRV-001") is Status.NOT_DETERMINED
    assert status(checked(outer), "OHE-CON-001") is Status.NOT_SATISFIED


def test_lone_manifest_settles_no_requirement_on_pages(tmp_path: Path) -> None:
    manifest = tmp_path / "imsmanifest.xml"
    manifest.write_text(MANIFEST, encoding="utf-8")
    report = check_package(manifest, CheckOptions(date="2026-01-01"))

    assert not {id for id in _settled(report) if id.startswith("OHE-ACC")}


@pytest.mark.parametrize("before", ["\0", "\0" * 4, "\1\2"])
def test_zero_bytes_before_a_page_hide_nothing_of_it(before: str) -> None:
    course: dict[str, str | bytes] = {**COURSE, "b.html": "<p><img src='map.png'><a href='gone.html'></a></p>"}
    hidden = checked({name: before + str(text) if "html" in name else text for name, text in course.items()})

    statuses = [(one.id, one.status, one.outcomes) for one in checked(course).requirements]
    assert [(one.id, one.status, one.outcomes) for one in hidden.requirements] == statuses


def test_page_that_is_none_by_its_bytes_was_not_read() -> None:
    report = checked({**COURSE, "b.html": bytes(range(256)) * 9})

    assert [(one.code, one.arguments, one.incomplete) for one in report.limits] == [
        ("entry-unreadable", {"path": "b.html", "problem": "damaged"}, True)
    ]
    assert status(report, "OHE-ACC-001") is Status.NOT_DETERMINED
    assert status(report, "OHE-PKG-001") is Status.SATISFIED  # the archive is whole


def test_package_that_was_read_as_a_whole_has_no_such_doubt() -> None:
    report = checked(COURSE)

    assert not [one for part in report.requirements for one in part.assertions if one.code == "not-all-read"]
