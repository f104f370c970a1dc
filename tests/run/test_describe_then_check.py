"""From a package to its record and back: what no format has a place for is gone once the record is filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from oecheck.description.describe import write_description
from oecheck.description.load import load_bytes
from oecheck.model.outcome import Status
from oecheck.model.report import Report
from oecheck.run import CheckOptions, check_package, inspect_package

OPTIONS = CheckOptions(date="2026-11-24")
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
NO_PLACE = "format-has-no-place"
MADE = ["common-cartridge/minimal", "common-cartridge/canvas"]
REAL = [
    "cc/commonsyllabi--test_01.imscc",
    "cc/commonsyllabi--py4e_export.imscc",
    "cc/cc2olx-folder--main.zip",
    "cc/schulcloud--dbc_course.imscc",
    "cc/commonsyllabi--offline_content_module_live80.v1321.imscc",
]


def _described(package: Path, report: Report) -> str:
    settled = {one.id for one in report.requirements if one.status in (Status.SATISFIED, Status.NOT_APPLICABLE)}
    with inspect_package(package, OPTIONS) as seen:
        return write_description(seen.inputs.course, seen.inputs.package, settled=settled)


def _answered(record: str) -> str:
    """The record with every example taken for an answer: the single # and the blank behind it taken away."""
    return re.sub(r"(?m)^( *)# ", r"\1", record)


def _open_questions(report: Report) -> set[str]:
    return {one.id for one in report.requirements for finding in one.assertions if finding.code == NO_PLACE}


def _check_round(package: Path, folder: Path) -> None:
    report = check_package(package, OPTIONS)
    record = _described(package, report)
    assert load_bytes(record.encode(), "course-description.yaml").findings == ()

    filled = folder / "course-description.yaml"
    filled.write_text(_answered(record), encoding="utf-8")
    loaded = load_bytes(filled.read_bytes(), filled.name)
    assert loaded.findings == ()
    assert loaded.record is not None

    with_record = check_package(package, CheckOptions(date="2026-11-24", description=filled))
    assert _open_questions(report) >= {"OHE-MET-011", "OHE-PRV-003"}
    assert _open_questions(with_record) == set()


@pytest.mark.parametrize("name", MADE)
def test_a_filled_record_answers_what_a_cartridge_cannot_say(name: str, tmp_path: Path) -> None:
    _check_round(FIXTURES / name, tmp_path)


@pytest.mark.parametrize("name", REAL)
def test_a_filled_record_answers_what_a_real_cartridge_cannot_say(shared: Path, name: str, tmp_path: Path) -> None:
    _check_round(shared / "corpus" / name, tmp_path)


@pytest.mark.parametrize("name", [*MADE, "scorm-1.2/minimal"])
def test_record_that_nobody_touched_changes_no_outcome(name: str, tmp_path: Path) -> None:
    package = FIXTURES / name
    before = check_package(package, OPTIONS)
    record = tmp_path / "course-description.yaml"
    record.write_text(_described(package, before), encoding="utf-8")
    after = check_package(package, CheckOptions(date="2026-11-24", description=record))

    assert {one.id: one.status for one in after.requirements} == {one.id: one.status for one in before.requirements}
    record.write_text(record.read_text(encoding="utf-8") + "\ntechnology: none\n", encoding="utf-8")
    answered = check_package(package, CheckOptions(date="2026-11-24", description=record))
    assert _open_questions(answered) == set()
