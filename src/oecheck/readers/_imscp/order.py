"""The order and number of children that every version of the Content Packaging schema asks for.

Source: imscp_rootv1p1p2.xsd, imscp_v1p1.xsd, imscp_v1p2.xsd: complex types; they agree on order and on upper bounds.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from oecheck.readers._imscp.names import is_manifest_name, local_name, namespace_of

__all__ = ["KNOWN_PARENTS", "Misplaced", "in_order", "misplaced_children"]

# Names in order; a `*` after the name: any number. Foreign elements stand after them.
_GRAMMAR: dict[str, tuple[str, ...]] = {
    "manifest": ("metadata", "organizations", "resources", "manifest*"),
    "metadata": ("schema", "schemaversion"),
    "organizations": ("organization*",),
    "organization": ("title", "item*", "metadata"),
    "item": ("title", "item*", "metadata"),
    "resources": ("resource*",),
    "resource": ("metadata", "file*", "dependency*"),
    "file": ("metadata",),
    "dependency": (),
}
KNOWN_PARENTS = frozenset(_GRAMMAR)

Misplaced = tuple[_Element, str]


def misplaced_children(parent: _Element) -> Iterator[Misplaced]:
    """Children that the schema does not allow at their place, each with `order`, `repeated` or `unknown`."""
    names = _GRAMMAR.get(local_name(parent), ())
    places = {name.rstrip("*"): place for place, name in enumerate(names)}
    own = namespace_of(parent)
    reached = -1
    for node in parent:
        name = local_name(node)
        if not name:
            continue
        if not is_manifest_name(node, own) or ":" in str(node.tag).rpartition("}")[2]:  # a prefix bound to nothing
            reached = len(names)
        elif name not in places:
            yield node, "unknown"
        elif places[name] < reached:
            yield node, "order"
        elif places[name] == reached and not names[reached].endswith("*"):
            yield node, "repeated"
        else:
            reached = places[name]


def in_order(parent: _Element) -> bool:
    """Whether all children stand where the schema allows them."""
    return next(misplaced_children(parent), None) is None
