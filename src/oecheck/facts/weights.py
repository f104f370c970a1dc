"""Stated shares of the result: do they add up, and is there work behind each of them (ASM-002, ASM-003)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._record_parts import assessments_said
from oecheck.model.course import Activity, Course, GradingPart
from oecheck.model.fact import Fact, Method, plain
from oecheck.model.source import Source

__all__ = ["FACTS"]


def stated_weights(
    course: Course, record: Mapping[str, Any] | None
) -> tuple[GradingPart, ...] | Fact[tuple[GradingPart, ...]] | None:
    """Kinds of graded work of the package with their weights, else the weighted assessments of the record."""
    native = plain(course.grading_parts)
    if native:
        return native
    _, lost = assessments_said(course, record)
    entries = [entry for entry in (record or {}).get("assessments", ()) if "weight" in entry]
    parts = tuple(
        GradingPart(
            source=course.source,
            name=str(entry["ref"]),
            weight=float(entry["weight"]),
            found=int(str(entry["ref"]) not in lost),
        )
        for entry in entries
    )
    return Fact(value=parts, method=Method.SUPPLIED, sources=_places(course)) if parts else None


def _places(course: Course) -> tuple[Source, ...]:
    """Where the record states weights: at the activities that took them over."""
    facts = (activity.weight for activity in course.activities)
    found = (place for fact in facts if isinstance(fact, Fact) for place in fact.sources)
    return tuple(dict.fromkeys(found))[:1]


def weight_total(stated_weights: Any) -> float | None:
    """Sum of the stated weights; None where none are stated."""
    parts = plain(stated_weights)
    return sum(part.weight for part in parts) if parts else None


def weights_without_work(stated_weights: Any) -> tuple[str, ...]:
    """Names of weighted kinds of work of which the course has fewer than the result reckons with."""
    parts: tuple[GradingPart, ...] = plain(stated_weights) or ()
    return tuple(part.name for part in parts if part.weight > 0 and part.found < max(part.wanted, 1))


def unweighted_work(graded_work: Any) -> tuple[str, ...]:
    """Titles of graded work whose share of the result nothing tells."""
    works: tuple[Activity, ...] = plain(graded_work) or ()
    return tuple(plain(one.title) or one.id for one in works if plain(one.weight) is None)


FACTS = (
    FactDefinition(
        of="course",
        name="stated_weights",
        type="list<grading_part>",
        meaning="kinds of graded work with their stated weights: of the package, else of the record",
        function=stated_weights,
    ),
    FactDefinition(
        of="course",
        name="weight_total",
        type="double",
        unit="share",
        meaning="sum of the stated weights; absent where none are stated",
        function=weight_total,
    ),
    FactDefinition(
        of="course",
        name="weights_without_work",
        type="list<string>",
        meaning="weighted kinds of work of which the course has fewer than the result reckons with",
        function=weights_without_work,
    ),
    FactDefinition(
        of="course",
        name="unweighted_work",
        type="list<string>",
        meaning="titles of graded work whose share of the result nothing tells",
        function=unweighted_work,
    ),
)
