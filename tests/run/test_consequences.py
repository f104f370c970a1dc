"""A failure that only follows from another one names it: one cause is told once."""

from __future__ import annotations

from pathlib import Path

from oecheck.acceptance.causes import standing_alone
from oecheck.acceptance.waivers import apply_waivers, read_waivers
from oecheck.model.outcome import Status
from oecheck.model.report import Assertion, Report
from tests.run.test_check import MANIFEST, PAGE, checked, status

CAUSE, FOLLOWER = "OHE-PKG-004", "OHE-PKG-006"
LISTED = MANIFEST.replace('<file href="start.html"/>', '<file href="start.html"/><file href="map.png"/>')
SHOWN = PAGE.replace("<p>", '<p><img src="map.png" alt="The way to the well"><a href="gone.html">More</a> ')


def _of(report: Report, requirement: str) -> list[Assertion]:
    return [one for part in report.requirements if part.id == requirement for one in part.assertions]


def _course() -> Report:
    return checked({"imsmanifest.xml": LISTED, "start.html": SHOWN}, only=(CAUSE, FOLLOWER))


def test_link_to_a_file_that_the_manifest_misses_follows_from_that_and_no_other_link_does() -> None:
    report = _course()
    (cause,) = _of(report, CAUSE)

    assert [(one.arguments["link.href"], one.because) for one in _of(report, FOLLOWER)] == [
        ("map.png", cause.fingerprint),
        ("gone.html", ""),
    ]
    assert cause.because == ""


def test_follower_keeps_its_outcome_and_its_requirement_stays_unmet() -> None:
    report = checked(
        {"imsmanifest.xml": LISTED, "start.html": SHOWN.replace('<a href="gone.html">', "<a>")},
        only=(CAUSE, FOLLOWER),
    )
    (follower,) = _of(report, FOLLOWER)

    assert (follower.outcome, bool(follower.because)) == ("failed", True)
    assert status(report, FOLLOWER) is Status.NOT_SATISFIED


def test_nothing_follows_from_a_requirement_that_was_not_checked() -> None:
    report = checked({"imsmanifest.xml": LISTED, "start.html": SHOWN}, only=(FOLLOWER,))

    assert [one.because for one in _of(report, FOLLOWER)] == ["", ""]


def test_nothing_hides_behind_a_failure_that_is_waived(tmp_path: Path) -> None:
    course = _course()
    (cause,) = _of(course, CAUSE)
    waivers = tmp_path / "waivers.yaml"
    waivers.write_text(
        "waivers:\n"
        f"  - {{id: map, rule: {CAUSE}, fingerprint: {cause.fingerprint}, reason: It is drawn anew., owner: office,"
        ' until: "2026-05-31"}\n',
        encoding="utf-8",
    )
    report = standing_alone(apply_waivers(course, read_waivers(waivers)))

    assert [one.waiver for one in _of(report, CAUSE)] == ["map"]
    assert [one.because for one in _of(report, FOLLOWER)] == ["", ""]


def test_report_without_answers_is_left_as_it_is() -> None:
    report = _course()

    assert standing_alone(report) is report
