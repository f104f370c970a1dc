"""The limits of depth, loops and size, held while a tree is built."""

from __future__ import annotations

from typing import TypeVar

from oecheck.language.limits import MAX_DEPTH, MAX_LOOPS, MAX_NODES
from oecheck.language.nodes import Comprehension, Node, children
from oecheck.language.problems import LanguageError, SyntaxProblem

__all__ = ["Measured"]

_N = TypeVar("_N", bound=Node)


class Measured:
    """The nodes of one tree, measured as they are made, those below first."""

    def __init__(self) -> None:
        # Depth and number of loops of every node made, by id; `_kept` keeps the ids from being used again.
        self._measures: dict[int, tuple[int, int]] = {}
        self._kept: list[Node] = []

    def node(self, node: _N) -> _N:
        """The node, measured.

        Raises:
            LanguageError: it makes the tree too deep or too large.
        """
        depth, loops = 1, 0
        below = children(node)
        if below:
            measures = [self._measures[id(child)] for child in below]
            depth += max(deep for deep, _ in measures)
            loops = max(inside for _, inside in measures)
            if isinstance(node, Comprehension):  # loops in what is walked run before, not inside
                loops = max(measures[0][1], 1 + max(inside for _, inside in measures[1:]))
        if depth > MAX_DEPTH or loops > MAX_LOOPS or len(self._kept) >= MAX_NODES:
            raise LanguageError([_too_much(node, depth, loops)])
        self._measures[id(node)] = (depth, loops)
        self._kept.append(node)
        return node


def _too_much(node: Node, depth: int, loops: int) -> SyntaxProblem:
    """Which limit a tree breaks first."""
    if depth > MAX_DEPTH:
        return SyntaxProblem(node.offset, node.end, "cel-too-deep", limit=MAX_DEPTH)
    if loops > MAX_LOOPS:
        return SyntaxProblem(node.offset, node.end, "cel-too-many-loops", limit=MAX_LOOPS)
    return SyntaxProblem(node.offset, node.end, "cel-too-large", limit=MAX_NODES)
