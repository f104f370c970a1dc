"""Looking things up in XML descriptors by local name, whatever the namespace and the letter case.

Real packages mix namespaces, prefixes and the spellings of two generations of one binding (`learningResourceType`,
`learningresourcetype`), so every descriptor reader asks by local name. Nothing here recurses.
Source: formats/README.md §4; formats/metadata.md §1.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml.etree import _Element, tostring

from oecheck.documents.xml import local_of

__all__ = ["attribute", "child", "children", "descendants", "element_children", "find", "text_at", "text_of"]


def element_children(parent: _Element | None) -> Iterator[_Element]:
    """Child elements; comments and processing instructions are left out."""
    return iter(()) if parent is None else parent.iterchildren("*")


def children(parent: _Element | None, *names: str) -> Iterator[_Element]:
    """Children with one of the local names."""
    wanted = _wanted(names)
    return (node for node in element_children(parent) if _name(node.tag) in wanted)


def child(parent: _Element | None, *names: str) -> _Element | None:
    """The first child with one of the local names."""
    return next(children(parent, *names), None)


def find(parent: _Element | None, *path: str) -> _Element | None:
    """The element reached by taking the first child of each name in turn."""
    for name in path:
        parent = child(parent, name)
    return parent


def descendants(parent: _Element | None, *names: str) -> Iterator[_Element]:
    """Elements below, in document order, with one of the local names."""
    if parent is None:
        return
    wanted = _wanted(names)
    for node in parent.iterdescendants("*"):
        if _name(node.tag) in wanted:
            yield node


@lru_cache(maxsize=4096)
def _name(tag: str) -> str:
    """Local name of a tag in small letters; the tags of a package are few."""
    return local_of(tag).lower()


@lru_cache(maxsize=1024)
def _wanted(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.lower() for name in names)


def text_of(node: _Element | None) -> str:
    """All text of an element, white space folded; "" for None."""
    if node is None:
        return ""
    if len(node) == 0:
        return " ".join((node.text or "").split())
    return " ".join(str(tostring(node, method="text", encoding="unicode", with_tail=False)).split())


def text_at(parent: _Element | None, *path: str) -> str:
    """Text of the element at a path, see `find`."""
    return text_of(find(parent, *path))


def attribute(node: _Element | None, name: str) -> str | None:
    """Value of the attribute with a local name in any namespace, white space trimmed; None when it is not there."""
    if node is None:
        return None
    wanted = name.lower()
    for key, value in node.attrib.items():
        if _unqualified(str(key)) == wanted:
            return str(value).strip()
    return None


@lru_cache(maxsize=4096)
def _unqualified(key: str) -> str:
    return key.rpartition("}")[2].lower()
