"""Room for the findings of one package: a small file can have a million, and nobody reads them one by one.

All are counted. Listed are at most so many; where there are more, the rules that have most give way, so that none loses
findings before another has as many. What is left does not depend on the order of the rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from oecheck.engine._values import Finding, RuleResult
from oecheck.model.outcome import Outcome

__all__ = ["MOST_LISTED", "cut", "level_of", "parted"]

MOST_LISTED = 100_000
"""Findings of a package that are listed one by one."""

_BROKE = "rule-broke"


def level_of(lengths: Iterable[int], room: int) -> int:
    """How many findings each rule may have, so that all together have no more than the room.

    Args:
        lengths: how many each has.
        room: for all.
    """
    left = sorted(lengths)
    if sum(left) <= room:
        return room
    while left[0] * len(left) <= room:
        room -= left.pop(0)
    return room // len(left)


def parted(findings: Sequence[Finding], level: int) -> tuple[list[Finding], Counter[Outcome]]:
    """The first findings of a rule, and how many of which outcome are left out.

    The first of a rule that broke inside stays: it makes the run incomplete.
    """
    kept, rest = list(findings[:level]), findings[level:]
    if not any(one.code == _BROKE for one in kept):
        kept += [one for one in rest if one.code == _BROKE][:1]
    left_out = Counter(one.outcome for one in findings)
    left_out.subtract(one.outcome for one in kept)
    return kept, +left_out


def cut(results: Sequence[RuleResult], room: int = MOST_LISTED) -> tuple[RuleResult, ...]:
    """Results with no more findings than there is room for; those left out are counted as `unlisted`."""
    lengths = [len(result.findings) for result in results]
    if sum(lengths) <= room:
        return tuple(results)
    level = level_of(lengths, room)
    return tuple(result if len(result.findings) <= level else _cut(result, level) for result in results)


def _cut(result: RuleResult, level: int) -> RuleResult:
    kept, left_out = parted(result.findings, level)
    return msgspec.structs.replace(result, findings=tuple(kept), unlisted={**left_out + Counter(result.unlisted)})
