"""What the schemas of QTI 2.0 to 3.0 say of what elements hold, as tables: children, operands, texts.

Where versions differ, the most generous. Source: imsqti_v2p0.xsd, imsqti_v2p1.xsd, imsqti_v2p2.xsd, imsqti_asiv3p0.
"""

from __future__ import annotations

from oecheck.readers._questions.qti2_attributes import ATTRIBUTES

__all__ = ["ANYTHING", "ARITIES", "SLOTS", "Slot", "holds_no_text", "slots_of"]

# Element to its children in order: alternatives, the least number, the greatest number (None: any).
Slot = tuple[str, int, int | None]
ANYTHING = "*"
"""In place of names: whatever no other slot of the element names."""
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
_HEAD: tuple[Slot, ...] = (("caption", 0, 1), ("col", 0, None), ("colgroup", 0, None), ("thead", 0, 1), ("tfoot", 0, 1))
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
    "graphicGapMatchInteraction": (
        _PROMPT,
        _PICTURE,
        ("gapText gapImg", 1, None),
        ("associableHotspot", 1, None),
    ),
    **dict.fromkeys(("extendedTextInteraction", "sliderInteraction", "uploadInteraction"), (_PROMPT,)),
    **dict.fromkeys(("selectPointInteraction", "drawingInteraction"), (_PROMPT, _PICTURE)),
    "mediaInteraction": (_PROMPT, ("object audio video", 1, 1)),
    **dict.fromkeys(("positionObjectInteraction", "gapImg"), (_PICTURE,)),
    "positionObjectStage": (_PICTURE, ("positionObjectInteraction", 1, None)),
    "simpleMatchSet": (("simpleAssociableChoice", 0, None),),
    "gapMatchInteraction": (_PROMPT, ("gapText gapImg", 1, None), (ANYTHING, 1, None)),
    "hottextInteraction": (_PROMPT, (ANYTHING, 1, None)),
    **dict.fromkeys(("itemBody", "stimulusBody"), ((ANYTHING, 1, None),)),
    "textEntryInteraction": (),
    "interactionModules": (("interactionModule", 1, None),),
    "matchTable": (("matchTableEntry", 1, None),),
    "interpolationTable": (("interpolationTableEntry", 1, None),),
    "catalogInfo": (("catalog", 1, None),),
    "catalog": (("card", 1, None),),
    "assessmentStimulus": (
        ("stylesheet", 0, None),
        ("stimulusBody", 1, 1),
        ("catalogInfo", 0, 1),
        ("apipAccessibility", 0, 1),
    ),
    "table": (*_HEAD, ("tbody", 1, None)),
    **dict.fromkeys(("thead", "tbody", "tfoot"), (("tr", 1, None),)),
    "tr": (("td th", 1, None),),
    **dict.fromkeys(("ul", "ol"), (("li", 0, None),)),
    "dl": (("dt dd", 0, None),),
    "colgroup": (("col", 0, None),),
    "templateCondition": (("templateIf", 1, 1), ("templateElseIf", 0, None), ("templateElse", 0, 1)),
    "templateProcessing": (
        (
            "setTemplateValue exitTemplate templateCondition setDefaultValue setCorrectResponse templateConstraint",
            1,
            None,
        ),
    ),
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

_FRAME: tuple[Slot, ...] = (("stylesheet", 0, None), ("contentBody", 0, 1), ("catalogInfo", 0, 1))
_OTHERWISE: dict[tuple[str, str], tuple[Slot, ...]] = {
    ("itemBody", "2.0"): ((ANYTHING, 0, None),),
    ("table", "3.0"): (*_HEAD, ("tbody", 0, None), ("tr", 0, None)),
    **dict.fromkeys([(name, "3.0") for name in ("feedbackBlock", "modalFeedback", "testFeedback")], _FRAME),
    ("templateBlock", "3.0"): _FRAME,
    ("rubricBlock", "3.0"): (
        ("stylesheet", 0, None),
        ("contentBody", 1, 1),
        ("catalogInfo", 0, 1),
        ("printedVariable", 0, 1),
    ),
}

ARITIES: dict[str, tuple[int, int | None]] = {
    **dict.fromkeys(("setOutcomeValue", "setTemplateValue", "setCorrectResponse", "setDefaultValue"), (1, 1)),
    **dict.fromkeys(("not", "isNull", "truncate", "round", "integerToFloat", "lookupOutcomeValue", "roundTo"), (1, 1)),
    **dict.fromkeys(
        ("match", "equal", "equalRounded", "lt", "lte", "gt", "gte", "subtract", "divide", "power"), (2, 2)
    ),
    **dict.fromkeys(
        ("integerDivide", "integerModulus", "delete", "contains", "member", "stringMatch", "substring"), (2, 2)
    ),
    **dict.fromkeys(("fieldValue", "index", "inside", "random", "statsOperator", "patternMatch"), (1, 1)),
    **dict.fromkeys(("preCondition", "branchRule", "templateDefault", "templateConstraint", "containerSize"), (1, 1)),
    **dict.fromkeys(
        ("and", "or", "sum", "product", "max", "min", "anyN", "gcd", "lcm", "repeat", "mathOperator"), (1, None)
    ),
    **dict.fromkeys(("variable", "correct", "mapResponse", "mapResponsePoint", "baseValue"), (0, 0)),
}
"""Expressions and rules to the least and greatest number of expressions inside them."""

_TEXTS = frozenset(
    word
    for line in (
        "a abbr acronym address article aside audio b baseValue bdi bdo big caption cite code contentBody dd dfn div",
        "dt em feedbackInline figcaption figure fileHref footer gapText h1 h2 h3 h4 h5 h6 header hottext htmlContent i",
        "include infoControl inlineChoice kbd label li majorIncrement math minorIncrement nav object p pre prompt q rb",
        "rp rt rtc ruby samp section simpleAssociableChoice simpleChoice small span strong sub summary sup td",
        "templateInline th tt value var video",
    )
    for word in line.split()
)
"""Elements that hold text in every version that has them."""
_TEXTS_IN: dict[str, frozenset[str]] = {
    **dict.fromkeys(("feedbackBlock", "rubricBlock", "templateBlock"), frozenset({"2.1", "2.2"})),
    "modalFeedback": frozenset({"2.0", "2.1", "2.2"}),
    "testFeedback": frozenset({"2.1", "2.2"}),
    "blockquote": frozenset({"3.0"}),
}


def slots_of(name: str, version: str) -> tuple[Slot, ...] | None:
    """What an element holds, in order; None where any of several orders will do."""
    return _OTHERWISE.get((name, version)) or SLOTS.get(name)


def holds_no_text(name: str, version: str) -> bool:
    """Whether an element of this version holds elements only, or nothing."""
    if name in _TEXTS_IN:
        return version not in ("", *_TEXTS_IN[name])
    return name in ATTRIBUTES and name not in _TEXTS
