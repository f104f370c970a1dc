"""The examples of the edition notice when its rules change."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from oecheck.rules import RuleFile
from oecheck.run import load_catalogue
from tests.editions import small_edition
from tests.tools.rule_mutations import Mutant, killed, mutants, tried, written

LEAST = {"rules": 0.99, "structural checks": 0.95}
CATALOGUE = load_catalogue("ohe@0.1", whole=True)


@pytest.fixture
def rule(tmp_path: Path) -> RuleFile:
    return load_catalogue(str(small_edition(tmp_path)), cached=False).rules[0].file


def test_every_formal_place_is_changed_once(rule: RuleFile) -> None:
    changes = [mutant.change for mutant in mutants(rule)]

    assert changes == [
        "that: !(has(course.title))",
        "that: !(size(course.title) >= least)",
        "that: size(course.title) < least",
        "that: size(course.title) > least",
        'doubt: !(inLexicon(course.title, "short", "en"))',
        "least = 1",
        "least = 2",
        "least = 4",
        "least = 9",
    ]


def test_parameters_are_changed_by_little_and_by_much(rule: RuleFile) -> None:
    (least,) = rule.parameters.values()
    values = {"20": None, "0.5": 1.0, "true": None, "CC0": None}
    parameters = {
        value: msgspec.structs.replace(least, value=value, minimum=None, maximum=most) for value, most in values.items()
    }
    changed = [one.change for one in mutants(msgspec.structs.replace(rule, expect=(), parameters=parameters))]

    assert changed == [
        *(f"20 = {value}" for value in (2, 16, 19, 21, 24, 201)),
        *(f"0.5 = {value}" for value in ("0.050000", "0.400000", "0.600000", "1.000000")),
        "true = false",
        "CC0 = CC0x",
    ]


def test_operators_in_quotation_marks_are_left_alone(rule: RuleFile) -> None:
    quoted = msgspec.structs.replace(rule.expect[0], that='course.title != \'a < b\' && course.title != "\\" >"')
    changes = [mutant.change for mutant in mutants(msgspec.structs.replace(rule, expect=(quoted,), parameters={}))]

    assert len(changes) == 1 + 3
    assert all("'a < b'" in change and '\\" >"' in change for change in changes)


def test_unchanged_rule_is_not_killed_and_one_that_the_types_refuse_is_none(tmp_path: Path, rule: RuleFile) -> None:
    catalogue = load_catalogue(str(small_edition(tmp_path / "again")), cached=False)
    wrong = msgspec.structs.replace(rule.expect[0], that="course.title")
    refused = msgspec.structs.replace(rule, expect=(wrong, rule.expect[1]))

    assert killed(Mutant("none", rule), catalogue) is False
    assert killed(Mutant("no condition", refused), catalogue) is None


@pytest.mark.parametrize(("what", "at_least"), [("rules", 1000), ("structural checks", 400)])
def test_examples_kill_most_mutants_of_the_edition(what: str, at_least: int) -> None:
    count, survivors = tried(written(CATALOGUE)[what], CATALOGUE)

    assert count > at_least
    assert 1 - len(survivors) / count >= LEAST[what], "\n".join(survivors)
