"""Values and names in a QTI document that the schemas fix: identifiers, numbers, names of elements (QTI-05).

Source: imsqti_v2p1.xsd, imsqti_v2p2.xsd, imsqti_asiv3p0: types of attributes, names of elements.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from oecheck.documents.xml import local, namespace
from oecheck.readers._imscp.identifiers import is_ncname
from oecheck.readers._questions.qti2_names import camel, is_qti, number_of, value_of

__all__ = [
    "ATTRIBUTES",
    "HTML_NAMES",
    "NAMED",
    "NAMES",
    "NUMBERS",
    "IdentifierTable",
    "Problem",
    "is_foreign",
    "unknown_attributes",
    "value_problems",
]


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


HTML_NAMES = _words(
    "a abbr acronym address article aside audio b bdi bdo big blockquote br caption cite code col colgroup dd",
    "details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img kbd label li math nav",
    "object ol p param picture pre q rb rp rt rtc ruby samp section small source span strong sub summary sup",
    "table tbody td tfoot th thead tr track tt ul var video",
)
NAMES = HTML_NAMES | _words(
    "adaptiveEngineRef adaptiveSelection adaptiveSettingsRef and anyN areaMapEntry areaMapping assessmentItem",
    "assessmentItemRef assessmentSection assessmentSectionRef assessmentStimulus assessmentStimulusRef",
    "assessmentTest associableHotspot associateInteraction baseValue branchRule calculator calculatorInfo",
    "calculatorType card cardEntry catalog catalogInfo choiceInteraction companionMaterialsInfo contains",
    "contentBody contextDeclaration contextVariable correct correctResponse customInteraction customOperator",
    "default defaultValue delete description divide drawingInteraction durationGTE durationGte durationLT",
    "durationLt endAttemptInteraction equal equalRounded exitResponse exitTemplate exitTest",
    "extendedTextInteraction feedbackBlock feedbackInline fieldValue fileHref gap gapImg gapMatchInteraction",
    "gapText gcd graphicAssociateInteraction graphicGapMatchInteraction graphicOrderInteraction gt gte",
    "hotspotChoice hotspotInteraction hottext hottextInteraction htmlContent incrementSi incrementUs index",
    "infoControl inlineChoice inlineChoiceInteraction inside integerDivide integerModulus integerToFloat",
    "interactionMarkup interactionModule interactionModules interpolationTable interpolationTableEntry isNull",
    "itemBody itemSessionControl lcm lookupOutcomeValue lt lte majorIncrement mapEntry mapResponse",
    "mapResponsePoint mapping match matchInteraction matchTable matchTableEntry mathConstant mathOperator max",
    "mediaInteraction member metadataRef min minimumLength minorIncrement modalFeedback multiple not null",
    "numberCorrect numberIncorrect numberPresented numberResponded numberSelected or orderInteraction ordered",
    "ordering outcomeCondition outcomeDeclaration outcomeElse outcomeElseIf outcomeIf outcomeMaximum",
    "outcomeMinimum outcomeProcessing outcomeProcessingFragment patternMatch physicalMaterial",
    "portableCustomInteraction positionObjectInteraction positionObjectStage power preCondition printedVariable",
    "product prompt protractor random randomFloat randomInteger regexp repeat resourceIcon responseCondition",
    "responseDeclaration responseElse responseElseIf responseIf responseProcessing responseProcessingFragment",
    "round roundTo rounding rubricBlock rule ruleSystemSi ruleSystemUs selectPointInteraction selection",
    "setCorrectResponse setDefaultValue setOutcomeValue setTemplateValue simpleAssociableChoice simpleChoice",
    "simpleMatchSet sliderInteraction statsOperator stimulusBody stringMatch stylesheet substring subtract sum",
    "template templateBlock templateCondition templateConstraint templateDeclaration templateDefault templateElse",
    "templateElseIf templateIf templateInline templateProcessing templateVariable testFeedback testPart",
    "testVariables textEntryInteraction timeLimits truncate uploadInteraction usagedataRef value variable",
    "variableMapping weight",
)
"""Elements of items and tests of any version, as QTI 2 spells them; HTML among them."""

_RESPONSE = ("responseIdentifier",)
_OWN = ("identifier",)
_BOTH = ("identifier", "outcomeIdentifier")
NAMED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            *("responseDeclaration", "outcomeDeclaration", "templateDeclaration", "contextDeclaration"),
            *("simpleChoice", "simpleAssociableChoice", "inlineChoice", "gap", "gapText", "gapImg", "hottext"),
            *(
                "hotspotChoice",
                "associableHotspot",
                "variable",
                "correct",
                "default",
                "mapResponse",
                "mapResponsePoint",
            ),
            *("setOutcomeValue", "setTemplateValue", "setCorrectResponse", "setDefaultValue", "lookupOutcomeValue"),
            *("printedVariable", "weight"),
        ),
        _OWN,
    ),
    **dict.fromkeys(("feedbackBlock", "feedbackInline", "modalFeedback", "testFeedback"), _BOTH),
    **dict.fromkeys(
        (
            *("associateInteraction", "choiceInteraction", "customInteraction", "drawingInteraction"),
            *("endAttemptInteraction", "extendedTextInteraction", "gapMatchInteraction", "hotspotInteraction"),
            *("graphicAssociateInteraction", "graphicOrderInteraction", "hottextInteraction", "matchInteraction"),
            *("graphicGapMatchInteraction", "inlineChoiceInteraction", "mediaInteraction", "orderInteraction"),
            *("positionObjectInteraction", "selectPointInteraction", "sliderInteraction", "textEntryInteraction"),
            *("uploadInteraction", "portableCustomInteraction"),
        ),
        _RESPONSE,
    ),
}
"""Attributes that are names (xs:NCName) in every version from 2.1 on."""

_NAMED_LATE = frozenset(
    {
        *("assessmentItem", "assessmentItemRef", "assessmentSection", "assessmentSectionRef", "assessmentStimulus"),
        *("assessmentStimulusRef", "assessmentTest", "testPart"),
    }
)
"""Elements whose identifier is a name from 3.0 on; before, it is any text."""

NUMBERS: dict[str, tuple[str, ...]] = {
    "areaMapEntry": ("mappedValue",),
    "mapEntry": ("mappedValue",),
    "mapping": ("lowerBound", "upperBound", "defaultValue"),
    "areaMapping": ("lowerBound", "upperBound", "defaultValue"),
    "choiceInteraction": ("maxChoices", "minChoices"),
    "orderInteraction": ("maxChoices", "minChoices"),
    "hotspotInteraction": ("maxChoices", "minChoices"),
    "hottextInteraction": ("maxChoices", "minChoices"),
    "selectPointInteraction": ("maxChoices", "minChoices"),
    "associateInteraction": ("maxAssociations",),
    "matchInteraction": ("maxAssociations",),
    "simpleAssociableChoice": ("matchMax", "matchMin"),
    "associableHotspot": ("matchMax", "matchMin"),
    "gapText": ("matchMax", "matchMin"),
    "gapImg": ("matchMax", "matchMin"),
    "textEntryInteraction": ("expectedLength",),
    "extendedTextInteraction": ("expectedLength", "expectedLines"),
    "sliderInteraction": ("lowerBound", "upperBound", "step"),
    "itemSessionControl": ("maxAttempts",),
    "timeLimits": ("minTime", "maxTime"),
    "outcomeDeclaration": ("normalMaximum", "normalMinimum"),
    "selection": ("select",),
    "weight": ("value",),
}

_DECLARED = ("identifier", "cardinality", "baseType")
_MAPPED = ("lowerBound", "upperBound", "defaultValue")
ATTRIBUTES: dict[str, frozenset[str]] = {
    name: frozenset(words)
    for name, words in {
        "assessmentItem": (
            "identifier",
            "title",
            "label",
            "lang",
            "adaptive",
            "timeDependent",
            "toolName",
            "toolVersion",
        ),
        "assessmentTest": ("identifier", "title", "class", "toolName", "toolVersion"),
        "testPart": ("identifier", "title", "class", "navigationMode", "submissionMode"),
        "assessmentSection": ("identifier", "title", "class", "visible", "required", "fixed", "keepTogether"),
        "assessmentItemRef": ("identifier", "href", "class", "category", "required", "fixed"),
        "responseDeclaration": _DECLARED,
        "templateDeclaration": (*_DECLARED, "mathVariable", "paramVariable"),
        "outcomeDeclaration": (
            *(*_DECLARED, "view", "interpretation", "longInterpretation", "normalMaximum", "normalMinimum"),
            *("masteryValue", "externalScored", "variableIdentifierRef"),
        ),
        "correctResponse": ("interpretation",),
        "value": ("fieldIdentifier", "baseType"),
        "mapping": _MAPPED,
        "areaMapping": _MAPPED,
        "mapEntry": ("mapKey", "mappedValue", "caseSensitive"),
        "areaMapEntry": ("shape", "coords", "mappedValue"),
        "baseValue": ("baseType",),
        "variable": ("identifier", "weightIdentifier"),
        "correct": ("identifier",),
        "mapResponse": ("identifier",),
        "mapResponsePoint": ("identifier",),
        "setOutcomeValue": ("identifier",),
        "responseProcessing": ("template", "templateLocation"),
        "selection": ("select", "withReplacement"),
        "timeLimits": ("minTime", "maxTime", "allowLateSubmission"),
        "branchRule": ("target",),
        "weight": ("identifier", "value"),
    }.items()
}
"""Attributes of elements that no learner sees, as QTI 2 spells them; those of texts are left to players."""

_FOREIGN = (  # namespaces that texts and items may hold elements of, by a part that tells them
    "imsglobal",
    "/MathML",
    "/XInclude",
    "/synthesis",
    "/svg",
    "/xhtml",
    "ltsc.ieee.org",
)

Problem = tuple[str, str, str]
"""Variant of QTI-05, the attribute or element it is about, and what was found."""


class IdentifierTable:
    """XML IDs of one document that were met so far: `id` of any element, identifiers of responses (2.1 and later)."""

    def __init__(self, version: str) -> None:
        self._seen: set[str] = set()
        self._strict = version not in ("", "2.0")
        self._late = version == "3.0"

    def problems(self, node: _Element, name: str) -> Iterator[Problem]:
        """Identifiers of an element that are no names, or that another element has."""
        if not self._strict:
            return
        for attribute in (*NAMED.get(name, ()), *(("identifier",) if self._late and name in _NAMED_LATE else ())):
            value = value_of(node, attribute)
            if value and not is_ncname(value):
                yield "attribute-value", attribute, value[:40]
        unique = [node.get("id")] if node.get("id") is not None else []
        if name in ("responseDeclaration", "contextDeclaration"):
            unique.append(value_of(node, "identifier") or "-")
        for value in unique:
            text = str(value).strip()
            if not is_ncname(text):
                yield "attribute-value", "id", text[:40]
            elif text in self._seen:
                yield "id-repeated", "id", text[:40]
            self._seen.add(text)


def value_problems(node: _Element, name: str) -> Iterator[Problem]:
    """Numbers that are none, and an element that QTI does not have at all."""
    if name not in NAMES and is_qti(node):
        parent = node.getparent()
        yield "element-unknown", local(node), "" if parent is None else local(parent)
    for attribute in NUMBERS.get(name, ()):
        value = value_of(node, attribute)
        if value is not None and number_of(value) is None and value not in ("INF", "-INF"):
            yield "attribute-value", attribute, value[:40]


def unknown_attributes(node: _Element, name: str) -> Iterator[Problem]:
    """Attributes without namespace that no version has; `data-` ones are everybody's own."""
    known = ATTRIBUTES.get(name)
    for key in node.attrib if known is not None else ():
        written = str(key)
        if not written.startswith(("{", "data-")) and ":" not in written and camel(written) not in (known or ()):
            yield "attribute-unknown", written, ""


def is_foreign(node: _Element) -> bool:
    """Whether the namespace of an element has no place in QTI."""
    space = namespace(node)
    return bool(space) and not any(part in space for part in _FOREIGN)
