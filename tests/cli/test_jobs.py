"""Packages that are checked side by side."""

from __future__ import annotations

from pathlib import Path

from oecheck.cli._packages import results
from oecheck.reporters import RenderOptions, reporter, reporter_names
from oecheck.run import CheckOptions

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"
PACKAGES = [str(FIXTURES / name) for name in ("course/flawed", "scorm-1.2/minimal", "course/conforming")]


def _reports(jobs: int) -> list[bytes]:
    """Every report of every package, in every format."""
    made = results(PACKAGES, CheckOptions(cache=False, date="2026-11-25"), jobs)
    reports = [found.report for found in made]
    reporters = [found for name in reporter_names() if (found := reporter(name))]
    return [b"".join(one.render(report, RenderOptions())) for report in reports for one in reporters]


def test_two_processes_give_the_bytes_of_one() -> None:
    alone = _reports(1)

    assert len(alone) == len(PACKAGES) * len(reporter_names())
    assert _reports(2) == alone
