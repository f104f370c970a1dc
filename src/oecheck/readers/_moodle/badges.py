"""Badges of the course as credentials.

Source: formats/moodle-mbz.md §2; formats/course-model.md §5; Moodle `backup_badges_structure_step`.
"""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.model.course import Activity
from oecheck.readers._moodle.fields import field
from oecheck.readers._moodle.shelf import Shelf
from oecheck.values.text import strip_markup

__all__ = ["read_badges"]

FILE = "badges.xml"
_INACTIVE = ("0", "2")
"""BADGE_STATUS_INACTIVE, BADGE_STATUS_INACTIVE_LOCKED."""


def read_badges(shelf: Shelf, count: int) -> Iterator[Activity]:
    """The badges, behind `count` other activities; who got them is not read."""
    for number, node in enumerate(shelf.records(FILE, "badge", skip=("manual_awards", "criteria")), 1):
        yield Activity(
            source=node.source(FILE),
            id=f"badge_{node.attributes.get('id', number)}",
            title=strip_markup(field(node, "name")) or None,
            description=strip_markup(field(node, "description")) or None,
            kind="credential",
            raw_kind="badge",
            position=count + number,
            visibility="draft" if field(node, "status") in _INACTIVE else "published",
            graded=False,
        )
