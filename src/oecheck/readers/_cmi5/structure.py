"""A course structure as plain records: course, objectives, blocks and assignable units (AUs).

Read leniently: what is misplaced is read where it stands, what is missing is empty. Nothing here recurses.
Source: cmi5 Quartz §13.1; formats/cmi5.md §2.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from oecheck.documents.xml import Element, XmlDocument, local, namespace, text_of
from oecheck.model.course import LangText
from oecheck.model.source import Source
from oecheck.readers._cmi5.names import own_child, own_children
from oecheck.readers._xapi.texts import texts_in

__all__ = ["Node", "ObjectiveLink", "Structure", "read_structure"]


class ObjectiveLink(msgspec.Struct, frozen=True):
    """`objective` of a block or AU: the objective that it serves."""

    idref: str
    source: Source


class Node(msgspec.Struct, frozen=True):
    """A course, objective, block or AU.

    Attributes:
        kind: course, objective, block or au.
        element: its element.
        source: its place.
        id: as written, white space trimmed; "" without one.
        titles, descriptions: by language, blank ones too.
        links: objectives that it serves.
        parent: number of its block in `Structure.nodes`; -1 at the top.
        url: launch address of an AU, white space trimmed; "".
        url_source: where the address stands.
    """

    kind: str
    element: Element
    source: Source
    id: str
    titles: tuple[LangText, ...]
    descriptions: tuple[LangText, ...]
    links: tuple[ObjectiveLink, ...] = ()
    parent: int = -1
    url: str = ""
    url_source: Source = Source("")

    def value(self, attribute: str) -> str:
        """An attribute, white space trimmed (cmi5 §13.1); "" without it."""
        return str(self.element.get(attribute, "")).strip()


class Structure(msgspec.Struct, frozen=True):
    """The whole.

    Attributes:
        document: what it was read from.
        space: namespace of the structure.
        course: the course; None where the element is missing.
        objectives: in document order.
        nodes: blocks and AUs in document order.
    """

    document: XmlDocument
    space: str
    course: Node | None
    objectives: tuple[Node, ...]
    nodes: tuple[Node, ...]

    def all_nodes(self) -> Iterator[Node]:
        """Course, objectives, blocks, AUs."""
        if self.course is not None:
            yield self.course
        yield from self.objectives
        yield from self.nodes


def read_structure(document: XmlDocument) -> Structure:
    """The records of a structure, whatever is wrong with it."""
    root, space = document.root, namespace(document.root)
    reading = _Reading(document, space)
    course = own_child(root, space, "course")
    objectives = own_child(root, space, "objectives")
    return Structure(
        document,
        space,
        None if course is None else reading.node(course, "course"),
        tuple(reading.node(node, "objective") for node in own_children(objectives, space, "objective")),
        tuple(reading.tree(root)),
    )


class _Reading:
    def __init__(self, document: XmlDocument, space: str) -> None:
        self._document = document
        self._space = space

    def tree(self, root: Element) -> Iterator[Node]:
        """Blocks and AUs in document order, each with the number of its block."""
        waiting = [(node, -1) for node in reversed(list(own_children(root, self._space, "block", "au")))]
        number = 0
        while waiting:
            element, parent = waiting.pop()
            kind = local(element)
            yield self.node(element, kind, parent)
            if kind == "block":
                below = list(own_children(element, self._space, "block", "au"))
                waiting += [(node, number) for node in reversed(below)]
            number += 1

    def node(self, element: Element, kind: str, parent: int = -1) -> Node:
        url = own_child(element, self._space, "url") if kind == "au" else None
        source = self._document.source(element)
        return Node(
            kind=kind,
            element=element,
            source=source,
            id=str(element.get("id", "")).strip(),
            titles=self._texts(element, "title"),
            descriptions=self._texts(element, "description"),
            links=self._links(element) if kind in ("au", "block") else (),
            parent=parent,
            url="" if url is None else text_of(url),
            url_source=source if url is None else self._document.source(url),
        )

    def _texts(self, element: Element, name: str) -> tuple[LangText, ...]:
        holder = own_child(element, self._space, name)
        return texts_in(self._document, own_children(holder, self._space, "langstring"))

    def _links(self, element: Element) -> tuple[ObjectiveLink, ...]:
        holder = own_child(element, self._space, "objectives")
        return tuple(
            ObjectiveLink(str(node.get("idref", "")).strip(), self._document.source(node))
            for node in own_children(holder, self._space, "objective")
        )
