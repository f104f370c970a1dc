"""What may be said of a package once people have judged (proposal §4.1, point 3)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from oecheck.acceptance._counts import in_part, statuses
from oecheck.model.outcome import IN_ORDER, Level, Outcome, Status
from oecheck.model.report import Assertion, Claim, Report, RequirementResult, Verdict
from oecheck.texts import fill, text

__all__ = ["claim_after_review", "claim_in_words"]

_OPEN = (Status.NOT_SATISFIED, Status.NOT_DETERMINED)
_KINDS = {"provider": "conforms-self-declared", "independent": "conforms-reviewed"}
_EXCEPTIONS = "-with-exceptions"
_PRE_CHECK = "pre-check"


def claim_after_review(report: Report, relation: str, pre_check: str) -> Claim:
    """The claim: higher than a pre-check only where every must is satisfied and the whole standard was looked at.

    A must whose failures are all waived is an exception; the claim names it and is never shortened to "conforms". One
    whose failures an independent reviewer disputes, all of them, is none: she overrules the program (§4.1), and the
    claim counts her disputes. What the provider disputes of his own course leaves the failure as it is.
    """
    musts = [one for one in report.requirements if one.level is Level.MUST]
    missing = [one for one in musts if _open(one)]
    partial = in_part(report) or any(limit.incomplete for limit in report.limits)
    excepted = all(map(_excepted, missing))
    ids = tuple(one.id for one in missing)
    if not excepted or partial or not _verdicts(report) or not musts or relation not in _KINDS:
        return Claim(_PRE_CHECK, _pre_check(report, pre_check), ids)
    return claim_in_words(report, Claim(_KINDS[relation] + (_EXCEPTIONS if missing else ""), "", ids))


def claim_in_words(report: Report, claim: Claim) -> Claim:
    """The claim of people in the language of the report; a pre-check has the words of the standard, and keeps them."""
    if claim.kind == _PRE_CHECK:
        return claim
    shoulds = [one for one in report.requirements if one.level is Level.SHOULD]
    grade = "full" if not any(map(_open, shoulds)) else "foundation"
    judged = _verdicts(report)
    statement = text(
        f"claim.{claim.kind}",
        report.language,
        standard=f"{report.standard.id} {report.standard.edition}",
        status=text(f"claim.status.{report.standard.status}", report.language),
        profile=" + ".join(report.profile.ids),
        grade=text(f"claim.grade.{grade}", report.language),
        evaluators=", ".join(sorted({one.evaluator for one in judged})),
        date=max(one.date for one in judged),
        disputes=sum(one.dispute for one in judged),
        exceptions=", ".join(claim.missing),
        until=_until(report, claim.missing),
    )
    return msgspec.structs.replace(claim, statement=statement)


def _open(result: RequirementResult) -> bool:
    if result.status not in _OPEN:
        return False
    unmet = _unmet(result)
    overruled = sum(one.verdict is not None and one.verdict.overrules for one in unmet)
    return not 0 < overruled == len(unmet) >= result.outcomes.failed


def _excepted(result: RequirementResult) -> bool:
    """Every target that is not met is waived, and none is left that nobody could tell."""
    unmet = _unmet(result)
    return result.status is Status.NOT_SATISFIED and all(
        one.outcome is Outcome.FAILED and (bool(one.waiver) or (one.verdict is not None and one.verdict.overrules))
        for one in unmet
    )


def _unmet(result: RequirementResult) -> list[Assertion]:
    return [one for one in result.assertions if one.outcome not in IN_ORDER]


def _until(report: Report, ids: Sequence[str]) -> str:
    """The day on which the first of the waivers that the claim rests on ends."""
    used = {one.waiver for result in report.requirements if result.id in ids for one in result.assertions}
    return min((waiver["until"] for waiver in report.waivers if waiver["id"] in used), default="")


def _verdicts(report: Report) -> list[Verdict]:
    return [one.verdict for result in report.requirements for one in result.assertions if one.verdict]


def _pre_check(report: Report, sentence: str) -> str:
    counts = statuses(report.requirements)
    told = {
        "passed": len(report.requirements) - counts.not_satisfied,
        "total": len(report.requirements),
        "undetermined": counts.not_determined,
        "failed": counts.not_satisfied,
    }
    return fill(sentence, told, report.language)
