"""A small table: what a summary is made of."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

__all__ = ["BY", "BatchSummary", "Comparison", "Frame"]

BY = ("requirement", "area", "status", "format", "producer", "provider", "country")
"""What a summary can be made by."""

Cell = str | int | float


class Frame(msgspec.Struct, frozen=True):
    """Named columns and rows in a fixed order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class BatchSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A batch in numbers.

    Attributes:
        run: what it checked against, by name.
        packages: how many there are.
        statuses: how many by what became of them.
        frame: the numbers by requirement, area, …
    """

    run: Mapping[str, str]
    packages: int
    statuses: Mapping[str, int]
    frame: Frame

    @property
    def incomplete(self) -> int:
        """Packages that were cut off somewhere, or that nothing is known of."""
        return sum(count for status, count in self.statuses.items() if status not in ("checked", "refused"))


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two batches.

    Attributes:
        summary: the later one, with the changes as its frame.
        packages: how many by what became of them: `both`, `new`, `gone`, `changed` (other bytes), `no_longer_checked`,
            `now_checked`.
        worse, better, unsure: requirements of packages that only now fail, that fail no more, that cannot be told
            any more.
        rule_changed: ids of requirements that only one batch has, or in another revision; they are in no count.
    """

    summary: BatchSummary
    packages: Mapping[str, int]
    worse: int
    better: int
    unsure: int
    rule_changed: tuple[str, ...]
