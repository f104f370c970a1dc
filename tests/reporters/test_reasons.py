"""What could not be looked at, by reason: each reason once."""

from __future__ import annotations

from oecheck.model.outcome import Outcome
from oecheck.model.report import Assertion, RequirementResult
from oecheck.reporters._reasons import reasons
from oecheck.reporters._text.groups import Group
from tests.reporters.sample import assertion, requirement


def _untold(id: str, message: str, title: str, remedy: str = "Hand in the package.") -> Group:
    one: Assertion = assertion(id, outcome=Outcome.CANT_TELL, message=message, remedy=remedy, kind="unchecked")
    result: RequirementResult = requirement(id, one, title=title)
    return Group(result, [one])


def _of(*titles: str) -> list[Group]:
    return [_untold(f"OHE-ACC-{number:03}", f"{title}: unknown.", title) for number, title in enumerate(titles, 1)]


def test_reason_that_names_the_requirement_is_told_once_for_all_that_it_concerns() -> None:
    (found,) = reasons(_of("Pictures speak", "Films have captions"))

    assert found.message == "Pictures speak; Films have captions: unknown."
    assert found.rules == ("OHE-ACC-001", "OHE-ACC-002")


def test_long_list_of_titles_is_cut_where_everybody_sees_it() -> None:
    (found,) = reasons(_of("One", "Two", "Three", "Four"))

    assert found.message == "One; Two; Three …: unknown."
    assert len(found.rules) == 4


def test_reasons_with_other_ways_out_stay_apart() -> None:
    other = _untold("OHE-MET-001", "Titles: unknown.", "Titles", remedy="Install the extra.")

    assert [one.rules for one in reasons([*_of("One", "Two"), other])] == [
        ("OHE-ACC-001", "OHE-ACC-002"),
        ("OHE-MET-001",),
    ]


def test_page_that_shows_no_remedy_tells_a_reason_once_whatever_its_ways_out() -> None:
    other = _untold("OHE-MET-001", "Titles: unknown.", "Titles", remedy="Install the extra.")

    (found,) = reasons([*_of("One", "Two"), other], by_remedy=False)

    assert found.message == "One; Two; Titles: unknown."
    assert found.rules == ("OHE-ACC-001", "OHE-ACC-002", "OHE-MET-001")


def test_same_reason_at_many_places_of_one_requirement_counts_once() -> None:
    (group,) = _of("One")
    group.assertions.append(group.assertions[0])

    assert [one.rules for one in reasons([group])] == [("OHE-ACC-001",)]
