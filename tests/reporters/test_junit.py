"""JUnit XML."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from oecheck.model.outcome import Outcome, RequirementClass, Status
from oecheck.model.report import AreaSummary, Limit, OutcomeCounts, Report, StatusCounts, Summary
from oecheck.model.source import Source
from tests.reporters.sample import assertion, full_report, rendered, report, requirement


def _root(made: Report) -> Any:
    return etree.fromstring(rendered("junit", made))


def _case(made: Report) -> Any:
    (case,) = _root(made).xpath("testsuite[@id='1']/testcase")
    return case


def test_suites_are_the_run_and_then_the_areas() -> None:
    areas = (AreaSummary("ACC", "Accessibility", StatusCounts()), AreaSummary("LIC", "Licences", StatusCounts()))
    made = report(
        requirement("A-1"),
        requirement("L-1", area="LIC"),
        requirement("A-2"),
        summary=Summary(StatusCounts(), OutcomeCounts(), areas),
    )

    suites = [(suite.get("name"), len(suite.findall("testcase"))) for suite in _root(made)]
    assert suites == [("oecheck", 1), ("ACC Accessibility", 2), ("LIC Licences", 1)]


def test_only_what_is_satisfied_passes() -> None:
    cases = _root(full_report()).xpath("testsuite[@id!='0']/testcase")
    passed = [case for case in cases if not len(case)]

    assert len(cases) == len(full_report().requirements)
    assert passed == []
    assert not len(_case(report(requirement())))


def test_failure_counts_its_places_and_lists_them() -> None:
    outcomes = OutcomeCounts(passed=7, failed=2)
    found = [assertion(number=number) for number in (1, 2)]
    (failure,) = _case(report(requirement("A-1", *found, outcomes=outcomes)))

    assert failure.tag == "failure"
    assert failure.get("type") == "must"
    assert "failed at 2 of 9 places" in failure.get("message")
    assert "web/unit1.html:11:5" in failure.text
    assert "web/unit2.html:12:5" in failure.text
    assert failure.text.count("Mend: ") == 1


def test_long_list_is_cut_and_says_so() -> None:
    (failure,) = _case(report(requirement("A-1", *(assertion(number=number) for number in range(250)))))

    assert failure.text.count("Place: ") == 100
    assert "Showing 100 of 250 findings" in failure.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": Status.NOT_APPLICABLE}, "Not applicable"),
        ({"status": Status.NOT_DETERMINED, "requirement_class": RequirementClass.MANUAL}, "a person has to judge it"),
    ],
)
def test_what_was_not_decided_is_skipped_with_the_reason(changes: dict[str, Any], words: str) -> None:
    (skipped,) = _case(report(requirement("A-1", **changes)))

    assert skipped.tag == "skipped"
    assert words in skipped.get("message")


def test_doubt_is_skipped_with_what_was_doubtful() -> None:
    doubt = assertion(outcome=Outcome.CANT_TELL, message="It may be a table.")
    (skipped,) = _case(report(requirement("A-1", doubt)))

    assert "It may be a table." in skipped.get("message")
    assert "web/unit1.html:11:5" in skipped.text


def test_failure_that_is_waived_at_every_place_is_skipped_and_still_told() -> None:
    (skipped,) = _case(report(requirement("A-1", assertion(waiver="w1"))))

    assert skipped.tag == "skipped"
    assert "waiver" in skipped.get("message")
    assert "has no text alternative" in skipped.text


def test_failure_that_is_waived_at_one_place_of_two_fails() -> None:
    (failure,) = _case(report(requirement("A-1", assertion(waiver="w1"), assertion(number=2))))

    assert failure.tag == "failure"


def test_withdrawn_requirement_fails_nothing() -> None:
    (skipped,) = _case(report(requirement("A-1", assertion(), lifecycle="withdrawn")))

    assert skipped.tag == "skipped"


def test_rule_that_broke_is_an_error() -> None:
    broken = assertion(outcome=Outcome.CANT_TELL, code="rule-broke", message="The rule A-1 broke.")
    (error,) = _case(report(requirement("A-1", broken)))

    assert (error.tag, error.get("message")) == ("error", "The rule A-1 broke.")


def test_incomplete_run_is_an_error_of_the_run() -> None:
    limit = Limit("too-many", {}, Source(""), "Only ten entries were read.")
    suite = _root(report(requirement(), limits=(limit,)))[0]

    assert suite.get("errors") == "1"
    assert "Only ten entries were read." in suite.findtext("testcase/error")


@pytest.mark.parametrize(
    ("date", "timestamp"),
    [("2026-12-01", "2026-12-01T00:00:00"), ("2026-12-01T10:30:00Z", "2026-12-01T10:30:00")],
)
def test_timestamp_has_no_zone(date: str, timestamp: str) -> None:
    assert _root(report(evaluated_at=date))[0].get("timestamp") == timestamp
