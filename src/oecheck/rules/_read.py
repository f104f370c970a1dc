"""One YAML file as typed values, every problem with its line and column."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import msgspec

from oecheck.documents import DocumentUnreadable
from oecheck.documents.yaml import YamlNode, YamlTree, parse_yaml, plain_data, position_in, to_data
from oecheck.errors import RuleFileProblem

__all__ = ["node_at", "read_tree", "read_typed"]

T = TypeVar("T")

_PATH = re.compile(r" - at `\$(.*)`$")
_STEP = re.compile(r"\.(?P<key>[^.\[\]]+)|\[(?P<index>\d+|\.\.\.)\]")


def read_tree(data: bytes, name: str) -> tuple[YamlTree | None, list[RuleFileProblem]]:
    """The tree of a file, and what is wrong with it as YAML."""
    try:
        tree = parse_yaml(data, name)
    except DocumentUnreadable as error:
        problems = [RuleFileProblem(name, p.line, p.column, f"yaml-{p.code}", **p.arguments) for p in error.problems]
        return None, problems or [RuleFileProblem(name, error.line, error.column, f"yaml-{error.code}")]
    return tree, [RuleFileProblem(name, p.line, p.column, f"yaml-{p.code}", **p.arguments) for p in tree.problems]


def read_typed(
    data: bytes, name: str, type_: type[T]
) -> tuple[T | None, Callable[[str, int], tuple[int, int]], list[RuleFileProblem]]:
    """The values of a file, a function that finds places in it, and what is wrong.

    Args:
        data: the file.
        name: its name for problems.
        type_: shape it must have.
    """
    plain = plain_data(data)  # without places, a third of the time: they are looked for when something is wrong
    if plain is not None:
        try:
            return msgspec.convert(plain, type_, strict=False), _Places(data, name), []
        except msgspec.ValidationError:
            pass  # said with its place below
    return _read_with_places(data, name, type_)


class _Places:
    """Finds places in a file that is right as YAML; its tree is made when first asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        self._tree: YamlTree | None = None

    def __call__(self, pointer: str, offset: int) -> tuple[int, int]:
        if self._tree is None:
            self._tree = parse_yaml(self._data, self._name)
        return _place(self._tree, pointer, offset)


def _place(tree: YamlTree, pointer: str, offset: int) -> tuple[int, int]:
    node = node_at(tree.root, pointer)
    return position_in(tree.text, node, offset) if node.kind == "scalar" else (node.line, node.column)


def _read_with_places(
    data: bytes, name: str, type_: type[T]
) -> tuple[T | None, Callable[[str, int], tuple[int, int]], list[RuleFileProblem]]:
    tree, problems = read_tree(data, name)
    if tree is None or problems:
        return None, lambda _pointer, _offset: (0, 0), problems

    places = partial(_place, tree)
    try:
        return msgspec.convert(to_data(tree.root), type_, strict=False), places, []
    except msgspec.ValidationError as error:
        return None, places, [_shape_problem(str(error), tree, name)]


def node_at(root: YamlNode, pointer: str) -> YamlNode:
    """The node of a JSON Pointer, or the last one on the way that exists."""
    node = root
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        found = node.get(key) if node.kind == "mapping" else None
        if node.kind == "sequence" and key.isdigit() and int(key) < len(node.items):
            found = node.items[int(key)]
        if found is None:
            return node
        node = found
    return node


def _shape_problem(message: str, tree: YamlTree, name: str) -> RuleFileProblem:
    """msgspec's message with its path turned into a line; `standard lint` says more, by JSON Schema."""
    match = _PATH.search(message)
    pointer = "".join(f"/{step['key'] or step['index']}" for step in _STEP.finditer(match[1])) if match else ""
    node: Any = node_at(tree.root, pointer)
    text = message[: match.start()] if match else message
    return RuleFileProblem(name, node.line, node.column, "wrong-shape", detail=text, pointer=pointer)
