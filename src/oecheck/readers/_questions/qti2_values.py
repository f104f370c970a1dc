"""Values and names in a QTI document that the schemas fix: identifiers, numbers, names of elements (QTI-05).

Source: QTI information models and bindings 2.0, 2.1, 2.2 and 3.0: types of attributes, names of elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from oecheck.documents.xml import local, namespace
from oecheck.readers._imscp.identifiers import is_ncname
from oecheck.readers._questions.qti2_attributes import ATTRIBUTES, OPEN, Attribute
from oecheck.readers._questions.qti2_names import camel, name_of, value_of
from oecheck.values.patterns import pattern

__all__ = ["HTML_NAMES", "NAMES", "IdentifierTable", "Problem", "attribute_problems", "is_foreign", "name_problems"]


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
    "containerSize digitalMaterial",
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
        self._version = version

    def problems(self, node: _Element, name: str) -> Iterator[Problem]:
        """Identifiers of an element that are no names, or that another element has."""
        identifier = node.get("id")
        if identifier is not None:
            yield from self._of(str(identifier).strip(), unique=not self._may_repeat(name))
        if name in ("responseDeclaration", "contextDeclaration") and self._version in _STRICT:
            yield from self._of(value_of(node, "identifier") or "-", unique=True)

    def _of(self, text: str, *, unique: bool) -> Iterator[Problem]:
        if not _is_identifier(text, self._version):
            yield "attribute-value", "id", text[:40]
        elif unique and text in self._seen:
            yield "id-repeated", "id", text[:40]
        if unique:
            self._seen.add(text)

    def _may_repeat(self, name: str) -> bool:
        return self._version not in _STRICT or (self._version == "2.1" and name in _REPEATABLE)


_NO_BLOCKS = frozenset(
    {"endAttemptInteraction", "gap", "hottext", "inlineChoiceInteraction", "prompt", "textEntryInteraction"}
)
"""What stands in a line of text or in an interaction, in no version in the body of an item itself."""
_STRICT = frozenset({"2.1", "2.2", "3.0"})
"""Versions whose identifiers are names of XML; in 2.0 they only hold no blank, and may repeat."""
_REPEATABLE = frozenset(
    {"drawingInteraction", "feedbackBlock", "feedbackInline", "graphicAssociateInteraction", "infoControl", "itemBody"}
    | {"printedVariable", "rubricBlock", "templateBlock", "templateInline"}
)
"""Elements whose id is a name in 2.1, but no XML ID as those of others are."""


def name_problems(node: _Element, name: str) -> Iterator[Problem]:
    """An element that QTI does not have at all, or that stands in the body of an item as if it were a block."""
    parent = node.getparent()
    if name not in NAMES or (name in _NO_BLOCKS and parent is not None and name_of(parent) == "itemBody"):
        yield "element-unknown", local(node), "" if parent is None else local(parent)


def attribute_problems(node: _Element, name: str, version: str) -> Iterator[Problem]:
    """Attributes that are missing, that no version has, or whose value is none of their type."""
    known = ATTRIBUTES.get(name)
    if known is None:
        return
    for attribute in known.values():
        value = value_of(node, attribute.name)
        if value is None:
            if version in attribute.required and not _is_excused(node, name, attribute.name):
                yield "attribute-missing", attribute.name, ""
        elif value == "" and _is_name(attribute, version):
            yield "attribute-empty", attribute.name, ""
        elif not (_fits(value, attribute, version) or _is_free(name, attribute.name, version)):
            yield "attribute-value", attribute.name, value[:40]
    if name not in OPEN:
        for key in node.attrib:
            if _is_strange(str(key), known, version):
                yield "attribute-unknown", etree.QName(str(key)).localname, ""


_WITHOUT_FIXED = frozenset({"associableHotspot", "gap", "gapImg", "gapText", "hotspotChoice", "hottext"})
"""Choices that had `fixed` up to 2.1; to 2.2 it is an attribute of strangers there, with any value."""


def _is_free(name: str, attribute: str, version: str) -> bool:
    return version == "2.2" and attribute == "fixed" and name in _WITHOUT_FIXED


def _is_excused(node: _Element, name: str, attribute: str) -> bool:
    """A file of a calculator takes its media type from the element around it; rubrics of tests need no `use`."""
    parent = node.getparent()
    around = "" if parent is None else name_of(parent)
    if name == "fileHref":
        return around in ("calculatorInfo", "digitalMaterial")
    return (name, attribute) == ("rubricBlock", "use") and around in ("assessmentSection", "testPart")


def _is_strange(key: str, known: dict[str, Attribute], version: str) -> bool:
    """`data-` attributes are everybody's own, `aria-` ones another standard's; 2.2 lets any stand in texts."""
    if version == "2.2" and "role" in known:
        return False
    if key.startswith("{"):
        return not key.startswith(_ANYWHERE)
    return not key.startswith(("data-", "aria-")) and ":" not in key and camel(key) not in known


_ANYWHERE = ("{http://www.w3.org/XML/1998/namespace}", "{http://www.w3.org/2001/XMLSchema-instance}")
_NUMBER = pattern(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_WHOLE = pattern(r"[+-]?[0-9]+")
_NOT_BELOW_0 = pattern(r"\+?[0-9]+|-0+")
_TOKEN = pattern(r"\S+")
_MEDIA_TYPE = pattern(r"[^\s()<>@,;:\\\"/\[\]?=]+/[^\s()<>@,;:\\\"/\[\]?=]+")
_SIZE = pattern(r"[0-9]+%?")
_COORDS = pattern(r"[0-9]+%?(?: ?, ?[0-9]+%?){2,}")
_FORMS = {
    "bool": re.compile("true|false|1|0"),
    "int": _WHOLE,
    "number": _NUMBER,
    "mime": _MEDIA_TYPE,
    "size": _SIZE,
}


def _is_name(attribute: Attribute, version: str) -> bool:
    return attribute.type == "name" or (attribute.type == "label" and version == "3.0")


def _is_identifier(text: str, version: str) -> bool:
    return is_ncname(text) if version in _STRICT else _TOKEN.fullmatch(text) is not None


def _fits(value: str, attribute: Attribute, version: str) -> bool:
    if attribute.words:
        return set(value.split() if attribute.several else (value,)) <= attribute.words
    if _is_name(attribute, version):
        return _is_identifier(value, version)
    form = _form(attribute.type, version)
    return form is None or form.fullmatch(value) is not None


def _form(kind: str, version: str) -> re.Pattern[str] | None:
    """Numbers could be below 0 before 2.2; media types and lists of coordinates were any text in 2.0."""
    if kind == "count":
        return _NOT_BELOW_0 if version in ("2.2", "3.0") else _WHOLE
    if kind == "coords":
        return _COORDS if version in ("2.2", "3.0") else None
    return None if kind in ("mime", "size") and version == "2.0" else _FORMS.get(kind)


def is_foreign(node: _Element) -> bool:
    """Whether the namespace of an element has no place in QTI."""
    space = namespace(node)
    return bool(space) and not any(part in space for part in _FOREIGN)
