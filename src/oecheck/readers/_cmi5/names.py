"""Names of the course structure. Source: cmi5 Quartz, CourseStructure.xsd; formats/cmi5.md §2."""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.documents.xml import Element, local, namespace

__all__ = ["DRAFT", "QUARTZ", "own_child", "own_children"]

QUARTZ = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
DRAFT = "http://www.adlnet.gov/cmi5/CourseStructure.xsd"


def own_children(element: Element | None, space: str, *names: str) -> Iterator[Element]:
    """Child elements in the namespace of the structure with one of the names, in order."""
    if element is None:
        return
    for node in element:
        if isinstance(node.tag, str) and namespace(node) == space and local(node) in names:
            yield node


def own_child(element: Element | None, space: str, name: str) -> Element | None:
    """The first of them."""
    return next(own_children(element, space, name), None)
