"""The course that the files of AICC describe.

Source: formats/tincan-aicc.md §2; formats/course-model.md §5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isfinite

import msgspec

from oecheck.model.course import Activity, Condition, Contributor, Course, LearningOutcome
from oecheck.model.fact import Fact, Value
from oecheck.model.package import Reference
from oecheck.model.source import Source
from oecheck.readers._aicc.shelf import Shelf
from oecheck.readers._aicc.structure import Structure, key
from oecheck.readers._aicc.tables import Row
from oecheck.readers._aicc.tree import Place, Tree
from oecheck.readers._imscp.course import without_place
from oecheck.readers._scorm.conditions import Waiting, with_circles
from oecheck.readers._scorm.prerequisites import read_prerequisites
from oecheck.readers._xapi.launches import Launch, launch_of, outside_tools
from oecheck.values.href import Resolver
from oecheck.values.iri import is_absolute_iri
from oecheck.values.patterns import pattern
from oecheck.values.text import strip_markup

__all__ = ["CAPABILITIES", "Contents", "number", "read_contents"]

CAPABILITIES = frozenset(
    f"course.{name}"
    for name in (
        "id",
        "export_id",
        "title",
        "description",
        "contributors",
        "outcomes",
        "modules",
        "activities",
        "conditions",
        "tools",
    )
)
_NO_PLACE = ("study_time_s", "graded", "weight", "attempts", "due", "criteria")
_TIME = pattern(r"([0-9]{1,4}):([0-9]{2}):([0-9]{2}(?:\.[0-9]{1,2})?)")
_OBJECTIVE = pattern(r"j[0-9]+")
_QUIZZES = frozenset({"test", "quiz", "exam", "assessment"})
_PERCENT = 100.0


class Contents(msgspec.Struct, frozen=True):
    """What the files say: the course, where its units lead, and references to files of the package."""

    course: Course
    launches: tuple[Launch, ...]
    references: tuple[Reference, ...]


def read_contents(structure: Structure, tree: Tree, shelf: Shelf, resolver: Resolver) -> Contents:
    """The course of the files."""
    return _Reading(structure, tree, shelf, resolver).contents()


def number(text: str) -> float | None:
    """A finite number; None for anything else."""
    try:
        value = float(text) if text and len(text) < 32 else None
    except ValueError:
        return None
    return value if value is not None and isfinite(value) else None


class _Reading:
    def __init__(self, structure: Structure, tree: Tree, shelf: Shelf, resolver: Resolver) -> None:
        self._structure, self._tree, self._shelf = structure, tree, shelf
        self._titles = {name: strip_markup(row.get("title")) for name, row in structure.words.items()}
        self._descriptions = {name: strip_markup(row.get("description")) for name, row in structure.words.items()}
        self._ruled = {key(row.get("structure_element")) for row in structure.rows("cmp")}
        path = shelf.paths.get("au", "")
        self._launches = {
            name: launch_of(resolver, row.get("file_name"), path, shelf.source("au", row.line))
            for name, row in structure.units.items()
        }

    def contents(self) -> Contents:
        crs, modules = self._structure.crs, self._tree.modules(self._titles, self._descriptions)
        launches = tuple(self._launches.values())
        identifier = crs.get("course_id")
        course = Course(
            source=self._place(),
            id=identifier if is_absolute_iri(identifier) else None,
            export_id=self._told("course_id"),
            title=self._told("course_title"),
            description=self._description(),
            contributors=self._creator(),
            outcomes=tuple(self._outcomes()) or None,
            modules=modules,
            activities=tuple(self._activities()),
            conditions=with_circles(self._waiting(), modules),
            tools=outside_tools((launch, self._titles.get(name) or None) for name, launch in self._launches.items()),
        )
        return Contents(without_place(course, _NO_PLACE), launches, tuple(_references(launches)))

    def _place(self) -> Source:
        """The section of the course; where there is no `.crs` the first file that is there."""
        path = self._shelf.paths.get("crs") or next(iter(self._shelf.paths.values()), "")
        return Source(path, self._structure.crs.sections.get("course", 1), 1)

    def _told(self, name: str) -> Value[str]:
        text = strip_markup(self._structure.crs.get(name))
        source = self._shelf.source("crs", self._structure.crs.line(name))
        return Fact(value=text, sources=(source,)) if text else None

    def _description(self) -> Value[str]:
        text = strip_markup(self._structure.crs.description)
        line = self._structure.crs.sections.get("course_description", 0)
        return Fact(value=text, sources=(self._shelf.source("crs", line),)) if text else None

    def _creator(self) -> Value[tuple[Contributor, ...]]:
        name = self._told("course_creator")
        if not isinstance(name, Fact):
            return None
        return (Contributor(source=name.sources[0], name=name.value, role="creator"),)

    # --- activities ----------------------------------------------------------------------------------------------

    def _activities(self) -> Iterator[Activity]:
        """Units in the order of the tree, then those that are in no block."""
        position, shown = 0, set()
        for place in self._tree.places:
            row = self._structure.units.get(place.key)
            if row is not None:
                position += 1
                shown.add(place.key)
                yield self._activity(row, place, position)
        for name, row in self._structure.units.items():
            if name not in shown:
                position += 1
                yield self._activity(row, None, position)

    def _activity(self, row: Row, place: Place | None, position: int) -> Activity:
        name = key(row.get("system_id"))
        launch = self._launches[name]
        return Activity(
            source=self._shelf.source("au", row.line),
            id=row.get("system_id") if place is None else place.id,
            title=self._titles.get(name) or None,
            description=self._descriptions.get(name) or None,
            kind=_kind(row.get("type"), launch),
            raw_kind=row.get("type"),
            module="" if place is None else place.id,
            position=position,
            entry=launch.entry,
            external=launch.external,
            files=(launch.entry,) if launch.state in ("found", "case") else (),
            points=number(row.get("max_score")),
            pass_mark=_share(row),
            time_limit_s=_seconds(row.get("max_time_allowed")),
            completion=self._completion(name),
            needs_network=launch.external,
        )

    def _completion(self, name: str) -> str | None:
        """A rule of the `.cmp`; without one the unit itself tells the platform."""
        return "custom" if name in self._ruled else None

    # --- what refers to something --------------------------------------------------------------------------------

    def _outcomes(self) -> Iterator[LearningOutcome]:
        """Objectives are the records of the `.des` that are named J and a number, or that the `.ort` names."""
        serving = self._serving()
        for name, row in self._structure.words.items():
            if _OBJECTIVE.fullmatch(name) or name in serving:
                yield LearningOutcome(
                    source=self._shelf.source("des", row.line),
                    id=row.get("system_id"),
                    text=self._descriptions.get(name) or self._titles.get(name) or None,
                    aligned=tuple(serving.get(name, ())),
                )

    def _serving(self) -> dict[str, list[str]]:
        """Units and blocks by key of the objectives that they are related to (`course_element`, then members)."""
        found: dict[str, list[str]] = {}
        table = self._structure.tables.get("ort")
        if table is None or "course_element" not in table.head:
            return found
        element = table.head.index("course_element")
        for row in table.rows:
            for number, cell in enumerate(row.cells):
                if number != element and cell:
                    found.setdefault(key(cell), []).append(row.get("course_element"))
        return found

    def _waiting(self) -> Iterator[Waiting]:
        """Conditions of the `.pre`, in the columns that the specification gives it."""
        table = self._structure.tables.get("pre")
        if table is None or not {"structure_element", "prerequisite"} <= set(table.head):
            return
        known = {place.key: place.id for place in reversed(self._tree.places)}
        for row in table.rows:
            script = read_prerequisites(row.get("prerequisite"))
            owner = known.get(key(row.get("structure_element")))
            for target in script.targets if owner else ():
                condition = Condition(
                    source=self._shelf.source("pre", row.line),
                    owner=owner or "",
                    kind="prerequisite",
                    target=known.get(key(target), target),
                    target_exists=key(target) in known or key(target) in self._structure.words,
                )
                yield Waiting(condition, script.all_needed)


def _references(launches: Iterable[Launch]) -> Iterator[Reference]:
    for launch in launches:
        if launch.state != "none":
            href = launch.entry if launch.external else launch.href
            yield Reference(source=launch.source, href=href, target=launch.entry, state=launch.state)


def _kind(word: str, launch: Launch) -> str:
    if word.strip().lower() in _QUIZZES:
        return "quiz"
    return "link" if launch.external else "interactive"


def _share(row: Row) -> float | None:
    """`mastery_score` is in the scale of `max_score`; without one in percent."""
    mark, most = number(row.get("mastery_score")), number(row.get("max_score")) or _PERCENT
    return mark / most if mark is not None and most > 0 and 0 <= mark <= most else None


def _seconds(text: str) -> float | None:
    """`HH:MM:SS`; nothing but zeros stands for no limit."""
    match = _TIME.fullmatch(text)
    seconds = 0.0 if match is None else int(match[1]) * 3600 + int(match[2]) * 60 + float(match[3])
    return seconds or None
