"""The attributes of QTI 2.0 to 3.0: which an element may have, which it must have, and what may stand in them (QTI-05).

A line of the table names elements, as QTI 2 spells them, and their attributes. `!` after an attribute: every version
requires it; `!2.0`: that version alone does. What follows `=` is its type: a word of `TYPES`, words to choose from in
`( )`, or a list of such words in `[ ]`; without it any text will do. `*` stands for what every element of a text has,
`+` for what the elements around it have. Where versions differ otherwise, the most generous one counts.

Source: QTI information models and bindings 2.0, 2.1, 2.2 and 3.0, attributes of each class.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

__all__ = ["ATTRIBUTES", "OPEN", "TYPES", "Attribute"]

TYPES = frozenset({"bool", "int", "count", "number", "name", "label", "mime", "size", "coords"})
"""Types that are not words: truth, whole number, one not below 0, number, XML name, a name from 3.0 on, media type."""

_PART = ("id", "class", "label", "lang", "dir=(auto|ltr|rtl)")
_WHOLE = (*_PART, "role", "onlangfailure")
_TABLE = """
a: * href! type=mime
abbr acronym address b big caption cite code dd dfn div dl dt em figcaption h1 h2 h3 h4 h5 h6 hr br i kbd li ol p
  picture pre prompt rb rp rt rtc samp small span strong sub summary sup tbody tfoot thead tr tt ul var stimulusBody: *
itemBody: +
article aside bdi figure footer header label nav ruby section bdo: * title
blockquote q: * cite
col colgroup: * span=int
details: * open=bool
img: * src! alt! longdesc height=size width=size
object: * data! type=mime! height=size width=size
param: name! value! valuetype=(DATA|REF)! type=mime
source: * src srcset media sizes type
table: * summary
td th: * headers scope=(col|colgroup|row|rowgroup) abbr axis rowspan=int colspan=int
  align=(center|char|justify|left|right) valign=(baseline|bottom|middle|top)
track: * src! default=bool kind=(captions|chapters|descriptions|metadata|subtitles) srclang
video: * src title autoplay=bool controls=bool crossorigin=(anonymous|use-credentials) height=count width=count
  loop=bool mediagroup muted=bool poster preload=(auto|metadata|none)
infoControl: * title!

assessmentItem: identifier=label! title! label lang adaptive=bool!2.0 timeDependent=bool! toolName toolVersion
assessmentTest: class identifier=label! title! toolName toolVersion
testPart: class identifier=label! title navigationMode=(linear|nonlinear)! submissionMode=(individual|simultaneous)!
assessmentSection: class identifier=label! title! visible=bool! required=bool fixed=bool keepTogether=bool
assessmentItemRef: class identifier=label! href! category required=bool fixed=bool
assessmentSectionRef: class identifier=label! href!
assessmentStimulus: identifier=label! title! label lang toolName toolVersion
assessmentStimulusRef: identifier=label! href! title
itemSessionControl: maxAttempts=int showFeedback=bool allowReview=bool showSolution=bool allowComment=bool
  allowSkipping=bool validateResponses=bool
timeLimits: minTime=number maxTime=number allowLateSubmission=bool
branchRule: target=name!
selection: select=int! withReplacement=bool
ordering: shuffle=bool
weight: identifier=name! value=number!
variableMapping: sourceIdentifier=name! targetIdentifier=name!
templateDefault: templateIdentifier=name!
adaptiveEngineRef adaptiveSettingsRef metadataRef usagedataRef: identifier=name! href!
rubricBlock: * use!3.0 view=[author|candidate|proctor|scorer|testConstructor|tutor]!
testFeedback: access=(atEnd|during)! outcomeIdentifier=name! showHide=(show|hide)! identifier=name! title
stylesheet: href! type=mime! media title

responseDeclaration contextDeclaration: identifier=name! cardinality=#cardinality! baseType=#type
outcomeDeclaration: identifier=name! cardinality=#cardinality! baseType=#type interpretation longInterpretation
  view=[author|candidate|proctor|scorer|testConstructor|tutor] normalMaximum=number normalMinimum=number
  masteryValue=number externalScored=(externalMachine|human) variableIdentifierRef
templateDeclaration: identifier=name! cardinality=#cardinality! baseType=#type mathVariable=bool!2.0
  paramVariable=bool!2.0
