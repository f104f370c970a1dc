"""Release conditions of a SCORM course, and whether they can be met at all (requirement STR-006).

SCORM 1.2 names items in a script; SCORM 2004 closes an activity until a global objective is reached, which other
activities write. Circles are found over starts and ends of activities: an end needs its start, a cluster's end needs
the ends below it, a start needs the start above it and the ends it waits for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec
from lxml.etree import _Element

from oecheck.model.course import Condition, Module
from oecheck.model.fact import plain
from oecheck.model.manifest import ManifestItem
from oecheck.readers._scorm.circles import in_circles
from oecheck.readers._scorm.prerequisites import read_prerequisites
from oecheck.readers._scorm.sequencing import Activity, Rule

__all__ = ["prerequisite_conditions", "sequencing_conditions", "with_circles"]

_CLOSING = frozenset({"disabled", "hiddenFromChoice", "stopForwardTraversal"})
_REACHED = frozenset(
    {"satisfied", "completed", "objectiveStatusKnown", "activityProgressKnown", "attempted", "objectiveMeasureKnown"}
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A condition, and whether it has to be met whatever else happens (then it can be part of a circle)."""

    condition: Condition
    needed: bool


def prerequisite_conditions(modules: Iterable[Module], items: Iterable[ManifestItem]) -> Iterator[Waiting]:
    """Conditions of `adlcp:prerequisites`; targets are identifiers of items, and so of modules."""
    pairs = list(zip(modules, items, strict=True))
    known = {module.id for module, _ in pairs}
    for module, item in pairs:
        script = read_prerequisites(plain(item.prerequisites) or "")
        for target in script.targets:
            yield Waiting(_condition(module, target, exists=target in known), script.all_needed)


def sequencing_conditions(
    activities: Iterable[Activity], modules: dict[_Element, Module], *, global_to_system: bool
) -> Iterator[Waiting]:
    """Conditions of preconditions that close an activity until a global objective is reached.

    Args:
        activities: activities with sequencing.
        modules: modules by their item element.
        global_to_system: global objectives may come from other courses, so one that nothing here writes is no defect.
    """
    known = list(activities)
    writers = _writers(known, modules)
    for activity in known:
        module = modules.get(activity.element)
        if module is None:
            continue
        for target, needed in dict(_awaited(activity)).items():
            if target in writers:
                others = [name for name in writers[target] if name != module.id]
                for name in others:
                    yield Waiting(_condition(module, name), needed and len(others) == 1)
            elif not global_to_system:
                yield Waiting(_condition(module, target, exists=False), needed)


def _condition(module: Module, target: str, *, exists: bool = True) -> Condition:
    return Condition(source=module.source, owner=module.id, kind="prerequisite", target=target, target_exists=exists)


def _writers(activities: list[Activity], modules: dict[_Element, Module]) -> dict[str, list[str]]:
    """Ids of modules that write each global objective; none where only the organization itself does."""
    found: dict[str, list[str]] = {}
    for activity in activities:
        module = modules.get(activity.element)
        for mapping in (mapping for objective in activity.objectives for mapping in objective.mappings):
            if mapping.writes:
                found.setdefault(mapping.target, []).extend([] if module is None else [module.id])
    return {target: list(dict.fromkeys(ids)) for target, ids in found.items()}


def _awaited(activity: Activity) -> Iterator[tuple[str, bool]]:
    """Global objectives without which the activity stays closed, and whether each is needed."""
    reads: dict[str, list[str]] = {}
    for objective in activity.objectives:
        reads.setdefault(objective.id, []).extend(node.target for node in objective.mappings if node.reads)
    for rule in activity.rules:
        if rule.kind == "preConditionRule" and rule.action in _CLOSING:
            needed = not rule.every or len(rule.conditions) == 1
            for name in _objectives(rule):
                yield from ((target, needed) for target in reads.get(name, ()))


def _objectives(rule: Rule) -> Iterator[str]:
    """Local objectives that a closing rule waits for: it is closed while they are not reached."""
    for condition in rule.conditions:
        if condition.negated and condition.name in _REACHED and condition.objective:
            yield condition.objective


def with_circles(waiting: Iterable[Waiting], modules: Iterable[Module]) -> tuple[Condition, ...]:
    """The conditions, those marked that lie in a circle and so can never be met."""
    known = list(waiting)
    if not known:
        return ()
    edges = list(_edges(known, modules))
    circle_of = in_circles(edges)
    made = []
    for node in known:
        start, end = ("start", node.condition.owner), ("end", node.condition.target)
        closed = node.needed and circle_of.get(start, -1) == circle_of.get(end, -2)
        made.append(msgspec.structs.replace(node.condition, in_cycle=closed))
    return tuple(made)


_Moment = tuple[str, str]


def _edges(waiting: list[Waiting], modules: Iterable[Module]) -> Iterator[tuple[_Moment, _Moment]]:
    for module in modules:
        yield ("end", module.id), ("start", module.id)
        if module.parent:
            yield ("start", module.id), ("start", module.parent)
            yield ("end", module.parent), ("end", module.id)
    for node in waiting:
        if node.needed:
            yield ("start", node.condition.owner), ("end", node.condition.target)
