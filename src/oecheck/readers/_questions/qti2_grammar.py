"""What the schemas of QTI 2.0 to 3.0 ask of the elements of items and tests (QTI-05).

Attributes and their values, children in their order, where text may stand. Which HTML may stand in which text is left
to players, which differ from the schemas and from each other. Source: imsqti_v2p0.xsd, imsqti_v2p1.xsd,
imsqti_v2p2.xsd, imsqti_asiv3p0; where versions differ, the most generous.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument, local, namespace
from oecheck.model.package import PackageFinding
from oecheck.readers._questions.qti2_names import is_qti, name_of, version_of
from oecheck.readers._questions.qti2_tables import ANYTHING, ARITIES, Slot, holds_no_text, slots_of
from oecheck.readers._questions.qti2_values import (
    NAMES,
    IdentifierTable,
    Problem,
    attribute_problems,
    is_foreign,
    name_problems,
)

__all__ = ["grammar_findings"]

_MOST = 20
"""Departures of one document that are told."""

_SPACES = frozenset(
    f"http://www.imsglobal.org/xsd/{name}" for name in ("imsqti_v2p0", "imsqti_v2p1", "imsqti_v2p2", "imsqtiasi_v3p0")
)
_IFS = frozenset({"responseIf", "responseElseIf", "outcomeIf", "outcomeElseIf"})
_RULES = frozenset(
    {"setOutcomeValue", "responseCondition", "outcomeCondition", "exitResponse", "exitTest", "lookupOutcomeValue"}
    | {"responseProcessingFragment", "outcomeProcessingFragment", "include"}
)


def grammar_findings(root: _Element, document: XmlDocument, path: str) -> Iterator[PackageFinding]:
    """Departures of a document from the schemas, at most `_MOST`, in document order."""
    grammar = _Grammar(version_of(root))
    yield from _strange_space(root, document, path)
    told = 0
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        for variant, part, detail in grammar.problems(node):
            element = detail if variant == "element-unknown" and detail else local(node)
            arguments: dict[str, object] = {"path": path, "element": element, "part": part, "detail": detail}
            yield PackageFinding(check="QTI-05", variant=variant, source=document.source(node), arguments=arguments)
            told += 1
            if told >= _MOST:
                return


def _strange_space(root: _Element, document: XmlDocument, path: str) -> Iterator[PackageFinding]:
    """A namespace like those of QTI that none of its versions has, as older exporters write it."""
    space = namespace(root)
    if space and space not in _SPACES and "/apip/" not in space:
        arguments: dict[str, object] = {"path": path, "element": local(root), "part": "", "detail": space[:120]}
        yield PackageFinding(check="QTI-05", variant="namespace", source=document.source(root), arguments=arguments)


class _Grammar:
    def __init__(self, version: str) -> None:
        self._version = version
        self._identifiers = IdentifierTable(version)

    def problems(self, node: _Element) -> Iterator[Problem]:
        if is_foreign(node):
            parent = node.getparent()
            if parent is not None and not is_foreign(parent):  # what stands in a foreign element is its own business
                yield "element-foreign", local(node), local(parent)
        elif is_qti(node):
            name = name_of(node)
            yield from name_problems(node, name)
            yield from attribute_problems(node, name, self._version)
            yield from self._identifiers.problems(node, name)
            yield from self._of_content(node, name)

    def _of_content(self, node: _Element, name: str) -> Iterator[Problem]:
        slots = slots_of(name, self._version)
        if slots is not None:
            yield from _of_children(node, slots)
        elif name in ARITIES:
            yield from _of_operands(node, *ARITIES[name])
        elif name in _IFS:
            yield from _of_condition(node)
        if holds_no_text(name, self._version) and _has_text(node):
            yield "text", "", ""


def _has_text(node: _Element) -> bool:
    """Whether words stand directly in an element, not in one of its children."""
    return bool((node.text or "").strip()) or any((child.tail or "").strip() for child in node)


def _of_operands(node: _Element, least: int, most: int | None) -> Iterator[Problem]:
    count = sum(1 for child in node if isinstance(child.tag, str))
    if count < least:
        yield "element-missing", "expression", ""
    elif most is not None and count > most:
        yield "element-repeated", "expressions", str(count)


def _of_condition(node: _Element) -> Iterator[Problem]:
    """An expression, then rules."""
    names = [name_of(child) for child in node if isinstance(child.tag, str)]
    expressions = [name for name in names if name not in _RULES]
    if not expressions:
        yield "element-missing", "expression", ""
    elif len(expressions) > 1:
        yield "element-repeated", "expressions", str(len(expressions))
    elif names[0] in _RULES:
        yield "element-order", expressions[0], ""


def _of_children(node: _Element, slots: tuple[Slot, ...]) -> Iterator[Problem]:
    """Children against the slots of an element."""
    places = {name: place for place, (names, _, _) in enumerate(slots) for name in names.split()}
    counts = [0] * len(slots)
    reached = 0
    for child in node:
        if not isinstance(child.tag, str) or is_foreign(child):
            continue
        name = name_of(child)
        place = places.get(name, places.get(ANYTHING))
        if place is None:
            if name in NAMES and namespace(child) == namespace(node):
                yield "element-unknown", local(child), local(node)  # one that QTI lacks is told at that element
            continue
        if place < reached:
            yield "element-order", local(child), ""
        reached = max(reached, place)
        counts[place] += 1
    for (names, least, most), count in zip(slots, counts, strict=True):
        if count < least:
            yield ("element-empty", "", "") if names == ANYTHING else ("element-missing", names.replace(" ", ", "), "")
        elif most is not None and count > most:
            yield "element-repeated", names.replace(" ", ", "), str(count)
