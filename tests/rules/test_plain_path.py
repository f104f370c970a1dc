"""Every rule has a plain path or a reason, and it decides as the closures do, whatever the values are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
import pytest

from oecheck.authoring._given import ExampleRun, given_to
from oecheck.engine import Target, _outcome
from oecheck.model.fact import Fact, unreadable
from oecheck.model.guard import Broken, guarded
from oecheck.model.outcome import Outcome
from oecheck.rules import CompiledRule
from oecheck.run import load_catalogue
from oecheck.vocabulary import kinds

ODD: tuple[Any, ...] = (
    None,
    unreadable("encrypted"),
    Fact(value="x"),
    Fact(value=()),
    "",
    "x",
    0,
    7,
    2.5,
    True,
    (),
    ["x"],
)
COUNTS = {Outcome.PASSED: (1, 0), Outcome.INAPPLICABLE: (0, 1)}


@cache
def _rules() -> tuple[CompiledRule, ...]:
    catalogue = load_catalogue("ohe@0.1")
    rules = [*catalogue.rules, *(check.rule for check in catalogue.checks.values() if check.rule is not None)]
    return tuple(rule for rule in rules if rule.plain is not None)


def _given(rule: CompiledRule) -> Iterator[ExampleRun]:
    catalogue, known = load_catalogue("ohe@0.1"), kinds()
    for example in rule.file.examples:
        if not example.parameters:
            yield ExampleRun(given_to(example, composite=False), rule.for_each, known, catalogue)


def _damaged(run: ExampleRun, target: Target) -> Iterator[None]:
    """The example as it is, and then with one fact or field after another set to something odd."""
    yield
    for key, before in list(run._facts.items()):
        for odd in ODD:
            run._facts[key] = odd
            yield
        run._facts[key] = before
    for name in target.entity.__struct_fields__:
        before = getattr(target.entity, name)
        for odd in ODD:
            msgspec.structs.force_setattr(target.entity, name, odd)
            yield
        msgspec.structs.force_setattr(target.entity, name, before)


def _same(rule: CompiledRule, run: ExampleRun, target: Target) -> bool:
    assert rule.plain is not None
    assert rule.plain.walk is not None
    frame = rule.framer(run)(target.entity, target.page)
    plain = guarded(rule.plain.walk, run, [target], frame)
    if isinstance(plain, Broken) or plain[2]:
        return True  # left to the closures
    return COUNTS.get(guarded(_outcome, rule.when, rule.expect, run, frame)) == plain[:2]


@pytest.mark.parametrize("rule", _rules(), ids=lambda rule: rule.id)
def test_plain_path_decides_as_the_closures_do(rule: CompiledRule) -> None:
    assert rule.plain is not None
    if rule.plain.walk is None:
        return
    for run in _given(rule):
        for target in run.targets(rule.for_each):
            assert all(_same(rule, run, target) for _ in _damaged(run, target))


def test_nearly_every_rule_has_a_plain_path_and_takes_it() -> None:
    rules = _rules()
    walks = [(rule, rule.plain.walk) for rule in rules if rule.plain is not None and rule.plain.walk is not None]
    assert len(walks) >= 0.95 * len(rules)
    taken = set()
    for rule, walk in walks:
        for run in _given(rule):
            targets = list(run.targets(rule.for_each))
            found = guarded(walk, run, targets, rule.framer(run)(None, None)) if targets else (0, 0, [])
            if not isinstance(found, Broken) and found[0]:
                taken.add(rule.id)
    assert len(taken) >= 0.9 * len(walks)
