"""A report, or the problem that kept it from being made, as the row of a table."""

from __future__ import annotations

from collections.abc import Callable

from oecheck.batch._values import Counts, PackageStatus, Row
from oecheck.errors import ExitCode, OecheckError, PackageError
from oecheck.model.report import Report

__all__ = ["Judge", "outcomes_of", "row_of_problem", "row_of_report", "row_of_unfinished"]

Judge = Callable[[Report], int]
"""The exit code that a report leads to; it has to be found by its name in another process."""

_MEMORY = "MemoryError"


def row_of_report(report: Report, judge: Judge) -> Row:
    """The row of a package that was looked at."""
    subject = report.subject
    left_out = [limit for limit in report.limits if limit.incomplete]
    return Row(
        status=_status(report),
        exit_code=int(judge(report)),
        reason=" ".join(sorted({limit.code for limit in left_out})),
        digest=subject.sha256,
        size_bytes=subject.size_bytes,
        format=subject.format,
        format_version=subject.format_version,
        producer=subject.producer,
        provider=subject.provider,
        country=subject.country,
    )


def _status(report: Report) -> PackageStatus:
    left_out = [limit for limit in report.limits if limit.incomplete]
    if any(limit.arguments.get("error") == _MEMORY for limit in left_out):
        return PackageStatus.OUT_OF_MEMORY
    return PackageStatus.INCOMPLETE if left_out else PackageStatus.CHECKED


def outcomes_of(report: Report) -> dict[str, Counts]:
    """The status of each requirement, with its targets by outcome."""
    return {
        one.id: (
            one.status.value,
            one.outcomes.passed,
            one.outcomes.failed,
            one.outcomes.cant_tell,
            one.outcomes.inapplicable,
            one.outcomes.untested,
        )
        for one in report.requirements
    }


def row_of_problem(problem: OecheckError) -> Row:
    """The row of a package that there is no report of."""
    refused = isinstance(problem, PackageError)
    status = PackageStatus.REFUSED if refused else PackageStatus.INCOMPLETE
    return Row(status=status, exit_code=int(problem.exit_code), reason=problem.code)


def row_of_unfinished(status: PackageStatus, reason: str) -> Row:
    """The row of a package that its worker did not come through: never a pass."""
    return Row(status=status, exit_code=int(ExitCode.INCOMPLETE), reason=reason)
