"""The table of contents of a course from its manifest: modules, and the activities that they open.

A module is a node of the default organization; a leaf that opens something is a module with `leaf` and an activity that
names it. The untitled root item of a cartridge is its exporter's and no node. Everything here is iterative and linear.
Source: formats/course-model.md §5 to §7; formats/content-packaging.md §3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import msgspec

from oecheck.model.course import Activity, Module
from oecheck.model.fact import plain
from oecheck.model.manifest import Manifest, ManifestItem, ManifestResource
from oecheck.readers._imscp.dependencies import FileSets
from oecheck.values.media_type import by_name

__all__ = ["CourseStructure", "course_structure", "kind_of_resource"]

_KINDS = {
    "topic": "discussion",
    "weblink": "link",
    "assessment": "quiz",
    "bank": "bank",
    "lti": "tool",
    "assignment": "assignment",
    "qti": "quiz",
    "apip": "quiz",
    "openvideo": "video",
    "epub": "file",
    "iwb": "file",
}
_CONTENTLESS = frozenset({"label", "bank"})


class CourseStructure(msgspec.Struct, frozen=True):
    """What the tree of items says.

    Attributes:
        modules: in document order.
        activities: in document order, one for each item that opens something; `label` where it opens nothing.
        items: the item behind each activity, in the same order.
        resources: the resource behind each activity, in the same order; None for labels.
        module_items: the item behind each module, in the same order.
        incomplete: codes of what was cut off by a limit.
    """

    modules: tuple[Module, ...]
    activities: tuple[Activity, ...]
    items: tuple[ManifestItem, ...]
    resources: tuple[ManifestResource | None, ...]
    module_items: tuple[ManifestItem, ...]
    incomplete: tuple[str, ...] = ()


@dataclass(slots=True)
class _Node:
    """An item on its way to become a module."""

    item: ManifestItem
    id: str
    depth: int
    position: int
    parent: _Node | None
    visible: bool
    children: list[_Node] = field(default_factory=list)
    activity_count: int = 0


def kind_of_resource(resource: ManifestResource) -> str:
    """Kind of the activity that a resource makes (course-model.md §5)."""
    if resource.family in _KINDS:
        return _KINDS[resource.family]
    if resource.href_state == "external":
        return "link"
    if (plain(resource.scormtype) or "").lower() == "sco":
        return "interactive"
    media_type = by_name(resource.target)
    if media_type in ("text/html", "application/xhtml+xml"):
        return "page"
    return "video" if media_type.startswith("video/") else "file"


def course_structure(
    manifest: Manifest, kind_of: Callable[[ManifestResource], str] = kind_of_resource
) -> CourseStructure:
    """Modules and activities of the default organization.

    Args:
        manifest: as read by `read_manifest`.
        kind_of: the kind of the activity that a resource makes, where a profile knows better.
    """
    nodes = _nodes(manifest)
    resources = {(node.scope, plain(node.identifier)): node for node in reversed(manifest.resources)}
    files = FileSets(manifest.resources)
    activities: list[Activity] = []
    opened: list[ManifestResource | None] = []
    items: list[ManifestItem] = []
    for node in nodes:
        wanted = plain(node.item.identifierref)
        resource = resources.get((node.item.scope, wanted))
        if resource is None and (node.children or wanted):
            continue  # a heading over others, or a dangling reference: nothing to open
        activity = _activity(node, resource, kind_of, files, len(activities) + 1)
        # Sequencing delivers items too that the table of contents of SCORM 2004 hides.
        reached = node.visible or manifest.format == "scorm-2004"
        if reached and activity.kind not in _CONTENTLESS:
            _count_upwards(node)
        activities.append(activity)
        items.append(node.item)
        opened.append(resource)
    modules = tuple(map(_module, nodes))
    module_items = tuple(node.item for node in nodes)
    return CourseStructure(modules, tuple(activities), tuple(items), tuple(opened), module_items, files.incomplete)


def _nodes(manifest: Manifest) -> list[_Node]:
    """Nodes of the table of contents in document order, those of sub-manifests at the item that opens them."""
    trees = _Trees(manifest)
    made: list[_Node] = []
    seen: dict[str, int] = {}
    waiting = list(reversed(trees.top("", None)))
    while waiting:
        node = waiting.pop()
        if node.item.root:
            waiting.extend(reversed(trees.below(node, as_top=True)))
            continue
        node.id = _unused(node.id, seen)
        made.append(node)
        node.children = trees.below(node)
        waiting.extend(reversed(node.children))
    return made


class _Trees:
    """Items below each item; the manifest's own order and depth are trusted, identifiers are not.

    A sub-manifest is shown once, at the first item that opens it: items that open each other's manifests twice would
    double the tree at every level.
    """

    def __init__(self, manifest: Manifest) -> None:
        self._opened: set[str] = set()
        self._tops: dict[str, list[ManifestItem]] = {}
        self._below: dict[int, list[ManifestItem]] = {}
        defaults = {(node.scope, plain(node.identifier) or "") for node in manifest.organizations if node.default}
        path: list[ManifestItem] = []
        for item in manifest.items:
            del path[item.depth - 1 :]
            if path:
                self._below.setdefault(id(path[-1]), []).append(item)
            elif (item.scope, item.organization) in defaults:
                self._tops.setdefault(item.scope, []).append(item)
            path.append(item)

    def top(self, scope: str, parent: _Node | None) -> list[_Node]:
        if scope in self._opened:
            return []
        self._opened.add(scope)
        return self._made(self._tops.get(scope, []), parent)

    def below(self, node: _Node, *, as_top: bool = False) -> list[_Node]:
        parent = node.parent if as_top else node
        made = self._made(self._below.get(id(node.item), []), parent)
        return made or (self.top(node.item.submanifest, parent) if node.item.submanifest else [])

    def _made(self, items: list[ManifestItem], parent: _Node | None) -> list[_Node]:
        above = parent is None or parent.visible
        return [
            _Node(
                item,
                plain(item.identifier) or f"item-{item.source.line}",
                1 if parent is None else parent.depth + 1,
                position,
                parent,
                above and plain(item.isvisible) not in ("false", "0"),
            )
            for position, item in enumerate(items, 1)
        ]


def _unused(wanted: str, seen: dict[str, int]) -> str:
    """The identifier; where it was used before, with its number, so that ids stay unique and stable."""
    count = seen[wanted] = seen.get(wanted, 0) + 1
    return wanted if count == 1 else f"{wanted}~{count}"


def _count_upwards(node: _Node) -> None:
    for above in _upwards(node):
        above.activity_count += 1


def _upwards(node: _Node | None) -> Iterator[_Node]:
    while node is not None:
        yield node
        node = node.parent


def _module(node: _Node) -> Module:
    return Module(
        source=node.item.source,
        id=node.id,
        title=node.item.title,
        depth=node.depth,
        position=node.position,
        parent="" if node.parent is None else node.parent.id,
        leaf=not node.children,
        visible=node.visible,
        child_count=len(node.children),
        activity_count=node.activity_count,
    )


def _activity(
    node: _Node,
    resource: ManifestResource | None,
    kind_of: Callable[[ManifestResource], str],
    files: FileSets,
    position: int,
) -> Activity:
    item = node.item
    visibility = "published" if node.visible else "hidden"
    if resource is None:
        return Activity(
            source=item.source,
            id=node.id,
            title=item.title,
            kind="label",
            module=node.id,
            position=position,
            visibility=visibility,
        )
    external = resource.href_state == "external"
    return Activity(
        source=item.source,
        id=node.id,
        title=item.title,
        kind=kind_of(resource),
        raw_kind=plain(resource.type) or "",
        module=node.id,
        position=position,
        visibility=visibility,
        entry=_without_query(plain(resource.href) or "") if external else resource.target or _only_file(resource),
        external=external,
        files=files.of(resource),
        needs_network=external,
    )


def _only_file(resource: ManifestResource) -> str:
    """The descriptor of a resource without href: its one file."""
    return resource.files[0].target if len(resource.files) == 1 else ""


def _without_query(url: str) -> str:
    """An address without query and fragment, which may hold a secret, and without user and password."""
    plain_url = url.partition("#")[0].partition("?")[0]
    scheme, slashes, rest = plain_url.partition("//")
    authority, slash, path = rest.partition("/")
    return scheme + slashes + authority.rpartition("@")[2] + slash + path if slashes else plain_url
