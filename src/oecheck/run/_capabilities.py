"""Telling *absent* from *unsupported*: what a format has no place for is not the author's omission (DESIGN §2.2)."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from oecheck.model.course import Course
from oecheck.model.fact import Fact, unsupported

__all__ = ["with_capabilities"]


def with_capabilities(course: Course, capabilities: Collection[str]) -> Course:
    """The course, with every empty field that its format has no place for marked as unsupported.

    Args:
        course: as the reader gives it.
        capabilities: `course.<field>` names that the format has a place for.
    """
    empty: dict[str, Fact[object]] = {
        name: unsupported()
        for name in course.__struct_fields__
        if getattr(course, name) is None and f"course.{name}" not in capabilities
    }
    return msgspec.structs.replace(course, **empty) if empty else course
