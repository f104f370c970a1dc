"""Sequencing of SCORM 2004 as values: what each activity says itself or takes from the sequencing collection.

Source: formats/scorm-2004.md §3; imsss_v1p0*.xsd, adlseq_v1p3.xsd.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from oecheck.documents.xml import children, local, namespace
from oecheck.readers._imscp.names import foreign

__all__ = ["Activity", "Condition", "Mapping", "Objective", "Rule", "parts_of", "read_activities", "sequencing_of"]


@dataclass(frozen=True, slots=True)
class Mapping:
    """`mapInfo`: a global objective that a local one is read from or written to."""

    element: _Element
    target: str
    reads: bool
    writes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Objective:
    """`primaryObjective` or `objective`, or the `adlseq:objective` that goes with it."""

    element: _Element
    id: str
    primary: bool
    mappings: tuple[Mapping, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """`ruleCondition`."""

    element: _Element
    name: str
    negated: bool
    objective: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One sequencing rule; `kind` is preConditionRule, exitConditionRule or postConditionRule."""

    element: _Element
    kind: str
    action: str
    every: bool
    conditions: tuple[Condition, ...]


@dataclass(slots=True)
class Activity:
    """An organization or item with its sequencing.

    Attributes:
        element: the organization or item.
        parts: children of `sequencing` by local name, its own before those of the collection.
        objectives, rules: read from the parts.
    """

    element: _Element
    parts: dict[str, list[_Element]]
    objectives: tuple[Objective, ...] = ()
    rules: tuple[Rule, ...] = ()
    controls: dict[str, bool] = field(default_factory=dict)

    def first(self, name: str) -> _Element | None:
        """The first part of a name."""
        return next(iter(self.parts.get(name, ())), None)


def sequencing_of(element: _Element) -> _Element | None:
    """The `sequencing` of an organization or item."""
    return next((node for node in foreign(element) if local(node) == "sequencing"), None)


def read_activities(root: _Element, elements: Iterator[_Element]) -> Iterator[Activity]:
    """Activities that have sequencing, in the order of the elements given."""
    collection = {node.get("ID", ""): node for node in _collection(root)}
    for element in elements:
        sequencing = sequencing_of(element)
        if sequencing is not None:
            parts = parts_of(sequencing, collection)
            yield Activity(element, parts, _objectives(parts), tuple(_rules(parts)), _controls(parts))


def _collection(root: _Element) -> Iterator[_Element]:
    for node in foreign(root):
        if local(node) == "sequencingCollection":
            yield from children(node, "sequencing")


def parts_of(sequencing: _Element, collection: dict[str, _Element]) -> dict[str, list[_Element]]:
    """Children by local name; what is missing is taken from the sequencing that IDRef names."""
    parts: dict[str, list[_Element]] = {}
    for node in children(sequencing):
        parts.setdefault(local(node), []).append(node)
    shared = collection.get(sequencing.get("IDRef", ""))
    if shared is not None and shared is not sequencing:
        own = frozenset(parts)
        for node in children(shared):
            if local(node) not in own:
                parts.setdefault(local(node), []).append(node)
    return parts


def _objectives(parts: dict[str, list[_Element]]) -> tuple[Objective, ...]:
    """Objectives of imsss and adlseq: both are `objectives`, the latter have no primary of their own."""
    made = []
    for group in parts.get("objectives", ()):
        for node in children(group, "primaryObjective", "objective"):
            mappings = tuple(map(_mapping, children(node, "mapInfo")))
            made.append(
                Objective(node, node.get("objectiveID", "").strip(), local(node) == "primaryObjective", mappings)
            )
    return tuple(made)


def _mapping(node: _Element) -> Mapping:
    flags = {str(name): str(value).strip() in ("true", "1") for name, value in node.attrib.items()}
    kinds = 5 if "adlseq" in namespace(node) else 2  # read flags of adlseq and imsss; each is true by default
    refused = sum(1 for name, value in flags.items() if name.startswith("read") and not value)
    return Mapping(
        node,
        node.get("targetObjectiveID", "").strip(),
        reads=refused < kinds,
        writes=frozenset(name for name, value in flags.items() if name.startswith("write") and value),
    )


def _rules(parts: dict[str, list[_Element]]) -> Iterator[Rule]:
    for group in parts.get("sequencingRules", ()):
        for node in children(group):
            action = next((child.get("action", "") for child in children(node, "ruleAction")), "")
            conditions = next(children(node, "ruleConditions"), None)
            if conditions is None:
                yield Rule(node, local(node), action, every=True, conditions=())
                continue
            yield Rule(
                node,
                local(node),
                action.strip(),
                every=conditions.get("conditionCombination", "all").strip() == "all",
                conditions=tuple(map(_condition, children(conditions, "ruleCondition"))),
            )


def _condition(node: _Element) -> Condition:
    return Condition(
        node,
        node.get("condition", "").strip(),
        node.get("operator", "noOp").strip() == "not",
        node.get("referencedObjective", "").strip(),
    )


def _controls(parts: dict[str, list[_Element]]) -> dict[str, bool]:
    """Control modes with the defaults of the schema."""
    controls = {"choice": True, "choiceExit": True, "flow": False, "forwardOnly": False}
    for node in parts.get("controlMode", ())[:1]:
        controls.update({str(name): str(value).strip() in ("true", "1") for name, value in node.attrib.items()})
    return controls
