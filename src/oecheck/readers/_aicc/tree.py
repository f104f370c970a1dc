"""The table of contents of an AICC course: blocks and units from the root down, without recursion.

Source: formats/tincan-aicc.md §2 (`.cst`); AI-04, AI-09.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from oecheck.model.course import Module
from oecheck.model.source import Source
from oecheck.readers._aicc.shelf import Shelf
from oecheck.readers._aicc.structure import Membership, Structure, key
from oecheck.readers._scorm.circles import in_circles

__all__ = ["Place", "Tree", "read_tree"]


class Place(msgspec.Struct, frozen=True):
    """A member at its place in the tree.

    Attributes:
        id: identifier, unique in the tree.
        key: of the identifier as written.
        source: where it is made a member.
        depth: from 1.
        position: among its siblings, from 1.
        parent: number of its block in `Tree.places`; -1 below the root.
        block: it has members.
    """

    id: str
    key: str
    source: Source
    depth: int
    position: int
    parent: int
    block: bool


class Tree(msgspec.Struct, frozen=True):
    """All members that the root leads to.

    Attributes:
        places: in the order in which learners meet them.
        circles: memberships that lead back to a block that they are in.
        again: memberships of a block that stands at another place already.
    """

    places: tuple[Place, ...]
    circles: tuple[Membership, ...]
    again: tuple[Membership, ...]

    def modules(self, titles: dict[str, str], descriptions: dict[str, str]) -> tuple[Module, ...]:
        """The places as nodes of the table of contents, with the words of the `.des`."""
        below = Counter(place.parent for place in self.places)
        units = [int(not place.block) for place in self.places]
        for number in range(len(units) - 1, -1, -1):
            if self.places[number].parent >= 0:
                units[self.places[number].parent] += units[number]
        return tuple(
            Module(
                source=place.source,
                id=place.id,
                title=titles.get(place.key) or None,
                description=descriptions.get(place.key) or None,
                depth=place.depth,
                position=place.position,
                parent=self.places[place.parent].id if place.parent >= 0 else "",
                leaf=not place.block,
                child_count=below[number],
                activity_count=units[number],
            )
            for number, place in enumerate(self.places)
        )


def read_tree(structure: Structure, shelf: Shelf) -> Tree:
    """The tree below the root; a block is shown once, where it is met first."""
    blocks = structure.blocks()
    root = structure.root()
    walk = _Walk(blocks, root, shelf)
    waiting = walk.below(root, -1)
    while waiting:
        membership, parent, position = waiting.pop()
        number = walk.place(membership, parent, position)
        if number >= 0 and walk.places[number].block:
            waiting += walk.below(key(membership.member), number)
    return Tree(tuple(walk.places), tuple(walk.circles), tuple(walk.again))


class _Walk:
    def __init__(self, blocks: dict[str, list[Membership]], root: str, shelf: Shelf) -> None:
        self._blocks = blocks
        self._shelf = shelf
        self._opened: set[str] = {root}
        self._names: Counter[str] = Counter()
        self._circle_of = in_circles(
            (block, key(node.member))
            for block, members in blocks.items()
            for node in members
            if key(node.member) in blocks
        )
        self.places: list[Place] = []
        self.circles: list[Membership] = []
        self.again: list[Membership] = []

    def below(self, block: str, parent: int) -> list[tuple[Membership, int, int]]:
        """Members of a block, last first."""
        return [
            (membership, parent, position)
            for position, membership in reversed(list(enumerate(self._blocks.get(block, ()), 1)))
        ]

    def place(self, membership: Membership, parent: int, position: int) -> int:
        """Number of the new place; -1 for a block that is open already."""
        name = key(membership.member)
        block = name in self._blocks
        if block and name in self._opened:
            (self.circles if self._closes(membership) else self.again).append(membership)
            return -1
        if block:
            self._opened.add(name)
        self._names[membership.member] += 1
        count = self._names[membership.member]
        self.places.append(
            Place(
                id=membership.member if count == 1 else f"{membership.member}~{count}",
                key=name,
                source=self._shelf.source("cst", membership.line),
                depth=self.places[parent].depth + 1 if parent >= 0 else 1,
                position=position,
                parent=parent,
                block=block,
            )
        )
        return len(self.places) - 1

    def _closes(self, membership: Membership) -> bool:
        """Whether a membership is part of a circle of blocks."""
        block = self._circle_of.get(key(membership.block), -1)
        return block == self._circle_of.get(key(membership.member), -2)
