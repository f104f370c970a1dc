"""The facts of one package: asked for by name, computed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

import msgspec

from oecheck.facts._definition import FactDefinition
from oecheck.facts._kept import CLOSED, KeptFacts
from oecheck.facts._partial import partial_facts, stands
from oecheck.facts._registry import IDENTITIES, FactRegistry, identity_of, in_order, parameters
from oecheck.facts._scan import Scan, scan
from oecheck.model.course import Course
from oecheck.model.fact import Fact, State
from oecheck.model.guard import Broken, guarded
from oecheck.model.package import File, Package, ReadResult
from oecheck.model.page import Page
from oecheck.model.source import Source

__all__ = ["Breakage", "FactInputs", "FactRun", "StandardData"]

_MISSING: Any = object()


class StandardData(Protocol):
    """Word lists and vocabularies of the edition, as facts may ask for them."""

    def vocabulary(self, name: str) -> frozenset[str]:
        """The entries of a vocabulary; empty when there is none of this name."""

    def lexicon(self, name: str, language: str) -> frozenset[str] | None:
        """The words of a list in a language, folded; None when the language has no such list."""


class FactInputs(msgspec.Struct, frozen=True, kw_only=True):
    """All that facts are computed from."""

    container: Any
    course: Course
    package: Package
    reading: ReadResult
    standard_data: StandardData
    resolver: Any
    record: Mapping[str, Any] | None
    today: str


class Breakage(msgspec.Struct, frozen=True):
    """A fact whose function raised, or a page that could not be parsed."""

    fact: str
    broken: Broken


class _Asked:
    """A fact that was asked for.

    Attributes:
        fact: its definition.
        function: computes it, with the arguments in their order.
        identity: what the value of a thing is kept under.
        values: the values that there are.
        arguments: what gives each argument, for a thing; none where the pass gives them.
        in_pass: only the pass over the package can compute it.
    """

    __slots__ = ("arguments", "fact", "function", "identity", "in_pass", "values")

    def __init__(
        self,
        fact: FactDefinition,
        identity: Callable[[Any], Any],
        values: dict[Any, Any],
        arguments: tuple[Callable[[Any], Any], ...],
        in_pass: bool,
    ) -> None:
        self.fact = fact
        self.function = in_order(fact)
        self.identity = identity
        self.values = values
        self.arguments = arguments
        self.in_pass = in_pass


class FactRun:
    """Facts of one package. A value is plain, None (absent) or a `Fact`.

    Attributes:
        given: values of the parameters that are the same for all facts.
        wanted: the fields and facts that the rules look at.

    Args:
        inputs: what the facts are computed from.
        registry: the facts there are.
        needed: facts that the resolved rules look at; the one pass over the package computes exactly these
            and what they need.
        kept: facts of an earlier run, for a package that is not open. A fact that was not kept is computed from those
            that were; where that cannot be done it breaks (`breakages`), and so does what rests on it.
    """

    def __init__(
        self,
        inputs: FactInputs,
        registry: FactRegistry,
        needed: Iterable[tuple[str, str]],
        kept: KeptFacts | None = None,
    ) -> None:
        self.inputs = inputs
        self.registry = registry
        self.breakages: list[Breakage] = []
        self._broke: set[tuple[str, str]] = set()
        self._resting: dict[tuple[str, str], frozenset[tuple[str, str]]] = {}
        self.wanted = frozenset(needed)
        self._needed = registry.closure(self.wanted) if kept is None else frozenset()
        self._partial = partial_facts(registry, (*inputs.reading.incomplete, *inputs.reading.lacking))
        self._values: dict[tuple[str, str], dict[Any, Any]] = {}
        self._asked: dict[tuple[str, str], _Asked] = {}
        self._by_path: dict[str, Mapping[str, Any]] = {}
        self._kept: list[Any] = []
        self._scan: Scan | None = None
        self.given: dict[str, Any] = {
            "container": inputs.container,
            "course": inputs.course,
            "package": inputs.package,
            "manifest": inputs.reading.manifest,
            "reading": inputs.reading,
            "today": inputs.today,
            "standard_data": inputs.standard_data,
            "record": inputs.record,
            "resolver": inputs.resolver,
            "page_values": self.page_values,
            "file_values": self.file_values,
        }
        self._open = kept is None
        if kept is not None:
            self._values.update(kept.values)
            self._scan = kept.scan
            self.given |= {"container": CLOSED, "reading": CLOSED, "resolver": CLOSED}

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every HTML document and every HTML text of a descriptor, sorted by path."""
        return self._scanned().pages

    @property
    def files(self) -> tuple[File, ...]:
        """Every entry of the package, sorted by path."""
        return self._scanned().files

    @property
    def cut(self) -> tuple[tuple[str, Source], ...]:
        """What was not looked at although it is there: code of the limit, and the place."""
        return self._scanned().cut

    def value(self, of: str, name: str, entity: Any) -> Any:
        """The value of a fact for one thing; computed at the first question, kept for the next."""
        asked = self._asked.get((of, name)) or self._ask((of, name))
        identity = asked.identity(entity)
        value = asked.values.get(identity, _MISSING)
        return self._first_time(asked, identity, entity) if value is _MISSING else value

    def _ask(self, key: tuple[str, str]) -> _Asked:
        fact = self.registry.facts[key]
        in_pass = _of_the_pass(key, parameters(fact))
        arguments = () if in_pass else tuple(self._argument(name, fact) for name in parameters(fact))
        values = self._values.setdefault(key, {})
        asked = _Asked(fact, IDENTITIES.get(fact.of, id), values, arguments, in_pass)
        return self._asked.setdefault(key, asked)

    def _first_time(self, asked: _Asked, identity: Any, entity: Any) -> Any:
        fact, values = asked.fact, asked.values
        if asked.in_pass:
            self._scan_for((fact.of, fact.name))
            return values.setdefault(identity, None)
        value = values[identity] = self._judged(fact, guarded(_computed, asked, entity))
        self._kept.append(entity)  # its id() may be a key: it must not be given to another object
        return value

    def page_values(self, name: str) -> Iterable[tuple[Page, Any]]:
        """A fact of every page."""
        asked = self._asked.get(("page", name)) or self._ask(("page", name))
        pages = self.pages
        if not asked.in_pass:
            return ((page, self.value("page", name, page)) for page in pages)
        self._scan_for(("page", name))
        return zip(pages, map(asked.values.get, map(asked.identity, pages)), strict=True)

    def file_values(self, name: str) -> Mapping[str, Any]:
        """A fact of every file that has it, by path."""
        found = self._by_path.get(name)
        if found is None:
            values = ((file.path, self.value("file", name, file)) for file in self.files)
            found = self._by_path[name] = {path: value for path, value in values if value is not None}
        return found

    def let_go(self) -> None:
        """Drops all values. They are in circles with the run itself, and would stay until after the report is made."""
        for table in (self.given, self._asked, self._values, self._by_path):
            table.clear()
        self._kept.clear()
        self._scan = None

    def needs(self, of: str) -> list[FactDefinition]:
        """The facts of a kind that are needed, each after those that it is computed from."""
        return [self.registry.facts[key] for key in self.registry.in_order(self._needed) if key[0] == of]

    def compute(self, fact: FactDefinition, entity: Any, extra: Mapping[str, Any]) -> Any:
        """Computes a fact inside the pass, where parts of the thing are at hand; one that breaks is unreadable."""
        return self._judged(fact, guarded(self._call, fact, entity, extra))

    def _judged(self, fact: FactDefinition, value: Any) -> Any:
        """What a fact's function gave, or unreadable: it broke, or rests on what a torn manifest does not tell."""
        if isinstance(value, Broken):
            return self.unreadable(fact, value)
        if self._broke and self.lost(fact) and not stands(fact.name, value, "fact-broke"):
            return Fact(state=State.UNREADABLE, reason="fact-broke")
        reason = self._partial.get((fact.of, fact.name)) if self._partial else None
        if reason is not None and not stands(fact.name, value, reason):
            return Fact(state=State.UNREADABLE, reason=reason)
        return value

    def unreadable(self, fact: FactDefinition, broken: Broken) -> Fact[Any]:
        """Notes a fact that broke; its value. One that rests on a broken one is told by that."""
        if not self.lost(fact):
            self.note(f"{fact.of}.{fact.name}", broken, ((fact.of, fact.name),))
        return Fact(state=State.UNREADABLE, reason="fact-broke")

    def note(self, what: str, broken: Broken, facts: Iterable[tuple[str, str]]) -> None:
        """Notes that something broke, so that the run is incomplete and says so.

        Args:
            what: what broke, in words of the program.
            broken: the error and its place.
            facts: facts that are not whole now, and all that is computed from them neither.
        """
        self.breakages.append(Breakage(what, broken))
        self._broke.update(facts)

    def is_broken(self, key: tuple[str, str]) -> bool:
        """Whether a fact broke for any thing, or is computed from one that did."""
        return key in self._broke or (key in self.registry.facts and self.lost(self.registry.facts[key]))

    def lost(self, fact: FactDefinition) -> bool:
        """Whether a fact is computed from one that broke, for whatever thing."""
        if not self._broke:
            return False
        key = (fact.of, fact.name)
        if key not in self._resting:
            self._resting[key] = self.registry.closure([key]) - {key}
        return not self._broke.isdisjoint(self._resting[key])

    def values_of(self, fact: FactDefinition) -> dict[Any, Any]:
        """The values of a fact, by the identity of the things."""
        return self._values.setdefault((fact.of, fact.name), {})

    def store(self, of: str, name: str, entity: Any, value: Any) -> None:
        """Keeps a value that the pass over the package computed."""
        self._values.setdefault((of, name), {})[identity_of(of, entity)] = value

    def _call(self, fact: FactDefinition, entity: Any, extra: Mapping[str, Any]) -> Any:
        arguments = {name: self._part(name, fact, entity, extra) for name in parameters(fact)}
        unreadable = _unreadable(arguments.values())
        return fact.function(**arguments) if unreadable is None else unreadable

    def _part(self, name: str, fact: FactDefinition, entity: Any, extra: Mapping[str, Any]) -> Any:
        """An argument inside the pass; another fact of the same thing is computed there, if it was not yet."""
        if name in extra:
            return extra[name]
        if (fact.of, name) not in self.registry.facts:
            return self._argument(name, fact)(entity)
        stored = self._values.setdefault((fact.of, name), {})
        identity = identity_of(fact.of, entity)
        if identity not in stored:
            stored[identity] = self.compute(self.registry.facts[fact.of, name], entity, extra)
        return stored[identity]

    def _argument(self, name: str, fact: FactDefinition) -> Callable[[Any], Any]:
        """What gives the value of a parameter, for a thing."""
        of = fact.of
        if name == of:
            return _itself
        if (of, name) in self.registry.facts:
            return lambda entity: self.value(of, name, entity)
        if name in self.given:
            given = self.given[name]
            return lambda _entity: given
        if name in ("files", "pages"):
            return lambda _entity: self.files if name == "files" else self.pages
        return lambda _entity: self.value("course", name, self.inputs.course)

    def _scanned(self) -> Scan:
        if self._scan is None:
            self._scan = scan(self)
        return self._scan

    def _scan_for(self, key: tuple[str, str]) -> None:
        """Makes the pass, and a late one for a fact that only a pass can compute and that was not foreseen."""
        scanned = self._scanned()
        if key in scanned.computed:
            return
        if not self._open:
            self.note(".".join(key), Broken("NotKept", ""), (key,))
        else:
            self._needed = self.registry.closure([key])
            late = scan(self)
            self._scan = scanned.with_computed(late.computed)


_AT_HAND = {"page": "document", "file": "content"}
"""What the pass over the package gives the facts of a kind."""


def _of_the_pass(key: tuple[str, str], names: tuple[str, ...]) -> bool:
    """Whether only the pass over the package can compute a fact with such parameters."""
    return _AT_HAND.get(key[0]) in names or key == ("file", "media_header")


def _computed(asked: _Asked, entity: Any) -> Any:
    arguments = [argument(entity) for argument in asked.arguments]
    unreadable = _unreadable(arguments)
    return asked.function(*arguments) if unreadable is None else unreadable


def _unreadable(arguments: Iterable[Any]) -> Fact[Any] | None:
    """The first unreadable argument: what rests on an unreadable fact is unreadable for the same reason."""
    for value in arguments:
        if value.__class__ is Fact and value.state is State.UNREADABLE:
            return value
    return None


def _itself(entity: Any) -> Any:
    return entity
