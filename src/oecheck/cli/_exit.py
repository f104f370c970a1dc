"""The exit code of a run, from the reports alone (DESIGN §5)."""

from __future__ import annotations

from collections.abc import Iterable

from oecheck.acceptance._counts import in_part
from oecheck.errors import ExitCode
from oecheck.model.outcome import Level, Outcome, Status
from oecheck.model.report import Report, RequirementResult

__all__ = ["FAIL_ON", "exit_code", "most_serious"]

# Words of --fail-on, with the levels at which a requirement that is not satisfied decides.
FAIL_ON: dict[str, frozenset[Level]] = {
    "must": frozenset({Level.MUST}),
    "should": frozenset({Level.MUST, Level.SHOULD}),
    "never": frozenset(),
}

# A rule that is on its way out is reported and decides nothing. `draft` counts: the whole edition is a draft.
_PAST = frozenset({"deprecated", "withdrawn"})

_SEVERITY = (ExitCode.RULE_FILE, ExitCode.INCOMPLETE, ExitCode.UNREADABLE, ExitCode.FAILED, ExitCode.OK)


def exit_code(report: Report, fail_on: str = "must", *, require_complete: bool = False) -> ExitCode:
    """The code that one report leads to.

    Args:
        report: what the check found.
        fail_on: word of `FAIL_ON`.
        require_complete: a requirement that is not determined, or was left out, makes the run incomplete.
    """
    if any(limit.incomplete for limit in report.limits):
        return ExitCode.INCOMPLETE
    undetermined = any(one.status is Status.NOT_DETERMINED for one in report.requirements)
    if require_complete and (undetermined or in_part(report)):
        return ExitCode.INCOMPLETE
    if any(_decides(one, FAIL_ON[fail_on]) for one in report.requirements):
        return ExitCode.FAILED
    return ExitCode.OK


def _decides(result: RequirementResult, levels: frozenset[Level]) -> bool:
    if result.status is not Status.NOT_SATISFIED or result.level not in levels or result.lifecycle in _PAST:
        return False
    return not _answered(result)


def _answered(result: RequirementResult) -> bool:
    """Every single failure is waived, known or overruled; one that is counted and not listed is none of these."""
    failed = [one for one in result.assertions if one.outcome is Outcome.FAILED]
    answered = sum(one.answered for one in failed)
    return 0 < answered == len(failed) >= result.outcomes.failed


def most_serious(codes: Iterable[int]) -> ExitCode:
    """The one code of several packages: the first of 4, 5, 3, 1, 0 that occurs."""
    seen = set(codes)
    return next((code for code in _SEVERITY if code in seen), ExitCode.OK)
