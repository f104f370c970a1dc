"""The files that people lay beside a check, read before any package is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from oecheck.cli._said import STANDARD_INPUT
from oecheck.errors import ExitCode, UsageError
from oecheck.model.report import Report

if TYPE_CHECKING:
    from oecheck.run import CheckOptions

__all__ = ["Step", "decision_of", "steps_beside"]

# What makes the report of a package say more.
Step = Callable[[Report, str], Report]


class _Words(Protocol):
    """The words of the command line that name such files."""

    @property
    def packages(self) -> tuple[str, ...]: ...
    @property
    def waivers(self) -> str | None: ...
    @property
    def baseline(self) -> str | None: ...
    @property
    def review(self) -> str | None: ...


def steps_beside(words: _Words, options: CheckOptions) -> tuple[Step, ...]:
    """What is to be done to each report, in order; nothing is imported for a file that is not given.

    Verdicts come first: a waiver or a baseline is about failures, and a verdict may be one.

    Raises:
        UsageError: a file cannot be read, is not as it has to be, or cannot be of these packages.
    """
    steps: list[Step] = []
    if words.review:
        _single(words.packages, "review")
        if words.packages == (STANDARD_INPUT,):
            raise UsageError("review-stdin")
        steps.append(_review(Path(words.review), options))
    if words.waivers:
        steps.append(_waivers(Path(words.waivers), options))
        steps += [_claim(Path(words.review), options)] if words.review else []
    if words.baseline:
        _single(words.packages, "baseline")
        steps.append(_baseline(Path(words.baseline)))
    return (*steps, _alone) if steps else ()


def _alone(report: Report, _package: str) -> Report:
    from oecheck.acceptance.causes import standing_alone

    return standing_alone(report)


def decision_of(policy: str | None) -> Callable[[Report], ExitCode]:
    """What tells the decision on a report and gives the code it leads to; without a policy there is none.

    Raises:
        UsageError: the policy cannot be used.
    """
    if not policy:
        return lambda _report: ExitCode.OK
    from oecheck.cli._decision import decided, policy_of

    found = policy_of(Path(policy))
    return lambda report: decided(report, found)


def _single(packages: Sequence[str], option: str) -> None:
    if len(packages) > 1:
        raise UsageError("beside-several", option=option, count=len(packages))


def _review(file: Path, options: CheckOptions) -> Step:
    from oecheck.cli._review import review_step

    return review_step(file, options)


def _claim(file: Path, options: CheckOptions) -> Step:
    from oecheck.cli._review import claim_step

    return claim_step(file, options)


def _waivers(file: Path, options: CheckOptions) -> Step:
    from oecheck.cli._waivers import waivers_step

    return waivers_step(file, options)


def _baseline(file: Path) -> Step:
    from oecheck.acceptance.baseline import apply_baseline, read_baseline

    baseline = read_baseline(file)
    return lambda report, _package: apply_baseline(report, baseline)