correctResponse defaultValue: interpretation
value: fieldIdentifier=name baseType=#type
mapping areaMapping: lowerBound=number upperBound=number defaultValue=number!2.0
mapEntry: mapKey! mappedValue=number! caseSensitive=bool
areaMapEntry: shape=#shape! coords=coords! mappedValue=number!
matchTable interpolationTable: defaultValue
matchTableEntry: sourceValue=int! targetValue!2.2,3.0 targetType!2.1
interpolationTableEntry: sourceValue=number! includeBoundary=bool targetValue!

associateInteraction: * #response shuffle=bool!2.0 maxAssociations=count!2.0 minAssociations=count
choiceInteraction: * #response shuffle=bool!2.0 maxChoices=count!2.0 minChoices=count orientation=#way
customInteraction: * #response
portableCustomInteraction: * #response module customInteractionTypeIdentifier!
drawingInteraction: * #response
endAttemptInteraction: * #response title! countAttempt=bool
extendedTextInteraction: * #response base=int stringIdentifier=name expectedLength=count patternMask placeholderText
  maxStrings=count minStrings=count expectedLines=count format=(plain|preformatted|xhtml)
gapMatchInteraction: * #response shuffle=bool!2.0 minAssociations=count maxAssociations=count
graphicAssociateInteraction: * #response maxAssociations=count!2.0 minAssociations=count
graphicGapMatchInteraction: * #response minAssociations=count maxAssociations=count
graphicOrderInteraction: * #response minChoices=count maxChoices=count
hotspotInteraction hottextInteraction selectPointInteraction: * #response maxChoices=count!2.0 minChoices=count
inlineChoiceInteraction: * #response shuffle=bool!2.0 required=bool minChoices=count
matchInteraction: * #response shuffle=bool!2.0 maxAssociations=count!2.0 minAssociations=count
mediaInteraction: * #response autostart=bool! minPlays=count maxPlays=count loop=bool coords
orderInteraction: * #response shuffle=bool!2.0 minChoices=count maxChoices=count orientation=#way
positionObjectInteraction: * #response centerPoint centrePoint maxChoices=count!2.0 minChoices=count
sliderInteraction: * #response lowerBound=number! upperBound=number! step=number stepLabel=bool orientation=#way
  reverse=bool
textEntryInteraction: * #response base=int stringIdentifier=name expectedLength=count patternMask placeholderText format
uploadInteraction: * #response type
simpleChoice inlineChoice hottext: * #choice
simpleAssociableChoice: * #choice matchGroup matchMax=count! matchMin=count
gapText: * #choice matchGroup matchMax=count! matchMin=count
gapImg: * #choice matchGroup matchMax=count! matchMin=count objectLabel top left
gap: * #choice matchGroup required=bool
hotspotChoice: * #choice shape=#shape! coords=coords! hotspotLabel
associableHotspot: * #choice matchGroup shape=#shape! coords=coords! hotspotLabel matchMax=count! matchMin=count
positionObjectStage simpleMatchSet: id
interactionModules: primaryConfiguration secondaryConfiguration
interactionModule: id! primaryPath fallbackPath
contextVariable: identifier!
templateVariable: templateIdentifier=name!
feedbackBlock feedbackInline: * outcomeIdentifier=name! showHide=(show|hide)!2.0 identifier=name!
modalFeedback: outcomeIdentifier=name! showHide=(show|hide)! identifier=name! title
templateBlock templateInline: * templateIdentifier=name! showHide=(show|hide)!2.0 identifier=name!
printedVariable: + identifier=name! format powerForm=bool base index delimiter field mappingIndicator

responseProcessing: template templateLocation
baseValue: baseType=#type!
correct default mapResponse mapResponsePoint: identifier=name!
variable: identifier=name! weightIdentifier=name
setOutcomeValue setTemplateValue setCorrectResponse setDefaultValue lookupOutcomeValue: identifier=name!
testVariables: sectionIdentifier=name includeCategory excludeCategory variableIdentifier=name! weightIdentifier=name
  baseType=#type
outcomeMaximum outcomeMinimum: sectionIdentifier=name includeCategory excludeCategory outcomeIdentifier=name!
  weightIdentifier=name
