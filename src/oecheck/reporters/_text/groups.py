"""Assertions sorted into the blocks of the text report, and by requirement within a block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from oecheck.model.outcome import REVIEW, Level, Outcome
from oecheck.model.report import Assertion, Report, RequirementResult
from oecheck.reporters._facts import address, place

__all__ = ["TOLD", "Blocks", "Group", "block_of", "blocks_of", "of_record", "parted"]

_LEVELS = (Level.MUST, Level.SHOULD, Level.MAY)
_CHECKS_OF_RECORDS = "CD-"
_CAUSES = 3
TOLD = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED)
"""Outcomes that stand in a block."""


class Group(msgspec.Struct):
    """What one requirement has in one block.

    Attributes:
        requirement: of the findings.
        assertions: those that are listed.
        followers: so many only follow from another finding.
        causes: requirement and place of what they follow from; more than are told where there are more.
        waived: so many a waiver covers.
    """

    requirement: RequirementResult
    assertions: list[Assertion] = []
    followers: int = 0
    causes: list[str] = []
    waived: int = 0

    @property
    def causes_told(self) -> str:
        """The first of the causes, in one line."""
        return "; ".join([*self.causes[:_CAUSES], *("…" for _ in self.causes[_CAUSES : _CAUSES + 1])])

    @property
    def known(self) -> int:
        """Findings that the baseline has already."""
        return sum(assertion.known for assertion in self.assertions)

    @property
    def rank(self) -> tuple[int, int, str]:
        """Worst first: level, then number of places, then id."""
        return _LEVELS.index(self.requirement.level), -len(self.assertions), self.requirement.id


class Blocks(msgspec.Struct):
    """The groups of each block, worst first."""

    content: list[Group]
    package: list[Group]
    record: list[Group]
    declaration: list[Group]
    person: list[Group]
    review: list[Group]
    unchecked: list[Group]

    @property
    def of_people(self) -> list[Group]:
        """What the program could not judge, and the questions that it cannot answer."""
        return sorted((*self.person, *self.review), key=lambda group: group.rank)


def of_record(assertion: Assertion) -> bool:
    """Whether it is a mistake in the course description record, which is no fault of the package."""
    return assertion.code.startswith(_CHECKS_OF_RECORDS)


def parted(assertions: Sequence[Assertion], places: int) -> tuple[list[Assertion], list[Assertion]]:
    """Findings to show, and the others, both in their order.

    One of each kind of problem is shown, however many there are, and as many more as fit: a hundred places of one
    problem hide no other.

    Args:
        assertions: of one requirement.
        places: so many are shown where there are that many.
    """
    firsts: dict[str, int] = {}
    for position, assertion in enumerate(assertions):
        firsts.setdefault(assertion.code, position)
    chosen = set(firsts.values())
    more = (position for position in range(len(assertions)) if position not in chosen)
    chosen |= set(islice(more, max(0, places - len(chosen))))
    return (
        [one for position, one in enumerate(assertions) if position in chosen],
        [one for position, one in enumerate(assertions) if position not in chosen],
    )


def blocks_of(report: Report) -> Blocks:
    """All that failed or could not be told, by block."""
    blocks: dict[str, list[Group]] = {name: [] for name in Blocks.__struct_fields__}
    causes = _causes(report)
    for requirement in report.requirements:
        for name, group in _groups(requirement, causes):
            blocks[name].append(group)
    for groups in blocks.values():
        groups.sort(key=lambda group: group.rank)
    return Blocks(**blocks)


def _causes(report: Report) -> dict[str, str]:
    """Requirement and place of each finding that another one follows from, by fingerprint."""
    named = {one.because for result in report.requirements for one in result.assertions if one.because}
    found = (one for result in report.requirements for one in result.assertions if one.fingerprint in named)
    return {one.fingerprint: f"{one.rule} {address(place(one))}".strip() for one in found}


def _groups(requirement: RequirementResult, causes: Mapping[str, str]) -> Iterator[tuple[str, Group]]:
    found: dict[str, Group] = {}
    for assertion in requirement.assertions:
        if assertion.outcome not in TOLD:
            continue
        group = found.setdefault(block_of(assertion), Group(requirement))
        if assertion.waiver:
            group.waived += 1
        elif assertion.because:
            group.followers += 1
            cause = causes.get(assertion.because, assertion.because)
            if len(group.causes) <= _CAUSES and cause not in group.causes:
                group.causes.append(cause)
        else:
            group.assertions.append(assertion)
    yield from found.items()


def block_of(assertion: Assertion) -> str:
    """The block, from the kind; what could not be told is never shown among the defects."""
    if assertion.kind == "declaration":
        return "declaration"
    if assertion.code == REVIEW:
        return "review"
    if assertion.outcome is Outcome.UNTESTED or assertion.kind == "unchecked":
        return "unchecked"
    if assertion.outcome is Outcome.CANT_TELL or assertion.kind == "person":
        return "person"
    if assertion.kind == "package":
        return "record" if of_record(assertion) else "package"
    return "content"
