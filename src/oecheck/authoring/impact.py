"""What a changed edition does to one package: its two reports against each other, requirement by requirement.

Both are of the same bytes, so findings are told apart by their places. Their fingerprints would not do: these name the
parameters too, and a parameter is what most changes change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import msgspec

from oecheck.model.outcome import Outcome, Status
from oecheck.model.report import Report, RequirementResult
from oecheck.model.source import Source

__all__ = ["Difference", "PackageImpact", "impact_on"]

Judge = Callable[[Report], bool]
"""Whether a report leads to no failure of the whole check."""


class Difference(msgspec.Struct, frozen=True):
    """One requirement that comes out differently for one package.

    Attributes:
        id: of the requirement.
        old, new: its status under each edition; None where the edition does not have it.
        more, fewer: failures that only the new, and only the old edition finds.
    """

    id: str
    old: Status | None
    new: Status | None
    more: int
    fewer: int

    @property
    def weighs(self) -> bool:
        """Whether the package counts as changed: a requirement that comes or goes changes only what fails it."""
        if self.old is None or self.new is None:
            return Status.NOT_SATISFIED in (self.old, self.new)
        return self.old is not self.new


class PackageImpact(msgspec.Struct, frozen=True, kw_only=True):
    """What the change does to one package.

    Attributes:
        name: of the package.
        differences: by id of the requirement.
        applied: requirements that looked at something in it, under the new edition.
        passed_old, passed_new: whether the whole check passes under each.
        left_out: what was not looked at under either, in the words of the reports.
    """

    name: str
    differences: tuple[Difference, ...]
    applied: frozenset[str]
    passed_old: bool
    passed_new: bool
    left_out: tuple[str, ...]


def impact_on(name: str, old: Report, new: Report, passes: Judge) -> PackageImpact:
    """The two reports of a package against each other.

    Args:
        name: of the package.
        old, new: its report under each edition.
        passes: whether a report leads to no failure of the whole check.
    """
    return PackageImpact(
        name=name,
        differences=tuple(_differences(old, new)),
        applied=frozenset(one.id for one in new.requirements if _applied(one)),
        passed_old=passes(old),
        passed_new=passes(new),
        left_out=tuple(dict.fromkeys(one.message for one in (*old.limits, *new.limits) if one.incomplete)),
    )


def _differences(old: Report, new: Report) -> Iterator[Difference]:
    before, after = ({one.id: one for one in report.requirements} for report in (old, new))
    for id in sorted(before.keys() | after.keys()):
        one, other = before.get(id), after.get(id)
        earlier, later = _failures(one), _failures(other)
        found = Difference(
            id=id,
            old=one.status if one else None,
            new=other.status if other else None,
            more=(later - earlier).total(),
            fewer=(earlier - later).total(),
        )
        if found.old is not found.new or found.more or found.fewer:
            yield found


def _failures(requirement: RequirementResult | None) -> Counter[tuple[object, ...]]:
    """What failed, by code and place, as often as it failed there."""
    if requirement is None:
        return Counter()
    failed = (one for one in requirement.assertions if one.outcome is Outcome.FAILED)
    return Counter((one.code, *(_place(source) for source in one.sources[:1])) for one in failed)


def _place(source: Source) -> tuple[str, int, int, str]:
    return source.file, source.line, source.column, source.pointer


def _applied(requirement: RequirementResult) -> bool:
    """Whether it looked at anything; a question that was put to a person is a look, too."""
    counts = requirement.outcomes
    return bool(counts.passed or counts.failed or counts.cant_tell or counts.untested)
