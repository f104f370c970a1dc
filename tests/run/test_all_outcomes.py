"""`--all-outcomes`: every target is listed with its outcome, and nothing that was counted changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from oecheck.model.outcome import IN_ORDER, Outcome
from oecheck.model.report import Report
from oecheck.run import CheckOptions, check_package
from tests.reporters.sample import rendered

FLAWED = Path(__file__).resolve().parents[2] / "fixtures" / "course" / "flawed"


def _checked(language: str = "en", **options: Any) -> Report:
    return check_package(FLAWED, CheckOptions(date="2026-11-24", cache=False, language=language, **options))


@pytest.fixture(scope="module")
def listed() -> Report:
    return _checked(all_outcomes=True)


def test_every_target_is_listed_as_often_as_it_is_counted(listed: Report) -> None:
    for requirement in listed.requirements:
        counts = msgspec.to_builtins(requirement.outcomes)
        found = dict.fromkeys(counts, 0)
        for one in requirement.assertions:
            found[one.outcome.value] += 1
        assert found == counts, requirement.id


def test_report_says_the_same_but_for_the_listed_targets(listed: Report) -> None:
    def without(requirement: Any) -> Any:
        told = tuple(one for one in requirement.assertions if one.outcome not in IN_ORDER)
        return msgspec.structs.replace(requirement, assertions=told)

    shorter = msgspec.structs.replace(listed, requirements=tuple(map(without, listed.requirements)))
    assert shorter == _checked()


def test_listed_target_has_a_place_and_the_title_of_its_requirement(listed: Report) -> None:
    fine = [(part, one) for part in listed.requirements for one in part.assertions if one.outcome in IN_ORDER]

    assert {one.outcome for _, one in fine} == {Outcome.PASSED, Outcome.INAPPLICABLE}
    assert all(one.sources and one.message == part.title and one.code == one.outcome for part, one in fine)
    assert not any(one.remedy or one.evidence or one.because for _, one in fine)


@pytest.mark.parametrize("name", ["text", "html", "markdown", "sarif", "junit", "github", "gitlab"])
def test_what_is_in_order_takes_no_room_in_reports_of_what_is_not(listed: Report, name: str) -> None:
    assert rendered(name, listed) == rendered(name, _checked())


def test_linked_data_has_an_assertion_for_every_target(listed: Report) -> None:
    graph = json.loads(rendered("earl", listed))["@graph"]
    told = [node["result"]["outcome"] for node in graph if node.get("type") == "earl:Assertion"]
    whole = len(listed.requirements)

    assert len(told) == whole + sum(len(part.assertions) for part in listed.requirements)


def test_titles_of_listed_targets_are_told_in_the_language_asked_for() -> None:
    report = _checked("fr", only=("OHE-PKG-006",), all_outcomes=True)
    (part,) = report.requirements

    assert {one.message for one in part.assertions if one.outcome in IN_ORDER} == {part.title}
    assert part.title != _checked(only=("OHE-PKG-006",)).requirements[0].title
