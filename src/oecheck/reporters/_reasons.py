"""Why requirements could not be looked at, each reason once, however many it concerns."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from oecheck.model.report import Assertion, RequirementResult
from oecheck.reporters._text.groups import Group

__all__ = ["Reason", "reasons"]

_TITLES = 3
_HOLE = "\0"
"""Stands for the title of a requirement while reasons are compared; no text of a report holds it."""


class Reason(msgspec.Struct, frozen=True):
    """One reason.

    Attributes:
        message: what is told of it; where it speaks of requirements by title, with the first of them.
        rules: ids of the requirements that it concerns.
        first: a finding that tells it.
    """

    message: str
    rules: tuple[str, ...]
    first: Assertion


def reasons(groups: Iterable[Group], *, by_remedy: bool = True) -> list[Reason]:
    """The reasons of findings that could not be told, those that concern most first.

    `by_remedy`: whether reasons with other ways out stay apart; a page that shows no remedy would repeat itself.
    """
    found: dict[tuple[str, str], dict[str, tuple[RequirementResult, Assertion]]] = {}
    for group in groups:
        requirement = group.requirement
        for assertion in group.assertions:
            stem = assertion.message.replace(requirement.title, _HOLE, 1)
            remedy = assertion.remedy if by_remedy else ""
            found.setdefault((stem, remedy), {}).setdefault(requirement.id, (requirement, assertion))
    told = [_reason(stem, [concerned[id] for id in sorted(concerned)]) for (stem, _), concerned in found.items()]
    return sorted(told, key=lambda one: (-len(one.rules), one.message, one.rules))


def _reason(stem: str, concerned: list[tuple[RequirementResult, Assertion]]) -> Reason:
    titles = [requirement.title for requirement, _ in concerned]
    named = "; ".join(titles[:_TITLES]) + (" …" if len(titles) > _TITLES else "")
    return Reason(stem.replace(_HOLE, named), tuple(one.id for one, _ in concerned), concerned[0][1])
