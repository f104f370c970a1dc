"""What a changed edition does to many packages: the impacts on each of them, counted by requirement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from oecheck.authoring.impact import Difference, PackageImpact
from oecheck.model.outcome import Status

__all__ = ["Impact", "RequirementImpact", "Transition", "summed"]


class Transition(msgspec.Struct, frozen=True):
    """The packages for which a requirement goes from one status to another; None: an edition does not have it."""

    old: Status | None
    new: Status | None
    packages: tuple[str, ...]


class RequirementImpact(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of one requirement.

    Attributes:
        id, title: of the requirement, as the new edition has it where it does.
        transitions: the most frequent first.
        failures_more, failures_fewer: failures that only the new, and only the old edition finds.
        same_status: packages in which only the failures differ.
    """

    id: str
    title: str
    transitions: tuple[Transition, ...]
    failures_more: int
    failures_fewer: int
    same_status: tuple[str, ...]


class Impact(msgspec.Struct, frozen=True, kw_only=True):
    """What the change does to all packages.

    Attributes:
        packages: how many were checked with both editions.
        changed: those that a requirement comes out differently for (`Difference.weighs`).
        passed_old, passed_new: for how many the whole check passes under each.
        gained, lost: for which it passes only under the new, and only under the old edition.
        incomplete: what was left out of packages that were not looked at in full, by name.
        requirements: those that come out differently anywhere.
        never_applied: ids of the new edition that looked at nothing in any package.
    """

    packages: int
    changed: tuple[str, ...]
    passed_old: int
    passed_new: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    incomplete: Mapping[str, tuple[str, ...]]
    requirements: tuple[RequirementImpact, ...]
    never_applied: tuple[str, ...]

    def beyond(self, percent: int) -> bool:
        """Whether a greater share of the packages changed."""
        return len(self.changed) * 100 > self.packages * percent


def summed(impacts: Iterable[PackageImpact], titles: Mapping[str, str], ids: Iterable[str]) -> Impact:
    """All packages together.

    Args:
        impacts: of each package.
        titles: of the requirements of both editions, by id.
        ids: the requirements of the new edition.
    """
    packages = sorted(impacts, key=lambda one: one.name)
    applied = {id for one in packages for id in one.applied}
    return Impact(
        packages=len(packages),
        changed=_names(packages, lambda one: any(difference.weighs for difference in one.differences)),
        passed_old=sum(one.passed_old for one in packages),
        passed_new=sum(one.passed_new for one in packages),
        gained=_names(packages, lambda one: one.passed_new and not one.passed_old),
        lost=_names(packages, lambda one: one.passed_old and not one.passed_new),
        incomplete={one.name: one.left_out for one in packages if one.left_out},
        requirements=tuple(_requirements(packages, titles)),
        never_applied=tuple(sorted(set(ids) - applied)) if packages else (),
    )


def _names(packages: Iterable[PackageImpact], wanted: Callable[[PackageImpact], bool]) -> tuple[str, ...]:
    return tuple(one.name for one in packages if wanted(one))


def _requirements(packages: Iterable[PackageImpact], titles: Mapping[str, str]) -> Iterator[RequirementImpact]:
    by_id: dict[str, list[tuple[str, Difference]]] = {}
    for package in packages:
        for difference in package.differences:
            by_id.setdefault(difference.id, []).append((package.name, difference))
    for id, found in sorted(by_id.items()):
        yield RequirementImpact(
            id=id,
            title=titles[id],
            transitions=_transitions(found),
            failures_more=sum(one.more for _, one in found),
            failures_fewer=sum(one.fewer for _, one in found),
            same_status=tuple(name for name, one in found if one.old is one.new),
        )


def _transitions(found: Iterable[tuple[str, Difference]]) -> tuple[Transition, ...]:
    names: dict[tuple[Status | None, Status | None], list[str]] = {}
    for name, one in found:
        if one.old is not one.new:
            names.setdefault((one.old, one.new), []).append(name)
    ordered = sorted(names.items(), key=lambda item: (-len(item[1]), str(item[0])))
    return tuple(Transition(old, new, tuple(packages)) for (old, new), packages in ordered)
