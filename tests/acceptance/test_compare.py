"""Two reports of one course against each other."""

from __future__ import annotations

from oecheck.acceptance.compare import compare
from oecheck.model.outcome import Outcome, Status
from oecheck.model.report import Assertion, Limit, Report
from oecheck.model.source import Source
from tests.reporters.sample import assertion, report, requirement

RULE = "OHE-ACC-003"


def _report(*numbers: int, rev: int = 1) -> Report:
    return report(requirement(RULE, *(assertion(number=number) for number in numbers), rev=rev))


def _names(assertions: tuple[Assertion, ...]) -> list[str]:
    return [one.fingerprint for one in assertions]


def test_each_failure_is_fixed_new_or_unchanged() -> None:
    found = compare(_report(1, 2), _report(2, 3))

    assert (_names(found.fixed), _names(found.new), _names(found.unchanged)) == (
        [f"{RULE}-1"],
        [f"{RULE}-3"],
        [f"{RULE}-2"],
    )
    assert (found.unsure, found.rule_changed) == ((), ())


def test_report_against_itself_has_nothing_new() -> None:
    found = compare(_report(1, 2), _report(1, 2))

    assert (found.new, found.fixed, len(found.unchanged)) == ((), (), 2)


def test_findings_of_a_changed_rule_are_neither_new_nor_fixed() -> None:
    found = compare(_report(1), _report(2, rev=2))

    assert (found.rule_changed, found.new, found.fixed) == ((RULE,), (), ())
    assert _names(found.uncompared) == [f"{RULE}-2"]


def test_findings_of_a_rule_that_only_one_report_knows_are_not_fixed() -> None:
    assert compare(_report(1), report()).rule_changed == (RULE,)
    later = compare(report(), _report(1))
    assert (later.new, _names(later.uncompared)) == ((), [f"{RULE}-1"])


def test_what_the_later_run_could_not_tell_is_not_fixed() -> None:
    doubt = report(requirement(RULE, assertion(number=2, outcome=Outcome.CANT_TELL)))
    assert doubt.requirements[0].status is Status.NOT_DETERMINED

    found = compare(_report(1), doubt)
    assert (found.fixed, _names(found.unsure)) == ((), [f"{RULE}-1"])


def test_run_that_was_cut_short_fixes_nothing() -> None:
    cut = report(requirement(RULE), limits=(Limit("over-limit", {}, Source("a.mp4")),))

    found = compare(_report(1), cut)
    assert (found.fixed, _names(found.unsure)) == ((), [f"{RULE}-1"])