numberCorrect numberIncorrect numberPresented numberResponded numberSelected: sectionIdentifier=name includeCategory
  excludeCategory
anyN: min! max!
equal: toleranceMode=(absolute|exact|relative)!2.0 tolerance includeLowerBound=bool includeUpperBound=bool
equalRounded: roundingMode=#rounding!2.0 figures!
roundTo: roundingMode=#rounding! figures!
fieldValue: fieldIdentifier=name!
index: n!
inside: shape=#shape! coords=coords!
mathConstant: name=(e|pi)!
mathOperator: name!
statsOperator: name=(mean|popSD|popVariance|sampleSD|sampleVariance)!
patternMatch: pattern!
randomFloat: min!2.0 max!
randomInteger: min!2.0 max! step
repeat: numberRepeats!
stringMatch: caseSensitive=bool! substring=bool!2.0
substring: caseSensitive=bool!

catalog: id!
card: support! lang
cardEntry: lang default=bool
fileHref: mimeType=mime!
calculatorInfo digitalMaterial: label mimeType=mime
majorIncrement minorIncrement: unit!
and adaptiveSelection calculator catalogInfo companionMaterialsInfo containerSize contains
  contentBody delete divide durationGTE durationGte durationLT durationLt exitResponse exitTemplate exitTest gcd gt gte
  incrementSi incrementUs integerDivide integerModulus integerToFloat interactionMarkup isNull lcm lt lte match max
  member min multiple not null or ordered outcomeCondition outcomeElse outcomeElseIf outcomeIf outcomeProcessing
  outcomeProcessingFragment power preCondition product protractor random responseCondition
  responseElse responseElseIf responseIf responseProcessingFragment round rule ruleSystemSi ruleSystemUs
  subtract sum template templateCondition templateConstraint templateElse templateElseIf templateIf templateProcessing
  truncate:
"""
_SHORT = {
    "#cardinality": "(multiple|ordered|record|single)",
    "#type": "(boolean|directedPair|duration|file|float|identifier|integer|pair|point|string|uri)",
    "#shape": "(circle|default|ellipse|poly|rect)",
    "#way": "(horizontal|vertical)",
    "#rounding": "(decimalPlaces|significantFigures)",
    "#response": "responseIdentifier=name!",
    "#choice": "identifier=name! fixed=bool templateIdentifier=name showHide=(show|hide)",
}

OPEN = frozenset({"customInteraction", "portableCustomInteraction", "customOperator", "math", "include"})
"""Elements that may have any attribute, of strangers too."""


class Attribute(msgspec.Struct, frozen=True):
    """What the schemas say of one attribute.

    Attributes:
        name: as QTI 2 spells it.
        required: the versions that ask for it.
        type: a word of `TYPES`; "" for any text or where words are given.
        words: those to choose from.
        several: whether several of the words may be given.
    """

    name: str
    required: frozenset[str] = frozenset()
    type: str = ""
    words: frozenset[str] = frozenset()
    several: bool = False


_EVERY = frozenset({"", "2.0", "2.1", "2.2", "3.0"})


def _attribute(written: str) -> Attribute:
    told, mark, versions = written.partition("!")
    name, _, kind = told.partition("=")
    kind = _SHORT.get(kind, kind)
    required = (frozenset(versions.split(",")) if versions else _EVERY) if mark else frozenset[str]()
    if kind[:1] in ("(", "["):
        return Attribute(name, required, "", frozenset(kind[1:-1].split("|")), kind[0] == "[")
    return Attribute(name, required, kind)


def _expanded(told: str) -> Iterator[str]:
    for word in told.split():
        if word == "*":
            yield from _WHOLE
        elif word == "+":
            yield from _PART
        else:
            yield from _SHORT[word].split() if word in _SHORT else (word,)


def _read(table: str) -> dict[str, dict[str, Attribute]]:
    """Element to its attributes by name."""
    found: dict[str, dict[str, Attribute]] = {}
    for line in table.replace("\n  ", " ").splitlines():
        elements, _, told = line.partition(":")
        known = {attribute.name: attribute for attribute in map(_attribute, _expanded(told))}
        found |= dict.fromkeys(elements.split(), known)
    return found


ATTRIBUTES = _read(_TABLE)
"""Element to its attributes by name."""
