"""The examples of two editions, run by both: what one of them decides differently is a change of outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from oecheck.authoring.examples import ExampleResult, run_examples
from oecheck.model.outcome import Outcome
from oecheck.rules import Catalogue, CompiledRule, Example

__all__ = ["Turned", "turned_examples"]


class Turned(msgspec.Struct, frozen=True):
    """An example that the two editions decide differently; an outcome is None where a rule cannot run it."""

    example: str
    old: Outcome | None
    new: Outcome | None


def turned_examples(old: Catalogue, new: Catalogue) -> Mapping[str, tuple[Turned, ...]]:
    """The examples that turned, by requirement or structural check.

    Every example of either edition is run, also of what did not change itself: a word list that it reads may have.
    """
    before, after = _programs(old), _programs(new)
    examples = {id: _joined(before[id], after[id]) for id in before.keys() & after.keys()}
    one, other = (_outcomes(catalogue, programs, examples) for catalogue, programs in ((old, before), (new, after)))
    return {
        id: tuple(
            Turned(example.name, one[id, index], other[id, index])
            for index, example in enumerate(of_it)
            if one[id, index] != other[id, index]
        )
        for id, of_it in examples.items()
    }


def _programs(catalogue: Catalogue) -> dict[str, CompiledRule]:
    conditions = (check.rule for check in catalogue.checks.values())
    return {rule.id: rule for rule in (*catalogue.rules, *filter(None, conditions))}


def _joined(old: CompiledRule, new: CompiledRule) -> tuple[Example, ...]:
    return tuple({example.name: example for example in (*old.file.examples, *new.file.examples)}.values())


def _outcomes(
    catalogue: Catalogue, programs: Mapping[str, CompiledRule], examples: Mapping[str, Iterable[Example]]
) -> dict[tuple[str, int], Outcome | None]:
    rules = tuple(_with(programs[id], of_it) for id, of_it in examples.items())
    alone = msgspec.structs.replace(catalogue, rules=rules, checks={})
    return {(result.rule, result.index): _outcome(result) for result in run_examples(alone)}


def _with(rule: CompiledRule, examples: Iterable[Example]) -> CompiledRule:
    """The rule with the examples of both, as far as it knows their parameters."""
    known = rule.file.parameters.keys()
    fitting = tuple(
        msgspec.structs.replace(one, parameters={k: v for k, v in one.parameters.items() if k in known})
        for one in examples
    )
    return msgspec.structs.replace(rule, file=msgspec.structs.replace(rule.file, examples=fitting))


def _outcome(result: ExampleResult) -> Outcome | None:
    return None if result.problem is not None or result.broken is not None else result.outcome
