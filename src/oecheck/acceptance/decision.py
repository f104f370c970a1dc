"""A decision by the policy of a body: accept, accept with conditions, or reject, with every reason.

It is kept apart from the outcomes: the report says what is, the policy what a body makes of it. Source: proposal §4.3,
"Review and decision are separate acts"; `schemas/policy.schema.json`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from oecheck.acceptance._counts import in_part
from oecheck.acceptance._written import Written, read_written
from oecheck.model.outcome import Level, Outcome, Status
from oecheck.model.report import Assertion, Report, RequirementResult

__all__ = ["Decision", "Policy", "Reason", "decide", "read_policy"]

Verdict = Literal["accept", "accept-with-conditions", "reject"]
_RANKS = {Level.MUST: 0, Level.SHOULD: 1, Level.MAY: 2}
_PAST = ("deprecated", "withdrawn")
_IDLE = ("waiver-expired", "waiver-unmatched", "waiver-too-broad", "waiver-too-long")


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a body accepts. Lists hold ids of requirements or areas, or `*` for all.

    Attributes:
        title: name of the policy.
        levels: requirements of these levels, and of those above them, have to be satisfied or not applicable.
        waivers: where a waived failure is acceptable.
        baseline: where a failure that the baseline has already is acceptable.
        disputes: where a failure that an independent reviewer disputes is acceptable.
        undetermined: what may stay not determined.
        partial: whether a run over chosen requirements only is acceptable.
    """

    title: Annotated[str, msgspec.Meta(min_length=1)]
    levels: Annotated[tuple[Level, ...], msgspec.Meta(min_length=1)]
    waivers: tuple[str, ...] = ()
    baseline: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    undetermined: tuple[str, ...] = ()
    partial: bool = False

    def counts(self, level: Level) -> bool:
        """Whether requirements of a level decide: who insists on a should insists on every must, as with --fail-on."""
        return _RANKS[level] <= max(_RANKS[one] for one in self.levels)


class Reason(msgspec.Struct, frozen=True):
    """Why a decision is not a plain yes: a code, the requirement it is about, and whether it is acceptable."""

    code: str
    acceptable: bool
    rule: str = ""
    count: int = 0


class Decision(msgspec.Struct, frozen=True):
    """What a policy makes of a report."""

    verdict: Verdict
    policy: str
    reasons: tuple[Reason, ...]


def read_policy(file: Path) -> Written[Policy]:
    """The policy of a file.

    Raises:
        UsageError: it cannot be read, or does not follow its schema.
    """
    return read_written(file, Policy)


def decide(report: Report, policy: Policy) -> Decision:
    """The decision; an incomplete run, or one of nothing, is rejected; a waiver without effect is always told."""
    reasons = tuple(_reasons(report, policy))
    if any(not reason.acceptable for reason in reasons):
        return Decision("reject", policy.title, reasons)
    return Decision("accept-with-conditions" if reasons else "accept", policy.title, reasons)


def _reasons(report: Report, policy: Policy) -> Iterator[Reason]:
    incomplete = sum(limit.incomplete for limit in report.limits)
    if incomplete:
        yield Reason("incomplete", False, count=incomplete)
    if in_part(report):
        yield Reason("partial", policy.partial)
    for code in _IDLE:
        if count := sum(limit.code == code for limit in report.limits):
            yield Reason(code, True, count=count)
    if not report.requirements:
        yield Reason("nothing-checked", False)
    for one in report.requirements:
        if not policy.counts(one.level) or one.lifecycle in _PAST:
            continue
        if one.status is Status.NOT_DETERMINED:
            yield Reason("undetermined", _named(policy.undetermined, one), one.id)
        yield from _of_failures(one, policy)


def _of_failures(result: RequirementResult, policy: Policy) -> Iterator[Reason]:
    """A reason for each way in which failures of a requirement were answered; one that was not rejects."""
    accepted: dict[str, tuple[str, ...]] = {
        "waived": policy.waivers,
        "known": policy.baseline,
        "disputed": policy.disputes,
    }
    failed = [one for one in result.assertions if one.outcome is Outcome.FAILED]
    ways: dict[str, int] = {}
    for assertion in failed:
        way = _way(assertion)
        ways[way] = ways.get(way, 0) + 1
    unlisted = result.outcomes.failed - len(failed)
    if unlisted > 0:
        ways["failed"] = ways.get("failed", 0) + unlisted
    for way, count in ways.items():
        yield Reason(way, _named(accepted.get(way, ()), result), result.id, count)


def _way(assertion: Assertion) -> str:
    if assertion.waiver:
        return "waived"
    if assertion.verdict is not None and assertion.verdict.overrules:
        return "disputed"
    return "known" if assertion.known else "failed"


def _named(words: tuple[str, ...], result: RequirementResult) -> bool:
    named = {"*", result.id, result.area}
    return not named.isdisjoint(words)
