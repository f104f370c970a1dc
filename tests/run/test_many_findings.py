"""More findings than anybody reads: all are counted, the first are listed, and the report says so."""

from __future__ import annotations

from pathlib import Path

import pytest

import oecheck.engine
from oecheck.engine import _shares
from oecheck.model.outcome import Outcome
from oecheck.model.report import Report
from oecheck.run import CheckOptions
from oecheck.run._check import fresh_report

OPTIONS = CheckOptions(date="2026-11-24", cache=False, only=("OHE-ACC-001", "OHE-PKG-006"))
_PAGE = "<!doctype html><html lang=en><title>t</title><body>" + "<img src=a.png>" * 40
_MANIFEST = """<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><organizations/>
<resources><resource identifier="r" type="webcontent" href="p.html"><file href="p.html"/></resource></resources>
</manifest>"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A page with forty pictures without a text, whose file is missing as well."""
    (tmp_path / "imsmanifest.xml").write_text(_MANIFEST, encoding="utf-8")
    (tmp_path / "p.html").write_text(_PAGE, encoding="utf-8")
    return tmp_path


def _counts(report: Report) -> dict[str, tuple[int, int]]:
    """Requirement → failures that are counted, and those that are listed."""
    return {
        one.id: (one.outcomes.failed, sum(a.outcome is Outcome.FAILED for a in one.assertions))
        for one in report.requirements
    }


def _narrow(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    for module in (oecheck.engine, _shares):
        monkeypatch.setattr(module, "MOST_LISTED", room)
    monkeypatch.setattr(oecheck.engine, "_OVER", room // 4)


def test_few_findings_are_all_listed(course: Path) -> None:
    report = fresh_report(course, OPTIONS)

    assert _counts(report) == {"OHE-ACC-001": (40, 40), "OHE-PKG-006": (40, 40)}
    assert "findings-cut" not in {limit.code for limit in report.limits}


def test_many_findings_are_counted_and_the_first_are_listed(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fresh_report(course, OPTIONS)
    _narrow(monkeypatch, 20)
    report = fresh_report(course, OPTIONS)

    assert _counts(report) == {"OHE-ACC-001": (40, 10), "OHE-PKG-006": (40, 10)}
    for short, full in zip(report.requirements, whole.requirements, strict=True):
        assert short.status is full.status
        assert short.assertions == full.assertions[:10]


def test_report_says_of_which_requirements_findings_are_not_listed(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _narrow(monkeypatch, 20)
    (limit,) = (one for one in fresh_report(course, OPTIONS).limits if one.code == "findings-cut")

    assert limit.arguments == {"count": 60, "requirements": "OHE-ACC-001 (30), OHE-PKG-006 (30)"}
    assert "60" in limit.message
    assert not limit.incomplete
