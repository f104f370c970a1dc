"""`organization` and `item` elements with what SCORM adds to them.

Source: formats/content-packaging.md §2, §3; formats/scorm-1.2.md §2; formats/scorm-2004.md §2.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument
from oecheck.model.manifest import ManifestItem, ManifestOrganization
from oecheck.readers._imscp.breadcrumbs import Breadcrumbs
from oecheck.readers._imscp.families import family_of
from oecheck.readers._imscp.identifiers import is_ncname
from oecheck.readers._imscp.names import any_attribute, attribute, children, first, foreign, local_name, text_of
from oecheck.readers._imscp.order import in_order
from oecheck.readers._imscp.scopes import PlacedItem, Scope

__all__ = ["ItemReader", "is_rooted", "read_organization"]


def read_organization(
    document: XmlDocument, scope: Scope, element: _Element, breadcrumbs: Breadcrumbs
) -> ManifestOrganization:
    identifier = attribute(element, "identifier")
    return ManifestOrganization(
        source=breadcrumbs.place(document.source(element), element),
        identifier=identifier,
        identifier_valid=identifier is None or is_ncname(identifier),
        identifier_unique=identifier is None or identifier in scope.unique,
        structure=attribute(element, "structure"),
        title=text_of(first(element, "title")),
        title_count=sum(1 for _ in children(element, "title")),
        item_count=sum(1 for _ in children(element, "item")),
        default=element is scope.default,
        order_ok=in_order(element),
        scope=scope.name,
    )


def is_rooted(organization: _Element) -> bool:
    """Whether the one item of an organization is only its root (Common Cartridge `rooted-hierarchy`)."""
    items = list(children(organization, "item"))
    return (
        attribute(organization, "structure") == "rooted-hierarchy"
        and len(items) == 1
        and attribute(items[0], "identifierref") is None
    )


@dataclass(slots=True)
class _Extensions:
    """What SCORM puts below an item, as written."""

    prerequisites: str | None = None
    prerequisites_type: str | None = None
    masteryscore: str | None = None
    maxtimeallowed: str | None = None
    timelimitaction: str | None = None
    datafromlms: int | None = None
    completion_threshold: str | None = None
    hide_lms_ui: tuple[str, ...] = ()
    has_sequencing: bool = False
    attempt_limit: str | None = None


def _extensions(element: _Element) -> _Extensions:
    """Extensions by local name in any letter case: a wrong case is read, and the structural checks report it."""
    said = _Extensions()
    for node in foreign(element):
        match local_name(node).lower():
            case "prerequisites":
                said.prerequisites = text_of(node) or ""
                said.prerequisites_type = attribute(node, "type")
            case "masteryscore" | "maxtimeallowed" | "timelimitaction" as name:
                setattr(said, name, text_of(node) or "")
            case "datafromlms":
                said.datafromlms = len(node.text or "")
            case "completionthreshold":
                said.completion_threshold = attribute(node, "minProgressMeasure") or text_of(node)
            case "presentation":
                said.hide_lms_ui = tuple(
                    text_of(word) or "" for word in node.iter() if local_name(word).lower() == "hidelmsui"
                )
            case "sequencing":
                said.has_sequencing = True
                limits = (child for child in node if local_name(child) == "limitConditions")
                said.attempt_limit = next((attribute(child, "attemptLimit") for child in limits), None)
    return said


class ItemReader:
    """Reads the items of one scope."""

    def __init__(self, document: XmlDocument, scope: Scope, breadcrumbs: Breadcrumbs) -> None:
        self._document = document
        self._scope = scope
        self._breadcrumbs = breadcrumbs
        self._rooted = {node: is_rooted(node) for node in scope.organizations}

    def read(self, placed: PlacedItem) -> ManifestItem:
        element, scope = placed.element, self._scope
        identifier = attribute(element, "identifier")
        wanted = attribute(element, "identifierref")
        resource = scope.resources.get(wanted or "")
        submanifest = wanted if wanted and resource is None and wanted in scope.submanifests else ""
        _, scormtype = ("", "") if resource is None else any_attribute(resource, "scormtype") or ("", "")
        said = _extensions(element)
        return ManifestItem(
            source=self._breadcrumbs.place(self._document.source(element), element),
            identifier=identifier,
            identifier_valid=identifier is None or is_ncname(identifier),
            identifier_unique=identifier is None or identifier in scope.unique,
            title=text_of(first(element, "title")),
            title_count=sum(1 for _ in children(element, "title")),
            identifierref=wanted,
            resolves=resource is not None or bool(submanifest),
            resource_family="" if resource is None else family_of(attribute(resource, "type"))[0],
            resource_scormtype=scormtype.lower(),
            resource_has_href=resource is not None and bool(attribute(resource, "href")),
            submanifest=submanifest,
            isvisible=attribute(element, "isvisible"),
            in_hidden=placed.hidden_above,
            parameters=attribute(element, "parameters"),
            parent="" if placed.parent is None else attribute(placed.parent, "identifier") or "",
            depth=placed.depth,
            child_count=sum(1 for _ in children(element, "item")),
            root=placed.depth == 1 and self._rooted[placed.organization],
            organization=attribute(placed.organization, "identifier") or "",
            prerequisites=said.prerequisites,
            prerequisites_type=said.prerequisites_type,
            masteryscore=said.masteryscore,
            maxtimeallowed=said.maxtimeallowed,
            timelimitaction=said.timelimitaction,
            datafromlms=said.datafromlms,
            completion_threshold=said.completion_threshold,
            hide_lms_ui=said.hide_lms_ui,
            has_sequencing=said.has_sequencing,
            attempt_limit=said.attempt_limit,
            order_ok=in_order(element),
            scope=scope.name,
        )
