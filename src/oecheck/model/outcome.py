"""The two vocabularies of results, kept apart (ACT Rules Format; EARL 1.0; proposal §1.3, §4.1)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

__all__ = ["IN_ORDER", "REVIEW", "Basis", "Level", "Mode", "Outcome", "RequirementClass", "Status", "fold", "status_of"]

REVIEW = "review"
"""Code of the finding that a person has to judge."""


class Outcome(StrEnum):
    """Result of one rule on one target; EARL's outcome values."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cantTell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"

    __hash__ = str.__hash__  # that of enumerations is written in Python, and outcomes are counted thousands of times


IN_ORDER = frozenset({Outcome.PASSED, Outcome.INAPPLICABLE})
"""Outcomes that nobody has to do anything about: such targets are counted, and listed only on demand."""


class Status(StrEnum):
    """Result of one requirement for the whole package."""

    SATISFIED = "satisfied"
    NOT_SATISFIED = "not_satisfied"
    NOT_DETERMINED = "not_determined"
    NOT_APPLICABLE = "not_applicable"


class Level(StrEnum):
    """RFC 2119 keyword of a requirement."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


class RequirementClass(StrEnum):
    """How much a person must do."""

    AUTOMATIC = "automatic"
    ASSISTED = "assisted"
    MANUAL = "manual"


class Mode(StrEnum):
    """EARL test mode of an assertion."""

    AUTOMATIC = "automatic"
    SEMI_AUTO = "semiAuto"
    MANUAL = "manual"


class Basis(StrEnum):
    """What a result rests on."""

    FACT = "fact"
    DECLARATION = "declaration"
    REVIEWER = "reviewer"
    NONE = "none"


_FOLD_ORDER = (Outcome.FAILED, Outcome.UNTESTED, Outcome.CANT_TELL, Outcome.PASSED, Outcome.INAPPLICABLE)


def fold(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome of many targets as one; ACT's order failed > untested > cantTell > passed > inapplicable."""
    seen = set(outcomes)
    return next((outcome for outcome in _FOLD_ORDER if outcome in seen), Outcome.INAPPLICABLE)


def status_of(folded: Outcome, requirement_class: RequirementClass) -> Status:
    """Status of a requirement from its folded outcome, before any reviewer's verdict.

    Source: DESIGN.md §6; proposal §4.1: what is assisted or manual is never satisfied by a machine alone.
    """
    if folded is Outcome.FAILED:
        return Status.NOT_SATISFIED
    if folded is Outcome.INAPPLICABLE:
        return Status.NOT_APPLICABLE
    if folded is Outcome.PASSED and requirement_class is RequirementClass.AUTOMATIC:
        return Status.SATISFIED
    return Status.NOT_DETERMINED
