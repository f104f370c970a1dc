"""The grading policy in the words of the course model.

Source: formats/olx.md §3 (grading policy); openedx-platform `xmodule/graders.py`.
"""

from __future__ import annotations

from collections import Counter

from oecheck.model.course import GradingPart
from oecheck.model.fact import Fact, Method, Value
from oecheck.readers._olx.blocks import Block
from oecheck.readers._olx.policy import Grading

__all__ = ["grading_parts", "pass_mark"]


def pass_mark(grading: Grading) -> Value[float]:
    """The share at which the lowest grade begins: below it a learner has not passed."""
    mark = grading.pass_mark
    return None if mark is None else Fact(value=mark, method=Method.DERIVED, sources=(grading.cutoffs_source,))


def grading_parts(grading: Grading, blocks: tuple[Block, ...]) -> Value[tuple[GradingPart, ...]]:
    """Every assignment type with its weight and the graded subsections that are of it."""
    found = Counter(block.text("format") for block in blocks if block.tag == "sequential" and block.says("graded"))
    parts = tuple(
        GradingPart(
            source=grader.source,
            name=grader.type,
            weight=grader.weight,
            wanted=grader.min_count,
            found=found[grader.type],
        )
        for grader in grading.graders
    )
    return parts or None
