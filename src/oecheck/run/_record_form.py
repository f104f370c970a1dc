"""What is kept of a package for a check with other rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any

import msgspec

from oecheck.containers import ContainerProblem
from oecheck.engine import Finding
from oecheck.model import fact, outcome
from oecheck.model.course import Course
from oecheck.model.manifest import Manifest
from oecheck.model.outcome import Basis, Outcome
from oecheck.model.package import File, Package, PackageFinding, Reference
from oecheck.model.page import Page
from oecheck.model.report import Limit
from oecheck.model.source import Source
from oecheck.rules import Catalogue, CompiledRule
from oecheck.store import key_of
from oecheck.vocabulary import kind_classes

__all__ = ["DIGEST", "KeptPackage", "KeptResult", "PackageRecord", "Places", "classes", "digests_of", "words_of"]

DIGEST = ("file", "sha256")
"""The field of a file that is filled in only where a rule asks for it."""


class KeptResult(msgspec.Struct, frozen=True):
    """How one rule came out.

    Attributes:
        rule: digest of the rule and of its parameters.
        counts, findings, basis: as in `RuleResult`.
        beside: as there, in order.
    """

    rule: str
    counts: Mapping[Outcome, int]
    findings: tuple[Finding, ...]
    basis: Basis
    beside: tuple[tuple[str, str], ...]


class PackageRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What rules read of one package: the outer one, or one inside it.

    Attributes:
        course, package, manifest, references: as the reader gave them, with the record merged in.
        incomplete, lacking: of the reading.
        findings: structural findings of detection, reader and record.
        problems: of the container, when its entries had been read.
        description_sha256, record: of the course description record.
        files, pages, cut: of the pass over the package.
        results: of the rules and conditions, by id.
        things: the things that facts are of, by kind.
        values: values of each fact (`page.words`), in the order of the things of its kind.
        today: date that the facts were computed for.
        words: digest of the word lists and vocabularies that they were computed with.
        digested: the files have their digests, which only a rule that asks for them lets compute.
    """

    course: Course
    package: Package
    manifest: Manifest | None
    references: tuple[Reference, ...]
    incomplete: tuple[str, ...]
    lacking: tuple[str, ...]
    findings: tuple[PackageFinding, ...]
    problems: tuple[ContainerProblem, ...]
    description_sha256: str
    record: Mapping[str, Any] | None
    files: tuple[File, ...]
    pages: tuple[Page, ...]
    cut: tuple[tuple[str, Source], ...]
    results: Mapping[str, KeptResult]
    things: Mapping[str, tuple[Any, ...]]
    values: Mapping[str, tuple[Any, ...]]
    today: str
    words: str
    digested: bool = False


class Places(msgspec.Struct, frozen=True):
    """Where packages inside the package lie.

    Attributes:
        files: the archive of each.
        deeper: of each, the packages inside it, which are not looked at.
        limits: what else was left out.
    """

    files: tuple[File, ...]
    deeper: tuple[tuple[Limit, ...], ...]
    limits: tuple[Limit, ...]


class KeptPackage(msgspec.Struct, frozen=True):
    """All of one package, as it is kept.

    Attributes:
        sha256: of the package, as a report tells it.
        outer: its record, as bytes.
        inside: the records of the packages inside it, as bytes.
        places: `Places` of these, as bytes.
    """

    sha256: str
    outer: bytes
    inside: tuple[bytes, ...]
    places: bytes


@cache
def classes() -> Mapping[str, type]:
    """The classes that a record is made of, by name."""
    values: tuple[type, ...] = (
        fact.Fact,
        Source,
        PackageRecord,
        KeptResult,
        Places,
        Finding,
        PackageFinding,
        ContainerProblem,
        Limit,
    )
    enums = (
        member
        for module in (fact, outcome)
        for member in vars(module).values()
        if isinstance(member, type) and issubclass(member, Enum)
    )
    return {class_.__name__: class_ for class_ in (*kind_classes().values(), *values, *enums)}


class _Digests:
    """Digests of rules, each worked out once."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, rule: CompiledRule) -> str:
        """Of the rule as it is written, and of its parameters after the profile."""
        found = self._known.get(rule.id)
        if found is None:
            found = self._known[rule.id] = key_of(rule.file, rule.constants)
        return found


class _Catalogue(msgspec.Struct, frozen=True):
    """What has to be worked out of a catalogue for records, once in a process."""

    words: str
    rules: _Digests


_KNOWN: dict[tuple[str, str, str], _Catalogue] = {}
_MOST_KNOWN = 4


def _known(catalogue: Catalogue) -> _Catalogue:
    key = (catalogue.digest, catalogue.profile_digest, catalogue.language)
    found = _KNOWN.get(key)
    if found is None:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        found = _KNOWN[key] = _Catalogue(_words(catalogue), _Digests())
    return found


def _words(catalogue: Catalogue) -> str:
    lexicons = sorted((*key, sorted(words)) for key, words in catalogue.lexicons.items() if key[1] != "*")
    return key_of(lexicons, sorted((name, sorted(entries)) for name, entries in catalogue.vocabularies.items()))


def words_of(catalogue: Catalogue) -> str:
    """A digest of the word lists and vocabularies that facts and rules may ask for."""
    return _known(catalogue).words


def digests_of(catalogue: Catalogue) -> Callable[[CompiledRule], str]:
    """What gives the digest of a rule of the catalogue."""
    return _known(catalogue).rules.of
