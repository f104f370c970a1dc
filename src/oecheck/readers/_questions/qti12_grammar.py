"""What the DTD of QTI 1.2.1 asks of a document: attributes, their values, children and their order (QTI-39).

A line of the table names elements; what follows the colon are their children, in the signs of a DTD but with blanks
for commas: `?` none or one, `*` any number, `+` at least one, `( | )` a choice. `text` is text alone, `free` anything,
and no word at all nothing. After `@` stand the attributes: `!` required, `=( )` words to choose from, else any text.

What stands in an element for extensions is the tool's own business, though the DTD asks for declarations of it. Canvas
writes `resprocessing` without a condition for questions that nobody scores; importers take it.
Source: QTI 1.2.1 ASI, XML binding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument, local
from oecheck.model.package import PackageFinding

__all__ = ["DECLARED", "bank_findings"]

_MOST = 20
"""Departures of one document that are told."""
_NAMESPACES = ("{http://www.w3.org/XML/1998/namespace}", "{http://www.w3.org/2001/XMLSchema-instance}")

_TABLE = """
questestinterop: qticomment? (objectbank | assessment | (section | item)+)
objectbank: qticomment? qtimetadata* (section | item)+ @ ident!
assessment: qticomment? duration? qtimetadata* objectives* assessmentcontrol* rubric* presentation_material?
  outcomes_processing* assessproc_extension? assessfeedback* selection_ordering? reference? (sectionref | section)+
  @ ident! title
section: qticomment? duration? qtimetadata* objectives* sectioncontrol* sectionprecondition* sectionpostcondition*
  rubric* presentation_material? outcomes_processing* sectionproc_extension? sectionfeedback* selection_ordering?
  reference? (itemref | item | sectionref | section)* @ ident! title
item: qticomment? duration? itemmetadata? objectives* itemcontrol* itemprecondition* itempostcondition*
  (itemrubric | rubric)* presentation? resprocessing* itemproc_extension? itemfeedback* reference?
  @ ident! title label maxattempts
itemmetadata: qtimetadata* qmd_computerscored? qmd_feedbackpermitted? qmd_hintspermitted? qmd_itemtype?
  qmd_levelofdifficulty? qmd_maximumscore? qmd_renderingtype* qmd_responsetype* qmd_scoringpermitted?
  qmd_solutionspermitted? qmd_status? qmd_timedependence? qmd_timelimit? qmd_toolvendor? qmd_topic? qmd_weighting?
  qmd_material* qmd_typeofsolution?
qtimetadata: vocabulary? qtimetadatafield+
vocabulary: text @ uri entityref vocab_type
qtimetadatafield: fieldlabel fieldentry
assessmentcontrol sectioncontrol itemcontrol: qticomment?
  @ #view feedbackswitch=#yes hintswitch=#yes solutionswitch=#yes
