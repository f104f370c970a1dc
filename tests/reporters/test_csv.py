"""CSV."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.model.outcome import Outcome
from oecheck.model.report import Limit, Report, Verdict
from oecheck.model.source import Source
from oecheck.reporters._visible import exact
from tests.reporters.sample import assertion, full_report, hostile_report, rendered, report, requirement


def _rows(made: Report, record: str = "finding") -> list[dict[str, str]]:
    text = rendered("csv", made).decode("utf-8-sig")
    return [row for row in csv.DictReader(io.StringIO(text, newline=""), strict=True) if row["record"] == record]


def _original(cell: str) -> str:
    return cell.removeprefix("'")


def test_every_finding_and_requirement_is_a_row() -> None:
    made = full_report()

    assert [row["id"] for row in _rows(made, "requirement")] == [one.id for one in made.requirements]
    assert len(_rows(made)) == sum(len(one.assertions) for one in made.requirements)
    assert len(_rows(made, "advice")) == 2
    assert [row["outcome"] for row in _rows(made, "limit")] == ["incomplete"]


def test_finding_reads_back_as_it_was() -> None:
    found = assertion("OHE-ACC-003")
    (row,) = _rows(report(requirement("OHE-ACC-003", found)))

    assert (row["message"], row["remedy"], row["code"]) == (found.message, found.remedy, found.code)
    assert (row["file"], row["line"], row["column"]) == ("web/unit1.html", "11", "5")
    assert row["breadcrumb"] == "Introduction to Biology › Unit 1 › Cells"
    assert (row["outcome"], row["level"], row["fingerprint"]) == ("failed", "must", "OHE-ACC-003-1")


def test_requirement_has_its_counts_and_status() -> None:
    (row,) = _rows(report(requirement()), "requirement")

    assert (row["status"], row["passed"], row["failed"], row["class"]) == ("satisfied", "2", "0", "automatic")


@given(st.text(max_size=60))
def test_any_path_and_message_come_back(text: str) -> None:
    (row,) = _rows(report(requirement("A-1", assertion(message=text, sources=(Source(text, 1),)))))

    assert _original(row["message"]) == exact(text) or row["message"] == exact(text)
    assert row["file"] in (exact(text), f"'{exact(text)}")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "'"])
def test_no_cell_begins_like_a_formula(sign: str) -> None:
    text = f"{sign}1+cmd|' /C calc'!A0"
    (row,) = _rows(report(requirement("A-1", assertion(message=text))))

    assert row["message"] == f"'{text}"


def test_spreadsheets_see_the_encoding_and_lines_of_the_standard() -> None:
    made = rendered("csv", hostile_report())

    assert made.startswith(b"\xef\xbb\xbfrecord,")
    assert made.count(b"\n") == made.count(b"\r\n")


def test_limit_tells_what_was_left_out() -> None:
    limit = Limit("too-many", {}, Source("a.zip"), "Only ten entries were read.", incomplete=False)
    (row,) = _rows(report(requirement(), limits=(limit,)), "limit")

    assert (row["code"], row["message"], row["outcome"]) == ("too-many", "Only ten entries were read.", "")


def test_verdict_of_a_person_stands_beside_what_the_program_found() -> None:
    verdict = Verdict("passed", Outcome.PASSED, "It decorates.", "Review office", "2026-12-01", Outcome.FAILED, True)
    (row,) = _rows(report(requirement("A-1", assertion(verdict=verdict))))

    assert [row[name] for name in ("answer", "reason", "evaluator", "judged", "machine", "dispute")] == [
        "passed",
        "It decorates.",
        "Review office",
        "2026-12-01",
        "failed",
        "yes",
    ]
    assert row["outcome"] == "failed"
