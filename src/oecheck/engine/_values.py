"""What the engine is given, and what it gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import msgspec

from oecheck.model.outcome import Basis, Outcome
from oecheck.model.source import Source
from oecheck.rules import CompiledRule

__all__ = ["Finding", "RuleResult", "Target", "Targets"]


class Target(msgspec.Struct, frozen=True, gc=False):
    """One thing that rules look at, and the page it is a part of (None for what is in no page)."""

    entity: Any
    page: Any = None


class Targets(Protocol):
    """What the engine asks of a run: the things of a kind, and the facts of a thing."""

    def targets(self, kind: str) -> Iterable[Target]:
        """The things of a kind in document order."""

    def value(self, of: str, name: str, entity: Any) -> Any:
        """A derived fact."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A target that failed or could not be told; one that passed or is inapplicable only where all are asked for.

    Attributes:
        outcome: failed, cantTell or untested; passed or inapplicable.
        code: code of the expectation or doubt, or `unknown` or `rule-broke`; where nothing is wrong, the outcome.
        arguments: values of the message's placeholders.
        sources: the target's own place first, then the places of the facts that decided; for the course the other way
            round, because its own place is only the manifest.
        reason: why a fact is unknown, for code `unknown`; `format-has-no-place` also for the code of a doubt.
        fact: name of that fact, `course.licence`.
        basis: what the outcome rests on.
        absent: facts that were looked for and are not there.
        about: the path that a failure is about, where the rule says it; "".
    """

    outcome: Outcome
    code: str
    arguments: Mapping[str, Any]
    sources: tuple[Source, ...]
    reason: str = ""
    fact: str = ""
    basis: Basis = Basis.FACT
    absent: tuple[str, ...] = ()
    about: str = ""


class RuleResult(msgspec.Struct, frozen=True):
    """All outcomes of one rule.

    Attributes:
        rule: the rule.
        counts: how many things had which outcome.
        findings: those that are told of.
        basis: what the result rests on.
        beside: where the one thing it looks at passed by a declaration, the facts that are not of the record and that
            it rests on as well: (kind, name).
        unlisted: of the counts, those whose findings were left out because there are too many.
    """

    rule: CompiledRule
    counts: Mapping[Outcome, int]
    findings: tuple[Finding, ...]
    basis: Basis
    beside: frozenset[tuple[str, str]] = frozenset()
    unlisted: Mapping[Outcome, int] = {}
