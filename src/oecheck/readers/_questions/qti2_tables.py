"""What the schemas of QTI 2.0 to 3.0 say of structural elements, as tables: attributes, words, children, operands.

Where versions differ, the most generous. Source: imsqti_v2p0.xsd, imsqti_v2p1.xsd, imsqti_v2p2.xsd, imsqti_asiv3p0.
"""

from __future__ import annotations

__all__ = ["ARITIES", "REQUIRED", "SLOTS", "WORDS", "Slot"]

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
