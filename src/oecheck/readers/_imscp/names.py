"""Names of Content Packaging: namespaces, children and attributes of manifest elements.

Elements are matched by local name and an accepted namespace, never by prefix (8 of 333 real manifests have no
namespace at all). Source: formats/content-packaging.md §1; formats/common-cartridge.md §1.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from oecheck.documents.xml import local as local_name
from oecheck.documents.xml import namespace as namespace_of
from oecheck.values.patterns import pattern

__all__ = [
    "XML_BASE",
    "any_attribute",
    "attribute",
    "children",
    "first",
    "foreign",
    "is_known_namespace",
    "is_manifest_name",
    "local_name",
    "namespace_of",
    "namespace_version",
    "text_of",
]

XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"

_VERSIONS = {
    "http://www.imsproject.org/content": "1.0",
    "http://www.imsproject.org/xsd/imscp_rootv1p1": "1.1",
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2": "1.1.2",
    "http://www.imsglobal.org/xsd/imscp_v1p1": "1.1.3",  # also 1.1.4 and 1.2: kept on purpose
    "http://www.imsglobal.org/xsd/imscp_v1p2": "1.2",
    "http://www.imsglobal.org/xsd/imscc/imscp_v1p1": "1.0",
    "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1": "1.1",
    "http://www.imsglobal.org/xsd/imsccv1p2/imscp_v1p1": "1.2",
    "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1": "1.3",
    "http://www.imsglobal.org/xsd/imsccv1p4/imscp_v1p1": "1.4",
}
# QTI and APIP packages have namespaces of their own for the same elements.
_FAMILY = pattern(r"http://www\.imsglobal\.org/xsd/[A-Za-z0-9/_.]*imscp_v1p[12]\Z")
_OWN_ELEMENTS = frozenset(
    {"manifest", "metadata", "schema", "schemaversion", "organizations", "organization", "item", "title"}
    | {"resources", "resource", "file", "dependency"}
)


def is_known_namespace(namespace: str) -> bool:
    """Whether a version of Content Packaging, or a profile of it, defines this namespace."""
    return namespace in _VERSIONS or _FAMILY.match(namespace) is not None


def namespace_version(namespace: str) -> str:
    """The version that a namespace stands for (of Common Cartridge, where it is one of its own); "" when unknown."""
    return _VERSIONS.get(namespace, "")


def is_manifest_name(element: _Element, parent_namespace: str) -> bool:
    """Whether the element belongs to Content Packaging: no namespace, a known one, or that of its manifest."""
    namespace = namespace_of(element)
    return not namespace or namespace == parent_namespace or is_known_namespace(namespace)


def children(parent: _Element | None, name: str) -> Iterator[_Element]:
    """Children of Content Packaging with this local name, in document order."""
    if parent is None:
        return
    own = namespace_of(parent)
    for node in parent:
        if local_name(node) == name and is_manifest_name(node, own):
            yield node


def first(parent: _Element | None, name: str) -> _Element | None:
    """The first child of Content Packaging with this local name."""
    return next(children(parent, name), None)


def foreign(parent: _Element | None) -> Iterator[_Element]:
    """Children that are not elements of Content Packaging: metadata, sequencing, profiles, vendors."""
    if parent is None:
        return
    own = namespace_of(parent)
    for node in parent:
        name = local_name(node)
        if name and not (name in _OWN_ELEMENTS and is_manifest_name(node, own)):
            yield node


def attribute(element: _Element, name: str) -> str | None:
    """An attribute of Content Packaging (it has no namespace), white space trimmed."""
    value = element.get(name)
    return value.strip() if isinstance(value, str) else None


def any_attribute(element: _Element, name: str) -> tuple[str, str] | None:
    """The attribute with a local name in any namespace and letter case: its local name as written, and its value."""
    for key in element.attrib:
        written = str(key).rpartition("}")[2].rpartition(":")[2]  # a prefix bound to nothing stays in the name
        if written.lower() == name:
            return written, str(element.get(key)).strip()
    return None


def text_of(element: _Element | None) -> str | None:
    """Text of an element and all below it, white space folded; None when there is none."""
    if element is None:
        return None
    text = element.text or "" if len(element) == 0 else "".join(map(str, element.itertext(with_tail=True)))
    return " ".join(text.split()) or None
