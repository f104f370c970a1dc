"""What changed between two reports of the same course: fixed, new, unchanged, and what cannot be compared."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from oecheck.model.outcome import Outcome, Status
from oecheck.model.report import Assertion, Report, RequirementResult

__all__ = ["Comparison", "compare"]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Failures by what became of them.

    Attributes:
        new: only the later report has them.
        fixed: only the earlier one has them, and the later one could tell.
        unchanged: both have them (the later one's).
        unsure: only the earlier one has them, and the later one could not tell, or its run was cut short.
        uncompared: the later one has them, by a requirement that cannot be compared.
        rule_changed: ids of requirements of which only one report knows, or whose revision differs; their failures are
            in no other list than `uncompared`.
    """

    new: tuple[Assertion, ...]
    fixed: tuple[Assertion, ...]
    unchanged: tuple[Assertion, ...]
    unsure: tuple[Assertion, ...]
    uncompared: tuple[Assertion, ...]
    rule_changed: tuple[str, ...]


def compare(old: Report, new: Report) -> Comparison:
    """The later report against the earlier one, finding by finding."""
    before = {one.id: one for one in old.requirements}
    after = {one.id: one for one in new.requirements}
    changed = {name for name in before.keys() | after.keys() if _revision(before, name) != _revision(after, name)}
    earlier = {one.fingerprint: one for one in _failures(old) if one.rule not in changed}
    later = {one.fingerprint: one for one in _failures(new) if one.rule not in changed}
    gone = [one for name, one in earlier.items() if name not in later]
    cut_short = any(limit.incomplete for limit in new.limits)
    unsure = {one.fingerprint for one in gone if cut_short or after[one.rule].status is Status.NOT_DETERMINED}
    return Comparison(
        new=tuple(one for name, one in later.items() if name not in earlier),
        fixed=tuple(one for one in gone if one.fingerprint not in unsure),
        unchanged=tuple(one for name, one in later.items() if name in earlier),
        unsure=tuple(one for one in gone if one.fingerprint in unsure),
        uncompared=tuple(one for one in _failures(new) if one.rule in changed),
        rule_changed=tuple(sorted(changed)),
    )


def _revision(requirements: dict[str, RequirementResult], name: str) -> int | None:
    found = requirements.get(name)
    return found.rev if found else None


def _failures(report: Report) -> Iterator[Assertion]:
    for requirement in report.requirements:
        yield from (one for one in requirement.assertions if one.outcome is Outcome.FAILED)
