"""`oecheck compare`, as whole commands."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from oecheck.model.report import Limit, Report
from oecheck.model.source import Source
from tests.cli.conftest import Run
from tests.reporters.sample import HOSTILE, assertion, report, requirement, subject

RULE = "OHE-ACC-003"


def _write(folder: Path, name: str, made: Report) -> None:
    (folder / name).write_bytes(msgspec.json.encode(made))


def _failing(*numbers: int, **changes: str) -> Report:
    return report(requirement(RULE, *(assertion(number=number, **changes) for number in numbers)))


def test_new_failure_is_listed_and_ends_with_one(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, "old.json", _failing(1))
    _write(tmp_path, "new.json", _failing(1, 2))

    code, out, err = run("compare", "old.json", "new.json")
    assert (code, err) == (1, "")
    assert 'Image "cell2.png" has no text alternative.' in out
    assert "web/unit2.html:12:5" in out


def test_mended_course_ends_with_success(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, "old.json", _failing(1))
    _write(tmp_path, "new.json", report(requirement(RULE)))

    code, out, _ = run("compare", "old.json", "new.json")
    assert code == 0
    assert "Fixed: 1" in out


def test_reports_of_two_courses_are_never_a_success(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, "old.json", _failing(1))
    other = subject(title="Chemistry", sha256="e" * 64)
    _write(tmp_path, "new.json", report(requirement(RULE), subject=other))

    code, out, _ = run("compare", "old.json", "new.json")
    assert code == 5
    assert "different courses, Introduction to Biology (biology-101.imscc) and Chemistry" in " ".join(out.split())


@pytest.mark.parametrize(
    ("standard", "rules", "code"),
    [
        ({}, ("OHE-LNK-001",), 5),  # a narrower profile
        ({"edition": "0.2"}, ("OHE-LNK-001",), 0),  # a later edition gave one up
        ({"edition": "0.2"}, ("OHE-NEW-001",), 5),  # nothing in common
        ({"id": "other"}, ("OTH-LNK-001",), 5),
    ],
)
def test_later_run_over_less_than_the_earlier_is_no_success(
    run: Run, tmp_path: Path, standard: dict[str, str], rules: tuple[str, ...], code: int
) -> None:
    _write(tmp_path, "old.json", report(requirement(RULE, assertion()), requirement("OHE-LNK-001")))
    other = msgspec.structs.replace(report().standard, digest="e" * 64, **standard)
    _write(tmp_path, "new.json", report(*map(requirement, rules), standard=other))

    found, out, _ = run("compare", "old.json", "new.json")
    assert found == code
    assert "different editions or profiles" in out
    assert RULE in out


def test_later_run_that_was_cut_short_is_never_a_success(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, "old.json", report())
    _write(tmp_path, "new.json", report(limits=(Limit("over-limit", {}, Source("a")),)))

    code, out, _ = run("compare", "old.json", "new.json")
    assert code == 5
    assert "incomplete" in out


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_failures_by_a_rule_that_changed_are_counted_and_never_a_success(run: Run, tmp_path: Path, format: str) -> None:
    _write(tmp_path, "old.json", _failing(1))
    _write(tmp_path, "new.json", report(requirement(RULE, assertion(number=1), assertion(number=2), rev=2)))

    code, out, _ = run("compare", "old.json", "new.json", "--format", format)
    told = " ".join(out.split())
    assert code == 5
    assert "New: 0. Fixed: 0. Unchanged: 0." in told
    assert "Failures that cannot be compared, because the rule changed or only one report knows it: 2" in told
    assert "cell2.png" in told


def test_rule_that_changed_and_is_met_is_a_success(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, "old.json", _failing(1))
    _write(tmp_path, "new.json", report(requirement(RULE, rev=2)))

    assert run("compare", "old.json", "new.json")[0] == 0


def test_markdown_shows_hostile_text_and_does_not_run_it(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, "old.json", report())
    _write(tmp_path, "new.json", report(requirement(RULE)))
    _write(tmp_path, "old.json", report(requirement(RULE)))
    _write(tmp_path, "new.json", _failing(1, message=HOSTILE))

    code, out, _ = run("compare", "old.json", "new.json", "--format", "markdown")
    assert code == 1
    assert "### " in out
    assert "<img" not in out
    assert "\x1b" not in out


def test_long_list_is_cut_and_says_so(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, "old.json", report(requirement(RULE)))
    _write(tmp_path, "new.json", _failing(*range(1, 62)))

    assert "Showing 50 of 61" in run("compare", "old.json", "new.json")[1]
