"""Exit codes, from reports alone."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.cli._exit import exit_code, most_serious
from oecheck.errors import ExitCode
from oecheck.model.outcome import Level, Status
from oecheck.model.report import Limit
from oecheck.model.source import Source
from tests.reporters.sample import assertion, report, requirement

CUT = Limit("too-many", {}, Source(""))
WHOLE = Limit("external", {}, Source(""), incomplete=False)


@pytest.mark.parametrize(
    ("level", "fail_on", "code"),
    [
        (Level.MUST, "must", ExitCode.FAILED),
        (Level.SHOULD, "must", ExitCode.OK),
        (Level.MAY, "must", ExitCode.OK),
        (Level.MUST, "should", ExitCode.FAILED),
        (Level.SHOULD, "should", ExitCode.FAILED),
        (Level.MAY, "should", ExitCode.OK),
        (Level.MUST, "never", ExitCode.OK),
    ],
)
def test_level_that_fails_is_the_one_asked_for(level: Level, fail_on: str, code: ExitCode) -> None:
    assert exit_code(report(requirement("A-1", assertion("A-1"), level=level)), fail_on) is code


def test_nothing_failed_is_success() -> None:
    assert exit_code(report(requirement())) is ExitCode.OK


@pytest.mark.parametrize(
    ("lifecycle", "code"),
    [
        ("draft", ExitCode.FAILED),
        ("candidate", ExitCode.FAILED),
        ("stable", ExitCode.FAILED),
        ("deprecated", ExitCode.OK),
        ("withdrawn", ExitCode.OK),
    ],
)
def test_rule_on_its_way_out_decides_nothing(lifecycle: str, code: ExitCode) -> None:
    assert exit_code(report(requirement("A-1", assertion("A-1"), lifecycle=lifecycle))) is code


@pytest.mark.parametrize("fail_on", ["must", "should", "never"])
def test_incomplete_run_is_never_a_pass_and_never_only_a_failure(fail_on: str) -> None:
    failed = requirement("A-1", assertion("A-1"))

    assert exit_code(report(requirement(), limits=(CUT,)), fail_on) is ExitCode.INCOMPLETE
    assert exit_code(report(failed, limits=(CUT,)), fail_on) is ExitCode.INCOMPLETE


def test_limit_that_left_nothing_out_does_not_count() -> None:
    assert exit_code(report(requirement(), limits=(WHOLE,))) is ExitCode.OK


def test_undetermined_counts_only_where_completeness_is_required() -> None:
    open_one = report(requirement("A-1", status=Status.NOT_DETERMINED))

    assert exit_code(open_one) is ExitCode.OK
    assert exit_code(open_one, require_complete=True) is ExitCode.INCOMPLETE
    assert exit_code(report(requirement()), require_complete=True) is ExitCode.OK


def test_most_serious_of_two_follows_the_published_order() -> None:
    order = [4, 5, 3, 1, 0]

    for one, other in itertools.product(order, repeat=2):
        assert most_serious([one, other]) == min(one, other, key=order.index)


@given(st.lists(st.sampled_from([0, 1, 3, 4, 5])))
def test_success_of_several_needs_success_of_each(codes: list[int]) -> None:
    assert (most_serious(codes) == 0) == all(code == 0 for code in codes)
