"""The facts of one package: asked for by name, computed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

import msgspec

from oecheck.facts._definition import FactDefinition
from oecheck.facts._partial import partial_facts, stands
from oecheck.facts._registry import FactRegistry, identity_of, parameters
from oecheck.facts._scan import Scan, scan
from oecheck.model.content import Page
from oecheck.model.course import Course
from oecheck.model.fact import Fact, State
from oecheck.model.guard import Broken, guarded
from oecheck.model.package import File, Package, ReadResult
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
    """A fact whose function raised."""

    fact: str
    broken: Broken


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
    """

    def __init__(self, inputs: FactInputs, registry: FactRegistry, needed: Iterable[tuple[str, str]]) -> None:
        self.inputs = inputs
        self.registry = registry
        self.breakages: list[Breakage] = []
        self.wanted = frozenset(needed)
        self._needed = registry.closure(self.wanted)
        self._partial = partial_facts(registry, inputs.reading.incomplete)
        self._values: dict[tuple[str, str], dict[Any, Any]] = {}
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

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every HTML document and every HTML text of a descriptor, in container order."""
        return self._scanned().pages

    @property
    def files(self) -> tuple[File, ...]:
        """Every entry of the package, in container order."""
        return self._scanned().files

    @property
    def cut(self) -> tuple[tuple[str, Source], ...]:
        """What was not looked at although it is there: code of the limit, and the place."""
        return self._scanned().cut

    def value(self, of: str, name: str, entity: Any) -> Any:
        """The value of a fact for one thing; computed at the first question, kept for the next."""
        key = (of, name)
        stored = self._values.setdefault(key, {})
        identity = identity_of(of, entity)
        value = stored.get(identity, _MISSING)
        if value is _MISSING and of in {"page", "file"} and self._from_pass(key):
            value = stored.setdefault(identity, None)
        if value is _MISSING:
            value = stored[identity] = self.compute(self.registry.facts[key], entity, {})
            self._kept.append(entity)  # its id() is a key: it must not be given to another object
        return value

    def page_values(self, name: str) -> Iterator[tuple[Page, Any]]:
        """A fact of every page."""
        return ((page, self.value("page", name, page)) for page in self.pages)

    def file_values(self, name: str) -> Mapping[str, Any]:
        """A fact of every file that has it, by path."""
        found = self._by_path.get(name)
        if found is None:
            values = ((file.path, self.value("file", name, file)) for file in self.files)
            found = self._by_path[name] = {path: value for path, value in values if value is not None}
        return found

    def needs(self, of: str) -> list[FactDefinition]:
        """The facts of a kind that are needed, each after those that it is computed from."""
        return [self.registry.facts[key] for key in self.registry.in_order(self._needed) if key[0] == of]

    def compute(self, fact: FactDefinition, entity: Any, extra: Mapping[str, Any]) -> Any:
        """Calls a fact's function with what its parameters name; a fact that breaks is unreadable, and is noted."""
        value = guarded(self._call, fact, entity, extra)
        if isinstance(value, Broken):
            return self.unreadable(fact, value)
        reason = self._partial.get((fact.of, fact.name)) if self._partial else None
        if reason is not None and not stands(fact.name, value, reason):
            return Fact(state=State.UNREADABLE, reason=reason)
        return value

    def unreadable(self, fact: FactDefinition, broken: Broken) -> Fact[Any]:
        """Notes a fact that broke; its value."""
        self.breakages.append(Breakage(f"{fact.of}.{fact.name}", broken))
        return Fact(state=State.UNREADABLE, reason="fact-broke")

    def values_of(self, fact: FactDefinition) -> dict[Any, Any]:
        """The values of a fact, by the identity of the things."""
        return self._values.setdefault((fact.of, fact.name), {})

    def store(self, of: str, name: str, entity: Any, value: Any) -> None:
        """Keeps a value that the pass over the package computed."""
        self._values.setdefault((of, name), {})[identity_of(of, entity)] = value

    def _call(self, fact: FactDefinition, entity: Any, extra: Mapping[str, Any]) -> Any:
        arguments = {
            name: extra[name] if name in extra else self._argument(name, fact, entity, extra)
            for name in parameters(fact)
        }
        for name, value in arguments.items():
            if value.__class__ is Fact and value.state is State.UNREADABLE and name != fact.of:
                return value  # what rests on an unreadable fact is unreadable for the same reason
        return fact.function(**arguments)

    def _argument(self, name: str, fact: FactDefinition, entity: Any, extra: Mapping[str, Any]) -> Any:
        if name == fact.of:
            return entity
        if (fact.of, name) in self.registry.facts:
            return self._within_pass((fact.of, name), entity, extra)
        if name in self.given:
            return self.given[name]
        if name in ("files", "pages"):
            return self.files if name == "files" else self.pages
        return self.value("course", name, self.inputs.course)

    def _within_pass(self, key: tuple[str, str], entity: Any, extra: Mapping[str, Any]) -> Any:
        """Another fact of the same thing; inside the pass its document is at hand and is used."""
        stored = self._values.setdefault(key, {})
        identity = identity_of(key[0], entity)
        if identity not in stored and extra:
            stored[identity] = self.compute(self.registry.facts[key], entity, extra)
        return stored[identity] if identity in stored else self.value(*key, entity)

    def _scanned(self) -> Scan:
        if self._scan is None:
            self._scan = scan(self)
        return self._scan

    def _from_pass(self, key: tuple[str, str]) -> bool:
        """Whether the fact is one that only a pass can compute; makes a late pass when it was not foreseen."""
        fact = self.registry.facts[key]
        if not {"document", "content"} & set(parameters(fact)) and key != ("file", "media_header"):
            return False
        scanned = self._scanned()
        if key not in scanned.computed:
            self._needed = self.registry.closure([key])
            late = scan(self)
            self._scan = scanned.with_computed(late.computed)
        return True
