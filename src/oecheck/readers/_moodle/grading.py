"""How the result of the course is made: way to count, pass mark, kinds of work with their weights.

Source: formats/moodle-mbz.md §5; Moodle `lib/grade/constants.php`, `grade_category::aggregate_grades`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oecheck.model.course import GradingPart
from oecheck.model.fact import Fact, Method, Value
from oecheck.readers._moodle.grades import SCHEMES, WEIGHTED, Category, Gradebook, GradeItem, shares

__all__ = ["grading_parts", "grading_scheme", "pass_mark"]

_MAX_DEPTH = 50


def pass_mark(gradebook: Gradebook) -> Value[float]:
    """The grade to pass of the course's total, as a share of its points."""
    total = next((item for item in gradebook.items if item.of_course), None)
    if total is None or not total.pass_points or not total.points:
        return None
    return Fact(value=total.pass_points / total.points, method=Method.DERIVED, sources=(total.source,))


def grading_scheme(gradebook: Gradebook, items: Iterable[GradeItem]) -> Value[str]:
    """The course's way to count, by Moodle's name for it; None where nothing is graded."""
    root = _root(gradebook)
    if root is None or root.counting not in SCHEMES or not any(map(_counts, items)):
        return None
    return Fact(value=SCHEMES[root.counting], method=Method.DERIVED, sources=(root.source,))


def grading_parts(gradebook: Gradebook, items: Iterable[GradeItem]) -> Value[tuple[GradingPart, ...]]:
    """What the course's own category reckons with and how much; None where its author set no weights.

    Moodle takes weights in proportion to each other, so they are given as shares that add up to 1.
    """
    root = _root(gradebook)
    works = [item for item in items if _counts(item)]
    everything = [*(item for item in gradebook.items if _counts(item)), *works]
    members = [item for item in everything if root is not None and item.category == root.id]
    if root is None or not (root.counting == WEIGHTED or any(item.fixed_weight is not None for item in members)):
        return None
    weights = shares(members, root.counting)
    parts = (_part(item, weights[item.id], gradebook, works) for item in members if item.id in weights)
    return tuple(parts) or None


def _counts(item: GradeItem) -> bool:
    return item.graded and not item.outcome


def _root(gradebook: Gradebook) -> Category | None:
    return next((category for category in gradebook.categories if not category.parent), None)


def _part(item: GradeItem, weight: float, gradebook: Gradebook, works: list[GradeItem]) -> GradingPart:
    category = next((one for one in gradebook.categories if f"category:{one.id}" == item.owner), None)
    if category is None:
        return GradingPart(source=item.source, name=item.name, weight=weight, found=1)
    inside = frozenset(_within(gradebook, category.id))
    found = sum(work.category in inside for work in works)
    return GradingPart(source=category.source, name=category.name or item.name, weight=weight, found=found)


def _within(gradebook: Gradebook, category: str) -> Iterator[str]:
    """A category and those in it, to a bounded depth."""
    level = {category}
    for _ in range(_MAX_DEPTH):
        if not level:
            return
        yield from level
        level = {one.id for one in gradebook.categories if one.parent in level}