assessfeedback sectionfeedback: qticomment? (material+ | flow_mat+) @ #view ident! title
objectives rubric: qticomment? (material+ | flow_mat+) @ #view
itemrubric: material @ #view
sectionref itemref: text @ linkrefid!
presentation_material: qticomment? flow_mat+
reference: qticomment? (material | #mat)+
selection_ordering: qticomment? sequence_parameter* selection* order? @ sequence_type
selection: sourcebank_ref? selection_number? selection_metadata?
  (and_selection | or_selection | not_selection | selection_extension)?
order: order_extension? @ order_type!
selection_metadata outcomes_metadata: text @ mdname! mdoperator=#compare!
sequence_parameter processing_parameter objects_parameter: text @ pname!
and_selection or_selection: (selection_metadata | and_selection | or_selection | not_selection)+
not_selection: (selection_metadata | and_selection | or_selection | not_selection)
outcomes_processing: qticomment? outcomes objects_condition* processing_parameter* map_output*
  outcomes_feedback_test* @ scoremodel
objects_condition: qticomment? (outcomes_metadata | and_objects | or_objects | not_objects)? objects_parameter*
  map_input* objectscond_extension?
map_output map_input: text @ varname
outcomes_feedback_test: test_variable displayfeedback+ @ title
and_objects or_objects: (outcomes_metadata | and_objects | or_objects | not_objects)+
not_objects: (outcomes_metadata | and_objects | or_objects | not_objects)
test_variable not_test: (variable_test | and_test | or_test | not_test)
and_test or_test: (variable_test | and_test | or_test | not_test)+
variable_test: text @ varname testoperator=#compare!

material: qticomment? (#mat | matref)+ altmaterial* @ label
altmaterial: qticomment? (#mat | matref)+
flow_mat: qticomment? (flow_mat | material | material_ref)+ @ class
mattext matemtext: text @ texttype label charset uri entityref width height y0 x0
matimage: text @ imagtype label height uri embedded width y0 x0 entityref
mataudio: text @ audiotype label uri embedded entityref
matvideo: text @ videotype label uri width height y0 x0 embedded entityref
matapplet: text @ label uri y0 height width x0 embedded entityref
matapplication: text @ apptype label uri embedded entityref
matbreak:
matref material_ref: @ linkrefid!

presentation: qticomment? (flow | (material | #response)+) @ label y0 x0 width height
flow: qticomment? (flow | material | material_ref | #response)+ @ class
response_lid response_xy response_str response_grp: #rendered @ #answer
response_num: #rendered @ #answer numtype=(Integer|Decimal|Scientific)
response_label: free @ ident! rshuffle=#yes rarea=#area rrange=(Exact|Range) labelrefid match_group match_max
flow_label: qticomment? (flow_label | response_label)+ @ class
render_choice: #labels @ shuffle=#yes minnumber maxnumber
render_hotspot: #labels @ maxnumber minnumber showdraw=#yes
render_slider: #labels @ orientation=(Horizontal|Vertical) lowerbound! upperbound! step startval steplabel=#yes
  maxnumber minnumber
render_fib: #labels @ encoding fibtype=(String|Integer|Decimal|Scientific) rows maxchars columns charset maxnumber
  minnumber prompt=(Box|Dashline|Asterisk|Underline)

resprocessing: qticomment? outcomes (respcondition | itemproc_extension)* @ scoremodel
outcomes: qticomment? (decvar interpretvar*)+
decvar: text @ varname vartype=(Integer|String|Decimal|Scientific|Boolean|Enumerated|Set) defaultval minvalue
  maxvalue members cutvalue
interpretvar: (material | material_ref) @ #view varname
respcondition: qticomment? conditionvar setvar* displayfeedback* respcond_extension? @ continue=#yes title
conditionvar: (#condition | var_extension)+
and or: #condition+
not: #condition
setvar: text @ varname action=(Set|Add|Subtract|Multiply|Divide)
varequal varsubstring: text @ respident! case=#yes index
varlt varlte vargt vargte durequal durlt durlte durgt durgte: text @ respident! index
varsubset: text @ respident! setmatch=(Exact|Partial) index
varinside: text @ respident! areatype=#area! index
unanswered: text @ respident!
displayfeedback: text @ feedbacktype=(Response|Solution|Hint) linkrefid!
itemfeedback: (flow_mat | material | solution | hint)+ @ #view ident! title
solution: qticomment? solutionmaterial+ @ feedbackstyle=#style
hint: qticomment? hintmaterial+ @ feedbackstyle=#style
solutionmaterial hintmaterial: (material+ | flow_mat+)

qticomment duration fieldlabel fieldentry selection_number sourcebank_ref other sectionprecondition
  sectionpostcondition itemprecondition itempostcondition objectscond_extension qmd_computerscored
  qmd_feedbackpermitted qmd_hintspermitted qmd_itemtype qmd_levelofdifficulty qmd_maximumscore qmd_renderingtype
  qmd_responsetype qmd_scoringpermitted qmd_solutionspermitted qmd_status qmd_timedependence qmd_timelimit
  qmd_toolvendor qmd_topic qmd_weighting qmd_material qmd_typeofsolution: text
mat_extension var_extension response_extension render_extension assessproc_extension sectionproc_extension
  itemproc_extension respcond_extension selection_extension order_extension response_na: free
"""
_SHORT = {
    "#mat": "mattext | matemtext | matimage | mataudio | matvideo | matapplet | matapplication | matbreak |"
    " mat_extension",
    "#response": "response_lid | response_xy | response_str | response_num | response_grp | response_extension",
    "#rendered": "(material | material_ref)? (render_choice | render_hotspot | render_slider | render_fib |"
    " render_extension) (material | material_ref)?",
    "#labels": "(material | material_ref | response_label | flow_label)* response_na?",
    "#condition": "(not | and | or | unanswered | other | varequal | varlt | varlte | vargt | vargte | varsubset |"
    " varinside | varsubstring | durequal | durlt | durlte | durgt | durgte)",
    "#view": "view=(All|Administrator|AdminAuthority|Assessor|Author|Candidate|InvigilatorProctor|Psychometrician|"
    "Scorer|Tutor)",
    "#answer": "ident! rcardinality=(Single|Multiple|Ordered) rtiming=#yes",
    "#yes": "(Yes|No)",
    "#compare": "(EQ|NEQ|LT|LTE|GT|GTE)",
    "#area": "(Ellipse|Rectangle|Bounded)",
    "#style": "(Complete|Incremental|Multilevel|Proprietary)",
}
_LABEL_PARTS = frozenset({"qticomment", "material", "material_ref", "flow_mat"})


class _Declared(msgspec.Struct, frozen=True):
    """What one element may hold and have.

    Attributes:
        children: names of its children, each with a comma behind it, have to match this; None where anything may stand.
        text: it may hold text.
        attributes: name to the words to choose from; an empty set where any text will do.
        required: the attributes that it must have.
    """

    children: re.Pattern[str] | None
    text: bool
    attributes: dict[str, frozenset[str]]
    required: frozenset[str]


def _long(written: str) -> str:
    """The short words of the table written out, twice, as they hold each other."""
    for _ in range(2):
        for word, meaning in _SHORT.items():
            written = re.sub(word + r"\b", meaning, written)
    return written


def _children(told: str) -> re.Pattern[str]:
    """A pattern of names; possessive, as no DTD leaves two ways to read the next name."""
    pattern = re.sub(r"[a-z_]+", r"(?:\g<0>,)", told).replace("( ", "(").replace(" ", "")
    pattern = re.sub(r"\((?!\?)", "(?:", pattern)
    return re.compile(re.sub(r"(?<=\))([?*+])", r"\1+", pattern))


def _declared(told: str) -> _Declared:
    held, _, attributes = (part.strip() for part in _long(told).partition("@"))
    words: dict[str, frozenset[str]] = {}
    required = set()
    for written in attributes.split():
        name, _, choice = written.rstrip("!").partition("=")
        words[name] = frozenset(choice[1:-1].split("|")) if choice else frozenset()
        if written.endswith("!"):
            required.add(name)
    pattern = None if held == "free" else _children("" if held == "text" else held)
    return _Declared(pattern, held in ("text", "free"), words, frozenset(required))


def _read(table: str) -> dict[str, _Declared]:
    found: dict[str, _Declared] = {}
    for line in filter(None, table.replace("\n  ", " ").splitlines()):
        names, _, told = line.partition(":")
        found |= dict.fromkeys(names.split(), _declared(told))
    return found


DECLARED = _read(_TABLE)
"""Element to what it may hold and have."""


def bank_findings(root: _Element, document: XmlDocument, path: str) -> Iterator[PackageFinding]:
    """Departures of a document from the DTD, at most `_MOST`, in document order."""
    told = 0
    for node, declared in _walk(root):
        for variant, part, detail in _problems(node, declared):
            arguments: dict[str, object] = {"path": path, "element": local(node), "part": part, "detail": detail}
            yield PackageFinding(check="QTI-39", variant=variant, source=document.source(node), arguments=arguments)
            told += 1
            if told >= _MOST:
                return


def _walk(root: _Element) -> Iterator[tuple[_Element, _Declared]]:
    """Elements that the DTD declares, in document order; what extensions hold is passed over."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        declared = DECLARED.get(local(node))
        if declared is None:
            continue  # told at the element that holds it
        yield node, declared
        if not local(node).endswith(("_extension", "_na")):
            waiting.extend(child for child in reversed(node) if isinstance(child.tag, str))


def _problems(node: _Element, declared: _Declared) -> Iterator[tuple[str, str, str]]:
    for name in sorted(declared.required):
        if node.get(name) is None and (local(node), name) != ("item", "ident"):  # QTI-34
            yield "attribute-missing", name, ""
    for key, value in node.attrib.items():
        name, written = str(key), str(value)
        if name.startswith(_NAMESPACES):
            continue
        words = declared.attributes.get(name)
        if words is None:
            yield "attribute-unknown", name.rpartition("}")[2], ""
        elif words and written.strip() not in words:
            yield "attribute-value", name, written[:40]
    yield from _of_content(node, declared)


def _of_content(node: _Element, declared: _Declared) -> Iterator[tuple[str, str, str]]:
    names = [local(child) for child in node if isinstance(child.tag, str)]
    space = str(node.tag).rpartition("}")[0]
    strange = [child for child in node if isinstance(child.tag, str) and str(child.tag).rpartition("}")[0] != space]
    allowed = _LABEL_PARTS if local(node) == "response_label" else None
    if declared.children is not None and (strange or not declared.children.fullmatch("".join(f"{n}," for n in names))):
        yield "children", ", ".join(names)[:120] or "-", ""
    elif allowed is not None and not allowed.issuperset(names):
        yield "children", ", ".join(names)[:120], ""
    if not declared.text and ((node.text or "").strip() or any((child.tail or "").strip() for child in node)):
        yield "text", "", ""
