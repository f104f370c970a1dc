"""A baseline: failures that an earlier report has already are shown and marked, and decide nothing."""

from __future__ import annotations

from pathlib import Path

import msgspec

from oecheck.acceptance._course import course_name, same_course
from oecheck.acceptance.stored import stored_report
from oecheck.errors import UsageError
from oecheck.model.outcome import Outcome
from oecheck.model.report import Assertion, Limit, Report, RequirementResult
from oecheck.model.source import Source
from oecheck.texts import text

__all__ = ["Baseline", "apply_baseline", "failures", "read_baseline"]


class Baseline(msgspec.Struct, frozen=True):
    """The earlier report, the name of its file, and its digest."""

    report: Report
    file: str
    sha256: str


def read_baseline(file: Path) -> Baseline:
    """The earlier report.

    Raises:
        UsageError: it is no report.
    """
    report, sha256 = stored_report(file)
    return Baseline(report, file.name, sha256)


def failures(report: Report) -> frozenset[str]:
    """Fingerprints of all failures of a report."""
    return frozenset(
        assertion.fingerprint
        for requirement in report.requirements
        for assertion in requirement.assertions
        if assertion.outcome is Outcome.FAILED
    )


def apply_baseline(report: Report, baseline: Baseline) -> Report:
    """The report with the failures marked that the baseline has.

    Raises:
        UsageError: the baseline is of another standard, profile or course, so that nothing can be said of new and old.
    """
    _refuse_another(report, baseline)
    known = failures(baseline.report)
    requirements = tuple(_marked(requirement, known) for requirement in report.requirements)
    count = sum(assertion.known for requirement in requirements for assertion in requirement.assertions)
    arguments = {"count": count, "new": len(failures(report)) - count}
    message = text("limit.baseline", report.language, **arguments)
    note = Limit("baseline", arguments, Source(baseline.file), message, incomplete=False)
    return msgspec.structs.replace(
        report,
        requirements=requirements,
        limits=(*report.limits, note),
        attachments=msgspec.structs.replace(report.attachments, baseline_sha256=baseline.sha256),
    )


def _refuse_another(report: Report, baseline: Baseline) -> None:
    for code, now, before in (
        ("baseline-other-standard", report.standard.digest, baseline.report.standard.digest),
        ("baseline-other-profile", report.profile.digest, baseline.report.profile.digest),
    ):
        if now != before:
            raise UsageError(code, file=baseline.file, before=before[:12], now=now[:12])
    # Failures of the package as a whole look alike in all courses: there the baseline of one would hide another's.
    if not same_course(report.subject, baseline.report.subject):
        before, now = course_name(baseline.report.subject), course_name(report.subject)
        raise UsageError("baseline-other-course", file=baseline.file, before=before, now=now)


def _marked(requirement: RequirementResult, known: frozenset[str]) -> RequirementResult:
    if not requirement.assertions:
        return requirement
    return msgspec.structs.replace(
        requirement, assertions=tuple(_with_mark(assertion, known) for assertion in requirement.assertions)
    )


def _with_mark(assertion: Assertion, known: frozenset[str]) -> Assertion:
    old = assertion.outcome is Outcome.FAILED and assertion.fingerprint in known
    return msgspec.structs.replace(assertion, known=True) if old else assertion
