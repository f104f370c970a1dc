"""Rules whose things could not be collected because something broke inside: they cannot be told, and never pass."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from oecheck.engine import Finding, RuleResult
from oecheck.model.outcome import Basis, Outcome
from oecheck.run._targets import PackageTargets

__all__ = ["with_unseen"]


def with_unseen(results: Iterable[RuleResult], run: PackageTargets) -> tuple[RuleResult, ...]:
    """The results; where things of a rule's kind may be missing, with one cantTell more."""
    if not run.breakages:
        return tuple(results)
    return tuple(_told(result, run.unseen(result.rule.for_each), run) for result in results)


def _told(result: RuleResult, fact: str, run: PackageTargets) -> RuleResult:
    if not fact:
        return result
    finding = Finding(
        outcome=Outcome.CANT_TELL,
        code="unknown",
        arguments={"fact": fact},
        sources=(run.inputs.course.source,),
        reason="fact-broke",
        fact=fact,
        basis=Basis.NONE,
    )
    counts = {**result.counts, Outcome.CANT_TELL: result.counts[Outcome.CANT_TELL] + 1}
    return msgspec.structs.replace(result, counts=counts, findings=(*result.findings, finding))
