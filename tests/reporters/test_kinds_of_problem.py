"""Of each kind of problem a place is shown, and mistakes in the record are no faults of the package."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.model.outcome import Mode, Outcome, Status
from oecheck.model.report import Assertion
from oecheck.reporters import RenderOptions, reporter
from oecheck.reporters._text.groups import parted
from oecheck.run import CheckOptions, check_package

PACKAGE = Path(__file__).resolve().parents[2] / "fixtures" / "scorm-1.2" / "minimal"


def finding(code: str) -> Assertion:
    return Assertion(
        outcome=Outcome.FAILED,
        mode=Mode.AUTOMATIC,
        rule="OHE-PKG-003",
        rev=1,
        code=code,
        arguments={},
        message=code,
        remedy="",
        sources=(),
        fingerprint="",
    )


def codes(found: list[Assertion]) -> str:
    return "".join(one.code for one in found)


@pytest.mark.parametrize(
    ("given_codes", "shown", "others"),
    [("aaaaab", "aab", "aaa"), ("aab", "aab", ""), ("abcde", "abcde", ""), ("", "", ""), ("aaaa", "aaa", "a")],
)
def test_one_place_of_each_kind_is_shown_first(given_codes: str, shown: str, others: str) -> None:
    told, left = parted([finding(code) for code in given_codes], 3)
    assert (codes(told), codes(left)) == (shown, others)


@given(st.lists(st.sampled_from("abcdef"), max_size=40), st.integers(0, 6))
def test_nothing_is_lost_and_no_kind_is_hidden(given_codes: list[str], places: int) -> None:
    told, left = parted([finding(code) for code in given_codes], places)
    assert sorted(codes(told) + codes(left)) == sorted(given_codes)
    assert set(codes(told)) == set(given_codes)
    assert len(told) == max(len(set(given_codes)), min(places, len(given_codes)))


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_mistake_in_the_record_is_told_as_one(name: str, tmp_path: Path) -> None:
    record = tmp_path / "cd.yaml"
    record.write_text("technology: none\nsize: 12 Ko\nlevel: Licence\n", encoding="utf-8")
    report = check_package(PACKAGE, CheckOptions(date="2026-11-24", description=record, only=("OHE-PKG-003",)))
    chosen = reporter(name)
    assert chosen is not None
    told = b"".join(chosen.render(report, RenderOptions())).decode("utf-8")

    assert "The course description record is written as it has to be" in told
    assert "The manifest is valid" not in told.partition("Not checked")[0] or name == "html"  # it lists them all
    assert "12 Ko" in told
    assert "Licence" in told


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_unmet_requirements_among_missing_declarations_are_named(name: str, tmp_path: Path) -> None:
    record = tmp_path / "cd.yaml"
    record.write_text("technology: none\n", encoding="utf-8")
    report = check_package(PACKAGE, CheckOptions(date="2026-11-24", description=record, only=("OHE-MNT-001",)))
    chosen = reporter(name)
    assert chosen is not None
    told = " ".join(b"".join(chosen.render(report, RenderOptions())).decode("utf-8").split())

    (unmet,) = report.requirements
    assert unmet.status is Status.NOT_SATISFIED
    assert "Counted above as not met, because the package has a place for it: 1" in told
    section = told.partition("Counted above as not met")[2]
    assert "OHE-MNT-001" in section
    assert unmet.title in section
