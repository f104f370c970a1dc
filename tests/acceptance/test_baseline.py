"""A baseline: only what it does not have decides."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from oecheck.acceptance.baseline import Baseline, apply_baseline, read_baseline
from oecheck.cli._exit import exit_code
from oecheck.errors import ExitCode, UsageError
from oecheck.model.outcome import Outcome
from oecheck.model.report import ProfileInfo, Report, StandardInfo
from tests.reporters.sample import assertion, report, requirement, subject

RULE = "OHE-ACC-003"


def _report(*numbers: int, outcome: Outcome = Outcome.FAILED) -> Report:
    return report(requirement(RULE, *(assertion(number=number, outcome=outcome) for number in numbers)))


def _baseline(made: Report) -> Baseline:
    return Baseline(made, "old.json", "d" * 64)


def test_only_known_failures_end_with_success_and_are_still_shown() -> None:
    found = apply_baseline(_report(1, 2), _baseline(_report(1, 2, 3)))

    assert exit_code(found) is ExitCode.OK
    assert [(one.known, one.outcome) for one in found.requirements[0].assertions] == [(True, Outcome.FAILED)] * 2


def test_one_new_failure_beside_known_ones_decides() -> None:
    found = apply_baseline(_report(1, 2), _baseline(_report(1)))

    assert exit_code(found) is ExitCode.FAILED
    assert [one.known for one in found.requirements[0].assertions] == [True, False]
    assert found.limits[0].arguments == {"count": 1, "new": 1}
    assert found.attachments.baseline_sha256 == "d" * 64


def test_what_could_not_be_told_before_is_no_known_failure() -> None:
    found = apply_baseline(_report(1), _baseline(_report(1, outcome=Outcome.CANT_TELL)))

    assert exit_code(found) is ExitCode.FAILED


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("standard", report(standard=StandardInfo("ohe", "0.1", "draft", "e" * 64))),
        ("profile", report(profile=ProfileInfo(("open",), "e" * 64))),
    ],
)
def test_baseline_by_other_rules_is_refused(part: str, other: Report) -> None:
    with pytest.raises(UsageError) as caught:
        apply_baseline(_report(1), _baseline(other))
    assert caught.value.code == f"baseline-other-{part}"


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        ({}, {}, True),
        ({"name": "biology-2.imscc", "sha256": "e" * 64}, {}, True),  # a later export, called otherwise
        ({"title": " Introduction  to BIOLOGY", "sha256": "e" * 64}, {}, True),
        ({"title": "Chemistry", "sha256": "e" * 64}, {}, False),  # pipelines call each package alike
        ({"title": "Chemistry"}, {}, True),  # the same bytes
        ({"title": "", "sha256": "e" * 64}, {}, True),
        ({"title": "", "name": "chemistry.imscc", "sha256": "e" * 64}, {}, False),
        ({"title": "", "name": "a", "sha256": ""}, {"title": "", "name": "b", "sha256": ""}, False),
    ],
)
def test_baseline_of_another_course_is_refused(before: dict[str, str], now: dict[str, str], same: bool) -> None:
    old, new = (msgspec.structs.replace(_report(1), subject=subject(**changes)) for changes in (before, now))

    if same:
        assert exit_code(apply_baseline(new, _baseline(old))) is ExitCode.OK
        return
    with pytest.raises(UsageError) as caught:
        apply_baseline(new, _baseline(old))
    assert caught.value.code == "baseline-other-course"


@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 5000, b'{"report_version": 2}', b'{"report_version": "\xff"}'])
def test_what_is_no_report_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "old.json").write_bytes(content)

    with pytest.raises(UsageError, match="report-unreadable"):
        read_baseline(tmp_path / "old.json")


@pytest.mark.parametrize("language", ["../../fr", "a" * 5_000, "\0", ""])
def test_report_in_no_language_is_refused(tmp_path: Path, language: str) -> None:
    made = msgspec.structs.replace(_report(1), language=language)
    (tmp_path / "old.json").write_bytes(msgspec.json.encode(made))

    with pytest.raises(UsageError, match="report-unreadable"):
        read_baseline(tmp_path / "old.json")


def test_baseline_is_named_by_the_digest_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_bytes(msgspec.json.encode(_report(1)))
    found = read_baseline(tmp_path / "old.json")

    assert (found.file, len(found.sha256), found.report) == ("old.json", 64, _report(1))
