"""The facts of one kind that the pass over the package computes: planned once, not again for every page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from oecheck.facts._definition import FactDefinition
from oecheck.facts._registry import identity_of, parameters
from oecheck.model.fact import Fact, State
from oecheck.model.guard import Broken, guarded

if TYPE_CHECKING:
    from oecheck.facts._run import FactRun

__all__ = ["Plan"]


class _Planned(msgspec.Struct, frozen=True):
    """One fact.

    Attributes:
        fact: its definition.
        names: its parameters.
        rests_on: those of them that are facts themselves.
        at_hand: every parameter is given or computed before.
        values: where the run keeps its values.
    """

    fact: FactDefinition
    names: tuple[str, ...]
    rests_on: tuple[str, ...]
    at_hand: bool
    values: dict[Any, Any]


class Plan:
    """Facts of one kind, ready to be computed for one thing after another.

    Args:
        run: the run that keeps the values.
        facts: each after those that it is computed from.
        parts: names of the parameters that are at hand only in the pass: `document`, `content`, `path`.
    """

    def __init__(self, run: FactRun, facts: Iterable[FactDefinition], parts: Iterable[str]) -> None:
        self._run = run
        self._given = run.given
        self._planned: list[_Planned] = []
        self._current: _Planned | None = None
        known, before = {*parts, *run.given}, set[str]()
        for fact in facts:
            known.add(fact.of)
            names = parameters(fact)
            rests_on = tuple(name for name in names if name in before)
            values = run.values_of(fact)
            self._planned.append(_Planned(fact, names, rests_on, known.issuperset(names), values))
            known.add(fact.name)
            before.add(fact.name)

    def compute(self, entity: Any, parts: Mapping[str, Any]) -> None:
        """Computes and keeps the facts of one thing, under one guard; a fact that breaks costs only itself."""
        if not self._planned:
            return
        known = {**self._given, **parts, self._planned[0].fact.of: entity}
        left = iter(self._planned)
        while isinstance(broken := guarded(self._compute, left, entity, known), Broken):
            assert self._current is not None  # nothing but a fact's function can raise
            fact = self._current.fact
            known[fact.name] = value = self._run.unreadable(fact, broken)
            self._run.store(fact.of, fact.name, entity, value)

    def _compute(self, left: Iterator[_Planned], entity: Any, known: dict[str, Any]) -> None:
        identity = identity_of(self._planned[0].fact.of, entity)
        for planned in left:
            self._current = planned
            fact = planned.fact
            value = _unreadable(planned, known) if planned.rests_on else None
            if value is None:
                value = (
                    fact.function(**{name: known[name] for name in planned.names})
                    if planned.at_hand
                    else self._run.compute(fact, entity, known)
                )
            known[fact.name] = planned.values[identity] = value


def _unreadable(planned: _Planned, known: Mapping[str, Any]) -> Any:
    """The first unreadable fact that this one rests on: it is unreadable for the same reason."""
    for name in planned.rests_on:
        value = known[name]
        if value.__class__ is Fact and value.state is State.UNREADABLE:
            return value
    return None
