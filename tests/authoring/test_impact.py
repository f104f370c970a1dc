"""What a changed edition does to packages, from reports that are made by hand."""

from __future__ import annotations

from oecheck.authoring.impact import Difference, impact_on
from oecheck.authoring.impact_sum import Impact, summed
from oecheck.model.outcome import Outcome, Status
from oecheck.model.report import Limit, OutcomeCounts, Report
from oecheck.model.source import Source
from tests.reporters.sample import assertion, report, requirement

RULE, OTHER = "OHE-ACC-003", "OHE-MET-002"


def _passes(made: Report) -> bool:
    return all(one.status is not Status.NOT_SATISFIED for one in made.requirements)


def _summed(*pairs: tuple[Report, Report]) -> Impact:
    impacts = [impact_on(f"course{number}", old, new, _passes) for number, (old, new) in enumerate(pairs, 1)]
    ids = {one.id for _, new in pairs for one in new.requirements}
    return summed(impacts, {RULE: "Alternatives", OTHER: "Titles"}, ids)


def _differences(old: Report, new: Report) -> tuple[Difference, ...]:
    return impact_on("course", old, new, _passes).differences


def test_equal_reports_have_no_impact() -> None:
    made = report(requirement(RULE, assertion()), requirement(OTHER))

    assert _differences(made, made) == ()
    impact = _summed((made, made))
    assert (impact.packages, impact.changed, impact.requirements) == (1, (), ())


def test_finding_at_the_same_place_is_the_same_whatever_numbers_it_names() -> None:
    old = report(requirement(RULE, assertion(arguments={"least": 3}, fingerprint="a")))
    new = report(requirement(RULE, assertion(arguments={"least": 2}, fingerprint="b")))

    assert _differences(old, new) == ()


def test_findings_that_come_and_go_are_counted_each_where_the_status_stays() -> None:
    old = report(requirement(RULE, assertion(number=1), assertion(number=2)))
    new = report(requirement(RULE, assertion(number=2), assertion(number=3), assertion(number=4)))

    (found,) = _differences(old, new)
    assert (found.more, found.fewer, found.weighs) == (2, 1, False)
    (told,) = _summed((old, new)).requirements
    assert (told.transitions, told.same_status) == ((), ("course1",))


def test_two_failures_at_one_place_are_two() -> None:
    once = report(requirement(RULE, assertion(fingerprint="a")))
    twice = report(requirement(RULE, assertion(fingerprint="a"), assertion(fingerprint="a#2")))

    (found,) = _differences(once, twice)
    assert (found.more, found.fewer) == (1, 0)


def test_what_cannot_be_told_is_no_failure() -> None:
    doubt = assertion(outcome=Outcome.CANT_TELL)
    (found,) = _differences(report(requirement(RULE, assertion())), report(requirement(RULE, doubt)))

    assert (found.old, found.new) == (Status.NOT_SATISFIED, Status.NOT_DETERMINED)
    assert (found.more, found.fewer) == (0, 1)


def test_packages_are_counted_by_the_statuses_between_which_they_go() -> None:
    met, failed = report(requirement(RULE)), report(requirement(RULE, assertion()))
    impact = _summed((met, failed), (met, failed), (failed, met), (met, met))

    (told,) = impact.requirements
    assert [(one.old, one.new, one.packages) for one in told.transitions] == [
        (Status.SATISFIED, Status.NOT_SATISFIED, ("course1", "course2")),
        (Status.NOT_SATISFIED, Status.SATISFIED, ("course3",)),
    ]
    assert (told.title, told.failures_more, told.failures_fewer) == ("Alternatives", 2, 1)
    assert impact.changed == ("course1", "course2", "course3")
    assert (impact.passed_old, impact.passed_new) == (3, 2)
    assert (impact.lost, impact.gained) == (("course1", "course2"), ("course3",))


def test_new_requirement_changes_only_the_packages_that_fail_it() -> None:
    old = report(requirement(RULE))
    impact = _summed(
        (old, report(requirement(RULE), requirement(OTHER))),
        (old, report(requirement(RULE), requirement(OTHER, assertion(OTHER)))),
    )

    (told,) = impact.requirements
    assert {(one.old, one.new) for one in told.transitions} == {
        (None, Status.SATISFIED),
        (None, Status.NOT_SATISFIED),
    }
    assert impact.changed == ("course2",)


def test_requirement_that_went_takes_its_failures_with_it() -> None:
    impact = _summed((report(requirement(RULE), requirement(OTHER, assertion(OTHER))), report(requirement(RULE))))

    (told,) = impact.requirements
    assert (told.id, told.failures_more, told.failures_fewer) == (OTHER, 0, 1)
    assert impact.changed == impact.gained == ("course1",)


def test_requirement_that_looked_at_nothing_in_any_package_is_named() -> None:
    nothing = requirement(OTHER, status=Status.NOT_APPLICABLE, outcomes=OutcomeCounts(inapplicable=3))
    made = report(requirement(RULE), nothing)

    assert _summed((made, made), (made, made)).never_applied == (OTHER,)


def test_question_to_a_person_is_a_look() -> None:
    asked = requirement(OTHER, status=Status.NOT_DETERMINED, outcomes=OutcomeCounts(untested=1))
    made = report(asked)

    assert _summed((made, made)).never_applied == ()


def test_no_package_says_nothing_of_any_requirement() -> None:
    assert summed([], {RULE: "Alternatives"}, [RULE]).never_applied == ()


def test_package_that_was_not_looked_at_in_full_is_named() -> None:
    limit = Limit("over-limit", {}, Source("a"), "Too large.")
    remark = Limit("inside-looked-at", {}, Source("a"), "One inside.", incomplete=False)
    whole, cut = report(limits=(remark,)), report(limits=(limit, remark))

    assert _summed((whole, cut), (whole, whole), (cut, cut)).incomplete == {
        "course1": ("Too large.",),
        "course3": ("Too large.",),
    }
