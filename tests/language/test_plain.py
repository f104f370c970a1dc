"""The plain path never decides otherwise than the closures; what it does not know it leaves to them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from oecheck.language import BOOL, NO_VALUE, PlainRule, check, compile, parse
from tests.language.language_cases import CASES, ENVIRONMENT, FRAME

TEXTS = [case["text"] for case in CASES if not {"problem", "advice"} & case.keys()]
CONDITIONS = [text for text in TEXTS if check(parse(text), ENVIRONMENT).type == BOOL]
TARGET = SimpleNamespace(entity=FRAME[0], page=None)
RUN = SimpleNamespace(value=None)  # the cases have no facts


def judged(text: str) -> tuple[Any, Any, Any]:
    """What the closures give, and what the plain path does with the condition as `when` and as `that`."""
    program = compile(check(parse(text), ENVIRONMENT), ENVIRONMENT)
    told = compile(check(parse("true"), ENVIRONMENT), ENVIRONMENT)
    as_when, as_that = PlainRule([program], [told], None).walk, PlainRule([], [program], None).walk
    if as_when is None or as_that is None:
        assert as_when is as_that
        return program(None, FRAME), None, None
    return program(None, FRAME), as_when(RUN, [TARGET], FRAME), as_that(RUN, [TARGET], FRAME)


@pytest.mark.parametrize("text", CONDITIONS)
def test_plain_path_decides_as_the_closures_do(text: str) -> None:
    value, when, that = judged(text)
    left = (0, 0, [TARGET])
    if when is None:
        return
    assert (
        when in ((1, 0, []), left) if value is True else when in ((0, 1, []), left) if value is False else when == left
    )
    assert that in ((1, 0, []), left) if value is True else that == left


def test_plain_path_knows_most_conditions_and_decides_them() -> None:
    found = [judged(text) for text in CONDITIONS]
    plain = [(value, when) for value, when, _ in found if when is not None and value.__class__ not in NO_VALUE]
    decided = [when for value, when in plain if when[:2] == ((1, 0) if value else (0, 1))]
    assert len(plain) > len(found) / 4
    assert len(decided) > len(plain) / 2


def test_long_lists_are_left_to_the_closures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oecheck.language.plain.MAX_LIST", 0)
    program = compile(check(parse("course.tags.all(tag, tag != '')"), ENVIRONMENT), ENVIRONMENT)
    walk = PlainRule([], [program], None).walk
    assert walk is not None
    assert walk(RUN, [TARGET], FRAME) == (0, 0, [TARGET])
