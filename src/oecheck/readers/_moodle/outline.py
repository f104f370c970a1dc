"""Sections and activities as a table of contents.

Sections stand in the order of their number, activities in the order of the section's `sequence`; since Moodle 4.5 a
section may be delegated to an activity `subsection`, in whose place it stands. A course format may put sections into
others.
Source: formats/moodle-mbz.md §4, §8; Moodle `course_modinfo`, `sectiondelegate`; `format_flexsections`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from oecheck.documents.xml_stream import StreamNode
from oecheck.model.course import Activity, Module
from oecheck.model.fact import Fact, Method, Value
from oecheck.model.source import Source
from oecheck.readers._moodle.availability import Restrictions, read_restrictions
from oecheck.readers._moodle.fields import field, whole
from oecheck.readers._moodle.information import Entry
from oecheck.readers._moodle.shelf import Shelf
from oecheck.readers._moodle.work import Work
from oecheck.values.text import strip_markup

__all__ = ["Outline", "Section", "leaf_id", "read_outline", "read_section", "section_id"]

_SUBSECTION = "subsection"
_HOLDERS = {"flexsections": "parent"}
"""Course formats with sections in sections, and the option that gives the number of the outer one."""
_DEEPEST = 50
"""Levels of such sections; the format allows ten unless a site asks for more."""
_LONGEST_SEQUENCE = 20_000
"""Course modules of one section; courses have some thousand in all."""
_NOT_CONTENT = frozenset({"label", "bank"})


class Section(msgspec.Struct, frozen=True):
    """A section.

    Attributes:
        sequence: ids of its course modules in order.
        parent: id of the course module that it is delegated to; "".
        instance: id of the `subsection` that it is delegated to; "".
        holder: number of the section that the course format puts it into; 0.
    """

    id: str
    path: str
    source: Source
    number: int
    title: str
    listed_title: str
    description: str
    sequence: tuple[str, ...]
    visible: bool
    parent: str
    instance: str
    holder: int
    restrictions: Restrictions | None


class Outline(msgspec.Struct, frozen=True):
    """The tree, and the activities with their place in it."""

    modules: tuple[Module, ...]
    activities: tuple[Activity, ...]


def section_id(identifier: str) -> str:
    """Id of a section in the course model."""
    return f"section_{identifier}"


def leaf_id(identifier: str) -> str:
    """Id of the entry of a course module in the table of contents."""
    return f"module_{identifier}"


def read_section(
    entry: Entry, shelf: Shelf, course_format: str = "", last: int | None = None
) -> tuple[Section, StreamNode | None]:
    """A section, and its element; what could not be read is taken from the list of contents.

    A section without activities after the last that the course format shows is left over: nobody sees it.
    """
    path = f"{entry.directory}/section.xml"
    node = shelf.whole(path)
    sequence = field(node, "sequence").split(",", _LONGEST_SEQUENCE)
    if node is not None and len(sequence) > _LONGEST_SEQUENCE:
        shelf.note(path, "too-large", node.line, node.column)
    delegated = field(node, "component") == "mod_subsection"
    number = whole(field(node, "number")) or 0
    left_over = last is not None and number > last and not any(sequence) and not delegated
    section = Section(
        id=entry.id,
        path=path,
        source=node.source(path) if node is not None else entry.source,
        number=number,
        title=strip_markup(field(node, "name")),
        listed_title=strip_markup(entry.title),
        description=strip_markup(field(node, "summary")),
        sequence=tuple(part.strip() for part in sequence[:_LONGEST_SEQUENCE] if part.strip()),
        visible=field(node, "visible") != "0" and not left_over,
        parent=entry.parent,
        instance=field(node, "itemid") if delegated else "",
        holder=_holder(node, course_format),
        restrictions=read_restrictions(node, path) if node is not None else None,
    )
    return section, node


def _holder(node: StreamNode | None, course_format: str) -> int:
    """Number of the outer section; options of formats that the course had before stay in a backup and say nothing."""
    name = _HOLDERS.get(course_format)
    for option in node.named("course_format_options") if node is not None and name else ():
        if field(option, "format") == course_format and field(option, "name") == name:
            return whole(field(option, "value")) or 0
    return 0


def read_outline(sections: Iterable[Section], works: Iterable[Work]) -> Outline:
    """The table of contents."""
    ordered = sorted(sections, key=lambda section: section.number)
    return _Builder(ordered, {work.listed.id: work for work in works}).build()


class _Builder:
    def __init__(self, sections: list[Section], works: Mapping[str, Work]) -> None:
        self._sections = sections
        self._works = works
        self._modules: list[Module] = []
        self._activities: list[Activity] = []
        self._placed: set[str] = set()
        self._delegated: dict[str, Section] = {}
        # Before the list of contents named it: the `subsection` whose instance the section names.
        instances = {one.instance: one.listed.id for one in works.values() if one.listed.module == _SUBSECTION}
        for section in sections:
            holder = section.parent or instances.get(section.instance, "")
            if holder in works:
                self._delegated.setdefault(holder, section)
        self._inner = {section.id for section in self._delegated.values()}
        self._nested = _nested([section for section in sections if section.id not in self._inner])

    def build(self) -> Outline:
        held = self._inner | {section.id for inside in self._nested.values() for section in inside}
        top = [section for section in self._sections if section.id not in held]
        for position, section in enumerate(top, 1):
            self._branch(section, position)
        for work in self._works.values():
            if work.listed.id not in self._placed and work.listed.module != _SUBSECTION:
                self._activities.append(self._placed_activity(work, "", visible=True))
        return Outline(tuple(self._counted()), tuple(self._activities))

    def _branch(self, section: Section, position: int) -> None:
        """A section, what is in it, then the sections that the course format puts into it."""
        waiting = [(section, "", 1, position, section.visible)]
        while waiting:
            one, parent, depth, place, visible = waiting.pop()
            inside = self._nested.pop(one.id, [])
            members = self._section(one, parent, depth, place, visible=visible, inside=len(inside))
            waiting += [
                (inner, section_id(one.id), depth + 1, at, visible and inner.visible)
                for at, inner in reversed([*enumerate(inside, members + 1)])
            ]

    def _section(
        self, section: Section, parent: str, depth: int, position: int, *, visible: bool, inside: int = 0
    ) -> int:
        """A section and its activities; gives how many there are."""
        name = section_id(section.id)
        members = [self._works[one] for one in dict.fromkeys(section.sequence) if one in self._works]
        members = [work for work in members if work.listed.id not in self._placed]
        self._placed.update(work.listed.id for work in members)
        restrictions = section.restrictions
        self._modules.append(
            Module(
                source=section.source,
                id=name,
                title=_title(section),
                description=section.description or None,
                depth=depth,
                position=position,
                parent=parent,
                visible=visible,
                child_count=len(members) + inside,
                available_from=restrictions.opens if restrictions is not None else None,
                platform_made=section.number == 0 and not section.title,
            )
        )
        for place, work in enumerate(members, 1):
            inner = self._delegated.get(work.listed.id) if section.id not in self._inner else None
            if inner is not None and work.listed.module == _SUBSECTION:
                open_to_all = visible and inner.visible and work.activity.visibility == "published"
                self._section(inner, name, depth + 1, place, visible=open_to_all)
            else:
                self._leaf(work, name, depth + 1, place, visible=visible)
        return len(members)

    def _leaf(self, work: Work, parent: str, depth: int, position: int, *, visible: bool) -> None:
        activity = self._placed_activity(work, leaf_id(work.listed.id), visible=visible)
        self._activities.append(activity)
        self._modules.append(
            Module(
                source=activity.source,
                id=activity.module,
                title=activity.title,
                depth=depth,
                position=position,
                parent=parent,
                leaf=True,
                visible=activity.visibility == "published" and work.shown,
                available_from=work.restrictions.opens if work.restrictions is not None else None,
            )
        )

    def _placed_activity(self, work: Work, module: str, *, visible: bool) -> Activity:
        activity = work.activity
        if not visible:
            activity = msgspec.structs.replace(activity, visibility="hidden", audience="instructor")
        return msgspec.structs.replace(activity, module=module, position=len(self._activities) + 1)

    def _counted(self) -> list[Module]:
        """The nodes with the visible activities at or below each."""
        parents = {module.id: module.parent for module in self._modules}
        counts = dict.fromkeys(parents, 0)
        for activity in self._activities:
            node = activity.module
            if activity.visibility != "published" or activity.kind in _NOT_CONTENT:
                continue
            while node:
                counts[node] += 1
                node = parents.get(node, "")
        return [msgspec.structs.replace(module, activity_count=counts[module.id]) for module in self._modules]


def _nested(sections: list[Section]) -> dict[str, list[Section]]:
    """Sections by the id of the one that they are in; those in a circle or too deep stay outside."""
    numbered = {section.number: section.id for section in sections}
    holders = [numbered.get(section.holder, "") if section.holder else "" for section in sections]
    inside: dict[str, list[Section]] = {}
    for section, holder in zip(sections, holders, strict=True):
        if holder:
            inside.setdefault(holder, []).append(section)
    reached: dict[str, list[Section]] = {}
    level = [section for section, holder in zip(sections, holders, strict=True) if not holder]
    for _ in range(_DEEPEST):
        held = {section.id: inside[section.id] for section in level if section.id in inside}
        reached |= held
        level = [inner for found in held.values() for inner in found if inner.id not in reached]
    return reached


def _title(section: Section) -> Value[str]:
    """The section's own name; else what Moodle makes one of: its number. The first is shown without a heading."""
    if section.title or section.number == 0:
        return section.title or None
    shown = section.listed_title or str(section.number)
    return Fact(value=shown, method=Method.DERIVED, sources=(section.source,))
