"""How much of the description is written in a script that says more with a character (MET-004)."""

from __future__ import annotations

import unicodedata

from oecheck.facts._definition import FactDefinition
from oecheck.model.course import Course
from oecheck.model.fact import plain

__all__ = ["FACTS"]


def wide_letters(course: Course) -> int:
    """Letters of the description that are written wide; 0 without a description."""
    description = plain(course.description) or ""
    return sum(
        character.isalpha() and unicodedata.east_asian_width(character) in ("W", "F") for character in description
    )


FACTS = (
    FactDefinition(
        of="course",
        name="wide_letters",
        type="int",
        meaning="letters of the description in Chinese, Japanese or Korean script",
        function=wide_letters,
    ),
)
