"""The course that a structure describes.

Blocks and AUs are nodes of the table of contents; each AU is an activity besides.
Source: formats/cmi5.md §3; formats/course-model.md §5, §6 (column cmi5).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from oecheck.model.course import Activity, Course, LearningOutcome, Module
from oecheck.model.fact import Fact, Value
from oecheck.model.package import Reference
from oecheck.readers._cmi5.structure import Node, Structure
from oecheck.readers._imscp.course import without_place
from oecheck.readers._xapi.launches import Launch, kind_of, launch_of, outside_tools
from oecheck.readers._xapi.texts import main_text, not_of_the_content
from oecheck.values.href import Resolver
from oecheck.values.iri import is_absolute_iri
from oecheck.values.patterns import pattern

__all__ = ["CAPABILITIES", "Contents", "read_contents"]

CAPABILITIES = frozenset(
    f"course.{name}"
    for name in ("id", "title", "titles", "description", "descriptions", "outcomes", "modules", "activities", "tools")
)
_NO_PLACE = ("study_time_s", "graded", "points", "weight", "attempts", "time_limit_s", "due", "criteria")
_COMPLETION = {
    "": "none",
    "NotApplicable": "none",
    "Passed": "passed",
    "CompletedAndPassed": "passed",
    "Completed": "custom",
    "CompletedOrPassed": "custom",
}
"""`moveOn` in the words of the model: `custom` where the AU itself says when it is completed."""
_SHARE = pattern(r"(?:0?\.[0-9]{1,30}|[01](?:\.[0-9]{0,30})?)")


class Contents(msgspec.Struct, frozen=True):
    """What a structure says.

    Attributes:
        course: the course.
        launches: of the AUs, in document order, in step with the AUs of `Structure.nodes`.
        references: to files of the package.
    """

    course: Course
    launches: tuple[Launch, ...]
    references: tuple[Reference, ...]


def read_contents(structure: Structure, resolver: Resolver, *, alone: bool) -> Contents:
    """The course of a structure.

    Args:
        structure: as read.
        resolver: of the package.
        alone: the structure was handed in without a package, so relative addresses lead nowhere (CM-09).
    """
    path = structure.document.file
    launches = {
        number: launch_of(resolver, node.url, path, node.url_source)
        for number, node in enumerate(structure.nodes)
        if node.kind == "au"
    }
    tree = _Tree(structure, launches)
    told = structure.course
    course = Course(
        source=structure.document.source(structure.document.root) if told is None else told.source,
        id=(told.id or None) if told is not None else None,
        title=None if told is None else main_text(told.titles),
        titles=() if told is None else tuple(text for text in told.titles if text.text),
        description=None if told is None else main_text(told.descriptions),
        descriptions=() if told is None else tuple(text for text in told.descriptions if text.text),
        languages=None if told is None else not_of_the_content((*told.titles, *told.descriptions)),
        outcomes=_outcomes(structure, tree.ids) or None,
        modules=tree.modules(),
        activities=tree.activities(),
        tools=outside_tools((launch, main_text(structure.nodes[number].titles)) for number, launch in launches.items()),
    )
    references = () if alone else tuple(_references(launches.values()))
    return Contents(without_place(course, _NO_PLACE), tuple(launches.values()), references)


def _references(launches: Iterable[Launch]) -> Iterable[Reference]:
    for launch in launches:
        if launch.state != "none":
            href = launch.entry if launch.external else launch.href
            yield Reference(source=launch.source, href=href, target=launch.entry, state=launch.state)


def _outcomes(structure: Structure, ids: list[str]) -> tuple[LearningOutcome, ...]:
    """Objectives in words, with the blocks and AUs that serve them."""
    serving: dict[str, list[str]] = {}
    for node, name in zip(structure.nodes, ids, strict=True):
        for link in dict.fromkeys(link.idref for link in node.links):
            serving.setdefault(link, []).append(name)
    return tuple(
        LearningOutcome(
            source=node.source,
            id=node.id,
            text=main_text(node.descriptions) or main_text(node.titles),
            uri=node.id if is_absolute_iri(node.id) else None,
            aligned=tuple(serving.get(node.id, ())),
        )
        for node in structure.objectives
    )


class _Tree:
    """Blocks and AUs as modules and activities.

    Attributes:
        ids: unique names of the nodes, in their order.
    """

    def __init__(self, structure: Structure, launches: dict[int, Launch]) -> None:
        self._nodes = structure.nodes
        self._launches = launches
        self.ids = _unique([node.id or f"{node.kind}-{node.source.line}" for node in self._nodes])
        self._below = Counter(node.parent for node in self._nodes)
        self._units = self._counted()
        self._served = self._inherited()

    def _counted(self) -> list[int]:
        """AUs at or below each node; a node comes before what is below it."""
        units = [int(node.kind == "au") for node in self._nodes]
        for number in range(len(units) - 1, -1, -1):
            if self._nodes[number].parent >= 0:
                units[self._nodes[number].parent] += units[number]
        return units

    def _inherited(self) -> list[tuple[str, ...]]:
        """Objectives that each node serves, those of the blocks around it included."""
        served: list[tuple[str, ...]] = []
        for node in self._nodes:
            above = served[node.parent] if node.parent >= 0 else ()
            own = (link.idref for link in node.links if link.idref)
            served.append(tuple(dict.fromkeys((*own, *above))) if node.links else above)
        return served

    def modules(self) -> tuple[Module, ...]:
        depths: list[int] = []
        positions: Counter[int] = Counter()
        made = []
        for number, node in enumerate(self._nodes):
            depths.append(depths[node.parent] + 1 if node.parent >= 0 else 1)
            positions[node.parent] += 1
            made.append(self._module(number, node, depths[number], positions[node.parent]))
        return tuple(made)

    def _module(self, number: int, node: Node, depth: int, position: int) -> Module:
        return Module(
            source=node.source,
            id=self.ids[number],
            title=main_text(node.titles),
            description=main_text(node.descriptions),
            depth=depth,
            position=position,
            parent=self.ids[node.parent] if node.parent >= 0 else "",
            leaf=node.kind == "au",
            child_count=self._below[number],
            activity_count=self._units[number],
            outcomes=self._served[number],
        )

    def activities(self) -> tuple[Activity, ...]:
        return tuple(
            self._activity(number, position, launch)
            for position, (number, launch) in enumerate(self._launches.items(), 1)
        )

    def _activity(self, number: int, position: int, launch: Launch) -> Activity:
        node, activity_type = self._nodes[number], self._nodes[number].value("activityType")
        return Activity(
            source=node.source,
            id=self.ids[number],
            title=main_text(node.titles),
            description=main_text(node.descriptions),
            kind=kind_of(activity_type, launch),
            raw_kind=activity_type,
            module=self.ids[number],
            position=position,
            entry=launch.entry,
            external=launch.external,
            files=(launch.entry,) if launch.state in ("found", "case") else (),
            pass_mark=_mark(node),
            completion=_completion(node),
            outcomes=self._served[number],
            needs_network=launch.external,
        )


def _unique(wanted: list[str]) -> list[str]:
    """The names, those used before with their number."""
    seen: Counter[str] = Counter()
    names = []
    for name in wanted:
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}~{seen[name]}")
    return names


def _mark(node: Node) -> float | None:
    text = node.value("masteryScore").removeprefix("+")
    score = float(text) if _SHARE.fullmatch(text) else -1.0
    return score if 0 <= score <= 1 else None


def _completion(node: Node) -> Value[str]:
    """`moveOn`; the default where it is not written, nothing where it is no word of cmi5."""
    raw = node.value("moveOn")
    word = _COMPLETION.get(raw)
    return None if word is None else Fact(value=word, raw=raw or "NotApplicable", sources=(node.source,))
