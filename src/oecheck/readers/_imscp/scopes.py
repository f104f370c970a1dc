"""The manifest and its sub-manifests: each one is a scope of identifiers of its own.

Source: formats/content-packaging.md §3 ("scope of ids is the nearest manifest").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from oecheck.readers._imscp.identifiers import only_once
from oecheck.readers._imscp.names import XML_BASE, attribute, children, first
from oecheck.values.href import join_base

__all__ = ["PlacedItem", "Scope", "read_scopes"]


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An `item` with its place in the tree; the XML is walked once and never again."""

    element: _Element
    organization: _Element
    parent: _Element | None
    depth: int
    hidden_above: bool


@dataclass(slots=True)
class Scope:
    """One `manifest` element and what lies directly in it.

    Attributes:
        name: identifier of the sub-manifest; "" for the manifest of the package.
        unique: identifiers that occur once in this scope.
        resources: `resource` elements by identifier, the first of each.
        submanifests: identifiers of the manifests nested directly in it.
    """

    element: _Element
    name: str
    base: str
    organizations: list[_Element] = field(default_factory=list)
    items: list[PlacedItem] = field(default_factory=list)
    resource_elements: list[_Element] = field(default_factory=list)
    resource_bases: list[str] = field(default_factory=list)
    resources: dict[str, _Element] = field(default_factory=dict)
    submanifests: frozenset[str] = frozenset()
    unique: frozenset[str] = frozenset()

    @property
    def default(self) -> _Element | None:
        """The default organization: the one named, else the first."""
        parent = first(self.element, "organizations")
        wanted = attribute(parent, "default") if parent is not None else None
        named = (node for node in self.organizations if wanted and attribute(node, "identifier") == wanted)
        return next(named, self.organizations[0] if self.organizations else None)


def read_scopes(root: _Element) -> tuple[Scope, ...]:
    """The manifest and all sub-manifests, in document order."""
    scopes: list[Scope] = []
    waiting = [(root, "", "")]
    while waiting:
        element, name, outer = waiting.pop()
        scope = Scope(element, name, join_base(outer, element.get(XML_BASE, "").strip()))
        nested = list(children(element, "manifest"))
        scope.submanifests = frozenset(filter(None, (attribute(node, "identifier") for node in nested)))
        _fill(scope)
        scopes.append(scope)
        for position, node in enumerate(reversed(nested)):
            waiting.append((node, attribute(node, "identifier") or f"{name}#{len(nested) - position}", scope.base))
    return tuple(scopes)


def _fill(scope: Scope) -> None:
    for parent in children(scope.element, "organizations"):
        scope.organizations.extend(children(parent, "organization"))
    for organization in scope.organizations:
        scope.items.extend(_items(organization))
    for parent in children(scope.element, "resources"):
        base = join_base(scope.base, parent.get(XML_BASE, "").strip())
        for node in children(parent, "resource"):
            scope.resource_elements.append(node)
            scope.resource_bases.append(join_base(base, node.get(XML_BASE, "").strip()))
            identifier = attribute(node, "identifier")
            if identifier:
                scope.resources.setdefault(identifier, node)
    scope.unique = only_once(attribute(node, "identifier") for node in _identified(scope))


def _identified(scope: Scope) -> Iterator[_Element]:
    yield scope.element
    yield from scope.organizations
    yield from (item.element for item in scope.items)
    yield from scope.resource_elements


def _items(organization: _Element) -> Iterator[PlacedItem]:
    """Items below an organization in document order, without recursion."""
    waiting = [
        PlacedItem(node, organization, None, 1, hidden_above=False)
        for node in reversed(list(children(organization, "item")))
    ]
    while waiting:
        item = waiting.pop()
        yield item
        hidden = item.hidden_above or attribute(item.element, "isvisible") in ("false", "0")
        waiting.extend(
            PlacedItem(node, organization, item.element, item.depth + 1, hidden)
            for node in reversed(list(children(item.element, "item")))
        )
