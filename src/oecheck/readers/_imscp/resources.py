"""`resource` elements with their files and dependencies. Source: formats/content-packaging.md §2."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument
from oecheck.model.fact import plain
from oecheck.model.manifest import ManifestDependency, ManifestFile, ManifestResource
from oecheck.readers._imscp.families import embeds_descriptor, family_of
from oecheck.readers._imscp.identifiers import is_ncname
from oecheck.readers._imscp.names import any_attribute, attribute, children, foreign, local_name
from oecheck.readers._imscp.order import in_order
from oecheck.readers._imscp.references import resolve
from oecheck.readers._imscp.scopes import Scope
from oecheck.values.href import Resolver

__all__ = ["References", "identifier_of", "listed_paths", "own_paths", "read_resource"]


@dataclass(frozen=True, slots=True)
class References:
    """Identifiers of one scope that something leads to."""

    by_items: frozenset[str]
    by_dependencies: frozenset[str]
    any_item: bool


def read_resource(
    document: XmlDocument, path: str, resolver: Resolver, scope: Scope, place: int, references: References
) -> ManifestResource:
    """The resource at a place of its scope."""
    element, base = scope.resource_elements[place], scope.resource_bases[place]
    identifier = attribute(element, "identifier")
    resource_type = attribute(element, "type")
    family, type_version = family_of(resource_type)
    href = attribute(element, "href")
    lead = resolve(resolver, href, path, base)
    files = _files(document, path, resolver, element, base)
    spelling, scormtype = any_attribute(element, "scormtype") or ("", None)
    by_item = identifier in references.by_items
    return ManifestResource(
        source=document.source(element),
        identifier=identifier,
        identifier_valid=identifier is None or is_ncname(identifier),
        identifier_unique=identifier is None or identifier in scope.unique,
        type=resource_type,
        family=family,
        type_version=type_version,
        href=href,
        target=lead.target,
        href_state=lead.state,
        href_matched=lead.matched,
        href_in_files=_is_listed(href, lead.target, files),
        intendeduse=attribute(element, "intendeduse"),
        scormtype=scormtype,
        scormtype_spelling=spelling,
        base=base,
        files=files,
        dependencies=_dependencies(document, scope, element, family),
        embedded=any(embeds_descriptor(local_name(node)) for node in foreign(element)),
        referenced=(by_item or identifier in references.by_dependencies) if references.any_item else None,
        item_referenced=by_item,
        order_ok=in_order(element),
        protected=(any_attribute(element, "protected") or ("", ""))[1].lower() in ("true", "1"),
        scope=scope.name,
    )


def _is_listed(href: str | None, target: str, files: tuple[ManifestFile, ...]) -> bool:
    """Whether href leads to a `file` of the resource; what leads elsewhere has none to list."""
    if not href or not target:
        return True
    return any(file.target == target for file in files)


def _files(
    document: XmlDocument, path: str, resolver: Resolver, resource: _Element, base: str
) -> tuple[ManifestFile, ...]:
    seen: Counter[str | None] = Counter()
    made = []
    identifier = attribute(resource, "identifier") or ""
    for element in children(resource, "file"):
        href = attribute(element, "href")
        seen[href] += 1
        lead = resolve(resolver, href, path, base)
        made.append(
            ManifestFile(
                source=document.source(element),
                href=href,
                target=lead.target,
                state="blank" if lead.state == "none" else lead.state,
                matched=lead.matched,
                resource=identifier,
                occurrence=seen[href],
            )
        )
    return tuple(made)


def _dependencies(
    document: XmlDocument, scope: Scope, resource: _Element, family: str
) -> tuple[ManifestDependency, ...]:
    seen: Counter[str | None] = Counter()
    made = []
    identifier = attribute(resource, "identifier") or ""
    for element in children(resource, "dependency"):
        wanted = attribute(element, "identifierref")
        seen[wanted] += 1
        target = scope.resources.get(wanted or "")
        made.append(
            ManifestDependency(
                source=document.source(element),
                identifierref=wanted,
                resolves=target is not None,
                target_family="" if target is None else family_of(attribute(target, "type"))[0],
                own=bool(wanted) and wanted == identifier,
                occurrence=seen[wanted],
                resource=identifier,
                resource_family=family,
            )
        )
    return tuple(made)


def listed_paths(resources: tuple[ManifestResource, ...]) -> frozenset[str]:
    """Paths that `file` elements and hrefs of resources name and that are there."""
    paths = {file.target for node in resources for file in node.files if file.state in ("found", "case")}
    paths.update(node.target for node in resources if node.href_state in ("found", "case"))
    return frozenset(path for path in paths if path and not path.endswith("/"))


def own_paths(resource: ManifestResource) -> tuple[str, ...]:
    """Paths of a resource's own files, its entry first, each once."""
    found = [file.target for file in resource.files if file.state in ("found", "case")]
    if resource.href_state in ("found", "case"):
        found.insert(0, resource.target)
    return tuple(dict.fromkeys(path for path in found if path and not path.endswith("/")))


def identifier_of(resource: ManifestResource) -> str:
    """The identifier as plain text; "" without one."""
    return plain(resource.identifier) or ""
