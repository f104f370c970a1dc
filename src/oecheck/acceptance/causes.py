"""What a failure follows from, once people have answered for that failure."""

from __future__ import annotations

import msgspec

from oecheck.model.report import Assertion, Report, RequirementResult

__all__ = ["standing_alone"]


def standing_alone(report: Report) -> Report:
    """The report in which nothing hides behind a failure that is waived, known or overruled.

    Such a failure decides nothing any more; what follows from it does, so that it has to be seen by itself.
    """
    answered = {one.fingerprint for result in report.requirements for one in result.assertions if one.answered}
    if not answered:
        return report
    requirements = tuple(_without(result, answered) for result in report.requirements)
    return msgspec.structs.replace(report, requirements=requirements)


def _without(result: RequirementResult, answered: set[str]) -> RequirementResult:
    if not any(one.because in answered for one in result.assertions):
        return result
    return msgspec.structs.replace(result, assertions=tuple(_alone(one, answered) for one in result.assertions))


def _alone(assertion: Assertion, answered: set[str]) -> Assertion:
    return msgspec.structs.replace(assertion, because="") if assertion.because in answered else assertion
