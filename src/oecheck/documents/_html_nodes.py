"""Nodes of the fall-back parser: the members of turbohtml's that `oecheck.documents.html` uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

__all__ = ["Branch", "ElementNode", "TextNode"]


class Branch:
    """The document, or an element: something that holds nodes."""

    __slots__ = ("children", "next_sibling", "parent")

    def __init__(self, parent: Branch | None) -> None:
        self.parent = parent
        self.next_sibling: Any = None
        self.children: list[Any] = []

    def append(self, node: Any) -> None:
        """Adds a last child."""
        if self.children:
            self.children[-1].next_sibling = node
        self.children.append(node)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.children)

    def __getitem__(self, place: int) -> Any:
        return self.children[place]

    @property
    def descendants(self) -> Iterator[Any]:
        """All nodes inside, in document order."""
        waiting = [iter(self.children)]
        while waiting:
            node = next(waiting[-1], None)
            if node is None:
                waiting.pop()
                continue
            yield node
            if isinstance(node, Branch):
                waiting.append(iter(node.children))

    @property
    def text(self) -> str:
        """All text inside."""
        return "".join(node.data for node in self.descendants if type(node) is TextNode)

    def find(self, tag: str) -> ElementNode | None:
        """The first element of a name inside."""
        return next((node for node in self.iter_elements() if node.tag == tag), None)

    def iter_elements(self) -> Iterator[ElementNode]:
        """All elements inside, in document order."""
        return (node for node in self.descendants if type(node) is ElementNode)


class ElementNode(Branch):
    """An element; `position` is its line, 1-based, and column, 0-based."""

    __slots__ = ("attrs", "position", "tag")

    def __init__(self, parent: Branch, tag: str, attrs: dict[str, str], position: tuple[int, int]) -> None:
        super().__init__(parent)
        self.tag = tag
        self.attrs = attrs
        self.position = position


class TextNode:
    """A run of text."""

    __slots__ = ("data", "next_sibling", "parent")

    def __init__(self, parent: Branch, data: str) -> None:
        self.parent = parent
        self.next_sibling: Any = None
        self.data = data
