"""`imsmanifest.xml` as a model: one walk over the XML, linear in its size.

Source: formats/content-packaging.md §1 to §3.
"""

from __future__ import annotations

import msgspec
from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument
from oecheck.model.fact import Fact
from oecheck.model.manifest import Manifest, ManifestItem, ManifestOrganization, ManifestResource
from oecheck.readers._imscp.breadcrumbs import Breadcrumbs
from oecheck.readers._imscp.identifiers import is_ncname
from oecheck.readers._imscp.items import ItemReader, read_organization
from oecheck.readers._imscp.names import (
    attribute,
    children,
    first,
    foreign,
    is_known_namespace,
    local_name,
    namespace_of,
    namespace_version,
    text_of,
)
from oecheck.readers._imscp.order import in_order
from oecheck.readers._imscp.resources import References, read_resource
from oecheck.readers._imscp.scopes import Scope, read_scopes
from oecheck.values.href import PathIndex, Resolver

__all__ = ["ManifestReading", "read_manifest", "read_manifest_parts"]

_METADATA_ROOTS = frozenset({"lom", "record", "location"})


class ManifestReading(msgspec.Struct, frozen=True):
    """A manifest and the elements it was read from, for readers that look at what their profile adds.

    Attributes:
        manifest: the model.
        root: the `manifest` element.
        scopes: the manifest and its sub-manifests.
        items, resources, organizations: elements, one for each of the model's, in the same order.
    """

    manifest: Manifest
    root: _Element
    scopes: tuple[Scope, ...]
    items: tuple[_Element, ...]
    resources: tuple[_Element, ...]
    organizations: tuple[_Element, ...]


def read_manifest(
    document: XmlDocument, index: PathIndex, path: str, *, format: str, format_version: str = ""
) -> Manifest:
    """The manifest as a model; see `read_manifest_parts`."""
    return read_manifest_parts(document, index, path, format=format, format_version=format_version).manifest


def read_manifest_parts(
    document: XmlDocument, index: PathIndex, path: str, *, format: str, format_version: str = ""
) -> ManifestReading:
    """The manifest as a model, with the elements behind it.

    Args:
        document: parsed `imsmanifest.xml`, perhaps recovered from damage.
        index: paths of the package, relative to its root.
        path: path of the manifest.
        format, format_version: what the package is read as.
    """
    root = document.root
    scopes = read_scopes(root)
    breadcrumbs = _breadcrumbs(scopes)
    resolver = Resolver(index)
    organizations: list[ManifestOrganization] = []
    items: list[ManifestItem] = []
    resources: list[ManifestResource] = []
    for scope in scopes:
        reader = ItemReader(document, scope, breadcrumbs)
        organizations.extend(read_organization(document, scope, node, breadcrumbs) for node in scope.organizations)
        items.extend(reader.read(placed) for placed in scope.items)
        references = _references(scope)
        resources.extend(
            read_resource(document, path, resolver, scope, place, references)
            for place in range(len(scope.resource_elements))
        )
    manifest = msgspec.structs.replace(
        _head(document, path, scopes),
        format=format,
        format_version=format_version,
        organizations=tuple(organizations),
        items=tuple(items),
        resources=tuple(resources),
    )
    return ManifestReading(
        manifest,
        root,
        scopes,
        tuple(placed.element for scope in scopes for placed in scope.items),
        tuple(node for scope in scopes for node in scope.resource_elements),
        tuple(node for scope in scopes for node in scope.organizations),
    )


def _head(document: XmlDocument, path: str, scopes: tuple[Scope, ...]) -> Manifest:
    root = document.root
    metadata, organizations = first(root, "metadata"), first(root, "organizations")
    identifier = attribute(root, "identifier")
    default = None if organizations is None else attribute(organizations, "default")
    namespace = namespace_of(root)
    return Manifest(
        source=document.source(root),
        path=path,
        format="",
        namespace=namespace,
        namespace_version=namespace_version(namespace),
        namespace_known=is_known_namespace(namespace),
        identifier=identifier,
        identifier_valid=identifier is None or is_ncname(identifier),
        version=attribute(root, "version"),
        schema=text_of(first(metadata, "schema")),
        schemaversion=text_of(first(metadata, "schemaversion")),
        has_metadata=metadata is not None,
        has_organizations=organizations is not None,
        has_resources=first(root, "resources") is not None,
        order_ok=in_order(root),
        default=default,
        default_resolves=_resolves(document, organizations, scopes[0]),
        has_lom=any(local_name(node) in _METADATA_ROOTS for node in foreign(metadata)),
        submanifests=len(scopes) - 1,
        has_authorizations=any(local_name(node) == "authorizations" for node in foreign(root)),
        encoding=document.encoding,
        used_namespaces=_used_namespaces(root),
    )


def _resolves(document: XmlDocument, organizations: _Element | None, scope: Scope) -> Fact[bool] | bool:
    """Whether `organizations/@default` names one, told at its own place and not at the root of the manifest."""
    if organizations is None:
        return False
    default = attribute(organizations, "default")
    named = any(attribute(node, "identifier") == default for node in scope.organizations)
    return Fact(value=named, sources=(document.source(organizations),))


def _breadcrumbs(scopes: tuple[Scope, ...]) -> Breadcrumbs:
    made = Breadcrumbs()
    for scope in scopes:
        for organization in scope.organizations:
            made.add_organization(organization)
        for placed in scope.items:
            made.add_item(placed)
    return made


def _references(scope: Scope) -> References:
    by_items = (attribute(placed.element, "identifierref") for placed in scope.items)
    by_dependencies = (
        attribute(node, "identifierref")
        for resource in scope.resource_elements
        for node in children(resource, "dependency")
        if attribute(node, "identifierref") != attribute(resource, "identifier")
    )
    return References(
        frozenset(filter(None, by_items)), frozenset(filter(None, by_dependencies)), any_item=bool(scope.items)
    )


def _used_namespaces(root: _Element) -> tuple[str, ...]:
    """Namespaces of elements and attributes; a prefix that is declared and never used is no evidence of anything."""
    used = set()
    for element in root.iter():
        if isinstance(element.tag, str):
            used.add(element.tag)
            used.update(map(str, element.attrib))
    return tuple(sorted({name[1:].partition("}")[0] for name in used if name.startswith("{")}))
