"""What a learner meets first in the table of contents (STR-001)."""

from __future__ import annotations

from oecheck.facts._definition import FactDefinition
from oecheck.model.course import Course
from oecheck.model.fact import plain

__all__ = ["FACTS"]


def opening_titles(course: Course) -> tuple[str, ...]:
    """Titles of the first visible node of the table of contents, and of the first entry below it."""
    shown = [module for module in course.modules if module.visible and not module.platform_made]
    first = shown[:1]
    entry = next((module for module in shown if module.leaf), None)
    if entry is not None and entry not in first:
        first.append(entry)
    return tuple(title for module in first if (title := (plain(module.title) or "").strip()))


FACTS = (
    FactDefinition(
        of="course",
        name="opening_titles",
        type="list<string>",
        meaning="titles of the first visible node of the table of contents and of the first entry in it",
        function=opening_titles,
    ),
)
