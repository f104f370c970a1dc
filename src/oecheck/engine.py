"""Course and rules in, outcomes out.

Each kind of thing is walked once, all rules of that kind together. Passed and inapplicable targets are only counted;
a target that failed or could not be told is evaluated once more with a trace, which says which facts decided: they are
the evidence and the places of the finding. Source: ACT Rules Format 1.1 (applicability, expectation, outcome);
DESIGN.md §3, §6; proposal §4.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import msgspec

from oecheck.language import Absent, Failure, Read, Unknown
from oecheck.model.fact import Fact, Method
from oecheck.model.guard import Broken, guarded
from oecheck.model.outcome import Basis, Outcome
from oecheck.model.source import Source
from oecheck.rules import CompiledExpectation, CompiledRule
from oecheck.vocabulary import kind_of

__all__ = ["Finding", "RuleResult", "Target", "Targets", "evaluate"]

_DECIDED = (Outcome.PASSED, Outcome.INAPPLICABLE)


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
    """A target that failed or could not be told.

    Attributes:
        outcome: failed, cantTell or untested.
        code: code of the expectation or doubt, or `unknown` or `rule-broke`.
        arguments: values of the message's placeholders.
        sources: the target's own place first, then the places of the facts that decided.
        reason: why a fact is unknown (`format-has-no-place` …), for code `unknown`.
        fact: name of that fact, `course.licence`.
        basis: what the outcome rests on.
        absent: facts that were looked for and are not there.
    """

    outcome: Outcome
    code: str
    arguments: Mapping[str, Any]
    sources: tuple[Source, ...]
    reason: str = ""
    fact: str = ""
    basis: Basis = Basis.FACT
    absent: tuple[str, ...] = ()


class RuleResult(msgspec.Struct, frozen=True):
    """All outcomes of one rule."""

    rule: CompiledRule
    counts: Mapping[Outcome, int]
    findings: tuple[Finding, ...]
    basis: Basis


class _Tally:
    """Counts and findings of one rule while its targets are walked."""

    __slots__ = ("bases", "counts", "findings", "rule")

    def __init__(self, rule: CompiledRule) -> None:
        self.rule = rule
        self.counts: dict[Outcome, int] = dict.fromkeys(Outcome, 0)
        self.findings: list[Finding] = []
        self.bases: set[Basis] = set()

    def result(self) -> RuleResult:
        basis = Basis.NONE
        if self.counts[Outcome.PASSED] or self.findings:
            basis = Basis.DECLARATION if Basis.DECLARATION in self.bases else Basis.FACT
        return RuleResult(self.rule, self.counts, tuple(self.findings), basis)


def evaluate(rules: Iterable[CompiledRule], run: Targets) -> tuple[RuleResult, ...]:
    """Evaluates every rule on every target of its kind; the results are in the order of the rules.

    A rule that raises gives cantTell with code `rule-broke` for that target and spoils nothing else.
    """
    tallies = [_Tally(rule) for rule in rules]
    by_kind: dict[str, list[_Tally]] = {}
    for tally in tallies:
        by_kind.setdefault(tally.rule.for_each, []).append(tally)
    for kind, group in by_kind.items():
        for target in run.targets(kind):
            for tally in group:
                _one(tally, run, target)
    return tuple(tally.result() for tally in tallies)


def _one(tally: _Tally, run: Targets, target: Target) -> None:
    rule = tally.rule
    frame = rule.frame(run, target.entity, target.page)
    outcome = guarded(_outcome, rule, run, frame)
    if outcome in _DECIDED:
        tally.counts[outcome] += 1
        if outcome is Outcome.PASSED and rule.single:
            tally.bases.add(_basis(_touched(rule, run, frame)))
        return
    finding = guarded(_finding, rule, run, frame, target)
    if isinstance(outcome, Broken) or isinstance(finding, Broken):
        broken = outcome if isinstance(outcome, Broken) else finding
        finding = _broken(target, broken.error, broken.place)
    tally.counts[finding.outcome] += 1
    tally.findings.append(finding)


def _outcome(rule: CompiledRule, run: Targets, frame: list[Any]) -> Outcome:
    """The outcome alone, as fast as it can be told."""
    applicable = _conjunction(rule.when, run, frame)
    if applicable is False:
        return Outcome.INAPPLICABLE
    if applicable is not True:
        return Outcome.CANT_TELL
    open_question = False
    for expectation in rule.expect:
        value = expectation.that(run, frame)
        if value is True:
            continue
        if value is False or type(value) is Absent:
            return Outcome.FAILED
        open_question = True
    return Outcome.CANT_TELL if open_question else Outcome.PASSED


def _conjunction(programs: Iterable[Any], run: Targets, frame: list[Any]) -> Any:
    """True when all lines hold, False when one does not (absent does not hold), else the first unknown or failure."""
    undecided: Any = True
    for program in programs:
        value = program(run, frame)
        if value is False or type(value) is Absent:
            return False
        if value is not True and undecided is True:
            undecided = value
    return undecided


def _finding(rule: CompiledRule, run: Targets, frame: list[Any], target: Target) -> Finding:
    """The same evaluation again, this time keeping what decided."""
    undecided = _conjunction(rule.when, run, frame)
    expectation: CompiledExpectation | None = None
    if undecided is True:
        for expectation in rule.expect:
            value = expectation.that(run, frame)
            if value is False or type(value) is Absent:
                return _unmet(rule, expectation, run, frame, target)
            if value is not True and undecided is True:
                undecided = value
    return _undecided(rule, undecided, run, frame, target)


def _unmet(
    rule: CompiledRule, expectation: CompiledExpectation, run: Targets, frame: list[Any], target: Target
) -> Finding:
    touched = list(expectation.that.explain(run, frame).touched)
    outcome, code = Outcome.FAILED, expectation.code
    doubt = expectation.doubt
    if doubt is not None:
        holds = doubt.when(run, frame)
        if holds is True or type(holds) is Unknown:
            outcome, code = Outcome.CANT_TELL, doubt.code
            touched += doubt.when.explain(run, frame).touched
    return Finding(
        outcome=outcome,
        code=code,
        arguments=rule.arguments(code, run, frame),
        sources=_sources(target, touched),
        basis=_basis(touched),
        absent=tuple(_name(read) for read in touched if read.value is None),
    )


def _undecided(rule: CompiledRule, value: Any, run: Targets, frame: list[Any], target: Target) -> Finding:
    touched = _touched(rule, run, frame)
    if type(value) is Failure:
        return _broken(target, value.code, f"{rule.id}:{value.offset}")
    assert type(value) is Unknown
    reason = value.reasons[0]
    fact = f"{kind_of(reason.object)}.{reason.field}"
    return Finding(
        outcome=Outcome.CANT_TELL,
        code="unknown",
        arguments={"fact": fact},
        sources=_sources(target, touched),
        reason=reason.fact.reason,
        fact=fact,
        basis=Basis.NONE,
    )


def _broken(target: Target, error: str, place: str) -> Finding:
    return Finding(
        outcome=Outcome.CANT_TELL,
        code="rule-broke",
        arguments={"error": error, "place": place},
        sources=(target.entity.source,),
        basis=Basis.NONE,
    )


def _touched(rule: CompiledRule, run: Targets, frame: list[Any]) -> list[Read]:
    programs = (*rule.when, *(expectation.that for expectation in rule.expect))
    return [read for program in programs for read in program.explain(run, frame).touched]


def _name(read: Read) -> str:
    return f"{kind_of(read.object)}.{read.field}"


def _basis(touched: Iterable[Read]) -> Basis:
    values = (read.value for read in touched)
    supplied = any(isinstance(value, Fact) and value.method is Method.SUPPLIED for value in values)
    return Basis.DECLARATION if supplied else Basis.FACT


def _sources(target: Target, touched: Iterable[Read]) -> tuple[Source, ...]:
    """The target's place, then the places of the facts, each once, at most eight."""
    places = dict.fromkeys([target.entity.source])
    for read in touched:
        if isinstance(read.value, Fact):
            places.update(dict.fromkeys(read.value.sources))
    return tuple(places)[:8]
