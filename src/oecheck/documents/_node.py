"""The one shape of a YAML or JSON document: nodes with places, every scalar as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from oecheck.documents._problem import DocumentProblem
from oecheck.model.source import Source

__all__ = ["YamlNode", "YamlTree", "to_data"]


class YamlNode(msgspec.Struct):
    """A node of the document.

    Attributes:
        kind: `scalar`, `sequence` or `mapping`.
        line, column: 1-based, of its first character.
        end_line, end_column: 1-based, just behind its last character.
        text: of a scalar, as it stands for; "" otherwise.
        style: of a YAML scalar `plain`, `'`, `"`, `|` or `>`; of a JSON scalar `string`, `number`, `true`, `false` or
            `null`; of a YAML collection `flow` or `block`.
        items: of a sequence.
        pairs: of a mapping, key nodes kept; of equal keys all, in order.
    """

    kind: str
    line: int
    column: int
    end_line: int = 0
    end_column: int = 0
    text: str = ""
    style: str = "plain"
    items: list[YamlNode] = msgspec.field(default_factory=list)
    pairs: list[tuple[YamlNode, YamlNode]] = msgspec.field(default_factory=list)

    def get(self, key: str) -> YamlNode | None:
        """Value of a key of a mapping; of equal keys the last, as most readers have it."""
        found = None
        for name, value in self.pairs:
            if name.text == key and name.kind == "scalar":
                found = value
        return found

    def scalar(self, key: str) -> str | None:
        """Text of a key's value where that is a scalar; a JSON or plain YAML `null` is no text."""
        node = self.get(key)
        if node is None or node.kind != "scalar" or node.style == "null":
            return None
        return node.text

    def keys(self) -> Iterator[str]:
        """Names of a mapping in order."""
        return (name.text for name, _ in self.pairs)


class YamlTree:
    """A document of nodes.

    Attributes:
        file: path of the document.
        root: its root node.
        problems: what is wrong, in the order of the document.
        text: the document as text (positions are looked up in it).
    """

    def __init__(self, file: str, root: YamlNode, problems: tuple[DocumentProblem, ...], text: str) -> None:
        self.file = file
        self.root = root
        self.problems = problems
        self.text = text
        self._pointers: dict[int, str] | None = None

    def source(self, node: YamlNode) -> Source:
        """Where a node is, with its JSON Pointer (RFC 6901)."""
        return Source(self.file, node.line, node.column, self.pointer(node))

    def pointer(self, node: YamlNode) -> str:
        """JSON Pointer of a node of this tree; "" for the root. All are worked out in one walk when first asked for."""
        if self._pointers is None:
            self._pointers = _pointers(self.root)
        return self._pointers.get(id(node), "")


def _pointers(root: YamlNode) -> dict[int, str]:
    """By identity: the tree keeps its nodes alive. With a list of our own, not by recursion."""
    found: dict[int, str] = {id(root): ""}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        start = found[id(node)]
        named = [(str(index), item) for index, item in enumerate(node.items)]
        named += [(name.text.replace("~", "~0").replace("/", "~1"), value) for name, value in node.pairs]
        for step, value in named:
            found[id(value)] = f"{start}/{step}"
            waiting.append(value)
        for name, value in node.pairs:
            found[id(name)] = found[id(value)]
    return found


def to_data(node: YamlNode) -> Any:
    """Plain dict, list and str of a node; of equal keys the last. No text becomes a number, truth value or date."""
    made: dict[int, Any] = {}
    waiting: list[tuple[YamlNode, bool]] = [(node, False)]
    while waiting:
        current, ready = waiting.pop()
        parts = [*current.items, *(value for _, value in current.pairs)]
        if current.kind == "scalar":
            made[id(current)] = current.text
        elif not ready:
            waiting.append((current, True))
            waiting.extend((part, False) for part in parts)
        elif current.kind == "sequence":
            made[id(current)] = [made[id(item)] for item in current.items]
        else:
            made[id(current)] = {name.text: made[id(value)] for name, value in current.pairs}
    return made[id(node)]
