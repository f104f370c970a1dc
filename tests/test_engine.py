"""Outcomes of rules on targets: what decides, what stays open, what breaks, and what evidence is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from oecheck.authoring._given import ExampleRun
from oecheck.engine import Finding, RuleResult, cut, evaluate
from oecheck.engine._shares import level_of
from oecheck.language import Function, function
from oecheck.model.outcome import Basis, Level, Outcome
from oecheck.rules import RuleFile, Words, build_rule, check_rule
from oecheck.run import environment
from oecheck.vocabulary import kinds, rule_functions, target_kinds

KINDS = kinds()
_RULE = {
    "id": "OHE-MET-002",
    "rev": 1,
    "title": "t",
    "statement": "s",
    "why": "w",
    "level": "must",
    "class": "automatic",
    "clause": "6.2",
    "status": "draft",
    "since": "0.1",
    "for_each": "course",
    "messages": {},
    "remedy": {"default": "r"},
    "examples": [],
}
UNSUPPORTED = {"state": "unsupported"}
UNREADABLE = {"state": "unreadable"}


def _evaluate(given: Mapping[str, Any], *expect: Any, functions: tuple[Function, ...] = (), **keys: Any) -> RuleResult:
    """The result of one rule: each line of `expect` is its `that`, or a mapping."""
    lines = [
        {"code": f"c{number}", **({"that": line} if isinstance(line, str) else line)}
        for number, line in enumerate(expect)
    ]
    file = msgspec.convert({**_RULE, "expect": lines, **keys}, RuleFile)
    around = environment({})
    if functions:
        around = type(around)(KINDS, {}, (*rule_functions(), *functions))
    words = Words(around.with_variables, target_kinds())
    checked, problems = check_rule(file, "rule.yaml", words, lambda _pointer, _offset: (1, 1))
    assert checked is not None, problems
    rule = build_rule(checked, around, Level.MUST, {})
    (result,) = evaluate([rule], ExampleRun(given, file.for_each, KINDS, None))
    return result


def _one(result: RuleResult) -> Outcome:
    (outcome,) = (outcome for outcome, count in result.counts.items() if count)
    return outcome


def _finding(result: RuleResult) -> Finding:
    (finding,) = result.findings
    return finding


NAMED = "has(course.title)"


@pytest.mark.parametrize(
    ("course", "when", "expect", "outcome"),
    [
        ({"title": "Water"}, [], [NAMED], Outcome.PASSED),
        ({}, [], [NAMED], Outcome.FAILED),
        ({}, [], ['course.title != ""'], Outcome.FAILED),  # absent is not met
        ({}, ['course.title != ""'], [NAMED], Outcome.INAPPLICABLE),  # absent does not hold
        ({"title": UNSUPPORTED}, [], [NAMED], Outcome.CANT_TELL),
        ({"title": UNREADABLE}, [NAMED], [NAMED], Outcome.CANT_TELL),
        # What is false decides, whatever is unknown beside it.
        ({"title": UNSUPPORTED}, [NAMED, "has(course.version)"], [NAMED], Outcome.INAPPLICABLE),
        ({"title": UNSUPPORTED}, [], [NAMED, "has(course.version)"], Outcome.FAILED),
        ({"title": UNSUPPORTED, "version": "1"}, [], ["has(course.version)", NAMED], Outcome.CANT_TELL),
        ({"title": UNSUPPORTED, "version": "1"}, [], [f"has(course.version) || {NAMED}"], Outcome.PASSED),
        ({"title": {"value": "Water", "state": "conflict"}}, [], [NAMED], Outcome.PASSED),
    ],
)
def test_outcome_of_one_course(course: Any, when: list[str], expect: list[str], outcome: Outcome) -> None:
    result = _evaluate({"course": course}, *expect, when=when)

    assert _one(result) is outcome
    assert len(result.findings) == (outcome in (Outcome.FAILED, Outcome.CANT_TELL))


def test_first_line_that_is_not_met_gives_the_code() -> None:
    finding = _finding(_evaluate({"course": {"title": "x"}}, NAMED, "has(course.version)", "has(course.licence)"))

    assert (finding.outcome, finding.code) == (Outcome.FAILED, "c1")
    assert finding.absent == ("course.version",)


@pytest.mark.parametrize(
    ("course", "outcome", "code"),
    [
        ({"title": "x"}, Outcome.CANT_TELL, "look"),
        ({}, Outcome.FAILED, "c0"),
        ({"title": UNREADABLE}, Outcome.CANT_TELL, "look"),  # whether there is doubt is unknown: that is a doubt
        ({"version": "1"}, Outcome.PASSED, ""),
    ],
)
def test_doubt_turns_failed_into_cannot_tell(course: Any, outcome: Outcome, code: str) -> None:
    line = {"that": "has(course.version)", "doubt": {"code": "look", "when": NAMED}}
    result = _evaluate({"course": course}, line)

    assert _one(result) is outcome
    assert [finding.code for finding in result.findings] == ([code] if code else [])


@pytest.mark.parametrize(
    ("course", "code", "reason"),
    [
        ({"version": UNSUPPORTED, "title": "x"}, "look", "format-has-no-place"),
        ({"version": UNSUPPORTED}, "unknown", "format-has-no-place"),
        ({"version": UNSUPPORTED, "title": UNSUPPORTED}, "unknown", "format-has-no-place"),
        ({"version": UNREADABLE, "title": "x"}, "unknown", "not-readable"),
    ],
)
def test_doubt_speaks_where_the_format_has_no_place(course: Any, code: str, reason: str) -> None:
    line = {"that": "has(course.version)", "doubt": {"code": "look", "when": NAMED}}
    result = _evaluate({"course": course}, line)
    finding = _finding(result)

    assert _one(result) is Outcome.CANT_TELL
    assert (finding.code, finding.reason) == (code, reason)
    assert finding.sources


def test_unknown_names_the_fact_and_the_reason() -> None:
    finding = _finding(_evaluate({"course": {"title": UNSUPPORTED}}, NAMED))

    assert (finding.code, finding.fact, finding.reason) == ("unknown", "course.title", "format-has-no-place")
    assert finding.basis is Basis.NONE
    assert finding.sources


def test_pass_that_rests_on_the_record_says_so() -> None:
    supplied = {"value": "Water", "method": "supplied"}

    assert _evaluate({"course": {"title": supplied}}, NAMED).basis is Basis.DECLARATION
    assert _evaluate({"course": {"title": "Water"}}, NAMED).basis is Basis.FACT


def test_every_thing_of_a_kind_is_looked_at_and_only_what_failed_is_kept() -> None:
    images = [{"src": f"{n}.png", "name": name} for n, name in enumerate(["a", "", "b", ""])]
    result = _evaluate({"image": images}, 'image.name != ""', for_each="image", when=['image.src != "3.png"'])

    assert result.counts == {**dict.fromkeys(Outcome, 0), "passed": 2, "failed": 1, "inapplicable": 1}
    assert len(result.findings) == 1


def test_message_gets_the_values_of_its_placeholders() -> None:
    messages = {"c0": "{course.title} {course.version} {size(course.languages)}"}
    finding = _finding(
        _evaluate({"course": {"title": "x", "languages": ["en"]}}, "has(course.version)", messages=messages)
    )

    assert finding.arguments == {"course.title": "x", "course.version": None, "size(course.languages)": 1}


def _raises(_text: str) -> bool:
    raise ZeroDivisionError


def _images(breaks: Callable[[str], bool]) -> RuleResult:
    broken = function("broken", {"(string) -> bool": breaks})
    images = [{"src": "good.png"}, {"src": "bad.png"}, {"src": "good.png"}]
    return _evaluate({"image": images}, "broken(image.src)", for_each="image", functions=(broken,))


def test_rule_that_raises_cannot_tell_and_spoils_no_other_target() -> None:
    result = _images(lambda src: _raises(src) if src == "bad.png" else True)
    finding = _finding(result)

    assert (finding.outcome, finding.code) == (Outcome.CANT_TELL, "rule-broke")
    assert finding.arguments["error"] == "ZeroDivisionError"
    assert (result.counts[Outcome.PASSED], result.counts[Outcome.CANT_TELL]) == (2, 1)


def test_rule_that_always_raises_passes_nothing() -> None:
    result = _images(_raises)

    assert result.counts[Outcome.PASSED] == 0
    assert [finding.code for finding in result.findings] == ["rule-broke"] * 3


@pytest.mark.parametrize(
    "line",
    ["1 / size(course.keywords) > 0", {"that": "has(course.version)", "doubt": {"code": "d", "when": "1 / 0 == 1"}}],
)
def test_expression_that_breaks_is_told_as_broken_and_never_passes(line: Any) -> None:
    finding = _finding(_evaluate({"course": {}}, line))

    assert (finding.outcome, finding.code) == (Outcome.CANT_TELL, "rule-broke")
    assert finding.arguments["error"] == "cel-division-by-zero"


def test_places_of_facts_are_evidence_behind_the_place_of_the_thing() -> None:
    given = {"course": {"title": {"value": "x", "method": "declared"}}}
    finding = _finding(_evaluate(given, 'course.title == "y"'))

    assert [source.file for source in finding.sources] == ["example"]


def _composite(failed_before: tuple[str, ...], required: tuple[str, ...], met: bool) -> RuleResult:
    """A composite beside one requirement that is met or not."""
    words = Words(environment({}).with_variables, target_kinds())
    rules = []
    for keys in (
        {"id": "OHE-ACC-029", "requires": list(required), "expect": [{"code": "c", "that": "size(failed) == 0"}]},
        {"id": "OHE-ACC-001", "expect": [{"code": "c", "that": f"has(course.title) == {str(met).lower()}"}]},
    ):
        file = msgspec.convert({**_RULE, **keys}, RuleFile)
        checked, problems = check_rule(file, "rule.yaml", words, lambda _pointer, _offset: (1, 1))
        assert checked is not None, problems
        rules.append(build_rule(checked, environment({}), Level.MUST, {}))
    given = {"course": {"title": "Water"}}
    return evaluate(rules, ExampleRun(given, "course", KINDS, None), failed_before)[0]


def test_composite_fails_when_a_requirement_that_it_names_has_failed() -> None:
    assert _one(_composite((), ("OHE-ACC-001",), met=False)) is Outcome.FAILED
    assert _one(_composite((), ("OHE-ACC-001",), met=True)) is Outcome.PASSED


def test_composite_is_not_told_of_failures_that_it_does_not_require() -> None:
    assert _one(_composite(("OHE-ACC-005",), ("OHE-ACC-004",), met=False)) is Outcome.PASSED
    assert _one(_composite(("OHE-ACC-004",), ("OHE-ACC-004",), met=True)) is Outcome.FAILED


@given_any(st.lists(st.integers(0, 40), max_size=12), st.integers(0, 100))
def test_room_for_findings_is_shared_fairly_and_used(lengths: list[int], room: int) -> None:
    level = level_of(lengths, room)
    used = sum(min(length, level) for length in lengths)

    assert used <= room
    assert used == sum(lengths) or sum(min(length, level + 1) for length in lengths) > room


def _results(*lengths: int) -> list[RuleResult]:
    base = _evaluate({"course": {}}, NAMED)
    findings = [base.findings * length for length in lengths]
    return [
        msgspec.structs.replace(base, findings=found, counts={**base.counts, Outcome.FAILED: len(found)})
        for found in findings
    ]


def test_rules_with_most_findings_give_way_and_counts_stay() -> None:
    short, long, longer = cut(_results(2, 50, 90), room=42)

    assert [len(one.findings) for one in (short, long, longer)] == [2, 20, 20]
    assert [one.counts[Outcome.FAILED] for one in (short, long, longer)] == [2, 50, 90]
    assert (short.unlisted, long.unlisted, longer.unlisted) == ({}, {Outcome.FAILED: 30}, {Outcome.FAILED: 70})


def test_rule_that_broke_behind_the_cut_still_says_so() -> None:
    (result,) = _results(10)
    broke = msgspec.structs.replace(result.findings[0], outcome=Outcome.CANT_TELL, code="rule-broke")
    (left,) = cut([msgspec.structs.replace(result, findings=(*result.findings, broke))], room=3)

    assert [one.code for one in left.findings].count("rule-broke") == 1
