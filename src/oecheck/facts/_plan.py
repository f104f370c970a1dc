"""The facts of one kind that the pass over the package computes: planned once, not again for every page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import msgspec

from oecheck.facts._definition import FactDefinition
from oecheck.facts._registry import identity_of, in_order, parameters
from oecheck.model.fact import Fact, State, unreadable
from oecheck.model.guard import Broken, guarded

if TYPE_CHECKING:
    from oecheck.facts._run import FactRun

__all__ = ["Plan"]


class _Planned(msgspec.Struct, frozen=True):
    """One fact.

    Attributes:
        fact: its definition.
        function: computes it, with the arguments in their order.
        arguments: takes them from what is known; None when not all are given or computed before.
        rests_on: those that are facts themselves.
        values: where the run keeps its values.
    """

    fact: FactDefinition
    function: Callable[..., Any]
    arguments: Callable[[Mapping[str, Any]], tuple[Any, ...]] | None
    rests_on: tuple[str, ...]
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
            arguments = _taking(names) if known.issuperset(names) else None
            rests_on = tuple(name for name in names if name in before)
            self._planned.append(_Planned(fact, in_order(fact), arguments, rests_on, run.values_of(fact)))
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

    def give_up(self, entity: Any) -> None:
        """Every fact of a thing is unreadable: what they are computed from broke."""
        for planned in self._planned:
            self._run.store(planned.fact.of, planned.fact.name, entity, unreadable("fact-broke"))

    def _compute(self, left: Iterator[_Planned], entity: Any, known: dict[str, Any]) -> None:
        identity = identity_of(self._planned[0].fact.of, entity)
        for planned in left:
            self._current = planned
            value = _unreadable(planned, known) if planned.rests_on else None
            if value is None and self._run.breakages and self._run.lost(planned.fact):
                value = unreadable("fact-broke")
            if value is None:
                arguments = planned.arguments
                value = (
                    self._run.compute(planned.fact, entity, known)
                    if arguments is None
                    else planned.function(*arguments(known))
                )
            known[planned.fact.name] = planned.values[identity] = value


def _taking(names: tuple[str, ...]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    name = names[0]  # a fact of nothing could not be told
    return lambda known: (known[name],)


def _unreadable(planned: _Planned, known: Mapping[str, Any]) -> Any:
    """The first unreadable fact that this one rests on: it is unreadable for the same reason."""
    for name in planned.rests_on:
        value = known[name]
        if value.__class__ is Fact and value.state is State.UNREADABLE:
            return value
    return None
