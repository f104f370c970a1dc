"""Files and entries that look like a syllabus, where none is declared (STR-007)."""

from __future__ import annotations

from oecheck.facts._definition import FactDefinition
from oecheck.facts._run import StandardData
from oecheck.model.course import Course
from oecheck.model.fact import plain
from oecheck.values.text import apart

__all__ = ["FACTS"]

_MOST = 5


def syllabus_candidates(course: Course, standard_data: StandardData) -> tuple[str, ...]:
    """Titles of entries, and names of files that entries open, which hold a word of the list `syllabus`."""
    words = standard_data.lexicon("syllabus", "*") or frozenset()
    titles = [plain(module.title) or "" for module in course.modules if module.visible]
    names = [activity.entry.rpartition("/")[2] for activity in course.activities if not activity.external]
    found = dict.fromkeys(text for text in (*titles, *names) if _speaks_of(text, words))
    return tuple(found)[:_MOST]


def _speaks_of(text: str, words: frozenset[str]) -> bool:
    """A word may be a part of a name (`CourseSyllabus.pdf`), not lie inside another (“ementa” in “implementation”)."""
    padded = apart(text)
    return any(_stands(word, padded) for word in words if word)


def _stands(word: str, padded: str) -> bool:
    if not word.isascii():
        return word in padded
    return f" {word}" in padded or f"{word} " in padded


FACTS = (
    FactDefinition(
        of="course",
        name="syllabus_candidates",
        type="list<string>",
        meaning="titles and file names that speak of a syllabus or course guide, at most five",
        function=syllabus_candidates,
    ),
)
