"""The things that rules look at, by kind: where each kind is found in a package."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from oecheck.engine import Target
from oecheck.facts import FactInputs, FactRegistry, FactRun, KeptFacts
from oecheck.model.page import Page
from oecheck.rules import CompiledRule
from oecheck.vocabulary import COURSE_COLLECTIONS, MANIFEST_COLLECTIONS, PAGE_COLLECTIONS, facts_behind

__all__ = ["PackageTargets", "facts_needed"]


def facts_needed(rules: Iterable[CompiledRule]) -> frozenset[tuple[str, str]]:
    """The facts that rules ask for: one pass over the package computes them all."""
    return frozenset().union(*(_behind(rule.for_each, rule.facts) for rule in rules))


@lru_cache(maxsize=2048)
def _behind(kind: str, fields: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """As `facts_behind`; a batch asks it of the same rules for every package."""
    return facts_behind(kind, fields)


class PackageTargets(FactRun):
    """Facts of one package, and its things by kind in document order."""

    def __init__(
        self,
        inputs: FactInputs,
        registry: FactRegistry,
        needed: Iterable[tuple[str, str]],
        kept: KeptFacts | None = None,
    ) -> None:
        super().__init__(inputs, registry, needed, kept)
        self._single: Mapping[str, Callable[[], Any]] = {
            "course": lambda: inputs.course,
            "package": lambda: inputs.package,
            "manifest": lambda: inputs.reading.manifest,
        }

    def targets(self, kind: str) -> Iterator[Target]:
        """Every thing of a kind.

        Raises:
            KeyError: no such kind; the rule's type check has refused it before.
        """
        if kind in self._single:
            entity = self._single[kind]()
            return iter(() if entity is None else (Target(entity),))
        if kind == "page":
            return (Target(page, page) for page in self.pages)
        if kind in PAGE_COLLECTIONS:
            return self._parts(PAGE_COLLECTIONS[kind])
        return (Target(entity) for entity in self._collection(kind))

    def unseen(self, kind: str) -> str:
        """The fact that holds the things of a kind, where it broke, so that some may be missing; "" otherwise."""
        if kind in PAGE_COLLECTIONS:
            key = ("page", PAGE_COLLECTIONS[kind])
        else:
            key = ("course", COURSE_COLLECTIONS.get(kind, ""))
        return ".".join(key) if self.is_broken(key) else ""

    def _parts(self, name: str) -> Iterator[Target]:
        values: Iterable[tuple[Page, Any]] = self.page_values(name)
        return (Target(part, page) for page, parts in values if isinstance(parts, tuple) for part in parts)

    def _collection(self, kind: str) -> Iterable[Any]:
        if kind == "file":
            return self.files
        if kind == "reference":
            return self.inputs.reading.references
        if kind == "descriptor":
            return self.inputs.package.descriptors
        if kind in MANIFEST_COLLECTIONS:
            return MANIFEST_COLLECTIONS[kind](self.inputs.reading.manifest)
        name = COURSE_COLLECTIONS[kind]
        course = self.inputs.course
        value = getattr(course, name) if name in course.__struct_fields__ else self.value("course", name, course)
        value = getattr(value, "value", value)  # a Fact around the collection: its own value, or nothing
        return value or ()
