"""What the record says of parts of the course: its entries by the id of the part.

The record names a part by its identifier, its file or its title, as `schemas/course-description.schema.json` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from oecheck.model.course import Course
from oecheck.model.fact import plain
from oecheck.values.text import fold

__all__ = ["Entries", "assessments_said", "text_of"]

Entries = Mapping[str, Mapping[str, Any]]


def assessments_said(course: Course, record: Mapping[str, Any] | None) -> tuple[Entries, tuple[str, ...]]:
    """The entries of `assessments` by the id of the activity (of an assessment that nothing shows: its own).

    Returns:
        The entries, and the names in the record that no part of the course has.
    """
    written: list[Mapping[str, Any]] = list((record or {}).get("assessments", ()))
    index = _names(course) if written else {}
    found: dict[str, Mapping[str, Any]] = {}
    lost: list[str] = []
    for entry in written:
        name = str(entry.get("ref", ""))
        target = index.get(fold(name))
        if target is None:
            lost.append(name)
        else:
            found.setdefault(target, entry)
    return found, tuple(lost)


def _names(course: Course) -> Mapping[str, str]:
    index: dict[str, str] = {}
    for activity in course.activities:
        _add(index, activity.id, (activity.id, activity.entry, plain(activity.title)))
    for assessment in course.assessments:
        _add(index, assessment.activity or assessment.id, (assessment.id, plain(assessment.title)))
    return index


def _add(index: dict[str, str], target: str, names: Iterable[str | None]) -> None:
    for name in names:
        if name:
            index.setdefault(fold(name), target)


def text_of(record: Mapping[str, Any] | None, key: str) -> str | None:
    """A short text of the record as it stands; of a text in several languages the first."""
    value = (record or {}).get(key)
    if isinstance(value, Mapping):
        value = next(iter(value.values()), None)
    return value if isinstance(value, str) else None
