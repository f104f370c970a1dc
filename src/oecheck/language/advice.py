"""Expressions that are allowed and yet hardly meant: for the lint of rule files."""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.language.nodes import (
    Binary,
    Checked,
    Comprehension,
    Conditional,
    Literal,
    Logic,
    Name,
    Node,
    Unary,
    children,
)
from oecheck.language.problems import TypeProblem

__all__ = ["advise"]


def advise(checked: Checked) -> tuple[TypeProblem, ...]:
    """What somebody should look at again: conditions that never change, variables that are not used or hide others."""
    found = list(_constant(checked.root, "result"))
    waiting: list[tuple[Node, frozenset[str]]] = [(checked.root, frozenset())]
    while waiting:
        node, around = waiting.pop()
        found += _in_node(node, around)
        inside = around | {node.variable} if isinstance(node, Comprehension) else around
        waiting += [(child, inside) for child in children(node)]
    return tuple(sorted(found, key=lambda problem: (problem.offset, problem.end)))


def _in_node(node: Node, around: frozenset[str]) -> Iterator[TypeProblem]:
    match node:
        case Logic():
            for operand in node.operands:
                yield from _constant(operand, node.operator)
        case Conditional():
            yield from _constant(node.condition, "?")
        case Unary(operator="!"):
            yield from _constant(node.operand, "!")
        case Comprehension():
            yield from _variable(node, around)


def _constant(node: Node, where: str) -> Iterator[TypeProblem]:
    both = isinstance(node, Binary) and isinstance(node.left, Literal) and isinstance(node.right, Literal)
    if node.type.name == "bool" and (isinstance(node, Literal) or both):
        yield TypeProblem(node.offset, node.end, "cel-constant-condition", where=where)


def _variable(node: Comprehension, around: frozenset[str]) -> Iterator[TypeProblem]:
    end = node.variable_offset + len(node.variable)
    if node.variable in around:
        yield TypeProblem(node.variable_offset, end, "cel-hidden-variable", variable=node.variable)
    parts = [node.body] if node.condition is None else [node.condition, node.body]
    if not any(_uses(part, node.slot) for part in parts):
        yield TypeProblem(node.variable_offset, end, "cel-unused-variable", variable=node.variable, macro=node.macro)


def _uses(node: Node, slot: int) -> bool:
    waiting = [node]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Name) and found.slot == slot:
            return True
        waiting += children(found)
    return False
