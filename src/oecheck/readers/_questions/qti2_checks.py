"""Checks of one item or test of QTI 2 or 3 that need an algorithm.

Source: formats/qti.md §8; QTI 2.2 and 3.0 ASI information models (interactions and their response variables).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument, local
from oecheck.model.fact import plain
from oecheck.model.package import PackageFinding
from oecheck.readers._questions.qti2_item import QtiItem
from oecheck.readers._questions.qti2_names import below, first_named, flag, name_of, number_of, outermost, value_of
from oecheck.readers._questions.qti2_parts import Declaration, Interaction
from oecheck.readers._questions.qti2_reach import reached_values
from oecheck.readers._tree import text_of
from oecheck.values.patterns import pattern
from oecheck.values.text import fold

__all__ = ["item_findings", "plan_findings"]

# Interaction to the cardinalities and base types of its response variable (ASI information model).
_SM, _S, _O = frozenset({"single", "multiple"}), frozenset({"single"}), frozenset({"ordered"})
_ID, _PAIR, _DIRECTED = frozenset({"identifier"}), frozenset({"pair"}), frozenset({"directedPair"})
_POINT, _NUMBER, _FILE = frozenset({"point"}), frozenset({"integer", "float"}), frozenset({"file"})
_BOUND: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "choiceInteraction": (_SM, _ID),
    "orderInteraction": (_O, _ID),
    "associateInteraction": (_SM, _PAIR),
    "matchInteraction": (_SM, _DIRECTED),
    "gapMatchInteraction": (_SM, _DIRECTED),
    "inlineChoiceInteraction": (_S, _ID),
    "textEntryInteraction": (frozenset({"single", "record"}), frozenset({"string", "integer", "float"})),
    "extendedTextInteraction": (
        frozenset({"single", "multiple", "ordered", "record"}),
        frozenset({"string", "integer", "float"}),
    ),
    "hottextInteraction": (_SM, _ID),
    "hotspotInteraction": (_SM, _ID),
    "selectPointInteraction": (_SM, _POINT),
    "graphicOrderInteraction": (_O, _ID),
    "graphicAssociateInteraction": (_SM, _PAIR),
    "graphicGapMatchInteraction": (_SM, _DIRECTED),
    "positionObjectInteraction": (_SM, _POINT),
    "sliderInteraction": (_S, _NUMBER),
    "mediaInteraction": (_S, frozenset({"integer"})),
    "drawingInteraction": (_S, _FILE),
    "uploadInteraction": (_S, _FILE),
    "endAttemptInteraction": (_S, frozenset({"boolean"})),
}
_GRAPHIC = frozenset(
    {
        "hotspotInteraction",
        "graphicOrderInteraction",
        "graphicAssociateInteraction",
        "graphicGapMatchInteraction",
        "selectPointInteraction",
        "positionObjectInteraction",
        "drawingInteraction",
    }
)
_TEMPLATES = frozenset(
    {"match_correct", "map_response", "map_response_point", "cc2_match", "cc2_match_basic", "cc2_map_response"}
)
_TOGETHER = frozenset(
    map(
        fold,
        (
            "all of the above",
            "none of the above",
            "all of these",
            "none of these",
            "both of the above",
            "toutes les réponses ci-dessus",
            "aucune de ces réponses",
            "todas las anteriores",
            "ninguna de las anteriores",
            "todas as anteriores",
            "nenhuma das anteriores",
            "alle genannten",
            "keine der genannten",
            "все вышеперечисленное",
            "ничего из перечисленного",
            "以上都是",
            "以上都不是",
            "جميع ما سبق",
            "لا شيء مما سبق",
            "उपरोक्त सभी",
            "इनमें से कोई नहीं",
        ),
    )
)
_HANDLER = pattern(r"on[a-z]{3,20}\Z")
_PROGRAM_URLS = ("href", "src", "data", "action")
_CUSTOM = frozenset({"customInteraction", "portableCustomInteraction"})
_SPACE = "{http://www.w3.org/XML/1998/namespace}"


def item_findings(item: QtiItem, document: XmlDocument, path: str) -> Iterator[PackageFinding]:
    """QTI-09 to QTI-12, QTI-16 to QTI-20, QTI-24, QTI-25, QTI-27 of an item."""
    checker = _Checker(document, path, item.identifier or path)
    yield from checker.bindings(item)
    yield from checker.keys(item)
    yield from checker.scoring(item)
    yield from checker.feedback(item)
    yield from checker.alternatives(item)
    yield from checker.catalogs(item.root)
    yield from checker.template(item)
    yield from checker.shuffles(item)
    yield from checker.active_content(item.root)
    yield from checker.limits(item.root)


def plan_findings(root: _Element, document: XmlDocument, path: str) -> Iterator[PackageFinding]:
    """QTI-18, QTI-27 and QTI-33 of a test or section."""
    checker = _Checker(document, path, value_of(root, "identifier") or path)
    yield from checker.limits(root)
    yield from checker.active_content(root)
    yield from checker.branches(root)


class _Checker:
    def __init__(self, document: XmlDocument, path: str, identifier: str) -> None:
        self._document = document
        self._path = path
        self._identifier = identifier

    def _finding(self, check: str, node: _Element, variant: str = "", **more: object) -> PackageFinding:
        arguments: dict[str, object] = {"path": self._path, "item": self._identifier, **more}
        return PackageFinding(check=check, variant=variant, source=self._document.source(node), arguments=arguments)

    def bindings(self, item: QtiItem) -> Iterator[PackageFinding]:
        """QTI-09: every interaction is bound to a declared variable of the right kind; QTI-19: custom ones."""
        declared = {part.identifier: part for part in item.responses}
        for part in item.interactions:
            name = local(part.element)
            variable = declared.get(part.response)
            if part.response and variable is None:
                yield self._finding("QTI-09", part.element, "undeclared", interaction=name, response=part.response)
            elif variable is not None and part.name in _BOUND:
                yield from self._binding(part, variable, name)
            if part.name in _CUSTOM:
                modules = [value_of(node, "primaryPath") or value_of(node, "id") for node in _modules(part.element)]
                kind = value_of(part.element, "customInteractionTypeIdentifier") or part.response
                told = ", ".join(filter(None, modules)) or "-"
                yield self._finding("QTI-19", part.element, interaction=kind, modules=told[:200])

    def _binding(self, part: Interaction, variable: Declaration, name: str) -> Iterator[PackageFinding]:
        cardinalities, types = _BOUND[part.name]
        if variable.cardinality and variable.cardinality not in cardinalities:
            found, wanted = variable.cardinality, " or ".join(sorted(cardinalities))
            yield self._finding(
                "QTI-09",
                part.element,
                "cardinality",
                interaction=name,
                response=part.response,
                found=found,
                wanted=wanted,
            )
        elif variable.cardinality != "record" and variable.base_type not in types:
            found, wanted = variable.base_type or "-", " or ".join(sorted(types))
            yield self._finding(
                "QTI-09",
                part.element,
                "base-type",
                interaction=name,
                response=part.response,
                found=found,
                wanted=wanted,
            )

    def keys(self, item: QtiItem) -> Iterator[PackageFinding]:
        """QTI-10: what keys and mappings name is offered by the interactions of the variable."""
        offered: dict[str, set[str]] = {}
        open_ended: set[str] = set()
        for part in item.interactions:
            if part.choices:
                offered.setdefault(part.response, set()).update(part.choices)
            else:
                open_ended.add(part.response)
        for variable in item.responses:
            known = offered.get(variable.identifier)
            if known is None or variable.identifier in open_ended or variable.base_type not in _NAMING:
                continue
            wrong = dict.fromkeys(
                word for value in (*variable.correct, *variable.keys) for word in value.split() if word not in known
            )
            for word in list(wrong)[:5]:
                yield self._finding("QTI-10", variable.element, response=variable.identifier, found=word[:60])

    def scoring(self, item: QtiItem) -> Iterator[PackageFinding]:
        """QTI-11: a scored item has a key; QTI-24: its greatest score is above nothing."""
        question = item.question
        if question is None:
            return
        scored = first_named(item.root, "responseProcessing") is not None
        scored = scored or any(part.identifier == "SCORE" for part in item.outcomes)
        by_hand = any(value_of(part.element, "externalScored") == "human" for part in item.outcomes)
        if by_hand and not item.criteria:
            yield self._finding("QTI-11", item.root, "no-criteria")
        elif scored and question.scored_by == "machine" and question.has_key is False:
            yield self._finding("QTI-11", item.root, "no-key")
        points = plain(question.points)
        if scored and points is not None and points <= 0:
            yield self._finding("QTI-24", item.root, points=points)

    def feedback(self, item: QtiItem) -> Iterator[PackageFinding]:
        """QTI-12: every feedback can be reached."""
        declared = {part.identifier for part in item.outcomes}
        declared |= {value_of(node, "identifier") or "" for node in below(item.root, "templateDeclaration")}
        reached = reached_values(item)
        for part in item.feedback:
            if not part.outcome or not part.identifier:
                continue  # the schema's business
            if part.outcome not in declared:
                yield self._finding(
                    "QTI-12", part.element, "undeclared", outcome=part.outcome, feedback=part.identifier
                )
                continue
            values = reached.get(part.outcome, frozenset())
            if part.shown and values is not None and part.identifier not in values:
                yield self._finding("QTI-12", part.element, "unreached", outcome=part.outcome, feedback=part.identifier)

    def alternatives(self, item: QtiItem) -> Iterator[PackageFinding]:
        """QTI-16: what is answered on a picture can be answered without seeing it."""
        for part in item.interactions:
            if part.name not in _GRAPHIC or _has_catalog(part.element):
                continue
            spots = list(below(part.element, "hotspotChoice", "associableHotspot"))
            unnamed = sum(not (value_of(node, "hotspotLabel") or node.get("aria-label")) for node in spots)
            if spots and unnamed:
                yield self._finding(
                    "QTI-16", part.element, "spots", interaction=local(part.element), count=unnamed, total=len(spots)
                )
            elif not spots:
                yield self._finding("QTI-16", part.element, "free", interaction=local(part.element))

    def catalogs(self, root: _Element) -> Iterator[PackageFinding]:
        """QTI-17: references to catalogs lead to one."""
        known = {value_of(node, "id") for node in below(root, "catalog")}
        for node in root.iter():
            for name in (node.get("data-catalog-idref") or "").split() if isinstance(node.tag, str) else ():
                if name not in known:
                    yield self._finding("QTI-17", node, catalog=name[:60])

    def template(self, item: QtiItem) -> Iterator[PackageFinding]:
        """QTI-20: a template of response processing is one that every player knows, or its place is given.

        The standard ones score the variable RESPONSE and no other.
        """
        processing = first_named(item.root, "responseProcessing")
        written = value_of(processing, "template")
        if processing is None or not written or value_of(processing, "templateLocation") or len(processing):
            return
        name = written.rpartition("/")[2].removesuffix(".xml").lower()
        if name not in _TEMPLATES:
            yield self._finding("QTI-20", processing, template=written[:120])
        elif item.responses and all(part.identifier != "RESPONSE" for part in item.responses):
            yield self._finding("QTI-20", processing, "variable", template=name)

    def shuffles(self, item: QtiItem) -> Iterator[PackageFinding]:
        """QTI-25: a choice that speaks of the others stays at its place."""
        for part in item.interactions:
            if part.name != "choiceInteraction" or flag(part.element, "shuffle") is not True:
                continue
            for choice in outermost(part.element, "simpleChoice"):
                if flag(choice, "fixed") is not True and fold(text_of(choice)).strip(" .!。") in _TOGETHER:
                    yield self._finding("QTI-25", choice, choice=value_of(choice, "identifier") or "-")

    def active_content(self, root: _Element) -> Iterator[PackageFinding]:
        """QTI-27: no scripts in texts, but for custom interactions."""
        inside: set[_Element] = set()
        for node in root.iter():
            if not isinstance(node.tag, str):
                continue
            if name_of(node) in _CUSTOM or node.getparent() in inside:
                inside.add(node)
                continue
            found = "script" if local(node) == "script" else _active_attribute(node)
            if found:
                yield self._finding("QTI-27", node, found=found)

    def limits(self, root: _Element) -> Iterator[PackageFinding]:
        """QTI-18: the longest time is not shorter than the shortest."""
        for node in below(root, "timeLimits"):
            least, most = number_of(value_of(node, "minTime")), number_of(value_of(node, "maxTime"))
            if least is not None and most is not None and most < least:
                yield self._finding("QTI-18", node, least=least, most=most)

    def branches(self, root: _Element) -> Iterator[PackageFinding]:
        """QTI-33: branches lead to a part, section or item of the test, or end something."""
        known = {value_of(node, "identifier") for node in below(root, *_TARGETS)}
        for node in below(root, "branchRule"):
            target = value_of(node, "target")
            if target and target not in known and not target.startswith("EXIT_"):
                yield self._finding("QTI-33", node, target=target[:60])


_NAMING = frozenset({"identifier", "pair", "directedPair"})
_TARGETS = ("testPart", "assessmentSection", "assessmentItemRef", "assessmentSectionRef")


def _modules(node: _Element) -> Iterator[_Element]:
    return below(node, "interactionModule")


def _has_catalog(node: _Element) -> bool:
    parts = [node, *node.iterdescendants()]
    return any(isinstance(part.tag, str) and part.get("data-catalog-idref") for part in parts)


def _active_attribute(node: _Element) -> str:
    for key, value in node.attrib.items():
        name = str(key).lower()
        if _HANDLER.match(name):
            return name
        if name in _PROGRAM_URLS and str(value).strip().lower().startswith("javascript:"):
            return "javascript:"
    return ""
