"""Course and rules in, outcomes out.

Each kind of thing is collected once for all rules of that kind. Passed and inapplicable targets are only counted;
a target that failed or could not be told is evaluated once more with a trace, which says which facts decided: they are
the evidence and the places of the finding. Source: ACT Rules Format 1.1 (applicability, expectation, outcome);
DESIGN.md §3, §6; proposal §4.1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, cast

from oecheck.engine._findings import basis_of, beside, broken, finding, for_review, in_order, touched_by, unmet_outcome
from oecheck.engine._shares import MOST_LISTED, cut, level_of, parted
from oecheck.engine._values import Finding, RuleResult, Target, Targets
from oecheck.language import Absent, Program, Read
from oecheck.model.guard import Broken, guarded
from oecheck.model.outcome import IN_ORDER, Basis, Outcome
from oecheck.rules import CompiledExpectation, CompiledRule

__all__ = ["Finding", "RuleResult", "Target", "Targets", "cut", "evaluate"]

_MANY = 200
"""Targets from which on the plain path is taken: writing one takes as long as the closures need for some hundred."""

_OVER = MOST_LISTED // 4
"""Findings above the room that are kept for a while, so that it is not made narrower for each single one."""

_NO_COUNTS = dict.fromkeys(Outcome, 0)


class _Tally:
    """Counts and findings of one rule while its targets are walked."""

    __slots__ = ("bases", "beside", "counts", "findings", "listed", "room", "rule", "target", "unlisted")

    def __init__(self, rule: CompiledRule, listed: bool, room: _Room) -> None:
        self.rule = rule
        self.listed = listed  # passed and inapplicable targets are findings too
        self.counts: dict[Outcome, int] = _NO_COUNTS.copy()
        self.findings: list[Finding] = []
        self.bases: set[Basis] = set()
        self.beside: frozenset[tuple[str, str]] = frozenset()
        self.room = room
        self.unlisted: Counter[Outcome] = Counter()
        self.target: Target | None = None  # the one being looked at, for the report of a rule that raised

    def add(self, finding: Finding) -> None:
        self.counts[finding.outcome] += 1
        if self.full and finding.code != "rule-broke":
            self.unlisted[finding.outcome] += 1
            return
        self.findings.append(finding)
        self.room.taken()

    @property
    def full(self) -> bool:
        """Whether findings are only counted from here on."""
        return len(self.findings) >= self.room.level

    def count(self, outcome: Outcome) -> None:
        """Counts a target that there is no room to tell of."""
        self.counts[outcome] += 1
        self.unlisted[outcome] += 1

    def shorten(self, level: int) -> None:
        """Gives room back."""
        self.findings, left_out = parted(self.findings, level)
        self.unlisted += left_out

    def note(self, touched: Sequence[Read]) -> None:
        """Notes what the one thing that the rule looks at passed by."""
        basis = basis_of(touched)
        self.bases.add(basis)
        if basis is Basis.DECLARATION:
            self.beside = beside(touched)

    def result(self) -> RuleResult:
        basis = Basis.NONE
        if sum(self.counts.values()) > self.counts[Outcome.INAPPLICABLE]:
            basis = Basis.DECLARATION if Basis.DECLARATION in self.bases else Basis.FACT
        return RuleResult(self.rule, self.counts, tuple(self.findings), basis, self.beside, dict(self.unlisted))


class _Room:
    """Room for the findings of all rules; where it gets narrow, those that have most give some back."""

    __slots__ = ("kept", "level", "tallies")

    def __init__(self) -> None:
        self.level = MOST_LISTED
        self.kept = 0
        self.tallies: Sequence[_Tally] = ()

    def taken(self) -> None:
        """One finding more is kept."""
        self.kept += 1
        if self.kept > MOST_LISTED + _OVER:
            self.narrow()

    def narrow(self) -> None:
        """Brings all findings down to the room that there is."""
        if self.kept <= MOST_LISTED:
            return
        self.level = min(self.level, level_of((len(tally.findings) for tally in self.tallies), MOST_LISTED))
        for tally in self.tallies:
            if tally.full:
                tally.shorten(self.level)
        self.kept = sum(len(tally.findings) for tally in self.tallies)


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
    room = _Room()
    room.tallies = tallies = [_Tally(rule, all_outcomes, room) for rule in rules]
    _all([tally for tally in tallies if not tally.rule.file.requires], run)
    failed = {*failed, *(tally.rule.id for tally in tallies if tally.counts[Outcome.FAILED])}
    composites = [tally for tally in tallies if tally.rule.file.requires]
    for tally in composites:
        tally.rule = tally.rule.after(failed)
    _all(composites, run)
    room.narrow()
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
    while isinstance(raised := guarded(_take, tally, run, left), Broken):
        assert tally.target is not None  # nothing but a target can raise
        tally.add(broken(tally.target, raised.error, raised.place))


def _take(tally: _Tally, run: Targets, targets: Iterable[Target]) -> None:
    rule, counts = tally.rule, tally.counts
    when, expect = rule.when, rule.expect
    frame_of = rule.framer(run)
    for target in targets:
        tally.target = target
        frame = frame_of(target.entity, target.page)
        outcome = _outcome(when, expect, run, frame)
        if outcome is Outcome.FAILED and tally.full and (certain := unmet_outcome(rule, run, frame)) is not None:
            tally.count(certain)
            continue
        if outcome not in IN_ORDER:
            tally.add(finding(rule, run, frame, target))
            continue
        if outcome is Outcome.PASSED and rule.file.review is not None and not _proven(rule, run, frame):
            tally.add(for_review(rule, run, frame, target))
            continue
        if rule.single and outcome is Outcome.PASSED:
            tally.note(touched_by(rule, run, frame))
        if tally.listed:
            tally.add(in_order(rule, run, frame, target, outcome))
        else:
            counts[outcome] += 1


def _proven(rule: CompiledRule, run: Targets, frame: Sequence[Any]) -> bool:
    return rule.proven is not None and rule.proven(run, frame) is True


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
