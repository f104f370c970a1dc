"""Structural checks of sequencing: S04-16 to S04-22; their texts are in `standards/formats/scorm-2004.yaml`.

Source: formats/scorm-2004.md §3; imsss_v1p0*.xsd; adlseq_v1p3.xsd.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument, children, local, namespace
from oecheck.model.package import PackageFinding
from oecheck.readers._imscp.names import children as manifest_children
from oecheck.readers._imscp.names import foreign
from oecheck.readers._scorm.sequencing import Activity, sequencing_of
from oecheck.readers._scorm.vocabulary import (
    ATTRIBUTES,
    CAUTION_CONDITIONS,
    CAUTION_LIMITS,
    REQUIRED,
    RULE_ACTIONS,
)
from oecheck.values.patterns import pattern

__all__ = ["sequencing_findings"]

_ADLCP = "http://www.adlnet.org/xsd/adlcp_v1p3"
_RULE_WORDS = frozenset({"condition", "action", "operator", "conditionCombination", "childActivitySet"})
_DECIMAL = pattern(r"[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})\Z")


def sequencing_findings(
    document: XmlDocument, root: _Element, elements: list[_Element], activities: list[Activity]
) -> Iterator[PackageFinding]:
    """What is wrong with the sequencing of a manifest.

    Args:
        document: the manifest, for places.
        root: its root element.
        elements: organizations and items.
        activities: those of them that have sequencing, as read by `read_activities`.
    """
    check = _Checker(document)
    collection = [node for group in foreign(root) if local(group) == "sequencingCollection" for node in children(group)]
    own = [node for element in elements if (node := sequencing_of(element)) is not None]
    yield from check.references(collection, own)
    for sequencing in (*collection, *own):
        for element in sequencing.iterdescendants():
            if local(element):
                yield from check.values(element)
                yield from check.caution(element)
        for group in children(sequencing, "objectives"):
            yield from check.objectives(group)
    for element in (*root.iter(f"{{{_ADLCP}}}map"), *elements):
        yield from check.values(element)
    for activity in activities:
        yield from check.mappings(activity)
        yield from check.reachable(activity)


class _Checker:
    def __init__(self, document: XmlDocument) -> None:
        self._document = document

    def _finding(self, check: str, element: _Element, variant: str = "", /, **arguments: object) -> PackageFinding:
        return PackageFinding(
            check=check, variant=variant, source=self._document.source(element), arguments=dict(arguments)
        )

    def references(self, collection: list[_Element], own: list[_Element]) -> Iterator[PackageFinding]:
        """S04-16: ID and IDRef."""
        names = Counter(node.get("ID", "").strip() for node in collection)
        for node in collection:
            name = node.get("ID", "").strip()
            if not name:
                yield self._finding("S04-16", node, "no-id")
            elif names[name] > 1:
                yield self._finding("S04-16", node, "id-twice", id=name)
            if node.get("IDRef") is not None:
                yield self._finding("S04-16", node, "idref-in-collection", id=node.get("IDRef", ""))
        for node in own:
            wanted = node.get("IDRef")
            if wanted is not None and wanted.strip() not in names:
                yield self._finding("S04-16", node, "unresolved", id=wanted)
            if node.get("ID") is not None:
                yield self._finding("S04-16", node, "id-on-activity", id=node.get("ID", ""))

    def values(self, element: _Element) -> Iterator[PackageFinding]:
        """S04-19 (words of rules) and S04-20 (numbers, booleans and other values)."""
        name = local(element)
        for attribute, wanted in _wanted(element).items():
            value = element.get(attribute)
            missing = value is None and attribute in REQUIRED.get(name, ())
            if missing or (value is not None and not _fits(value.strip(), wanted)):
                check = "S04-19" if attribute in _RULE_WORDS else "S04-20"
                variant = "missing" if missing else "" if (value or "").strip() else "empty"
                yield self._value(check, element, variant, attribute, value or "", wanted)
        if name == "minNormalizedMeasure" and not _fits((element.text or "1").strip(), "-1 … 1"):
            variant = "" if (element.text or "").strip() else "empty"
            yield self._value("S04-20", element, variant, name, element.text or "", "-1 … 1")

    def _value(
        self, check: str, element: _Element, variant: str, attribute: str, value: str, wanted: str | tuple[str, ...]
    ) -> PackageFinding:
        shown = wanted if isinstance(wanted, str) else ", ".join(wanted)
        name = attribute.rpartition("}")[2]
        arguments = {"element": local(element), "attribute": name, "value": value, "wanted": shown}
        return self._finding(check, element, variant, **arguments)

    def caution(self, element: _Element) -> Iterator[PackageFinding]:
        """S04-21: what the specification advises against."""
        name = local(element)
        condition = element.get("condition", "")
        if name in ("ruleCondition", "rollupCondition") and condition in CAUTION_CONDITIONS:
            yield self._finding("S04-21", element, name=condition)
        if name == "limitConditions":
            for attribute in CAUTION_LIMITS:
                if element.get(attribute) is not None:
                    yield self._finding("S04-21", element, name=attribute)
        if name == "auxiliaryResources":
            yield self._finding("S04-21", element, name=name)

    def objectives(self, group: _Element) -> Iterator[PackageFinding]:
        """S04-17: one primary objective, identifiers that are there, told apart, and not blank."""
        primaries = list(children(group, "primaryObjective"))
        if "adlseq" not in namespace(group) and len(primaries) != 1:
            yield self._finding("S04-17", group, "primaries", count=len(primaries))
        seen: set[str] = set()
        for node in children(group, "primaryObjective", "objective"):
            name = (node.get("objectiveID") or "").strip()
            mapped = next(children(node, "mapInfo"), None) is not None
            if not name and (local(node) == "objective" or mapped or node.get("objectiveID") is not None):
                yield self._finding("S04-17", node, "no-id", element=local(node))
            elif name and name in seen:
                yield self._finding("S04-17", node, "id-twice", id=name)
            seen.add(name)

    def mappings(self, activity: Activity) -> Iterator[PackageFinding]:
        """S04-18: one writer for each target in an activity; objectives that rules name are there."""
        written: set[tuple[str, str]] = set()
        for objective in activity.objectives:
            for mapping in objective.mappings:
                for flag in sorted(mapping.writes):
                    if (mapping.target, flag) in written:
                        yield self._finding("S04-18", mapping.element, "written-twice", id=mapping.target, flag=flag)
                    written.add((mapping.target, flag))
        known = {objective.id for objective in activity.objectives}
        for rule in activity.rules:
            for condition in rule.conditions:
                if condition.objective and condition.objective not in known:
                    yield self._finding("S04-18", condition.element, "unresolved", id=condition.objective)

    def reachable(self, activity: Activity) -> Iterator[PackageFinding]:
        """S04-22: a cluster whose children can neither be chosen nor are reached by flow."""
        below = sum(1 for _ in manifest_children(activity.element, "item"))
        if below > 1 and not activity.controls["choice"] and not activity.controls["flow"]:
            name = activity.element.get("identifier", "")
            yield self._finding("S04-22", activity.element, identifier=name, count=below)


def _wanted(element: _Element) -> dict[str, str | tuple[str, ...]]:
    """Attributes with their allowed values."""
    name = local(element)
    if name != "ruleAction":
        return ATTRIBUTES.get(name, {})
    parent = element.getparent()
    words = RULE_ACTIONS.get(local(parent) if parent is not None else "")
    return {} if words is None else {"action": words}


def _decimal(value: str, least: float, most: float) -> bool:
    return _DECIMAL.match(value) is not None and least <= float(value) <= most


_DURATION = pattern(
    r"-?P(?:\d{1,9}Y)?(?:\d{1,9}M)?(?:\d{1,9}D)?(?:T(?=\d)(?:\d{1,9}H)?(?:\d{1,9}M)?(?:\d{1,9}(?:\.\d{1,9})?S)?)?\Z"
)

_TIME = pattern(r"-?\d{4,9}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?\Z")

_TYPES: dict[str, Callable[[str], bool]] = {
    "true, false": lambda value: value in ("true", "false", "1", "0"),
    "-1 … 1": lambda value: _decimal(value, -1, 1),
    "0 … 1": lambda value: _decimal(value, 0, 1),
    "0, 1, 2 …": lambda value: re.match(r"\+?\d{1,30}\Z|-0{1,30}\Z", value) is not None,
    "2026-01-31T12:00:00": lambda value: _TIME.match(value) is not None,
    "PT1H30M": lambda value: _DURATION.match(value) is not None and any(map(str.isdigit, value)),
    "…": lambda value: bool(value),
}


def _fits(value: str, wanted: str | tuple[str, ...]) -> bool:
    """Whether a value is one of the words, or of the type that the text stands for."""
    return value in wanted if isinstance(wanted, tuple) else _TYPES[wanted](value)
