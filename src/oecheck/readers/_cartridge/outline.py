"""Modules and activities of a cartridge: the manifest's tree, with what Canvas knows of it and what no item opens.

Source: formats/course-model.md §5 to §7; formats/common-cartridge.md §8.1.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from oecheck.containers import Container, EntryUnreadable
from oecheck.model.course import Activity, Condition, Module
from oecheck.model.fact import plain
from oecheck.model.manifest import Manifest, ManifestResource
from oecheck.readers._cartridge.canvas import Canvas
from oecheck.readers._cartridge.canvas_modules import CanvasItem, completion_word
from oecheck.readers._imscp.activities import course_structure, kind_of_resource
from oecheck.readers._imscp.resources import identifier_of, own_paths
from oecheck.values.patterns import pattern

__all__ = ["Outline", "read_outline"]

# Families that a learner meets in the platform's own lists even when no item opens them.
_LISTED_ANYWAY = frozenset({"topic", "assessment", "assignment", "lti", "bank", "qti"})
_PAGES = "wiki_content/"
_HEAD_BYTES = 4096
_PAGE_STATE = pattern(rb"""<meta\s{1,9}name=["']workflow_state["']\s{1,9}content=["'](\w{1,40})["']""")
_TITLE = pattern(rb"<title>([^<]{1,500})</title>")


class Outline(msgspec.Struct, frozen=True):
    """Modules, activities with the resource behind each, and what holds them back."""

    modules: tuple[Module, ...]
    activities: tuple[Activity, ...]
    resources: tuple[ManifestResource | None, ...]
    conditions: tuple[Condition, ...] = ()
    incomplete: tuple[str, ...] = ()


def read_outline(manifest: Manifest, canvas: Canvas, container: Container, variants: frozenset[str]) -> Outline:
    """The outline of a cartridge.

    Args:
        manifest: the manifest.
        canvas: what Canvas says.
        container: the package, for the state of Canvas's pages.
        variants: identifiers of resources that are only another form of one that is preferred.
    """
    kinds = _Kinds(canvas)
    structure = course_structure(_with_states(manifest, canvas), kinds.of)
    placed = zip(structure.activities, structure.resources, strict=True)
    states = _States(canvas, manifest)
    activities = [states.applied(activity) for activity, _ in placed]
    resources = list(structure.resources)
    from_urls = _from_urls(states, {node.module for node in activities}, structure.modules, len(activities))
    activities += from_urls
    resources += [None] * len(from_urls)
    shown = {identifier_of(resource) for resource in resources if resource is not None}
    for resource in manifest.resources:
        name = identifier_of(resource)
        if name and name not in shown and name not in variants and kinds.is_listed_anyway(resource):
            activities.append(_unplaced(resource, kinds.of(resource), len(activities) + 1, canvas, container))
            resources.append(resource)
    modules = _counted(tuple(map(states.applied_to_module, structure.modules)), from_urls)
    conditions = _conditions(canvas, modules)
    return Outline(modules, tuple(activities), tuple(resources), conditions, structure.incomplete)


