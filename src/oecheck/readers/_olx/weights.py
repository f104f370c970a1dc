"""How much a graded block counts: the weight of its kind, shared by the subsections of that kind and their points.

Source: formats/olx.md §3 (grading policy); openedx-platform `xmodule/graders.py`: of each kind the best count, the
lowest `drop_count` are left out, and `min_count` subsections are reckoned with even when there are fewer.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from oecheck.documents.xml import local
from oecheck.readers._olx.blocks import Block
from oecheck.readers._olx.kinds import ASSIGNMENTS, BANKS
from oecheck.readers._olx.policy import Grading

__all__ = ["Weights"]

_SCORED = frozenset({"problem", "drag-and-drop-v2", *ASSIGNMENTS, *BANKS})


class Weights:
    """Shares of the result, from 0 to 1."""

    def __init__(self, blocks: tuple[Block, ...], grading: Grading) -> None:
        graders = {grader.type: grader for grader in grading.graders}
        kinds = {
            index: block.text("format")
            for index, block in enumerate(blocks)
            if block.tag == "sequential" and block.says("graded")
        }
        many = Counter(kinds.values())
        self._of_sequential: dict[int, float] = {}
        for index, kind in kinds.items():
            grader = graders.get(kind)
            if grader is not None:
                counted = max(max(many[kind], grader.min_count) - grader.drop_count, 1)
                self._of_sequential[index] = grader.weight / counted
        self._points: dict[int, float] = {}
        self._totals: defaultdict[int, float] = defaultdict(float)
        self._add_up(blocks)

    def of(self, sequential: int, index: int) -> float | None:
        """Share of a block in a subsection; None where the grading policy does not say."""
        share = self._of_sequential.get(sequential)
        total = self._totals.get(sequential, 0.0)
        if share is None or not total:
            return None
        return share * self._points.get(index, 0.0) / total

    def _add_up(self, blocks: tuple[Block, ...]) -> None:
        sequentials: list[int] = []
        in_bank: list[bool] = []
        for index, block in enumerate(blocks):
            above = sequentials[block.parent] if block.parent >= 0 else -1
            sequentials.append(index if block.tag == "sequential" else above)
            drawn = block.parent >= 0 and in_bank[block.parent]
            in_bank.append(drawn or block.tag in BANKS)
            if block.tag in _SCORED and not drawn:
                self._points[index] = _points(block)
                self._totals[sequentials[index]] += self._points[index]


def _points(block: Block) -> float:
    """Points of a block; a problem that names none has one for each response, a bank one for each problem drawn."""
    weight = block.number("weight")
    if weight is not None:
        return max(weight, 0.0)
    if block.tag == "problem":
        return float(sum(1 for node in block.element.iter() if local(node).endswith("response")) or 1)
    return float(max(block.whole("max_count") or 1, 1)) if block.tag in BANKS else 1.0
