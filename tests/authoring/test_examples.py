"""The examples of the bundled edition are its tests; each message renders; clauses and requirements belong together."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from oecheck.authoring._given import ExampleRun, GivenError
from oecheck.authoring.examples import ExampleResult, run_examples
from oecheck.language import Trace
from oecheck.model.outcome import Outcome
from oecheck.rules import Catalogue
from oecheck.run import load_catalogue
from oecheck.vocabulary import kinds
from tests.editions import ID, RULE, small_edition


@cache
def _bundled() -> Catalogue:
    return load_catalogue("ohe@0.1", cached=False, whole=True)


@cache
def _results() -> tuple[ExampleResult, ...]:
    return tuple(run_examples(_bundled()))


def test_every_example_comes_out_as_written() -> None:
    wrong = [(result.rule, result.example.name, result.outcome, result.codes) for result in _results()]

    assert [one for one, result in zip(wrong, _results(), strict=True) if not result.as_expected] == []


def test_every_rule_and_every_condition_has_examples() -> None:
    ids = {rule.id for rule in _bundled().rules}
    ids |= {check.id for check in _bundled().checks.values() if check.rule is not None}

    assert {result.rule for result in _results()} == ids


def test_every_code_is_shown_by_an_example() -> None:
    shown = {(result.rule, code) for result in _results() for code in result.codes}
    codes = {(rule.id, entry.code) for rule in _bundled().rules for entry in rule.expect}
    doubts = {(rule.id, entry.doubt.code) for rule in _bundled().rules for entry in rule.expect if entry.doubt}
    always = {
        (rule.id, entry.code)
        for rule in _bundled().rules
        for entry in rule.expect
        if entry.doubt and entry.doubt.when.checked.text == "true"
    }

    assert (codes | doubts) - shown - always == set()


def test_every_placeholder_of_a_finding_has_a_value() -> None:
    placeholder = re.compile(r"\{([^{}]+)\}")
    rules = {rule.id: rule.file.messages for rule in _bundled().rules}
    for result in _results():
        for finding in result.findings:
            message = rules.get(result.rule, {}).get(finding.code, "")
            assert set(placeholder.findall(message)) == (finding.arguments.keys() if message else set()), result.rule


def test_area_and_clause_of_every_requirement_belong_together() -> None:
    clauses = {area.id: area.clause for area in _bundled().standard.areas}

    for rule in _bundled().rules:
        assert rule.file.clause.split(".")[0] == clauses[rule.area], rule.id


def test_no_two_requirements_stand_in_one_clause() -> None:
    clauses = [rule.file.clause for rule in _bundled().rules]

    assert sorted(clause for clause in clauses if clauses.count(clause) > 1) == []


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return small_edition(tmp_path)


def _run(edition: Path, explain: bool = False) -> dict[str, ExampleResult]:
    catalogue = load_catalogue(str(edition), cached=False)
    return {result.example.name: result for result in run_examples(catalogue, frozenset({ID}), explain)}


def test_example_that_comes_out_otherwise_is_told(edition: Path) -> None:
    text = (edition / RULE).read_text(encoding="utf-8")
    (edition / RULE).write_text(text.replace("title: Ab", "title: Abc"), encoding="utf-8")
    result = _run(edition)["two letters"]

    assert not result.as_expected
    assert (result.outcome, result.codes) == (Outcome.PASSED, ())


def test_right_outcome_with_another_code_is_not_as_written(edition: Path) -> None:
    text = (edition / RULE).read_text(encoding="utf-8")
    (edition / RULE).write_text(text.replace('{version: "1"}', "{title: Ab}"), encoding="utf-8")

    assert not _run(edition)["none"].as_expected


def test_example_sets_parameters_as_a_profile_would(edition: Path) -> None:
    with (edition / RULE).open("a", encoding="utf-8") as file:
        file.write("  - name: longer wanted\n    outcome: failed\n    code: too-short\n")
        file.write("    parameters: {least: 8}\n    given: {course: {title: Water}}\n")

    assert _run(edition)["longer wanted"].as_expected


def test_explained_example_has_the_value_of_every_part(edition: Path) -> None:
    explained = _run(edition, explain=True)["two letters"].explained
    trace: Trace = explained[1].trace
    text = explained[1].text

    assert [one.where for one in explained] == ["no-title", "too-short", "look"]
    assert {text[start:end]: value for (start, end), value in trace.values.items()} | {"course": None} == {
        "course": None,
        "course.title": "Ab",
        "size(course.title)": 2,
        "least": 3,
        text: False,
    }
    assert [read.field for read in trace.touched] == ["title"]


def test_all_that_is_wrong_with_an_example_is_told() -> None:
    given = {"course": {"titel": "x", "credits": {"value": "many"}, "keywords": "a"}, "moon": {}}
    with pytest.raises(GivenError) as raised:
        ExampleRun(given, "course", kinds(), None)

    assert [(one.code, one.pointer) for one in raised.value.problems] == [
        ("unknown-given", "/course/titel"),
        ("given-wrong-type", "/course/credits"),
        ("given-not-a-list", "/course/keywords"),
        ("unknown-given", "/moon"),
    ]
