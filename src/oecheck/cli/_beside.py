"""The files that people lay beside a check, read before any package is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from oecheck.errors import UsageError
from oecheck.model.report import Report

__all__ = ["Step", "steps_beside"]

# What makes the report of a package say more.
Step = Callable[[Report, str], Report]


def steps_beside(packages: Sequence[str], waivers: str | None, baseline: str | None) -> tuple[Step, ...]:
    """What is to be done to each report, in order; nothing is imported for a file that is not given.

    Raises:
        UsageError: a file cannot be read, is not as it has to be, or cannot be of several packages.
    """
    steps: list[Step] = []
    if waivers:
        steps.append(_waivers(Path(waivers)))
    if baseline:
        _single(packages, "baseline")
        steps.append(_baseline(Path(baseline)))
    return tuple(steps)


def _single(packages: Sequence[str], option: str) -> None:
    if len(packages) > 1:
        raise UsageError("beside-several", option=option, count=len(packages))


def _waivers(file: Path) -> Step:
    from oecheck.acceptance.waivers import apply_waivers, read_waivers

    written = read_waivers(file)
    return lambda report, _package: apply_waivers(report, written)


def _baseline(file: Path) -> Step:
    from oecheck.acceptance.baseline import apply_baseline, read_baseline

    baseline = read_baseline(file)
    return lambda report, _package: apply_baseline(report, baseline)
