"""Conditions of activities and sections, with what they lead to and whether they go round in a circle.

Source: formats/moodle-mbz.md §5, MBZ-18, MBZ-24; OHE-STR-006.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from oecheck.model.course import Condition
from oecheck.readers._moodle.availability import Restriction, Restrictions
from oecheck.readers._moodle.grades import GradeItem
from oecheck.readers._moodle.outline import Section, section_id
from oecheck.readers._moodle.work import Work
from oecheck.readers._scorm.circles import in_circles

__all__ = ["Held", "conditions_of", "held_back"]

_KINDS = {"completion": "completion", "grade": "score", "date": "date"}


class Held(msgspec.Struct, frozen=True):
    """A thing with what holds it back.

    Attributes:
        id: of the activity or section.
        previous: id of the activity before it, for "previous activity" conditions; "".
    """

    id: str
    restrictions: Restrictions
    previous: str = ""


def held_back(sections: Iterable[Section], works: Iterable[Work]) -> tuple[Held, ...]:
    """Everything that has conditions."""
    by_module = {work.listed.id: work for work in works}
    before: dict[str, str] = {}
    found: list[Held] = []
    last = ""
    for section in sorted(sections, key=lambda one: one.number):
        if section.restrictions is not None:
            found.append(Held(section_id(section.id), section.restrictions, last))
        for module in section.sequence:
            before[module] = last
            work = by_module.get(module)
            if work is not None and work.activity.completion != "none":
                last = work.activity.id
    for module, work in by_module.items():
        if work.restrictions is not None:
            found.append(Held(work.activity.id, work.restrictions, before.get(module, "")))
    return tuple(found)


def conditions_of(
    held: Iterable[Held], sections: Iterable[Section], works: Iterable[Work], extra: Iterable[GradeItem]
) -> tuple[Condition, ...]:
    """The conditions of the course model.

    Args:
        held: what has conditions.
        sections: all sections; what is in one waits for it.
        works: all activities.
        extra: grade items of the course and its categories.
    """
    works = tuple(works)
    targets = _Targets(works, extra)
    made: list[tuple[Condition, bool]] = []
    for thing in held:
        for one in thing.restrictions.conditions:
            if one.kind in _KINDS:
                made.append((targets.condition(thing, one), one.needed))
    edges = [(one.owner, one.target) for one, needed in made if needed and one.target]
    circles = in_circles([*edges, *_inside(sections, works)])
    return tuple(
        msgspec.structs.replace(one, in_cycle=needed and _same(circles, one.owner, one.target)) for one, needed in made
    )


def _same(circles: dict[str, int], owner: str, target: str) -> bool:
    return target in circles and circles.get(owner) == circles[target]


def _inside(sections: Iterable[Section], works: Iterable[Work]) -> Iterator[tuple[str, str]]:
    names = {work.listed.id: work.activity.id for work in works}
    for section in sections:
        for module in section.sequence:
            if module in names:
                yield names[module], section_id(section.id)


class _Targets:
    def __init__(self, works: tuple[Work, ...], extra: Iterable[GradeItem]) -> None:
        self._modules = {work.listed.id: work.activity.id for work in works}
        self._grades = {item.id: work.activity.id for work in works for item in work.items}
        self._totals = {item.id for item in extra}

    def condition(self, thing: Held, one: Restriction) -> Condition:
        target, exists = "", True
        if one.kind == "completion":
            known = thing.previous if one.target == "previous" else self._modules.get(one.target, "")
            target, exists = known or one.target, bool(known)
        elif one.kind == "grade" and one.target not in self._totals:
            known = self._grades.get(one.target, "")
            target, exists = known or f"grade-item-{one.target}", bool(known)
        return Condition(
            source=thing.restrictions.source,
            owner=thing.id,
            kind=_KINDS[one.kind],
            target=target,
            target_exists=exists,
            start=one.start,
            end=one.end,
        )
