"""One file of an edition as somebody wrote it: its tree, its values, the place of everything, what is wrong with it.

Lint goes on where `check` would stop: a key given twice or misspelt must not hide the mistakes below it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from oecheck.authoring._schema import SchemaProblem, held_against
from oecheck.documents import DocumentUnreadable
from oecheck.documents.yaml import YamlNode, YamlTree, parse_yaml, position_in, to_data
from oecheck.errors import RuleFileProblem

__all__ = ["WrittenFile"]


class WrittenFile:
    """A file, read as far as it can be.

    Args:
        name: path for people.
        data: its bytes.
        schema: name of its schema in `schemas/`; "" for a file without one.
        type_: what its values are converted to.

    Attributes:
        value: its values as `type_`, with what was wrong left out or replaced; None where nothing can be made of it.
        problems: everything that is wrong, in the order in which it was found.
        text: the file as text; "" where it is not even that.
    """

    def __init__(self, name: str, data: bytes, schema: str, type_: type[Any] | None) -> None:
        self.name = name
        self.value: Any = None
        self.problems: list[RuleFileProblem] = []
        self.text = ""
        self._replaced: set[str] = set()
        self._tree = self._parsed(data)
        if self._tree is not None and type_ is not None:
            self.text = self._tree.text
            self._convert(self._tree, schema, type_)

    @property
    def readable(self) -> bool:
        """Whether the file is YAML at all."""
        return self._tree is not None

    def add(self, pointer: str, code: str, /, *, at_key: bool = False, offset: int = 0, **arguments: object) -> None:
        """Notes a problem; one that only stands on what has been told already is left out.

        Args:
            pointer: where, as a JSON Pointer; of what is not there, where it would be.
            code: key of the text, without the leading `lint.`.
            at_key: the key is meant, not the value.
            offset: character of a text that is meant.
            **arguments: values of the text's placeholders, and `suggestions`.
        """
        self.note(pointer, code, arguments, at_key=at_key, offset=offset)

    def note(
        self, pointer: str, code: str, arguments: Mapping[str, object], *, at_key: bool = False, offset: int = 0
    ) -> None:
        """The same as `add`, for arguments that are a mapping already."""
        if any(pointer == wrong or pointer.startswith(wrong + "/") for wrong in self._replaced):
            return
        line, column = self.place(pointer, offset, at_key=at_key)
        problem = RuleFileProblem(self.name, line, column, code)
        problem.arguments = arguments
        self.problems.append(problem)

    def place(self, pointer: str, offset: int = 0, *, at_key: bool = False) -> tuple[int, int]:
        """Line and column of a place in the file."""
        if self._tree is None:
            return 0, 0
        found, node = _nodes(self._tree.root, pointer)
        if at_key:
            return found.line, found.column
        return position_in(self._tree.text, node, offset) if node.kind == "scalar" else (node.line, node.column)

    def locate(self, below: str = "", renamed: Callable[[str], str] = str) -> Callable[[str, int], tuple[int, int]]:
        """A function that finds places below a pointer, for checks of a part of the file."""
        return lambda pointer, offset: self.place(below + renamed(pointer), offset)

    def _parsed(self, data: bytes) -> YamlTree | None:
        try:
            tree = parse_yaml(data, self.name)
        except DocumentUnreadable as error:
            found = [
                RuleFileProblem(self.name, p.line, p.column, f"yaml-{p.code}", **p.arguments) for p in error.problems
            ]
            self.problems += found or [RuleFileProblem(self.name, error.line, error.column, f"yaml-{error.code}")]
            return None
        self.problems += [
            RuleFileProblem(self.name, p.line, p.column, f"yaml-{p.code}", **p.arguments) for p in tree.problems
        ]
        return tree

    def _convert(self, tree: YamlTree, schema: str, type_: type[Any]) -> None:
        data = to_data(tree.root)
        for problem in held_against(data, schema):
            self._tell(problem)
        try:
            self.value = msgspec.convert(data, type_, strict=False)
        except msgspec.ValidationError as error:
            if not self.problems:
                self.add("", "wrong-shape", detail=str(error))

    def _tell(self, problem: SchemaProblem) -> None:
        if problem.code:
            self.note(problem.pointer, problem.code, problem.arguments, at_key=problem.at_key)
        if problem.replaced:
            self._replaced.add(problem.pointer)


def _nodes(root: YamlNode, pointer: str) -> tuple[YamlNode, YamlNode]:
    """Key and value of a pointer, or of the last step on the way that exists; an item of a list is its own key."""
    key = node = root
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if node.kind == "sequence" and name.isdigit() and int(name) < len(node.items):
            key = node = node.items[int(name)]
            continue
        pairs = [pair for pair in node.pairs if pair[0].text == name]
        if not pairs:
            break
        key, node = pairs[-1]
    return key, node
