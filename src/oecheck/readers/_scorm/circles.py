"""Circles in a graph: strongly connected components of more than one node, without recursion (Tarjan)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

__all__ = ["in_circles"]

N = TypeVar("N", bound=Hashable)


def in_circles(edges: Iterable[tuple[N, N]]) -> dict[N, int]:
    """Number of the circle that a node lies in; nodes in none are left out. Linear in the number of edges."""
    graph: dict[N, list[N]] = {}
    loops = set()
    for start, end in edges:
        graph.setdefault(start, []).append(end)
        graph.setdefault(end, [])
        if start == end:
            loops.add(start)
    circles: dict[N, int] = {}
    for number, component in enumerate(_components(graph)):
        if len(component) > 1 or component[0] in loops:
            circles.update(dict.fromkeys(component, number))
    return circles


def _components(graph: dict[N, list[N]]) -> Iterator[list[N]]:
    order: dict[N, int] = {}
    low: dict[N, int] = {}
    stack: list[N] = []
    on_stack: set[N] = set()
    for root in graph:
        if root in order:
            continue
        walk = [(root, iter(graph[root]))]
        order[root] = low[root] = len(order)
        stack.append(root)
        on_stack.add(root)
        while walk:
            node, following = walk[-1]
            child = next(following, None)
            if child is None:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[node])
                if low[node] == order[node]:
                    yield _popped(stack, on_stack, node)
            elif child not in order:
                order[child] = low[child] = len(order)
                stack.append(child)
                on_stack.add(child)
                walk.append((child, iter(graph[child])))
            elif child in on_stack:
                low[node] = min(low[node], order[child])


def _popped(stack: list[N], on_stack: set[N], last: N) -> list[N]:
    component = []
    while True:
        node = stack.pop()
        on_stack.discard(node)
        component.append(node)
        if node == last:
            return component
