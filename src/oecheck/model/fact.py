"""A value with its state, its method and its sources.

A field of a model entity is annotated `Value[T]` and holds one of three things:

- a plain `T`: present and declared by the format, found at the entity's own `source`;
- `None`: *absent*: the format has a place for it and that place is empty;
- a `Fact[T]`: everything else: another state, another method, a source of its own, a conflict.

Source: formats/course-model.md §2; DESIGN.md principle 2.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

import msgspec

from oecheck.model.source import Source

__all__ = ["NO_PLACE", "Fact", "Method", "State", "Value", "plain", "unreadable", "unsupported"]

T = TypeVar("T")


class State(StrEnum):
    """What is known about a value."""

    PRESENT = "present"
    ABSENT = "absent"
    UNSUPPORTED = "unsupported"  # the format has no place for it
    UNREADABLE = "unreadable"  # there, but encrypted, damaged, over a limit, or external
    CONFLICT = "conflict"  # several places disagree; `value` is the first by precedence


class Method(StrEnum):
    """How a value came about."""

    DECLARED = "declared"  # a field of the format
    DERIVED = "derived"  # computed exactly from the package
    INFERRED = "inferred"  # heuristic, see `confidence`
    SUPPLIED = "supplied"  # course description record, or a reviewer


class Fact(msgspec.Struct, Generic[T], frozen=True, omit_defaults=True):
    """One value and what is known about it.

    Attributes:
        value: normalised; None unless the state is present or conflict.
        raw: as written, where that differs from `value`.
        confidence: 0 to 1; below 1 only where `method` is inferred.
        sources: the places, the decisive one first.
        reason: code of why a value is unsupported or unreadable (text key `reason.<code>`).
        others: the losing values of a conflict.
    """

    value: T | None = None
    state: State = State.PRESENT
    method: Method = Method.DECLARED
    raw: str | None = None
    confidence: float = 1.0
    sources: tuple[Source, ...] = ()
    reason: str = ""
    others: tuple[Fact[T], ...] = ()


Value: TypeAlias = T | Fact[T] | None


NO_PLACE = "format-has-no-place"
"""The reason of a fact that packages of the format have no place for."""


def unsupported(reason: str = NO_PLACE) -> Fact[T]:
    """A value that the format cannot say."""
    return Fact(state=State.UNSUPPORTED, reason=reason)


def unreadable(reason: str, *sources: Source) -> Fact[T]:
    """A value that is there but could not be read."""
    return Fact(state=State.UNREADABLE, reason=reason, sources=sources)


def plain(value: Value[T]) -> T | None:
    """The value alone, or None where there is none, whatever the reason."""
    return value.value if isinstance(value, Fact) else value