class _Kinds:
    """Kinds of activities that only the producer's own files tell."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def of(self, resource: ManifestResource) -> str:
        name = identifier_of(resource)
        assignment = self._canvas.assignments.get(name)
        if assignment is not None:
            return "tool" if assignment.by_tool else "assignment"
        topic = self._canvas.topics.get(name)
        if topic is not None and topic.announcement:
            return "other"
        return kind_of_resource(resource)

    def is_listed_anyway(self, resource: ManifestResource) -> bool:
        name = identifier_of(resource)
        if name in self._canvas.supporting:
            return False
        if resource.family in _LISTED_ANYWAY or name in self._canvas.assignments:
            return True
        return self._canvas.present and resource.target.startswith(_PAGES)


def _with_states(manifest: Manifest, canvas: Canvas) -> Manifest:
    """The manifest with the items hidden that Canvas does not show; only for counting, the facts keep their words."""
    states = {module.id: module.published for module in canvas.modules}
    states |= {item.id: item.published for item in canvas.items().values()}
    if all(states.values()):
        return manifest
    items = tuple(
        item if states.get(plain(item.identifier) or "", True) else msgspec.structs.replace(item, isvisible="false")
        for item in manifest.items
    )
    return msgspec.structs.replace(manifest, items=items)


class _States:
    """Visibility, completion and dates as `module_meta.xml` says."""

    def __init__(self, canvas: Canvas, manifest: Manifest) -> None:
        self._present = canvas.present
        named = canvas.items()
        pairs = ((plain(item.identifier) or "", plain(item.identifierref) or "") for item in manifest.items)
        # Canvas names an outside tool by the identifierref of its item, everything else by the identifier.
        self.items = {name: found for name, ref in pairs if (found := named.get(name) or named.get(ref))}
        self._needs = canvas.requirements()
        self._modules = {module.id: module for module in canvas.modules}

    def applied(self, activity: Activity) -> Activity:
        if not self._present:
            return activity
        item = self.items.get(activity.id)
        need = self._needs.get(activity.id if item is None else item.id)
        return msgspec.structs.replace(
            activity,
            completion="none" if need is None else completion_word(need.kind),
            visibility="draft" if item is not None and not item.published else activity.visibility,
        )

    def applied_to_module(self, module: Module) -> Module:
        found = self._modules.get(module.id)
        if found is None or not found.unlock_at:
            return module
        return msgspec.structs.replace(module, available_from=found.unlock_at)


def _from_urls(states: _States, opened: set[str], modules: tuple[Module, ...], count: int) -> list[Activity]:
    """Entries without a resource that Canvas describes in its own file: links and tools by their address."""
    found: list[Activity] = []
    for module in modules:
        item = states.items.get(module.id)
        if item is not None and item.url and module.id not in opened:
            activity = _from_url(item, module, count + len(found) + 1)
            found.append(states.applied(activity))
    return found


def _counted(modules: tuple[Module, ...], added: list[Activity]) -> tuple[Module, ...]:
    """The modules with further visible activities counted at their entry and all above it."""
    parents = {module.id: module.parent for module in modules}
    more: Counter[str] = Counter()
    for activity in added:
        node = activity.module if activity.visibility == "published" else ""
        while node:
            more[node] += 1
            node = parents.get(node, "")
    if not more:
        return modules
    return tuple(
        msgspec.structs.replace(module, activity_count=module.activity_count + more[module.id]) for module in modules
    )


def _from_url(item: CanvasItem, module: Module, position: int) -> Activity:
    return Activity(
        source=module.source,
        id=module.id,
        title=module.title or item.title or None,
        kind="tool" if item.kind == "ContextExternalTool" else "link",
        raw_kind=item.kind,
        module=module.id,
        position=position,
        visibility="published" if module.visible else "hidden",
        entry=item.url.partition("?")[0].partition("#")[0],
        external=True,
        needs_network=True,
    )


def _unplaced(resource: ManifestResource, kind: str, position: int, canvas: Canvas, container: Container) -> Activity:
    """An activity of the platform's lists: its title and state come from its own file."""
    visibility, title = "published", None
    if canvas.present and resource.target.startswith(_PAGES):
        visibility, title = _page_state(resource.target, container)
    files = own_paths(resource)
    return Activity(
        source=resource.source,
        id=identifier_of(resource),
        title=title,
        kind=kind,
        raw_kind=plain(resource.type) or "",
        position=position,
        visibility=visibility,
        entry=resource.target or (files[0] if files else ""),
        files=files,
        completion="none" if canvas.present else None,
    )


def _page_state(path: str, container: Container) -> tuple[str, str | None]:
    """Canvas writes the state of a page into its head; the page is parsed later, once, by those who need it."""
    try:
        head = container.read(path)[:_HEAD_BYTES]
    except EntryUnreadable:
        return "published", None
    state, title = _PAGE_STATE.search(head), _TITLE.search(head)
    hidden = state is not None and state[1] == b"unpublished"
    return "draft" if hidden else "published", title[1].decode("utf-8", "replace").strip() if title else None


def _conditions(canvas: Canvas, modules: tuple[Module, ...]) -> tuple[Condition, ...]:
    known = {module.id for module in modules} | {module.id for module in canvas.modules}
    wanted = {module.id: tuple(target for target, _ in module.prerequisites) for module in canvas.modules}
    circles = _in_circles(wanted)
    made: list[Condition] = []
    for module in canvas.modules:
        for target, source in module.prerequisites:
            made.append(
                Condition(
                    source=source,
                    owner=module.id,
                    kind="prerequisite",
                    target=target,
                    target_exists=target in known,
                    in_cycle=circles.get(module.id, -1) == circles.get(target, -2),
                )
            )
        if module.unlock_at:
            made.append(Condition(source=module.source, owner=module.id, kind="date", start=module.unlock_at))
    return tuple(made)


def _in_circles(edges: dict[str, tuple[str, ...]]) -> dict[str, int]:
    """Number of the circle that a node is part of; nodes in none are left out.

    Tarjan's algorithm for strongly connected components, without recursion.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    on_stack: dict[str, None] = {}
    circles: dict[str, int] = {}
    for start in edges:
        waiting = [] if start in index else [(start, iter(edges[start]))]
        while waiting:
            node, below = waiting[-1]
            if node not in index:
                index[node] = low[node] = len(index)
                on_stack[node] = None
            target = next(below, None)
            if target is None:
                waiting.pop()
                if waiting:
                    low[waiting[-1][0]] = min(low[waiting[-1][0]], low[node])
                if low[node] == index[node]:
                    _close(node, on_stack, edges, circles)
            elif target not in index:
                waiting.append((target, iter(edges.get(target, ()))))
            elif target in on_stack:
                low[node] = min(low[node], index[target])
    return circles


def _close(node: str, on_stack: dict[str, None], edges: dict[str, tuple[str, ...]], circles: dict[str, int]) -> None:
    members: list[str] = []
    while not members or members[-1] != node:
        members.append(on_stack.popitem()[0])
    if len(members) > 1 or node in edges.get(node, ()):
        number = len(circles)
        circles.update(dict.fromkeys(members, number))
