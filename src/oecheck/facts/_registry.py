"""All facts there are: the modules of this folder, and those of other distributions."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from operator import attrgetter
from types import CodeType
from typing import Any

import msgspec

from oecheck.facts._definition import FactDefinition

__all__ = ["IDENTITIES", "SPECIAL", "FactRegistry", "identity_of", "in_order", "parameters", "registry"]

SPECIAL = frozenset(
    {
        "container",
        "course",
        "package",
        "manifest",
        "reading",
        "today",
        "standard_data",
        "record",
        "resolver",
        "page_values",
        "file_values",
        "files",
        "pages",
    }
)
"""Parameter names that the run gives to every fact."""

_OF_PART = {"page": frozenset({"document"}), "file": frozenset({"content", "path"})}


class FactRegistry(msgspec.Struct, frozen=True, eq=False):
    """Facts by (kind, name); they do not change, so that what was worked out of them once holds for all packages."""

    facts: Mapping[tuple[str, str], FactDefinition]

    def of(self, kind: str) -> Iterator[FactDefinition]:
        """The facts of one kind, by name."""
        return (fact for (of, _), fact in sorted(self.facts.items()) if of == kind)

    def requirements(self, key: tuple[str, str]) -> Iterator[tuple[str, str]]:
        """Facts that this one needs directly."""
        fact = self.facts[key]
        for name in parameters(fact):
            for candidate in ((fact.of, name), ("course", name)):
                if candidate in self.facts:
                    yield candidate
                    break
        for needed in fact.needs:
            of, _, name = needed.partition(".")
            yield (of, name)

    def closure(self, keys: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        """The facts, and all that they need in turn."""
        return _closure(self, frozenset(keys))

    def in_order(self, keys: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """The facts so that each stands after those that it is computed from; by name where that leaves a choice."""
        return _ordered(self, frozenset(keys))

    def problems(self) -> list[str]:
        """Parameters that nothing can supply, and needs that do not exist; empty in a sound registry."""
        found = []
        for (of, name), fact in sorted(self.facts.items()):
            known = SPECIAL | _OF_PART.get(of, frozenset()) | {of}
            for parameter in parameters(fact):
                if parameter not in known and not ({(of, parameter), ("course", parameter)} & self.facts.keys()):
                    found.append(f"{of}.{name}: unknown parameter {parameter}")
            found += [
                f"{of}.{name}: unknown need {need}"
                for need in fact.needs
                if tuple(need.split(".", 1)) not in self.facts
            ]
        return found


@lru_cache(maxsize=64)
def _closure(registry: FactRegistry, keys: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    waiting = [key for key in keys if key in registry.facts]
    seen = set(waiting)
    while waiting:
        for needed in registry.requirements(waiting.pop()):
            if needed in registry.facts and needed not in seen:
                seen.add(needed)
                waiting.append(needed)
    return frozenset(seen)


@lru_cache(maxsize=64)
def _ordered(registry: FactRegistry, keys: frozenset[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    ordered: dict[tuple[str, str], None] = {}
    waiting = sorted(keys, reverse=True)
    entered: set[tuple[str, str]] = set()
    while waiting:
        key = waiting[-1]
        needed = () if key in entered else registry.requirements(key)
        before = {one for one in needed if one in registry.facts} - entered
        entered.add(key)
        if before:
            waiting += sorted(before, reverse=True)
            continue
        waiting.pop()
        ordered.setdefault(key)
    return tuple(key for key in ordered if key in keys)


IDENTITIES: Mapping[str, Callable[[Any], Any]] = {"page": attrgetter("id"), "file": attrgetter("path")}
"""What the values of a thing are kept under, by kind; of all other kinds it is `id`."""


def identity_of(of: str, entity: Any) -> Any:
    """What the values of a thing of a kind are kept under."""
    return IDENTITIES.get(of, id)(entity)


def parameters(fact: FactDefinition) -> tuple[str, ...]:
    """Names of the parameters of a fact's function."""
    return _names(fact.function)


@lru_cache(maxsize=1024)
def _names(function: Callable[..., Any]) -> tuple[str, ...]:
    """Without importing `inspect`, which costs start-up time."""
    code: CodeType = function.__code__
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


def in_order(fact: FactDefinition) -> Callable[..., Any]:
    """The function of a fact, to be called with its arguments in the order of `parameters`."""
    function, names = fact.function, parameters(fact)
    if not function.__code__.co_kwonlyargcount:
        return function
    return lambda *values: function(**dict(zip(names, values, strict=True)))


@cache
def registry() -> FactRegistry:
    """The registry of this installation.

    Raises:
        ValueError: two facts of one kind have the same name.
    """
    facts: dict[tuple[str, str], FactDefinition] = {}
    for fact in (*_built_in(), *_from_entry_points()):
        key = (fact.of, fact.name)
        if key in facts:
            raise ValueError(f"two facts are called {fact.of}.{fact.name}")
        facts[key] = fact
    return FactRegistry(facts)


def _built_in() -> Iterator[FactDefinition]:
    package = importlib.import_module("oecheck.facts")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__) if not module.name.startswith("_"))
    for name in names:
        yield from importlib.import_module(f"oecheck.facts.{name}").FACTS


def _from_entry_points() -> Iterator[FactDefinition]:
    from oecheck.values.plugins import entry_points

    for value in entry_points("oecheck.facts"):
        yield from value
