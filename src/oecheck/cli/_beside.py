"""The files that people lay beside a check, read before any package is opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from oecheck.model.report import Report

__all__ = ["Step", "steps_beside"]

# What makes the report of a package say more.
Step = Callable[[Report, str], Report]


def steps_beside(waivers: str | None) -> tuple[Step, ...]:
    """What is to be done to each report, in order; nothing is imported for a file that is not given.

    Raises:
        UsageError: a file cannot be read, or is not as it has to be.
    """
    steps: list[Step] = []
    if waivers:
        steps.append(_waivers(Path(waivers)))
    return tuple(steps)


def _waivers(file: Path) -> Step:
    from oecheck.acceptance.waivers import apply_waivers, read_waivers

    written = read_waivers(file)
    return lambda report, _package: apply_waivers(report, written)
