"""QTI packages and single documents: what they say of a course, and each defect alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from oecheck.containers import open_container
from oecheck.documents.xml import XmlDocument
from oecheck.errors import PackageError
from oecheck.model.fact import Fact, State
from oecheck.model.fact import plain as value
from oecheck.model.outcome import Outcome
from oecheck.model.package import ReadResult
from oecheck.readers._questions.qti2_values import Problem, attribute_problems
from oecheck.run import CheckOptions, check_package
from tests.readers.cartridges import any_tree
from tests.readers.qti_packages import (
    CHOICE,
    CP,
    CP3,
    ITEM_RESOURCE,
    METADATA,
    REF,
    RESPONSE,
    RULES,
    SCORE,
    TEST_RESOURCE,
    V2,
    checks,
    item,
    manifest,
    of_item,
    packed,
    plan,
    read,
    read_container,
)

FIXTURES = Path(__file__).parents[2] / "fixtures" / "qti"
WITH_TEST = {"imsmanifest.xml": manifest(ITEM_RESOURCE + TEST_RESOURCE), "q1.xml": item()}


def of_test(document: str) -> ReadResult:
    return read({**WITH_TEST, "test.xml": document})


@pytest.mark.parametrize(("name", "version"), [("minimal", "2.2"), ("version-3", "3.0"), ("version-1-2", "1.2")])
def test_fixture_is_read_without_finding(name: str, version: str) -> None:
    result = read_container(open_container(FIXTURES / name))
    assert checks(result) == []
    assert result.format_version == version
    assert [node.href for node in result.references if node.state != "found"] == []
    assert result.incomplete == ()


def test_smallest_package_says_what_it_holds() -> None:
    result = read_container(open_container(FIXTURES / "minimal"))
    course = result.course
    assert value(course.title) == "Water"
    assert value(course.languages) == ("en",)
    (activity,) = course.activities
    assert (activity.kind, activity.title, activity.entry, activity.points) == ("quiz", "Water", "test.xml", 3.0)
    assert (activity.attempts, activity.time_limit_s) == (2, 600.0)
    (assessment,) = course.assessments
    assert (assessment.activity, assessment.question_count, assessment.random_draw) == (activity.id, 2, False)
    assert value(assessment.shows_feedback) is True
    assert [(q.kind, q.points, q.has_key, q.feedback_count) for q in course.questions] == [
        ("single_choice", 1.0, True, 1),
        ("short_text", 2.0, True, 0),
    ]
    assert {q.assessment for q in course.questions} == {"water-test"}
    assert {text.owner for text in course.embedded} == {activity.id}
    assert set(result.roles.values()) == {"descriptor"}
    assert "items/images/cycle.svg" in result.listed


def test_course_facts_are_asked_for_only_where_the_package_has_lom() -> None:
    bare = of_item(item()).course
    assert isinstance(bare.licence, Fact)
    assert bare.licence.state is State.UNSUPPORTED
    lom = '<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general><title><string>Bank</string></title></general></lom>'
    described = read(
        {"imsmanifest.xml": manifest(metadata=METADATA.replace("</metadata>", lom + "</metadata>")), "q1.xml": item()}
    )
    assert value(described.course.title) == "Bank"
    assert described.course.licence is None


def test_package_of_questions_has_no_table_of_contents() -> None:
    result = read_container(open_container(FIXTURES / "minimal"))
    assert result.course.modules == ()


def test_items_that_no_test_names_are_a_bank() -> None:
    result = of_item(item())
    assert result.course.assessments == ()
    (question,) = result.course.questions
    assert (question.bank, question.assessment) == (True, "")


def test_version_is_that_of_the_documents() -> None:
    told = manifest(ITEM_RESOURCE.replace("v2p2", "v2p1"), metadata=METADATA.replace("v2.2", "v2.1"))
    result = read({"imsmanifest.xml": told, "q1.xml": item()})
    assert result.format_version == "2.2"
    assert checks(result) == ["QTI-02/disagrees", "QTI-35"]


def test_lone_document_is_read_and_says_that_it_is_alone() -> None:
    result = read_container(open_container(item(f'<p><img src="a.png" alt="A"/></p>{CHOICE}').encode()))
    assert result.format_version == "2.2"
    assert [question.kind for question in result.course.questions] == ["single_choice"]
    assert result.incomplete == ("qti-lone-document",)


def test_item_that_a_test_names_is_a_file_and_no_resource_of_the_manifest() -> None:
    result = of_test(plan('<assessmentItemRef identifier="i1" href="q9.xml"/>'))
    assert [(node.kind, node.href) for node in result.references if node.state == "missing"] == [("question", "q9.xml")]


def test_lone_document_that_names_no_file_is_whole() -> None:
    result = read_container(open_container(item().encode()))
    assert [question.kind for question in result.course.questions] == ["single_choice"]
    assert result.incomplete == ()


def test_test_draws_from_its_section() -> None:
    refs = "".join(f'<assessmentItemRef identifier="i{n}" href="q1.xml"/>' for n in range(4))
    result = of_test(plan(refs, section='<selection select="2"/>'))
    (assessment,) = result.course.assessments
    assert (assessment.random_draw, assessment.question_count) == (True, 2)


def test_section_in_another_document_is_opened_where_it_stands() -> None:
    section = plan().partition("<assessmentSection")[2].partition("</assessmentSection>")[0]
    outer = f'<assessmentSection xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2"{section}</assessmentSection>'
    resource = '<resource identifier="rs" type="imsqti_section_xmlv2p2" href="s.xml"><file href="s.xml"/></resource>'
    told = TEST_RESOURCE.replace('"r1"/>', '"r1"/><dependency identifierref="rs"/>')
    document = plan('<assessmentSectionRef identifier="x" href="s.xml"/>')
    files = {"imsmanifest.xml": manifest(ITEM_RESOURCE + told + resource), "q1.xml": item(), "s.xml": outer}
    result = read({**files, "test.xml": document})
    assert [question.assessment for question in result.course.questions] == ["t1"]
    assert checks(result) == []


def test_precondition_names_what_must_be_done_first() -> None:
    least = '<baseValue baseType="float">0</baseValue>'
    rule = f'<preCondition><gt><variable identifier="{{}}.SCORE"/>{least}</gt></preCondition>'
    refs = REF + f'<assessmentItemRef identifier="i2" href="q1.xml">{rule.format("i1")}</assessmentItemRef>'
    (held,) = of_test(plan(refs)).course.conditions
    assert (held.owner, held.kind, held.target, held.target_exists) == ("i2", "score", "i1", True)
    (lost,) = of_test(plan(refs.replace("i1.SCORE", "i9.SCORE"))).course.conditions
    assert not lost.target_exists


def test_results_of_persons_are_user_data_listed_or_not() -> None:
    result = of_item(
        item(), **{"out/r.xml": '<assessmentResult xmlns="http://www.imsglobal.org/xsd/imsqti_result_v2p1"/>'}
    )
    assert result.roles["out/r.xml"] == "user_data"


def test_results_in_a_package_are_counted_and_their_persons_not_shown() -> None:
    answers = (
        '<assessmentResult xmlns="http://www.imsglobal.org/xsd/imsqti_result_v2p1"><context sourcedId="ann-lee"/>'
        '<itemResult identifier="q1"><responseVariable identifier="R"><candidateResponse><value>my secret</value>'
        "</candidateResponse></responseVariable></itemResult></assessmentResult>"
    )
    data = packed({"imsmanifest.xml": manifest(), "q1.xml": item(), "out/r.xml": answers})
    report = check_package(data, CheckOptions(date="2026-01-01"), name="a.zip")
    (found,) = [part.assertions for part in report.requirements if part.id == "OHE-PRV-001"]
    assert [(one.outcome, one.arguments["exposure.what"], one.sources[0].file) for one in found] == [
        (Outcome.FAILED, "test_result", "out/r.xml")
    ]
    assert "ann-lee" not in str(report)
    assert "my secret" not in str(report)


def test_files_that_documents_name_are_references() -> None:
    document = item(after="").replace("<itemBody>", '<stylesheet href="../s.css" type="text/css"/><itemBody>')
    result = read(
        {"imsmanifest.xml": manifest(ITEM_RESOURCE.replace("q1.xml", "a/q1.xml")), "a/q1.xml": document, "s.css": ""}
    )
    styles = [(node.target, node.state) for node in result.references if node.kind == "stylesheet"]
    assert styles == [("s.css", "found")]


def test_reference_out_of_the_package_is_told() -> None:
    result = read({**WITH_TEST, "test.xml": plan(REF.replace("q1.xml", "../../etc/q1.xml"))})
    assert [node.state for node in result.references if node.kind == "question"] == ["outside"]


def test_broken_document_is_a_finding_and_the_others_are_read() -> None:
    two = ITEM_RESOURCE + ITEM_RESOURCE.replace("r1", "r2").replace("q1.xml", "q2.xml")
    result = read({"imsmanifest.xml": manifest(two), "q1.xml": "<assessmentItem", "q2.xml": item()})
    assert checks(result) == ["QTI-05/not-well-formed"]
    assert len(result.course.questions) == 1


def test_damaged_document_is_read_as_far_as_possible() -> None:
    result = of_item(item().replace("</choiceInteraction>", ""))
    assert set(checks(result)) == {"QTI-05/not-well-formed"}
    assert result.incomplete == ("qti-document-damaged",)
    assert len(result.course.questions) == 1


ORGANIZATION = "<organizations><organization identifier='o1'/></organizations>"


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (manifest(metadata=METADATA.replace("QTIv2.2 Item Bank Package", "QTIv9 Package")), ["QTI-41"]),
        (manifest(metadata=METADATA.replace("QTIv2.2 Item Bank Package", "")), ["QTI-41"]),
        (manifest(metadata=METADATA.replace("1.0.0", "2")), ["QTI-41"]),
        (manifest(metadata=""), ["QTI-02/absent"]),
        (manifest(metadata=METADATA.replace("<schemaversion>1.0.0</schemaversion>", "")), ["QTI-28"]),
        (manifest(ITEM_RESOURCE.replace('file href="q1', 'file href="q2')), ["QTI-03"]),
        (manifest(ITEM_RESOURCE.replace("_item_", "_test_")), ["QTI-04"]),
        (manifest(organizations=ORGANIZATION), ["QTI-29"]),
        (
            manifest(
                ITEM_RESOURCE + '<resource identifier="x" type="thing" href="q1.xml"><file href="q1.xml"/></resource>'
            ),
            ["QTI-30"],
        ),
        (manifest(attributes='version="2"'), ["QTI-31"]),
        (manifest(space="http://example.org/cp"), ["QTI-36"]),
        (manifest(organizations=""), ["QTI-37"]),
        (manifest(ITEM_RESOURCE + '<x:thing xmlns:x="urn:x"/>'), ["QTI-38"]),
        (manifest(attributes='xmlns:x="urn:x" x:mark="1"'), ["QTI-38/attribute"]),
        (manifest(metadata=METADATA.replace("</metadata>", '<x:thing xmlns:x="urn:x"/></metadata>')), ["QTI-38"]),
        (manifest(ITEM_RESOURCE.replace('identifier="r1"', "")), ["QTI-01/attribute-missing"]),
        (
            manifest(ITEM_RESOURCE.replace("<file", "<metadata/><file").replace('"/><', '"/><metadata/><')),
            ["QTI-01/misplaced"],
        ),
        (manifest(ITEM_RESOURCE + "<chapter/>"), ["QTI-01/element-unknown"]),
        (manifest(ITEM_RESOURCE.replace("<file", '<file size="1"')), ["QTI-01/attribute-unknown"]),
        (manifest(ITEM_RESOURCE.replace("r1", "1 r")), ["CP-06"]),
    ],
)
def test_one_defect_of_the_manifest_gives_its_finding_and_nothing_else(told: str, found: list[str]) -> None:
    assert checks(read({"imsmanifest.xml": told, "q1.xml": item(), "q2.xml": ""})) == found


def test_package_of_version_3_says_its_schema_and_lists_files() -> None:
    resource = ITEM_RESOURCE.replace('<file href="q1.xml"/>', "")
    told = manifest(resource, metadata="", space=CP3)
    assert checks(read({"imsmanifest.xml": told, "q1.xml": item()})) == ["QTI-28", "QTI-32"]


BLANK = '<textEntryInteraction responseIdentifier="RESPONSE"/>'
BODY_TEXT = f"<p>Say {BLANK}</p>"
TEXT = '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string">{}</responseDeclaration>'
HOTSPOT = (
    '<hotspotInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Where?</prompt>'
    '<object data="a.png" type="image/png">A map</object>'
    '<hotspotChoice identifier="A" shape="rect" coords="1,1,2,2"{}/></hotspotInteraction>'
)
FEEDBACK = '<modalFeedback outcomeIdentifier="{}" identifier="{}" showHide="show"><p>Well</p></modalFeedback>'
HUMAN = SCORE.replace("/>", ' externalScored="human"/>')


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (
            item(CHOICE.replace('responseIdentifier="RESPONSE"', 'responseIdentifier="Q"')),
            ["QTI-09/undeclared", "QTI-11/no-key"],
        ),
        (item(declarations=RESPONSE.replace("single", "ordered") + SCORE), ["QTI-09/cardinality"]),
        (
            item(declarations=RESPONSE.replace('baseType="identifier"', 'baseType="string"') + SCORE),
            ["QTI-09/base-type"],
        ),
        (item(declarations=RESPONSE.replace("<value>A", "<value>X") + SCORE), ["QTI-10"]),
        (item(BODY_TEXT, declarations=TEXT.format("") + SCORE), ["QTI-11/no-key"]),
        (item(declarations=RESPONSE + HUMAN), ["QTI-11/no-criteria"]),
        (item(after=FEEDBACK.format("F", "x")), ["QTI-12/undeclared"]),
        (item(after=FEEDBACK.format("SCORE", "x"), rules="<responseProcessing/>"), ["QTI-12/unreached"]),
        (item(HOTSPOT.format("")), ["QTI-16/spots"]),
        (item(CHOICE.replace("<prompt", '<prompt data-catalog-idref="c9"')), ["QTI-17"]),
        (item(rules='<responseProcessing template="http://example.org/mine"/>'), ["QTI-20"]),
        (item().replace('dentifier="RESPONSE"', 'dentifier="ANSWER"'), ["QTI-20/variable"]),
        (item(f"<prompt>Which?</prompt>{CHOICE}"), ["QTI-05/element-unknown"]),
        (item().replace("imsqti_v2p2", "imsqti_item_v2p2"), ["QTI-05/namespace"]),
        (
            item(BLANK, declarations=TEXT.format("<correctResponse><value>air</value></correctResponse>") + SCORE),
            ["QTI-05/element-unknown"],
        ),
        (item(CHOICE.replace("three", "All of the above").replace("maxC", 'shuffle="true" maxC')), ["QTI-25"]),
        (item('<p onclick="x()">a</p>' + CHOICE), ["QTI-27"]),
        (item('<p><a href="javascript:x()">a</a></p>' + CHOICE), ["QTI-27"]),
        (item(attributes=""), ["QTI-14/absent"]),
        (item(attributes='xml:lang="englisch"'), ["QTI-14/invalid"]),
        (item().replace(' title="Question"', ""), ["QTI-05/attribute-missing"]),
        (item().replace('timeDependent="false"', 'timeDependent="no"'), ["QTI-05/attribute-value"]),
        (item(RULES + CHOICE, rules="").replace("<itemBody>" + RULES, RULES + "<itemBody>"), ["QTI-05/element-order"]),
        (item().replace("</itemBody>", "</itemBody><itemBody><p>x</p></itemBody>"), ["QTI-05/element-repeated"]),
        (item("<question/>" + CHOICE), ["QTI-05/element-unknown"]),
        (item('<x:thing xmlns:x="urn:x"/>' + CHOICE), ["QTI-05/element-foreign"]),
        (item(f'<p id="a">x</p><p id="a">y</p>{CHOICE}'), ["QTI-05/id-repeated"]),
        (
            item(
                CHOICE.replace('maxChoices="1"', 'maxChoices="one"'),
            ),
            ["QTI-05/attribute-value"],
        ),
        (
            item(declarations=RESPONSE.replace("<value>A</value>", "") + SCORE),
            ["QTI-05/element-missing", "QTI-11/no-key"],
        ),
        (item(CHOICE.replace("maxC", 'shuffle="perhaps" maxC')), ["QTI-05/attribute-value"]),
        (item(CHOICE.replace('maxChoices="1"', 'maxChoices="-1"')), ["QTI-05/attribute-value"]),
        (item('<p><img src="a.png"/></p>' + CHOICE), ["QTI-05/attribute-missing"]),
        (item('<div><object data="a.png">A map</object></div>' + CHOICE), ["QTI-05/attribute-missing"]),
        (item('<p data-mine="1" aria-live="off" xml:lang="fr">a</p>' + CHOICE), []),
        (item(CHOICE).replace("<itemBody>", '<itemBody colour="red">'), ["QTI-05/attribute-unknown"]),
        (item("<table><tr><td>a</td></tr></table>" + CHOICE), ["QTI-05/element-missing", "QTI-05/element-unknown"]),
        (item("stray" + CHOICE), ["QTI-05/text"]),
        (item("", declarations=SCORE), ["QTI-05/element-empty"]),
        (item(declarations=RESPONSE + SCORE.replace("/>", ' normalMaximum="0"/>')), ["QTI-24"]),
    ],
)
def test_one_defect_of_an_item_gives_its_finding_and_nothing_else(document: str, found: list[str]) -> None:
    assert checks(of_item(document, **{"a.png": ""})) == found


def test_item_with_named_spots_and_reached_feedback_has_no_finding() -> None:
    named = item(HOTSPOT.format(' hotspotLabel="The north"'))
    assert checks(of_item(named)) == []
    rules = (
        "<responseProcessing><setOutcomeValue identifier='F'><baseValue baseType='identifier'>x</baseValue>"
        "</setOutcomeValue></responseProcessing>"
    )
    outcome = '<outcomeDeclaration identifier="F" cardinality="single" baseType="identifier"/>'
    reached = item(declarations=RESPONSE + SCORE + outcome, rules=rules, after=FEEDBACK.format("F", "x"))
    assert checks(of_item(reached)) == []


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (plan(before='<timeLimits minTime="20" maxTime="10"/>'), ["QTI-18"]),
        (plan(REF.replace("/>", "><branchRule target='i9'><null/></branchRule></assessmentItemRef>")), ["QTI-33"]),
        (plan(section="<ordering/><selection select='1'/>"), ["QTI-05/element-order"]),
        (plan().replace('navigationMode="linear"', 'navigationMode="free"'), ["QTI-05/attribute-value"]),
    ],
)
def test_one_defect_of_a_test_gives_its_finding_and_nothing_else(document: str, found: list[str]) -> None:
    assert checks(of_test(document)) == found


@pytest.mark.parametrize(
    ("around", "found"),
    [("qti-digital-material", []), ("qti-calculator-info", []), ("qti-card", [("attribute-missing", "mimeType", "")])],
)
def test_media_type_of_a_file_is_asked_in_a_card_and_not_of_material(around: str, found: list[Problem]) -> None:
    file = etree.fromstring(f"<{around}><qti-file-href>card.txt</qti-file-href></{around}>")[0]
    assert list(attribute_problems(file, "fileHref", "3.0")) == found


@pytest.mark.parametrize(
    ("around", "version", "found"),
    [
        ("qti-item-body", "3.0", [("attribute-missing", "use", "")]),
        ("qti-assessment-section", "3.0", []),
        ("qti-test-part", "3.0", []),
        ("itemBody", "2.2", []),
    ],
)
def test_use_of_a_rubric_is_asked_in_items_of_3_and_not_in_tests(
    around: str, version: str, found: list[Problem]
) -> None:
    rubric = etree.fromstring(f"<{around}><rubric view='candidate'/></{around}>")[0]
    assert list(attribute_problems(rubric, "rubricBlock", version)) == found
    del rubric.attrib["view"]
    assert ("attribute-missing", "view", "") in attribute_problems(rubric, "rubricBlock", version)


@pytest.mark.parametrize(
    ("name", "version", "found"),
    [
        ("hotspotChoice", "2.1", [("attribute-value", "fixed", "nonsense")]),
        ("hotspotChoice", "2.2", []),
        ("simpleChoice", "2.2", [("attribute-value", "fixed", "nonsense")]),
    ],
)
def test_fixed_of_a_hotspot_is_any_attribute_in_2_2(name: str, version: str, found: list[Problem]) -> None:
    choice = etree.fromstring(f"<{name} identifier='A' fixed='nonsense' shape='circle' coords='1,2,3'/>")
    assert list(attribute_problems(choice, name, version)) == found


def test_item_of_a_test_has_to_be_a_resource_and_a_dependency() -> None:
    lonely = TEST_RESOURCE.replace('<dependency identifierref="r1"/>', "")
    files = {"q1.xml": item(), "test.xml": plan()}
    assert checks(read({"imsmanifest.xml": manifest(ITEM_RESOURCE + lonely), **files})) == ["QTI-07/no-dependency"]
    assert checks(read({"imsmanifest.xml": manifest(lonely), **files})) == ["QTI-07/unlisted"]


def test_package_that_is_no_bank_has_a_test() -> None:
    declared = METADATA.replace("Item Bank ", "")
    items = {"imsmanifest.xml": manifest(metadata=declared), "q1.xml": item()}
    assert checks(read(items)) == ["QTI-40"]
    both = {**items, "imsmanifest.xml": manifest(ITEM_RESOURCE + TEST_RESOURCE, metadata=declared), "test.xml": plan()}
    assert checks(read(both)) == []


def test_two_items_with_one_identifier_are_told() -> None:
    two = ITEM_RESOURCE + ITEM_RESOURCE.replace("r1", "r2").replace("q1.xml", "q2.xml")
    assert checks(read({"imsmanifest.xml": manifest(two), "q1.xml": item(), "q2.xml": item()})) == ["QTI-06"]


def test_metadata_that_contradicts_the_item_is_told() -> None:
    space = "http://www.imsglobal.org/xsd/imsqti_metadata_v2p2"
    told = "<metadata><qtiMetadata xmlns='{}'><interactionType>{}</interactionType></qtiMetadata></metadata>"
    for word, found in (("choiceInteraction", []), ("orderInteraction", ["QTI-13"])):
        resource = ITEM_RESOURCE.replace("<file", told.format(space, word) + "<file")
        assert checks(read({"imsmanifest.xml": manifest(resource), "q1.xml": item()})) == found


OLD = '<questestinterop><assessment ident="a" title="T"><section ident="s">{}</section></assessment></questestinterop>'
OLD_RULES = "<resprocessing><outcomes><decvar/></outcomes></resprocessing>"
OLD_ITEM = (
    '<item ident="i1"><presentation><response_lid ident="r"><render_choice><response_label ident="a"/>'
    f"</render_choice></response_lid></presentation>{OLD_RULES}</item>"
)


@pytest.mark.parametrize(
    ("items", "found"),
    [
        (OLD_ITEM, []),
        (OLD_ITEM + OLD_ITEM, ["QTI-26/repeated"]),
        ('<item ident="i1"/>', ["QTI-26/no-presentation"]),
        (OLD_ITEM.replace(OLD_RULES, ""), ["QTI-26/no-rules"]),
        (OLD_ITEM.replace(' ident="i1"', ""), ["QTI-34"]),
        (OLD_ITEM.replace(' ident="r"', ""), ["QTI-39/attribute-missing"]),
        (OLD_ITEM.replace(' ident="r"', ' ident="r" colour="red"'), ["QTI-39/attribute-unknown"]),
        (OLD_ITEM.replace(' ident="r"', ' ident="r" rcardinality="one"'), ["QTI-39/attribute-value"]),
        (
            OLD_ITEM.replace("<decvar/>", "<interpretvar><material_ref linkrefid='m'/></interpretvar>"),
            ["QTI-39/children"],
        ),
        (OLD_ITEM.replace("<decvar/>", "<decvar/><question/>"), ["QTI-39/children"]),
        (OLD_ITEM.replace("<decvar/>", "<decvar/>stray"), ["QTI-39/text"]),
        (OLD_ITEM.replace("</item>", "<itemproc_extension><x:y xmlns:x='urn:x'/></itemproc_extension></item>"), []),
    ],
)
def test_one_defect_of_a_bank_of_version_1_gives_its_finding_and_nothing_else(items: str, found: list[str]) -> None:
    assert checks(read({"qti.xml": OLD.format(items)})) == found


def test_canvas_export_names_its_file_without_href() -> None:
    space = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
    resource = '<resource identifier="r1" type="imsqti_xmlv1p2"><file href="q/q.xml"/></resource>'
    metadata = METADATA.replace("QTIv2.2 Item Bank Package", "IMS Content").replace("1.0.0", "1.1.3")
    result = read(
        {"imsmanifest.xml": manifest(resource, space=space, metadata=metadata), "q/q.xml": OLD.format(OLD_ITEM)}
    )
    assert (result.format_version, value(result.producer)) == ("1.2", "Canvas")
    assert [activity.title for activity in result.course.activities] == ["T"]
    assert checks(result) == []


def test_prefixed_manifest_is_read() -> None:
    told = manifest().replace("<", "<cp:").replace("<cp:/", "</cp:").replace(f'xmlns="{CP}"', f'xmlns:cp="{CP}"')
    assert len(read({"imsmanifest.xml": told, "q1.xml": item()}).course.questions) == 1


NAMES = [
    *("assessmentItem", "itemBody", "choiceInteraction", "simpleChoice", "responseDeclaration", "correctResponse"),
    *("value", "mapping", "mapEntry", "outcomeDeclaration", "responseProcessing", "setOutcomeValue", "baseValue"),
    *("modalFeedback", "rubricBlock", "prompt", "p", "img", "object", "hotspotChoice", "timeLimits", "selection"),
    *("testPart", "assessmentSection", "assessmentItemRef", "preCondition", "variable", "branchRule", "qti-prompt"),
]


ROOTS = ("assessmentItem", "assessmentTest", "qti-assessment-item", "questestinterop")


@settings(max_examples=80, deadline=None)
@given(st.one_of([any_tree(NAMES, root) for root in ROOTS]), st.booleans())  # type: ignore[arg-type]  # a strategy
def test_any_document_gives_a_result(document: XmlDocument, in_namespace: bool) -> None:
    text = etree.tostring(document.root).decode()
    for root in ROOTS if in_namespace else ():
        text = text.replace(f"<{root}", f'<{root} xmlns="{V2}"', 1)
    result = of_item(text)
    assert checks(result) is not None
    assert isinstance(result, ReadResult)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_damaged_package_gives_a_result_or_a_documented_error(data: st.DataObject) -> None:
    files = {**WITH_TEST, "test.xml": plan()}
    name = data.draw(st.sampled_from(sorted(files)))
    content = files[name].encode()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 60)))
    damaged = content[:start] + data.draw(st.binary(max_size=8)) + content[end:]
    try:
        result = read_container(open_container(packed({**files, name: damaged})))
    except PackageError:
        return
    assert isinstance(result, ReadResult)


def test_language_and_duration_of_version_1_are_read() -> None:
    document = OLD.format(OLD_ITEM).replace('title="T">', 'title="T" xml:lang="pt"><duration>PT30M</duration>')
    result = read({"qti.xml": document})
    assert value(result.course.languages) == ("pt",)
    assert [assessment.time_limit_s for assessment in result.course.assessments] == [1800.0]


def test_mastery_of_a_test_is_its_pass_mark() -> None:
    outcome = SCORE.replace("/>", ' masteryValue="6" normalMaximum="10"/>')
    (assessment,) = of_test(plan(before=outcome)).course.assessments
    assert value(assessment.pass_mark) == 0.6
