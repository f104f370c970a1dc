"""Parts of a QTI 2 or 3 item: declarations, interactions with what they offer, feedback.

Source: formats/qti.md §4; QTI 2.2 and 3.0 ASI information models.
"""

from __future__ import annotations

import msgspec
from lxml.etree import _Element

from oecheck.readers._questions.qti2_names import (
    INTERACTIONS,
    below,
    children_named,
    first_named,
    name_of,
    number_of,
    value_of,
)
from oecheck.readers._tree import text_of

__all__ = ["Declaration", "Feedback", "Interaction", "declarations_of", "feedback_of", "interactions_of"]

_CHOICES = (
    "simpleChoice",
    "simpleAssociableChoice",
    "inlineChoice",
    "gapText",
    "gapImg",
    "gap",
    "hottext",
    "hotspotChoice",
    "associableHotspot",
)


class Declaration(msgspec.Struct, frozen=True):
    """A response, outcome or template declaration.

    Attributes:
        correct: values of `correctResponse`, white space folded.
        default: values of `defaultValue`.
        keys: `mapKey` of its mapping, as written.
        gains: mapped values of its mapping and area mapping.
        mapped: it has a mapping or an area mapping.
        upper: `upperBound` of the mapping.
    """

    element: _Element
    identifier: str
    cardinality: str = ""
    base_type: str = ""
    correct: tuple[str, ...] = ()
    default: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    gains: tuple[float, ...] = ()
    mapped: bool = False
    upper: float | None = None


class Interaction(msgspec.Struct, frozen=True):
    """An interaction.

    Attributes:
        name: as QTI 2 spells it.
        response: identifier of the response variable that it is bound to; "".
        choices: identifiers that it offers.
        options: number of choices that are answers (gaps that answers are put into do not count).
    """

    element: _Element
    name: str
    response: str
    choices: frozenset[str]
    options: int


class Feedback(msgspec.Struct, frozen=True):
    """A feedback of an item: inline, block, or shown after the attempt.

    Attributes:
        outcome: identifier of the outcome variable that shows it.
        identifier: value of that variable that shows it.
        shown: it is shown when the value is met; otherwise it is hidden then.
        filled: it has a text or picture.
    """

    element: _Element
    name: str
    outcome: str
    identifier: str
    shown: bool
    filled: bool


def declarations_of(root: _Element, kind: str) -> tuple[Declaration, ...]:
    """Declarations of an item or test: `responseDeclaration`, `outcomeDeclaration`, `templateDeclaration`."""
    return tuple(_declaration(node) for node in children_named(root, kind))


def _declaration(node: _Element) -> Declaration:
    mapping, area = first_named(node, "mapping"), first_named(node, "areaMapping")
    entries = [*children_named(mapping, "mapEntry"), *children_named(area, "areaMapEntry")]
    gains = [number_of(value_of(entry, "mappedValue")) for entry in entries]
    keyed = (value_of(entry, "mapKey") for entry in children_named(mapping, "mapEntry"))
    upper = value_of(mapping if mapping is not None else area, "upperBound")
    return Declaration(
        node,
        value_of(node, "identifier") or "",
        value_of(node, "cardinality") or "",
        value_of(node, "baseType") or "",
        _values(first_named(node, "correctResponse")),
        _values(first_named(node, "defaultValue")),
        tuple(key for key in keyed if key is not None),
        tuple(gain for gain in gains if gain is not None),
        bool(entries),
        number_of(upper),
    )


def _values(holder: _Element | None) -> tuple[str, ...]:
    return tuple(text_of(node) for node in children_named(holder, "value"))


def interactions_of(body: _Element | None) -> tuple[Interaction, ...]:
    """Interactions of an item body in document order, in one walk.

    What looks like an interaction inside another one belongs to that one: no version allows it.
    """
    offered: dict[_Element, list[tuple[str, str]]] = {}
    owners: dict[_Element, _Element] = {}
    for node in () if body is None else body.iter():
        name = name_of(node)
        owner = owners.get(node.getparent())  # type: ignore[arg-type]  # None is in no table
        if owner is None and name in INTERACTIONS:
            owner = node
            offered[node] = []
        elif owner is not None and name in _CHOICES:
            offered[owner].append((name, value_of(node, "identifier") or ""))
        if owner is not None:
            owners[node] = owner
    return tuple(_interaction(node, choices) for node, choices in offered.items())


def _interaction(node: _Element, offered: list[tuple[str, str]]) -> Interaction:
    choices = frozenset(identifier for _, identifier in offered if identifier)
    options = sum(name != "gap" for name, _ in offered)
    return Interaction(node, name_of(node), value_of(node, "responseIdentifier") or "", choices, options)


def feedback_of(root: _Element) -> tuple[Feedback, ...]:
    """Feedback of an item in document order."""
    nodes = list(below(root, "feedbackInline", "feedbackBlock", "modalFeedback"))
    filled = _filled(root) if nodes else set()
    return tuple(_feedback(node, node in filled) for node in nodes)


def _feedback(node: _Element, filled: bool) -> Feedback:
    return Feedback(
        node,
        name_of(node),
        value_of(node, "outcomeIdentifier") or "",
        value_of(node, "identifier") or "",
        value_of(node, "showHide") != "hide",
        filled,
    )


_SHOWN = frozenset({"img", "object", "audio", "video", "picture", "math"})


def _filled(root: _Element) -> set[_Element]:
    """Elements that hold a text or something to look at, at any depth; each is visited once."""
    found: set[_Element] = set()
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        if (node.text and not node.text.isspace()) or name_of(node) in _SHOWN:
            _mark(node, found)
        if node.tail and not node.tail.isspace():
            _mark(node.getparent(), found)
    return found


def _mark(node: _Element | None, found: set[_Element]) -> None:
    while node is not None and node not in found:
        found.add(node)
        node = node.getparent()
