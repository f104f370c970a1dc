"""One requirement as one test case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from oecheck.model.outcome import Outcome, Status
from oecheck.model.report import Assertion, Report, RequirementResult
from oecheck.reporters._facts import Words, address, decides, place, waits_for_a_person, without_verdict
from oecheck.reporters._marks import all_marks

__all__ = ["Case", "case_of"]

# Viewers of test results show a failure as one text; beyond this many places nobody reads it.
_PLACES = 100
_BROKEN = "rule-broke"


class Case(msgspec.Struct):
    """A test case; `kind` is failure, error or skipped, "" where it passed."""

    classname: str
    name: str
    kind: str = ""
    message: str = ""
    type: str = ""
    lines: Sequence[str] = ()


def case_of(requirement: RequirementResult, report: Report, words: Words) -> Case:
    """The case of a requirement; only what is satisfied passes."""
    case = Case(f"{report.standard.id}.{requirement.area}.{requirement.id}", f"{requirement.id} {requirement.title}")
    if any(one.code == _BROKEN for one in requirement.assertions):
        broken = [one for one in requirement.assertions if one.code == _BROKEN]
        case.kind, case.type, case.message = "error", _BROKEN, broken[0].message
    elif requirement.status is Status.NOT_SATISFIED:
        _fail(case, requirement, report, words)
    elif requirement.status is Status.NOT_APPLICABLE:
        case.kind, case.message = "skipped", words("not_applicable")
    elif requirement.status is Status.NOT_DETERMINED:
        doubts = [one for one in requirement.assertions if without_verdict(one)]
        case.kind, case.message = "skipped", words("not_determined", reason=_reason(requirement, doubts, words))
        case.lines = list(_lines(requirement, doubts, report, words))
    return case


def _reason(requirement: RequirementResult, doubts: Sequence[Assertion], words: Words) -> str:
    if doubts:
        return doubts[0].message
    return words("person") if waits_for_a_person(requirement) else requirement.title


def _fail(case: Case, requirement: RequirementResult, report: Report, words: Words) -> None:
    """A failure, unless nothing of it decides: then it is told as skipped, with the reason."""
    failed = [one for one in requirement.assertions if one.outcome is Outcome.FAILED]
    outcomes = requirement.outcomes
    case.lines = list(_lines(requirement, failed, report, words))
    if failed and all(one.answered for one in failed) and len(failed) >= outcomes.failed:
        case.kind, case.message = "skipped", words("waived", count=len(failed))
    elif not decides(requirement):
        case.kind = "skipped"
        case.message = words("retired", lifecycle=words(f"lifecycle.{requirement.lifecycle}"), count=outcomes.failed)
    else:
        targets = outcomes.passed + outcomes.failed + outcomes.cant_tell + outcomes.untested
        case.kind, case.type = "failure", requirement.level.value
        case.message = words("failed", title=requirement.title, count=outcomes.failed, targets=targets)


def _lines(
    requirement: RequirementResult, assertions: Sequence[Assertion], report: Report, words: Words
) -> Iterator[str]:
    if requirement.why:
        yield words("why", why=requirement.why)
    remedy = ""
    for assertion in assertions[:_PLACES]:
        yield assertion.message
        yield from assertion.evidence
        yield from all_marks(assertion, report, report.language)
        if where := address(place(assertion)):
            yield words("place", place=where)
        if assertion.remedy and assertion.remedy != remedy:
            remedy = assertion.remedy
            yield words("mend", remedy=remedy)
    if len(assertions) > _PLACES:
        yield words("showing", shown=_PLACES, count=len(assertions))
