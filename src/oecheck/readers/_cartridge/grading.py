"""Weighted assignment groups of Canvas in the words of the course model.

Source: formats/common-cartridge.md §8.1 (`assignment_groups.xml`, `group_weighting_scheme`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from oecheck.model.course import GradingPart
from oecheck.model.source import Source
from oecheck.readers._cartridge.canvas import SETTINGS_FOLDER, Canvas
from oecheck.readers._cartridge.canvas_work import CanvasAssignment, CanvasQuiz, CanvasTopic

__all__ = ["grading_parts"]

_FILE = SETTINGS_FOLDER + "assignment_groups.xml"


def grading_parts(canvas: Canvas) -> tuple[GradingPart, ...] | None:
    """Every group with its weight and the work in it that counts; None where the groups are not weighted."""
    found = Counter(work.group for work in _assignments(canvas) if work.counts)
    parts = tuple(
        GradingPart(
            source=Source(_FILE),
            name=canvas.group_titles.get(group) or group,
            weight=weight,
            found=found[group],
        )
        for group, weight in canvas.groups.items()
    )
    return parts or None


def _assignments(canvas: Canvas) -> Iterator[CanvasAssignment]:
    """Assignments, and those inside quizzes and discussions."""
    yield from canvas.assignments.values()
    holders: tuple[CanvasQuiz | CanvasTopic, ...] = (*canvas.quizzes.values(), *canvas.topics.values())
    for holder in holders:
        if holder.assignment is not None:
            yield holder.assignment
