"""Course and rules in, outcomes out.

Each kind of thing is collected once for all rules of that kind. Passed and inapplicable targets are only counted;
a target that failed or could not be told is evaluated once more with a trace, which says which facts decided: they are
the evidence and the places of the finding. Source: ACT Rules Format 1.1 (applicability, expectation, outcome);
DESIGN.md §3, §6; proposal §4.1.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol, cast

import msgspec

from oecheck.language import Absent, Failure, Program, Read, Unknown
from oecheck.model.content import Page
from oecheck.model.course import Course
from oecheck.model.fact import NO_PLACE, Fact, Method
from oecheck.model.guard import Broken, guarded
from oecheck.model.manifest import Manifest
from oecheck.model.outcome import IN_ORDER, Basis, Outcome, RequirementClass
from oecheck.model.source import Source
from oecheck.rules import REVIEW, CompiledDoubt, CompiledExpectation, CompiledRule
from oecheck.vocabulary import kind_of

__all__ = ["Finding", "RuleResult", "Target", "Targets", "evaluate"]

_MANY = 200
"""Targets from which on the plain path is taken: writing one takes as long as the closures need for some hundred."""


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
    """All outcomes of one rule."""

    rule: CompiledRule
    counts: Mapping[Outcome, int]
    findings: tuple[Finding, ...]
    basis: Basis


class _Tally:
    """Counts and findings of one rule while its targets are walked."""

    __slots__ = ("bases", "counts", "findings", "listed", "rule", "target")

    def __init__(self, rule: CompiledRule, listed: bool) -> None:
        self.rule = rule
        self.listed = listed  # passed and inapplicable targets are findings too
        self.counts: dict[Outcome, int] = dict.fromkeys(Outcome, 0)
        self.findings: list[Finding] = []
        self.bases: set[Basis] = set()
        self.target: Target | None = None  # the one being looked at, for the report of a rule that raised

    def add(self, finding: Finding) -> None:
        self.counts[finding.outcome] += 1
        self.findings.append(finding)

    def result(self) -> RuleResult:
        basis = Basis.NONE
        if any(count for outcome, count in self.counts.items() if outcome is not Outcome.INAPPLICABLE):
            basis = Basis.DECLARATION if Basis.DECLARATION in self.bases else Basis.FACT
        return RuleResult(self.rule, self.counts, tuple(self.findings), basis)


def evaluate(
    rules: Iterable[CompiledRule], run: Targets, failed: Collection[str] = (), all_outcomes: bool = False
) -> tuple[RuleResult, ...]:
    """Evaluates every rule on every target of its kind; the results are in the order of the rules.

    Composites (`requires`) come last and are told which of the requirements that they name have failed.
    A rule that raises gives cantTell with code `rule-broke` for that target and spoils nothing else.

    Args:
        rules: the rules.
        run: things and facts.
        failed: requirements that failed elsewhere, for the examples of a composite.
        all_outcomes: passed and inapplicable targets are listed too.
    """
    tallies = [_Tally(rule, all_outcomes) for rule in rules]
    _all([tally for tally in tallies if not tally.rule.file.requires], run)
    failed = {*failed, *(tally.rule.id for tally in tallies if tally.counts[Outcome.FAILED])}
    composites = [tally for tally in tallies if tally.rule.file.requires]
    for tally in composites:
        tally.rule = tally.rule.after(failed)
    _all(composites, run)
    return tuple(tally.result() for tally in tallies)


def _all(tallies: Iterable[_Tally], run: Targets) -> None:
    """All targets of these rules, those of a kind collected once."""
    by_kind: dict[str, list[_Tally]] = {}
    for tally in tallies:
        by_kind.setdefault(tally.rule.for_each, []).append(tally)
    for kind, group in by_kind.items():
        _of_kind(kind, group, run)


def _of_kind(kind: str, tallies: Iterable[_Tally], run: Targets) -> None:
    """The rules of one kind; its targets are gone before those of the next are collected."""
    targets = tuple(run.targets(kind))
    for tally in tallies:
        closely = tally.listed or len(targets) < _MANY
        _walk(tally, run, targets if closely else _at_a_glance(tally, run, targets))


def _at_a_glance(tally: _Tally, run: Targets, targets: Sequence[Target]) -> Sequence[Target]:
    """Counts what the plain path passes or leaves aside; gives the targets that are to be looked at closely."""
    walk = tally.rule.plain.walk if tally.rule.plain else None
    if walk is None:
        return targets
    found = guarded(walk, run, targets, tally.rule.framer(run)(None, None))
    if isinstance(found, Broken):  # it happens again where it is told of
        return targets
    passed, inapplicable, left = found
    tally.counts[Outcome.PASSED] += passed
    tally.counts[Outcome.INAPPLICABLE] += inapplicable
    return cast("list[Target]", left)


def _walk(tally: _Tally, run: Targets, targets: Iterable[Target]) -> None:
    """All targets of a rule under one guard; where one raises, the walk goes on behind it."""
    left = iter(targets)
    while isinstance(broken := guarded(_take, tally, run, left), Broken):
        assert tally.target is not None  # nothing but a target can raise
        tally.add(_broken(tally.target, broken.error, broken.place))


def _take(tally: _Tally, run: Targets, targets: Iterable[Target]) -> None:
    rule, counts = tally.rule, tally.counts
    when, expect = rule.when, rule.expect
    frame_of = rule.framer(run)
    for target in targets:
        tally.target = target
        frame = frame_of(target.entity, target.page)
        outcome = _outcome(when, expect, run, frame)
        if outcome not in IN_ORDER:
            tally.add(_finding(rule, run, frame, target))
            continue
        if outcome is Outcome.PASSED and rule.file.review is not None and not _proven(rule, run, frame):
            tally.add(_for_review(rule, run, frame, target))
            continue
        if rule.single and outcome is Outcome.PASSED:
            tally.bases.add(_basis(_touched(rule, run, frame)))
        if tally.listed:
            tally.add(_in_order(rule, run, frame, target, outcome))
        else:
            counts[outcome] += 1


def _in_order(rule: CompiledRule, run: Targets, frame: Sequence[Any], target: Target, outcome: Outcome) -> Finding:
    """A target that passed or is inapplicable, with what it rests on and where."""
    touched = _touched(rule, run, frame)
    basis = _basis(touched) if outcome is Outcome.PASSED else Basis.NONE
    return Finding(outcome=outcome, code=outcome.value, arguments={}, sources=_sources(target, touched), basis=basis)


def _proven(rule: CompiledRule, run: Targets, frame: Sequence[Any]) -> bool:
    return rule.proven is not None and rule.proven(run, frame) is True


def _for_review(rule: CompiledRule, run: Targets, frame: Sequence[Any], target: Target) -> Finding:
    """What the machine did not find fault with, and only a person can pass (proposal §2.1, patterns P5 and P6)."""
    manual = rule.file.rule_class is RequirementClass.MANUAL
    touched = _touched(rule, run, frame)
    return Finding(
        outcome=Outcome.UNTESTED if manual else Outcome.CANT_TELL,
        code=REVIEW,
        arguments=rule.arguments(REVIEW, run, frame),
        sources=_sources(target, touched),
        basis=Basis.NONE,
    )


def _outcome(
    when: Sequence[Program], expect: Sequence[CompiledExpectation], run: Targets, frame: Sequence[Any]
) -> Outcome:
    """The outcome alone, as fast as it can be told."""
    open_question = False
    for program in when:
        value = program.evaluate(run, frame)
        if value is True:
            continue
        if value is False or type(value) is Absent:
            return Outcome.INAPPLICABLE
        open_question = True
    if open_question:
        return Outcome.CANT_TELL
    for expectation in expect:
        value = expectation.that.evaluate(run, frame)
        if value is True:
            continue
        if value is False or type(value) is Absent:
            return Outcome.FAILED
        open_question = True
    return Outcome.CANT_TELL if open_question else Outcome.PASSED


def _conjunction(programs: Iterable[Program], run: Targets, frame: Sequence[Any]) -> Any:
    """True when all lines hold, False when one does not (absent does not hold), else the first unknown or failure."""
    undecided: Any = True
    for program in programs:
        value = program(run, frame)
        if value is False or type(value) is Absent:
            return False
        if value is not True and undecided is True:
            undecided = value
    return undecided


def _finding(rule: CompiledRule, run: Targets, frame: Sequence[Any], target: Target) -> Finding:
    """The same evaluation again, this time keeping what decided."""
    undecided = _conjunction(rule.when, run, frame)
    doubt: CompiledDoubt | None = None
    if undecided is True:
        for expectation in rule.expect:
            value = expectation.that(run, frame)
            if value is False or type(value) is Absent:
                return _unmet(rule, expectation, run, frame, target)
            if value is not True and undecided is True:
                undecided, doubt = value, expectation.doubt
    found = _undecided(rule, undecided, run, frame, target)
    return _hinted(rule, doubt, found, run, frame, target) if doubt and found.reason == NO_PLACE else found


def _unmet(
    rule: CompiledRule, expectation: CompiledExpectation, run: Targets, frame: Sequence[Any], target: Target
) -> Finding:
    touched = list(expectation.that.explain(run, frame).touched)
    outcome, code = Outcome.FAILED, expectation.code
    doubt = expectation.doubt
    if doubt is not None:
        holds = doubt.when(run, frame)
        if type(holds) is Failure:
            return _broken(target, holds.code, f"{rule.id}:{holds.offset}")
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
        about=rule.path_of(run, frame) if outcome is Outcome.FAILED else "",
    )


def _undecided(rule: CompiledRule, value: Any, run: Targets, frame: Sequence[Any], target: Target) -> Finding:
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


def _hinted(
    rule: CompiledRule, doubt: CompiledDoubt, found: Finding, run: Targets, frame: Sequence[Any], target: Target
) -> Finding:
    """Where the format has no place for it, what speaks for it all the same says more than that (proposal §2.1, P1)."""
    if doubt.when(run, frame) is not True:
        return found
    touched = (*_touched(rule, run, frame), *doubt.when.explain(run, frame).touched)
    return msgspec.structs.replace(
        found,
        code=doubt.code,
        arguments=rule.arguments(doubt.code, run, frame),
        sources=_sources(target, touched),
    )


def _broken(target: Target, error: str, place: str) -> Finding:
    return Finding(
        outcome=Outcome.CANT_TELL,
        code="rule-broke",
        arguments={"error": error, "place": place},
        sources=(target.entity.source,),
        basis=Basis.NONE,
    )


def _touched(rule: CompiledRule, run: Targets, frame: Sequence[Any]) -> list[Read]:
    programs = (*rule.when, *(expectation.that for expectation in rule.expect))
    return [read for program in programs for read in program.explain(run, frame).touched]


def _name(read: Read) -> str:
    return f"{kind_of(read.object)}.{read.field}"


def _basis(touched: Iterable[Read]) -> Basis:
    values = (read.value for read in touched)
    supplied = any(isinstance(value, Fact) and value.method is Method.SUPPLIED for value in values)
    return Basis.DECLARATION if supplied else Basis.FACT


def _sources(target: Target, touched: Iterable[Read]) -> tuple[Source, ...]:
    """Places of the target and of the facts, each once, at most eight; a course, manifest or page says least well."""
    told = dict.fromkeys(place for read in touched if isinstance(read.value, Fact) for place in read.value.sources)
    own = {target.entity.source: None}
    places = {**told, **own} if isinstance(target.entity, (Course, Manifest, Page)) else {**own, **told}
    return tuple(places)[:8]
