"""What may be said of a package once people have judged (proposal §4.1, point 3)."""

from __future__ import annotations

from oecheck.acceptance._counts import statuses
from oecheck.model.outcome import Level, Status
from oecheck.model.report import Claim, Report
from oecheck.texts import fill, text

__all__ = ["claim_after_review"]

_OPEN = (Status.NOT_SATISFIED, Status.NOT_DETERMINED)
_KINDS = {"provider": "conforms-self-declared", "independent": "conforms-reviewed"}
# The run looked at a part of the standard only.
_PARTIAL = frozenset({"only-selected", "skipped"})


def claim_after_review(report: Report, relation: str, pre_check: str) -> Claim:
    """The claim: higher than a pre-check only where every must is satisfied and the whole standard was looked at."""
    counts = statuses(report.requirements)
    musts = [one for one in report.requirements if one.level is Level.MUST]
    missing = tuple(one.id for one in musts if one.status in _OPEN)
    judged = [one.verdict for requirement in report.requirements for one in requirement.assertions if one.verdict]
    partial = any(limit.incomplete or limit.code in _PARTIAL for limit in report.limits)
    if missing or partial or not judged or not musts or relation not in _KINDS:
        told = {
            "passed": len(report.requirements) - counts.not_satisfied,
            "total": len(report.requirements),
            "undetermined": counts.not_determined,
            "failed": counts.not_satisfied,
        }
        return Claim("pre-check", fill(pre_check, told), missing)
    full = all(one.status not in _OPEN for one in report.requirements if one.level is Level.SHOULD)
    statement = text(
        f"claim.{_KINDS[relation]}",
        report.language,
        standard=f"{report.standard.id} {report.standard.edition}",
        status=report.standard.status,
        profile=" + ".join(report.profile.ids),
        grade="Full" if full else "Foundation",
        evaluators=", ".join(sorted({one.evaluator for one in judged})),
        date=max(one.date for one in judged),
        disputes=sum(one.dispute for one in judged),
    )
    return Claim(_KINDS[relation], statement, ())
