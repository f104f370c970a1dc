"""Table of contents and activities: the navigation gives the tree, the spine the documents in reading order.

A document of the spine is an activity. It belongs to the first entry of the table of contents that leads to it; one
that no entry names continues the entry before it, as chapters are often cut into several files.
Source: formats/course-model.md §5, §6 (column EPUB).
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from oecheck.model.course import Activity, Module
from oecheck.model.fact import unsupported
from oecheck.readers._epub.contents import ContentDocument
from oecheck.readers._epub.navigation import Navigation
from oecheck.readers._epub.opf import Opf, SpineItem
from oecheck.readers._tree import attribute
from oecheck.values.href import Resolver

__all__ = ["Outline", "read_outline"]

_TESTS = frozenset(
    {"assessment", "assessments", "practice", "practices", "qna", "multiple-choice", "true-false-problem"}
    | {"fill-in-the-blank-problem", "match-problem", "general-problem"}
)
_UNKNOWN_HERE = ("graded", "points", "weight", "pass_mark", "attempts", "time_limit_s", "due", "completion", "criteria")
"""Fields of an activity that a book has no place for."""


class Outline(msgspec.Struct, frozen=True):
    modules: tuple[Module, ...]
    activities: tuple[Activity, ...]


def read_outline(
    opf: Opf, navigation: Navigation, documents: Mapping[str, ContentDocument], resolver: Resolver
) -> Outline:
    """Modules and activities of a publication."""
    ids = [f"nav-{number}" for number in range(1, len(navigation.entries) + 1)]
    activities = _activities(opf, navigation, documents, ids, _programs(opf, documents, resolver))
    return Outline(_modules(navigation, ids, activities, frozenset(documents)), activities)


def _programs(opf: Opf, documents: Mapping[str, ContentDocument], resolver: Resolver) -> frozenset[str]:
    """Documents that a program acts in: scripted ones, and those that embed what a script of the book shows.

    A binding names the script for a media type of one's own (a quiz, for example).
    """
    own = {attribute(node, "media-type") for node in opf.document.root.iter("{*}mediaType")}
    bound = {item.path for item in opf.items if item.path and item.media_type in own}
    found = {item.path for item in opf.items if "scripted" in item.properties}
    for path, document in documents.items() if bound else ():
        if any(one.embedded and resolver.resolve(one.href, path).target in bound for one in document.references):
            found.add(path)
    return frozenset(found)


def _activities(
    opf: Opf,
    navigation: Navigation,
    documents: Mapping[str, ContentDocument],
    ids: list[str],
    programs: frozenset[str],
) -> tuple[Activity, ...]:
    first: dict[str, int] = {}
    for number, entry in enumerate(navigation.entries):
        if entry.path:
            first.setdefault(entry.path, number)
    found: list[Activity] = []
    current = ""
    for position, read in enumerate(opf.spine, 1):
        if read.item is None or not read.item.path:
            continue
        number = first.get(read.item.path, -1)
        current = ids[number] if number >= 0 else current
        label = navigation.entries[number].label if number >= 0 else ""
        made = _activity(read, position, current, label, documents.get(read.item.path))
        programmed = made.kind == "page" and read.item.path in programs
        found.append(msgspec.structs.replace(made, kind="interactive") if programmed else made)
    return tuple(found)


def _activity(entry: SpineItem, position: int, module: str, label: str, document: ContentDocument | None) -> Activity:
    item = entry.item
    assert item is not None  # the caller leaves out what names nothing
    words = {section.word for section in document.sections} if document is not None else set[str]()
    title = label or (document.title if document is not None else "")
    return Activity(
        source=entry.source,
        id=item.id or item.path,
        title=title or None,
        kind="quiz" if words & _TESTS else "page",
        raw_kind=item.media_type,
        module=module,
        position=position,
        entry=item.path,
        files=(item.path,),
        needs_network="remote-resources" in item.properties,
        **{name: unsupported() for name in _UNKNOWN_HERE},  # type: ignore[arg-type]  # each of them takes a Fact
    )


def _modules(
    navigation: Navigation, ids: list[str], activities: tuple[Activity, ...], documents: frozenset[str]
) -> tuple[Module, ...]:
    entries = navigation.entries
    shown = _documents_below(navigation, ids, activities, documents)
    children: dict[int, int] = {}
    positions: list[int] = []
    for entry in entries:
        children[entry.parent] = children.get(entry.parent, 0) + 1
        positions.append(children[entry.parent])
    return tuple(
        Module(
            source=entry.source,
            id=ids[number],
            title=entry.label or None,
            depth=entry.depth,
            position=positions[number],
            parent=ids[entry.parent] if entry.parent >= 0 else "",
            leaf=not children.get(number),
            child_count=children.get(number, 0),
            activity_count=len(shown[number]),
        )
        for number, entry in enumerate(entries)
    )


def _documents_below(
    navigation: Navigation, ids: list[str], activities: tuple[Activity, ...], documents: frozenset[str]
) -> list[set[str]]:
    """Documents that each entry leads to, in the spine or not, or that are read under it, with those of its entries."""
    numbers = {identifier: number for number, identifier in enumerate(ids)}
    there = documents | {activity.entry for activity in activities}
    shown: list[set[str]] = [{entry.path} & there for entry in navigation.entries]
    for activity in activities:
        if activity.module:
            shown[numbers[activity.module]].add(activity.entry)
    for number in range(len(shown) - 1, -1, -1):
        parent = navigation.entries[number].parent
        if parent >= 0:
            shown[parent] |= shown[number]
    return shown
