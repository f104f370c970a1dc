"""What the schemas of QTI 2.0 to 3.0 ask of the structural elements of items and tests (QTI-05).

Attributes that every version requires, words that they allow, children in their order. What HTML may stand in a text is
left to players, which differ from the schemas and from each other. Source: imsqti_v2p0.xsd, imsqti_v2p1.xsd,
imsqti_v2p2.xsd, imsqti_asiv3p0; where versions differ, the most generous.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument, local, namespace
from oecheck.model.package import PackageFinding
from oecheck.readers._questions.qti2_names import is_qti, name_of, value_of, version_of
from oecheck.readers._questions.qti2_values import (
    NAMES,
    IdentifierTable,
    Problem,
    is_foreign,
    unknown_attributes,
    value_problems,
)

__all__ = ["ARITIES", "REQUIRED", "SLOTS", "WORDS", "grammar_findings"]

_MOST = 20
"""Departures of one document that are told."""

_RESPONSE = ("responseIdentifier",)
REQUIRED: dict[str, tuple[str, ...]] = {
    "assessmentItem": ("identifier", "title", "timeDependent"),
    "assessmentTest": ("identifier", "title"),
    "testPart": ("identifier", "navigationMode", "submissionMode"),
    "assessmentSection": ("identifier", "title", "visible"),
    "assessmentItemRef": ("identifier", "href"),
    "assessmentSectionRef": ("identifier", "href"),
    "assessmentStimulus": ("identifier", "title"),
    "assessmentStimulusRef": ("identifier", "href"),
    "responseDeclaration": ("identifier", "cardinality"),
    "outcomeDeclaration": ("identifier", "cardinality"),
    "templateDeclaration": ("identifier", "cardinality"),
    "contextDeclaration": ("identifier", "cardinality"),
    "mapEntry": ("mapKey", "mappedValue"),
    "areaMapEntry": ("shape", "coords", "mappedValue"),
    "matchTableEntry": ("sourceValue",),
    "interpolationTableEntry": ("sourceValue", "targetValue"),
    "associateInteraction": _RESPONSE,
    "choiceInteraction": _RESPONSE,
    "customInteraction": _RESPONSE,
    "drawingInteraction": _RESPONSE,
    "endAttemptInteraction": ("responseIdentifier", "title"),
    "extendedTextInteraction": _RESPONSE,
    "gapMatchInteraction": _RESPONSE,
    "graphicAssociateInteraction": _RESPONSE,
    "graphicGapMatchInteraction": _RESPONSE,
    "graphicOrderInteraction": _RESPONSE,
    "hotspotInteraction": _RESPONSE,
    "hottextInteraction": _RESPONSE,
    "inlineChoiceInteraction": _RESPONSE,
    "matchInteraction": _RESPONSE,
    "mediaInteraction": ("responseIdentifier", "autostart"),
    "orderInteraction": _RESPONSE,
    "portableCustomInteraction": ("responseIdentifier", "customInteractionTypeIdentifier"),
    "positionObjectInteraction": _RESPONSE,
    "selectPointInteraction": _RESPONSE,
    "sliderInteraction": ("responseIdentifier", "lowerBound", "upperBound"),
    "textEntryInteraction": _RESPONSE,
    "uploadInteraction": _RESPONSE,
    "simpleChoice": ("identifier",),
    "inlineChoice": ("identifier",),
    "simpleAssociableChoice": ("identifier", "matchMax"),
    "gapText": ("identifier", "matchMax"),
    "gapImg": ("identifier", "matchMax"),
    "gap": ("identifier",),
    "hottext": ("identifier",),
    "hotspotChoice": ("identifier", "shape", "coords"),
    "associableHotspot": ("identifier", "shape", "coords", "matchMax"),
    "feedbackBlock": ("identifier", "outcomeIdentifier"),
    "feedbackInline": ("identifier", "outcomeIdentifier"),
    "modalFeedback": ("identifier", "outcomeIdentifier", "showHide"),
    "testFeedback": ("access", "identifier", "outcomeIdentifier", "showHide"),
    "templateBlock": ("identifier", "templateIdentifier"),
    "templateInline": ("identifier", "templateIdentifier"),
    "rubricBlock": ("view",),
    "stylesheet": ("href", "type"),
    "baseValue": ("baseType",),
    "variable": ("identifier",),
    "correct": ("identifier",),
    "default": ("identifier",),
    "mapResponse": ("identifier",),
    "mapResponsePoint": ("identifier",),
    "setOutcomeValue": ("identifier",),
    "setTemplateValue": ("identifier",),
    "setCorrectResponse": ("identifier",),
    "setDefaultValue": ("identifier",),
    "lookupOutcomeValue": ("identifier",),
    "printedVariable": ("identifier",),
    "branchRule": ("target",),
    "selection": ("select",),
    "weight": ("identifier", "value"),
    "templateDefault": ("templateIdentifier",),
    "testVariables": ("variableIdentifier",),
    "catalog": ("id",),
    "card": ("support",),
    "index": ("n",),
    "roundTo": ("roundingMode", "figures"),
    "patternMatch": ("pattern",),
    "stringMatch": ("caseSensitive",),
}
_CARDINALITIES = frozenset({"single", "multiple", "ordered", "record"})
_TYPES = frozenset(
    {"boolean", "directedPair", "duration", "file", "float", "identifier", "integer", "pair", "point", "string", "uri"}
)
_BOOLEAN = frozenset({"true", "false", "1", "0"})
_SHOW = frozenset({"show", "hide"})
_SHAPES = frozenset({"circle", "default", "ellipse", "poly", "rect"})
WORDS: dict[tuple[str, str], frozenset[str]] = {
    ("responseDeclaration", "cardinality"): _CARDINALITIES,
    ("outcomeDeclaration", "cardinality"): _CARDINALITIES,
    ("templateDeclaration", "cardinality"): _CARDINALITIES,
    ("responseDeclaration", "baseType"): _TYPES,
    ("outcomeDeclaration", "baseType"): _TYPES,
    ("templateDeclaration", "baseType"): _TYPES,
    ("baseValue", "baseType"): _TYPES,
    ("assessmentItem", "adaptive"): _BOOLEAN,
    ("assessmentItem", "timeDependent"): _BOOLEAN,
    ("assessmentSection", "visible"): _BOOLEAN,
    ("choiceInteraction", "shuffle"): _BOOLEAN,
    ("orderInteraction", "shuffle"): _BOOLEAN,
    ("simpleChoice", "fixed"): _BOOLEAN,
    ("assessmentItemRef", "required"): _BOOLEAN,
    ("assessmentSection", "required"): _BOOLEAN,
    ("testPart", "navigationMode"): frozenset({"linear", "nonlinear"}),
    ("testPart", "submissionMode"): frozenset({"individual", "simultaneous"}),
    ("testFeedback", "access"): frozenset({"atEnd", "during"}),
    ("testFeedback", "showHide"): _SHOW,
    ("modalFeedback", "showHide"): _SHOW,
    ("feedbackBlock", "showHide"): _SHOW,
    ("feedbackInline", "showHide"): _SHOW,
    ("hotspotChoice", "shape"): _SHAPES,
    ("associableHotspot", "shape"): _SHAPES,
    ("areaMapEntry", "shape"): _SHAPES,
}

# Element to its children in order: alternatives, the least number, the greatest number (None: any).
Slot = tuple[str, int, int | None]
_RULED: tuple[Slot, ...] = (
    ("preCondition", 0, None),
    ("branchRule", 0, None),
    ("itemSessionControl", 0, 1),
    ("timeLimits", 0, 1),
)
_ANY_ITEM = "include assessmentItemRef assessmentSection assessmentSectionRef"
_PROMPT: Slot = ("prompt", 0, 1)
_LABEL: Slot = ("label", 0, 1)
_PICTURE: Slot = ("object img picture", 1, 1)
SLOTS: dict[str, tuple[Slot, ...]] = {
    "assessmentItem": (
        ("contextDeclaration", 0, None),
        ("responseDeclaration", 0, None),
        ("outcomeDeclaration", 0, None),
        ("templateDeclaration", 0, None),
        ("templateProcessing", 0, 1),
        ("assessmentStimulusRef", 0, None),
        ("companionMaterialsInfo", 0, 1),
        ("stylesheet", 0, None),
        ("itemBody", 0, 1),
        ("catalogInfo", 0, 1),
        ("responseProcessing", 0, 1),
        ("modalFeedback", 0, None),
        ("apipAccessibility", 0, 1),
    ),
    "assessmentTest": (
        ("contextDeclaration", 0, None),
        ("outcomeDeclaration", 0, None),
        ("timeLimits", 0, 1),
        ("stylesheet", 0, None),
        ("rubricBlock", 0, None),
        ("testPart", 1, None),
        ("outcomeProcessing", 0, 1),
        ("testFeedback", 0, None),
    ),
    "testPart": (
        *_RULED,
        ("rubricBlock", 0, None),
        ("assessmentSection assessmentSectionRef", 1, None),
        ("testFeedback", 0, None),
    ),
    "assessmentSection": (
        *_RULED,
        ("adaptiveSelection", 0, 1),
        ("selection", 0, 1),
        ("ordering", 0, 1),
        ("rubricBlock", 0, None),
        (_ANY_ITEM, 0, None),
    ),
    "assessmentItemRef": (
        *_RULED,
        ("variableMapping", 0, None),
        ("weight", 0, None),
        ("templateDefault", 0, None),
    ),
    "responseDeclaration": (
        ("defaultValue", 0, 1),
        ("correctResponse", 0, 1),
        ("mapping", 0, 1),
        ("areaMapping", 0, 1),
    ),
    "outcomeDeclaration": (("defaultValue", 0, 1), ("matchTable interpolationTable", 0, 1)),
    "correctResponse": (("value", 1, None),),
    "defaultValue": (("value", 1, None),),
    "mapping": (("mapEntry", 1, None),),
    "areaMapping": (("areaMapEntry", 1, None),),
    "choiceInteraction": (_PROMPT, ("simpleChoice", 1, None)),
    "orderInteraction": (_PROMPT, ("simpleChoice", 1, None)),
    "associateInteraction": (_PROMPT, ("simpleAssociableChoice", 1, None)),
    "matchInteraction": (_PROMPT, ("simpleMatchSet", 2, 2)),
    "inlineChoiceInteraction": (_LABEL, ("inlineChoice", 1, None)),
    "hotspotInteraction": (_PROMPT, _PICTURE, ("hotspotChoice", 1, None)),
    "graphicOrderInteraction": (_PROMPT, _PICTURE, ("hotspotChoice", 1, None)),
    "graphicAssociateInteraction": (_PROMPT, _PICTURE, ("associableHotspot", 1, None)),
    "extendedTextInteraction": (_PROMPT,),
    "textEntryInteraction": (),
    "responseCondition": (("responseIf", 1, 1), ("responseElseIf", 0, None), ("responseElse", 0, 1)),
    "outcomeCondition": (("outcomeIf", 1, 1), ("outcomeElseIf", 0, None), ("outcomeElse", 0, 1)),
    "responseProcessing": (
        (
            "include responseCondition responseProcessingFragment setOutcomeValue exitResponse lookupOutcomeValue",
            0,
            None,
        ),
    ),
}

ARITIES: dict[str, tuple[int, int | None]] = {
    **dict.fromkeys(("setOutcomeValue", "setTemplateValue", "setCorrectResponse", "setDefaultValue"), (1, 1)),
    **dict.fromkeys(("not", "isNull", "truncate", "round", "integerToFloat", "lookupOutcomeValue", "roundTo"), (1, 1)),
    **dict.fromkeys(
        ("match", "equal", "equalRounded", "lt", "lte", "gt", "gte", "subtract", "divide", "power"), (2, 2)
    ),
    **dict.fromkeys(("integerDivide", "integerModulus", "delete", "contains", "member", "stringMatch"), (2, 2)),
    **dict.fromkeys(("and", "or", "sum", "product", "max", "min", "anyN"), (1, None)),
    **dict.fromkeys(("variable", "correct", "mapResponse", "mapResponsePoint", "baseValue"), (0, 0)),
}
"""Expressions and rules to the least and greatest number of expressions inside them."""

_IFS = frozenset({"responseIf", "responseElseIf", "outcomeIf", "outcomeElseIf"})
_RULES = frozenset(
    {"setOutcomeValue", "responseCondition", "outcomeCondition", "exitResponse", "exitTest", "lookupOutcomeValue"}
    | {"responseProcessingFragment", "outcomeProcessingFragment", "include"}
)


def grammar_findings(root: _Element, document: XmlDocument, path: str) -> Iterator[PackageFinding]:
    """Departures of a document from the schemas, at most `_MOST`, in document order."""
    identifiers = IdentifierTable(version_of(root))
    told = 0
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        for variant, part, detail in _problems(node, identifiers):
            element = detail if variant == "element-unknown" and detail else local(node)
            arguments: dict[str, object] = {"path": path, "element": element, "part": part, "detail": detail}
            yield PackageFinding(check="QTI-05", variant=variant, source=document.source(node), arguments=arguments)
            told += 1
            if told >= _MOST:
                return


def _problems(node: _Element, identifiers: IdentifierTable) -> Iterator[Problem]:
    if is_foreign(node):
        parent = node.getparent()
        if parent is not None and not is_foreign(parent):  # what stands in a foreign element is its own business
            yield "element-foreign", local(node), local(parent)
    elif is_qti(node):
        name = name_of(node)
        yield from _of_attributes(node, name)
        yield from identifiers.problems(node, name)
        yield from value_problems(node, name)
        yield from unknown_attributes(node, name)
        if name in SLOTS:
            yield from _of_children(node, SLOTS[name])
        elif name in ARITIES:
            yield from _of_operands(node, *ARITIES[name])
        elif name in _IFS:
            yield from _of_condition(node)


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


def _of_attributes(node: _Element, name: str) -> Iterator[Problem]:
    for attribute in REQUIRED.get(name, ()):
        value = value_of(node, attribute)
        if value is None:
            yield "attribute-missing", attribute, ""
        elif not value and attribute in _NEVER_EMPTY and name not in ("assessmentItemRef", "assessmentItem"):
            yield "attribute-empty", attribute, ""
    for attribute in _WORDED.get(name, ()):
        value = value_of(node, attribute)
        if value is not None and value not in WORDS[name, attribute]:
            yield "attribute-value", attribute, value[:40]


_NEVER_EMPTY = frozenset({"identifier", "responseIdentifier", "outcomeIdentifier"})
_WORDED: dict[str, tuple[str, ...]] = {}
for _element, _attribute in WORDS:
    _WORDED[_element] = (*_WORDED.get(_element, ()), _attribute)


def _of_children(node: _Element, slots: tuple[Slot, ...]) -> Iterator[Problem]:
    """Children against the slots of an element; the first one that does not fit ends the look at order."""
    places = {name: place for place, (names, _, _) in enumerate(slots) for name in names.split()}
    counts = [0] * len(slots)
    reached = 0
    for child in node:
        if not isinstance(child.tag, str) or namespace(child) != namespace(node):
            continue
        name = name_of(child)
        place = places.get(name)
        if place is None:
            if name in NAMES:  # one that QTI does not have at all is told at that element
                yield "element-unknown", local(child), local(node)
            continue
        if place < reached:
            yield "element-order", local(child), ""
        reached = max(reached, place)
        counts[place] += 1
    for (names, least, most), count in zip(slots, counts, strict=True):
        if count < least:
            yield "element-missing", names.replace(" ", ", "), ""
        elif most is not None and count > most:
            yield "element-repeated", names.replace(" ", ", "), str(count)
