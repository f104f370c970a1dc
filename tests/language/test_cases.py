"""Every case of cases.yaml, in our engine, stored and read back, and in Google's."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from oecheck.language import (
    NO_VALUE,
    Absent,
    Checked,
    Failure,
    LanguageError,
    Program,
    Unknown,
    advise,
    check,
    compile,
    parse,
)
from oecheck.texts import texts
from tests.language.language_cases import CASES, DATA, ENVIRONMENT, FRAME, as_plain, identical

EVALUATED = [case for case in CASES if not {"problem", "advice"} & case.keys()]
REFUSED = [case for case in CASES if "problem" in case]
ADVISED = [case for case in CASES if "advice" in case]


def program(text: str) -> Program:
    checked = check(parse(text), ENVIRONMENT)
    return compile(msgspec.msgpack.decode(msgspec.msgpack.encode(checked), type=Checked), ENVIRONMENT)


def by_text(case: dict[str, Any]) -> str:
    return str(case["text"])


def test_there_are_cases_enough_and_none_twice() -> None:
    texts_of = [(case["text"], "advice" in case) for case in CASES]
    assert len(texts_of) >= 300
    assert [text for text in texts_of if texts_of.count(text) > 1] == []


def assert_result(case: dict[str, Any], result: Any) -> None:
    if "gives" in case:
        assert identical(as_plain(result), case["gives"]), result
    elif "absent" in case:
        assert isinstance(result, Absent), result
        assert result.field == case["absent"]
    elif "unknown" in case:
        assert isinstance(result, Unknown), result
        assert [reason.field for reason in result.reasons] == case["unknown"]
    else:
        assert isinstance(result, Failure), result
        assert result.code == case["failure"]
        assert 0 <= result.offset < len(case["text"])


@pytest.mark.parametrize("case", EVALUATED, ids=by_text)
def test_case_gives_what_the_manual_says(case: dict[str, Any]) -> None:
    assert_result(case, program(case["text"])(None, tuple(FRAME)))


@pytest.mark.parametrize("case", EVALUATED, ids=by_text)
def test_trace_gives_the_same_result(case: dict[str, Any]) -> None:
    found = program(case["text"])
    trace = found.explain(None, tuple(FRAME))
    assert_result(case, trace.result)
    root = found.checked.root
    if trace.values:
        assert trace.values[root.offset, root.end] is trace.result


@pytest.mark.parametrize("case", REFUSED, ids=by_text)
def test_wrong_expression_is_refused_with_its_place(case: dict[str, Any]) -> None:
    with pytest.raises(LanguageError) as caught:
        check(parse(case["text"]), ENVIRONMENT)
    (problem,) = caught.value.problems
    assert (problem.code, [problem.offset, problem.end]) == (case["problem"], case["at"])
    if "meant" in case:
        assert list(problem.suggestions) == case["meant"]


@pytest.mark.parametrize("case", ADVISED, ids=by_text)
def test_expression_hardly_meant_gets_advice(case: dict[str, Any]) -> None:
    problems = advise(check(parse(case["text"]), ENVIRONMENT))
    assert [case["advice"], case["at"]] in [[found.code, [found.offset, found.end]] for found in problems]


def test_every_code_of_the_cases_has_a_text() -> None:
    known = texts("en")
    keys = {f"lint.{case[key]}" for case in CASES for key in ("problem", "advice") if key in case}
    keys |= {f"reason.{case['failure']}" for case in CASES if "failure" in case}
    assert sorted(keys - known.keys()) == []


def test_several_problems_are_told_at_once() -> None:
    with pytest.raises(LanguageError) as caught:
        check(parse('course.titel == 1 && cuorse.open && size(1) > 2 && course.credits == "5"'), ENVIRONMENT)
    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["cel-unknown-field", "cel-unknown-name", "cel-wrong-arguments", "cel-wrong-operands"]


def test_google_agrees_on_every_case_that_is_not_marked_as_our_own() -> None:
    google = pytest.importorskip(
        "tests.language.google_cel", reason="cel-expr-python is not installed: Google's engine not compared"
    )
    differing = [
        f"{case['text']}: {found}"
        for case in CASES
        if "own" not in case and "advice" not in case and not {"absent", "unknown"} & case.keys()
        for found in [google.compare(case, DATA)]
        if found
    ]
    assert differing == []


def test_no_result_is_left_to_chance() -> None:
    assert {Unknown, Absent, Failure} == set(NO_VALUE)
