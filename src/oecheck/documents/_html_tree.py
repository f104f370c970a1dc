"""What a back end gives: a tree of nodes with the few members that are used here."""

from __future__ import annotations

from typing import Any, NamedTuple

__all__ = ["Tree"]


class Tree(NamedTuple):
    """A parsed page.

    Attributes:
        root: the document. Nodes have `parent`, `next_sibling`, `descendants`, `text`, `find` and their children by
            iteration and index, and are the same objects at each visit; elements have `tag`, `attrs` and `position`
            too, texts `data`.
        element_type: class of elements.
        text_type: class of texts.
        encoding: encoding of the bytes; "" when they came as text.
        cut: the back end did not get to the end.
    """

    root: Any
    element_type: Any
    text_type: Any
    encoding: str
    cut: bool = False
