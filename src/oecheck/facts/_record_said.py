"""Values of the course description record as facts of the course.

Without a record there is no place for them (*unsupported*); a record that is silent leaves them *absent*.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from oecheck.model.fact import Fact, Method, Value, unsupported

__all__ = ["Record", "at", "entries", "stated", "told", "words_of"]

T = TypeVar("T")
Record = Mapping[str, Any] | None


def stated(record: Record, value: T | None) -> Value[T]:
    """A value that was worked out from the record; None where the record says nothing of it."""
    if record is None:
        return unsupported()
    return None if value is None else Fact(value=value, method=Method.SUPPLIED)


def at(record: Record, *path: str) -> Any:
    """What stands at a key of the record, key below key; None where nothing does."""
    value: Any = record
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def words_of(value: Any) -> str | None:
    """A text of the record; of one in several languages the first that says something."""
    if isinstance(value, Mapping):
        value = next((text for text in value.values() if isinstance(text, str) and text.strip()), None)
    return value.strip() or None if isinstance(value, str) else None


def told(record: Record, *path: str) -> Value[str]:
    """The text at a key of the record."""
    return stated(record, words_of(at(record, *path)))


def entries(record: Record, *path: str) -> tuple[Mapping[str, Any], ...]:
    """The entries of a list of the record."""
    found = at(record, *path)
    return tuple(entry for entry in found if isinstance(entry, Mapping)) if isinstance(found, list | tuple) else ()
