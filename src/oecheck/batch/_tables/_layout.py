"""The columns of the two tables of a batch: one row for each package, and one for each requirement of a package."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from oecheck.batch._files import report_path
from oecheck.batch._record import BatchRecord
from oecheck.batch._values import Counts, Row

__all__ = ["OUTCOME_COLUMNS", "STATUSES", "Cell", "Layout"]

Cell = str | int

STATUSES = ("satisfied", "not_satisfied", "not_determined", "not_applicable")
_LEVELS = ("must", "should", "may")
_ROW = Row.__struct_fields__
_OUTCOMES = ("passed", "failed", "cant_tell", "inapplicable", "untested")
OUTCOME_COLUMNS: dict[str, type] = {
    "source": str,
    "requirement": str,
    "area": str,
    "level": str,
    "status": str,
    **dict.fromkeys(_OUTCOMES, int),
}


class Layout:
    """How the record of a batch lays out its tables.

    Attributes:
        record: of the batch.
        package_columns: columns of the table of packages, with their types.
    """

    def __init__(self, record: BatchRecord) -> None:
        self.record = record
        groups = (*_LEVELS, *(area.id for area in record.areas))
        self._counted = tuple(f"{group}_{status}" for group in groups for status in STATUSES)
        kinds = {field.name: field.type for field in msgspec.structs.fields(Row)}
        own = {name: int if kinds[name] is int else str for name in _ROW}
        self.package_columns: dict[str, type] = {
            "source": str,
            **own,
            "report": str,
            **dict.fromkeys(self._counted, int),
        }

    def package_row(self, name: str, row: Row, outcomes: Mapping[str, Counts]) -> tuple[Cell, ...]:
        """One package; levels and areas count requirements."""
        counted: Counter[str] = Counter()
        for requirement in self.record.requirements:
            if requirement.id in outcomes:
                status = outcomes[requirement.id][0]
                counted[f"{requirement.level}_{status}"] += 1
                counted[f"{requirement.area}_{status}"] += 1
        own = (_plain(getattr(row, field)) for field in _ROW)
        report = report_path(name) if row.has_report else ""
        return (name, *own, report, *(counted[column] for column in self._counted))

    def outcome_rows(self, name: str, outcomes: Mapping[str, Counts]) -> Iterator[tuple[Cell, ...]]:
        """One row for each requirement that the package was held against, in the order of the standard."""
        for requirement in self.record.requirements:
            counts = outcomes.get(requirement.id)
            if counts is not None:
                yield (name, requirement.id, requirement.area, requirement.level, *counts)


def _plain(value: object) -> Cell:
    return value if isinstance(value, int) else str(value)
