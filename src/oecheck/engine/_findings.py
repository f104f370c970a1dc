"""Single targets told of: evaluated once more with a trace, which says which facts decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from oecheck.engine._values import Finding, Target, Targets
from oecheck.language import Absent, Failure, Program, Read, Unknown
from oecheck.model.course import Course
from oecheck.model.fact import NO_PLACE, Fact, Method
from oecheck.model.manifest import Manifest
from oecheck.model.outcome import Basis, Outcome, RequirementClass
from oecheck.model.page import Page
from oecheck.model.source import Source
from oecheck.rules import REVIEW, CompiledDoubt, CompiledExpectation, CompiledRule
from oecheck.vocabulary import kind_of

__all__ = ["basis_of", "beside", "broken", "finding", "for_review", "in_order", "touched_by", "unmet_outcome"]


def in_order(rule: CompiledRule, run: Targets, frame: Sequence[Any], target: Target, outcome: Outcome) -> Finding:
    """A target that passed or is inapplicable, with what it rests on and where."""
    touched = touched_by(rule, run, frame)
    basis = basis_of(touched) if outcome is Outcome.PASSED else Basis.NONE
    return Finding(outcome=outcome, code=outcome.value, arguments={}, sources=_sources(target, touched), basis=basis)


def for_review(rule: CompiledRule, run: Targets, frame: Sequence[Any], target: Target) -> Finding:
    """What the machine did not find fault with, and only a person can pass (proposal §2.1, patterns P5 and P6)."""
    manual = rule.file.rule_class is RequirementClass.MANUAL
    touched = touched_by(rule, run, frame)
    return Finding(
        outcome=Outcome.UNTESTED if manual else Outcome.CANT_TELL,
        code=REVIEW,
        arguments=rule.arguments(REVIEW, run, frame),
        sources=_sources(target, touched),
        basis=Basis.NONE,
    )


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


def finding(rule: CompiledRule, run: Targets, frame: Sequence[Any], target: Target) -> Finding:
    """A target that is not in order: evaluated again, this time keeping what decided."""
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


def unmet_outcome(rule: CompiledRule, run: Targets, frame: Sequence[Any]) -> Outcome | None:
    """The outcome of a target that an expectation does not hold of, without a trace; None where a doubt breaks."""
    for expectation in rule.expect:
        value = expectation.that.evaluate(run, frame)
        if value is False or type(value) is Absent:
            holds = expectation.doubt.when.evaluate(run, frame) if expectation.doubt else False
            if type(holds) is Failure:
                return None
            return Outcome.CANT_TELL if holds is True or type(holds) is Unknown else Outcome.FAILED
    return None


def _unmet(
    rule: CompiledRule, expectation: CompiledExpectation, run: Targets, frame: Sequence[Any], target: Target
) -> Finding:
    """A target that an expectation does not hold of: failed, or not told where the doubt of the expectation applies."""
    touched = list(expectation.that.explain(run, frame).touched)
    outcome, code = Outcome.FAILED, expectation.code
    doubt = expectation.doubt
    if doubt is not None:
        holds = doubt.when(run, frame)
        if type(holds) is Failure:
            return broken(target, holds.code, f"{rule.id}:{holds.offset}")
        if holds is True or type(holds) is Unknown:
            outcome, code = Outcome.CANT_TELL, doubt.code
            touched += doubt.when.explain(run, frame).touched
    return Finding(
        outcome=outcome,
        code=code,
        arguments=rule.arguments(code, run, frame),
        sources=_sources(target, touched),
        basis=basis_of(touched),
        absent=tuple(_name(read) for read in touched if read.value is None),
        about=rule.path_of(run, frame) if outcome is Outcome.FAILED else "",
    )


def _undecided(rule: CompiledRule, value: Any, run: Targets, frame: Sequence[Any], target: Target) -> Finding:
    touched = touched_by(rule, run, frame)
    if type(value) is Failure:
        return broken(target, value.code, f"{rule.id}:{value.offset}")
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
    touched = (*touched_by(rule, run, frame), *doubt.when.explain(run, frame).touched)
    return msgspec.structs.replace(
        found,
        code=doubt.code,
        arguments=rule.arguments(doubt.code, run, frame),
        sources=_sources(target, touched),
    )


def broken(target: Target, error: str, place: str) -> Finding:
    """A target whose rule raised, or gave what is no answer; the run is incomplete then."""
    return Finding(
        outcome=Outcome.CANT_TELL,
        code="rule-broke",
        arguments={"error": error, "place": place},
        sources=(target.entity.source,),
        basis=Basis.NONE,
    )


def touched_by(rule: CompiledRule, run: Targets, frame: Sequence[Any]) -> list[Read]:
    """Every fact that the conditions and expectations of a rule read of a target."""
    programs = (*rule.when, *(expectation.that for expectation in rule.expect))
    return [read for program in programs for read in program.explain(run, frame).touched]


def _name(read: Read) -> str:
    return f"{kind_of(read.object)}.{read.field}"


def basis_of(touched: Iterable[Read]) -> Basis:
    """What an outcome rests on: on a declaration as soon as one of the facts comes from the record."""
    return Basis.DECLARATION if any(map(_supplied, touched)) else Basis.FACT


def beside(touched: Iterable[Read]) -> frozenset[tuple[str, str]]:
    """Kinds and names of the facts that do not come from the record."""
    return frozenset((kind_of(read.object), read.field) for read in touched if not _supplied(read))


def _supplied(read: Read) -> bool:
    return isinstance(read.value, Fact) and read.value.method is Method.SUPPLIED


def _sources(target: Target, touched: Iterable[Read]) -> tuple[Source, ...]:
    """Places of the target and of the facts, each once, at most eight; a course, manifest or page says least well."""
    told = dict.fromkeys(place for read in touched if isinstance(read.value, Fact) for place in read.value.sources)
    own = {target.entity.source: None}
    places = {**told, **own} if isinstance(target.entity, (Course, Manifest, Page)) else {**own, **told}
    return tuple(places)[:8]
