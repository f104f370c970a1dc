"""The counts of a report, made again after its requirements changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from oecheck.model.outcome import Status
from oecheck.model.report import OutcomeCounts, Report, RequirementResult, StatusCounts, Summary

__all__ = ["in_part", "statuses", "summary_of"]

_IN_PART = frozenset({"only-selected", "skipped"})


def in_part(report: Report) -> bool:
    """Whether requirements were left out on purpose: the report says nothing of the standard as a whole."""
    return any(limit.code in _IN_PART for limit in report.limits)


def statuses(requirements: Iterable[RequirementResult]) -> StatusCounts:
    """Requirements by status."""
    counts = Counter(one.status for one in requirements)
    return StatusCounts(**{status.value: counts[status] for status in Status})


def summary_of(requirements: Sequence[RequirementResult], before: Summary) -> Summary:
    """Counts over the requirements, for the areas that there were."""
    outcomes: Counter[str] = Counter()
    for one in requirements:
        outcomes.update(msgspec.structs.asdict(one.outcomes))
    areas = (
        msgspec.structs.replace(area, requirements=statuses(one for one in requirements if one.area == area.id))
        for area in before.areas
    )
    return Summary(statuses(requirements), OutcomeCounts(**outcomes), tuple(areas))
