"""Grade items: points, pass marks, and what share of the result each has.

Source: formats/moodle-mbz.md §5; Moodle `lib/grade/constants.php` (GRADE_AGGREGATE_*, GRADE_TYPE_*), `grade_category`.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from oecheck.documents.xml_stream import StreamNode
from oecheck.model.source import Source
from oecheck.readers._moodle.fields import field, flag, number
from oecheck.readers._moodle.shelf import USER_DATA, Shelf

__all__ = ["SCHEMES", "WEIGHTED", "Category", "GradeItem", "Gradebook", "items_of", "read_gradebook", "shares"]

FILE = "gradebook.xml"
_VALUE, _SCALE = "1", "2"
_MEAN, WEIGHTED, _SIMPLE, _NATURAL = "0", "10", "11", "13"
_MAX_DEPTH = 50
SCHEMES = {
    "0": "GRADE_AGGREGATE_MEAN",
    "2": "GRADE_AGGREGATE_MEDIAN",
    "4": "GRADE_AGGREGATE_MIN",
    "6": "GRADE_AGGREGATE_MAX",
    "8": "GRADE_AGGREGATE_MODE",
    "10": "GRADE_AGGREGATE_WEIGHTED_MEAN",
    "11": "GRADE_AGGREGATE_WEIGHTED_MEAN2",
    "12": "GRADE_AGGREGATE_EXTRACREDIT_MEAN",
    "13": "GRADE_AGGREGATE_SUM",
}
"""Ways to count by their number, in Moodle's own names: no language has to be chosen for them."""


class GradeItem(msgspec.Struct, frozen=True):
    """A grade item.

    Attributes:
        name: what its author calls it; "".
        of_course: it is the total of the course.
        owner: id of its activity; of a category's total the id of the category as `category:<id>`; "".
        category: id of the category it counts in.
        graded: it can hold a grade that counts.
        points: greatest grade; None for scales and texts.
        pass_points: grade to pass; None without one.
        outcome: id of the outcome that it rates; "".
        coefficient: weight or extra credit, by the category's way to count.
        fixed_weight: share set by hand (natural counting); None.
    """

    id: str
    owner: str
    category: str
    source: Source
    graded: bool
    name: str = ""
    of_course: bool = False
    kind: str = ""
    points: float | None = None
    pass_points: float | None = None
    outcome: str = ""
    coefficient: float = 0.0
    fixed_weight: float | None = None


class Category(msgspec.Struct, frozen=True):
    """A category of the gradebook; the one without a parent is the course's.

    Attributes:
        parent: id of the category around it; "" for the course's.
        counting: number of its way to count (`SCHEMES`).
    """

    id: str
    parent: str
    counting: str
    name: str
    source: Source


class Gradebook(msgspec.Struct, frozen=True):
    """Categories, and the items of the course that belong to no activity."""

    items: tuple[GradeItem, ...] = ()
    categories: tuple[Category, ...] = ()

    def weights(self, items: Iterable[GradeItem]) -> dict[str, float]:
        """Share of the course result by id of the grade item, where the way to count tells it."""
        counting = {category.id: category.counting for category in self.categories}
        everything = [item for item in (*self.items, *items) if item.graded and not item.outcome]
        inside: dict[str, list[GradeItem]] = {}
        for item in everything:
            inside.setdefault(item.category, []).append(item)
        local: dict[str, float] = {}
        for category, members in inside.items():
            local |= shares(members, counting.get(category, ""))
        totals = {item.owner: item for item in everything if item.owner.startswith("category:")}
        found = {}
        for item in everything:
            share = self._up(item, local, totals)
            if share is not None:
                found[item.id] = share
        return found

    def _up(self, item: GradeItem, local: dict[str, float], totals: dict[str, GradeItem]) -> float | None:
        """The product of the shares from an item up to the course."""
        share: float | None = 1.0
        current: GradeItem | None = item
        for _ in range(_MAX_DEPTH):
            if current is None or share is None:
                break
            part = local.get(current.id)
            share = None if part is None else share * part
            current = totals.get(f"category:{current.category}")
        return share


def read_gradebook(shelf: Shelf) -> Gradebook:
    """`gradebook.xml`."""
    root = shelf.whole(FILE)
    if root is None:
        return Gradebook()
    categories = tuple(
        Category(
            id=node.attributes.get("id", ""),
            parent=field(node, "parent"),
            counting=field(node, "aggregation"),
            name=field(node, "fullname"),
            source=node.source(FILE),
        )
        for node in root.descendants("grade_category")
    )
    around = {f"category:{category.id}": category.parent for category in categories}
    items = (_item(node, FILE, _owner(node)) for node in root.descendants("grade_item"))
    # The total of a category counts in the category around it, which only the category itself names.
    placed = (msgspec.structs.replace(one, category=one.category or around.get(one.owner, "")) for one in items)
    return Gradebook(tuple(placed), categories)


def items_of(shelf: Shelf, directory: str, activity: str) -> tuple[GradeItem, ...]:
    """The grade items of an activity."""
    path = f"{directory}/grades.xml"
    root = shelf.whole(path, skip=USER_DATA)
    nodes = root.descendants("grade_item") if root is not None else ()
    return tuple(_item(node, path, activity) for node in nodes)


def _owner(node: StreamNode) -> str:
    return f"category:{field(node, 'iteminstance')}" if field(node, "itemtype") == "category" else ""


def _item(node: StreamNode, path: str, owner: str) -> GradeItem:
    kind = field(node, "gradetype")
    of_course = field(node, "itemtype") == "course"
    points = number(field(node, "grademax")) if kind == _VALUE else None
    passing = number(field(node, "gradepass"))
    fixed = number(field(node, "aggregationcoef2")) if flag(node, "weightoverride") else None
    return GradeItem(
        id=node.attributes.get("id", ""),
        owner=owner,
        category=field(node, "categoryid"),
        source=node.source(path),
        graded=kind in (_VALUE, _SCALE) and not of_course,
        name=field(node, "itemname"),
        of_course=of_course,
        kind=kind,
        points=points,
        pass_points=passing if passing else None,
        outcome=field(node, "outcomeid"),
        coefficient=number(field(node, "aggregationcoef")) or 0.0,
        fixed_weight=fixed,
    )


def shares(members: list[GradeItem], counting: str) -> dict[str, float]:
    """Shares within one category; {} where the way to count gives none that hold for everybody."""
    if counting == WEIGHTED:
        return _proportional({item.id: item.coefficient for item in members})
    if counting == _MEAN:
        return _proportional({item.id: 1.0 for item in members if item.coefficient == 0})
    if counting == _SIMPLE:
        return _proportional({item.id: item.points or 0.0 for item in members if item.coefficient == 0})
    if counting == _NATURAL:
        return _natural([item for item in members if item.coefficient == 0])
    return {}


def _natural(members: list[GradeItem]) -> dict[str, float]:
    """Weights set by hand, and what is left of 1 shared by points."""
    fixed = {item.id: item.fixed_weight for item in members if item.fixed_weight is not None}
    left = max(0.0, 1.0 - sum(fixed.values()))
    others = _proportional({item.id: item.points or 0.0 for item in members if item.fixed_weight is None})
    return fixed | {name: share * left for name, share in others.items()}


def _proportional(parts: dict[str, float]) -> dict[str, float]:
    total = sum(parts.values())
    return {name: part / total for name, part in parts.items()} if total > 0 else {}
