"""Texts of QTI items as the facts of pages see them: lines, fields with their names, pictures, audiences."""

from __future__ import annotations

import pytest
from lxml import etree

from oecheck.documents.html import HtmlDocument, parse_html
from oecheck.documents.xml import parse_xml
from oecheck.facts.forms import fields
from oecheck.facts.images import FACTS as IMAGE_FACTS
from oecheck.model.course import Embedded
from oecheck.model.page import FormField, Page
from oecheck.readers._questions.qti2_attributes import ATTRIBUTES, TYPES
from oecheck.readers._questions.qti2_item import read_item
from oecheck.readers._questions.qti2_names import INTERACTIONS, name_of, value_of
from oecheck.readers._questions.qti2_tables import ANYTHING, ARITIES, SLOTS
from oecheck.readers._questions.qti2_values import NAMES
from tests.readers.qti_packages import CHOICE, RESPONSE, SCORE, item, item3

STEP = "\n" * 3
SET = '<setOutcomeValue identifier="SCORE">'
BLANK = '<textEntryInteraction responseIdentifier="RESPONSE"/>'


def texts(document: str) -> tuple[Embedded, ...]:
    parsed = parse_xml(document.encode(), "q1.xml")
    return read_item(parsed.root, parsed, "q1.xml").embedded


def shown(document: str) -> HtmlDocument:
    text = texts(document)[0]
    return parse_html(text.markup, text.base, line_offset=text.source.line - 1)


def fields_of(document: str) -> tuple[FormField, ...]:
    html = shown(document)
    return fields(html, Page(source=texts(document)[0].source, path="q1.xml", id="q1"))


def test_elements_stand_on_the_lines_they_have_in_the_document() -> None:
    table = "<table><tr><td>1</td></tr></table>"
    body = f'{STEP}<p\n  class="a"\n>x</p><!-- a\ncomment -->{STEP}{table}\n<p><img\nsrc="a.png" alt="A"/></p>'
    document = item(body + CHOICE)
    html = shown(document)
    parsed = parse_xml(document.encode(), "q1.xml")
    for name in ("p", "table", "td", "img"):
        wanted = [parsed.source(node).line for node in parsed.root.iter(f"{{*}}{name}")]
        assert [html.source(node).line for node in html.named(name)] == wanted


def test_first_elements_of_a_line_and_those_after_shorter_tags_keep_their_columns() -> None:
    table = "<table  ><tr   ><td>1</td ><td>2</td></tr></table>"
    document = item(f'{STEP}   <p>x</p ><p class="a"   >y <b>z</b></p>\n {table}' + CHOICE + "\n   <p>end <i>i</i></p>")
    html = shown(document)
    parsed = parse_xml(document.encode(), "q1.xml")
    for name in ("p", "b", "i", "table", "td"):
        wanted = [(place.line, place.column) for place in map(parsed.source, parsed.root.iter(f"{{*}}{name}"))]
        assert [(place.line, place.column) for place in map(html.source, html.named(name))] == wanted, name


def test_text_of_an_endless_line_is_not_led_by_as_many_blanks() -> None:
    after = '<modalFeedback outcomeIdentifier="F" identifier="x" showHide="show"><p>Well</p></modalFeedback>'
    made = texts(item("<p>" + "long " * 2_000 + "</p>" + CHOICE, after=after * 50))
    assert sum(len(text.markup) for text in made[1:]) < 10_000


def test_interaction_is_a_field_named_by_its_prompt() -> None:
    (field,) = fields_of(item(CHOICE))
    assert (field.element, field.name) == ("choiceinteraction", "Which?")


def test_interaction_without_prompt_has_no_name() -> None:
    (field,) = fields_of(item(CHOICE.replace("<prompt>Which?</prompt>", "")))
    assert field.name == ""


@pytest.mark.parametrize("label", ['label="Which one"', 'aria-label="Which one"'])
def test_label_of_an_interaction_names_it(label: str) -> None:
    (field,) = fields_of(item(CHOICE.replace("<prompt>Which?</prompt>", "").replace("maxC", f"{label} maxC")))
    assert field.name == "Which one"


def test_field_in_a_line_is_named_by_its_line() -> None:
    body = '<p>Water boils at <textEntryInteraction responseIdentifier="RESPONSE"/> degrees.</p>'
    (field,) = fields_of(item(body))
    assert field.name == "Water boils at degrees."


def test_field_of_version_3_is_the_same_field() -> None:
    name = "qti-extended-text-interaction"
    body = f'<{name} response-identifier="RESPONSE"><qti-prompt>Why?</qti-prompt></{name}>'
    (field,) = fields_of(item3(body))
    assert (field.element, field.name) == ("qti-extended-text-interaction", "Why?")


def test_every_interaction_but_media_and_custom_ones_is_a_field_or_button() -> None:
    for name in sorted(INTERACTIONS - {"mediaInteraction", "customInteraction", "portableCustomInteraction"}):
        html = shown(item(f'<p><{name} responseIdentifier="RESPONSE" title="T" label="L"/></p>'))
        (element,) = html.named(name.lower())
        assert element.get("role") in ("listbox", "textbox", "slider", "combobox", "button"), name


def test_pictures_in_choices_are_seen() -> None:
    html = shown(item(CHOICE.replace("one<", '<img src="a.png" alt="Ant"/><')))
    (image,) = html.named("img")
    assert (image.get("src"), image.get("alt")) == ("a.png", "Ant")
    assert IMAGE_FACTS


def test_rubric_for_scorers_is_not_shown_to_learners() -> None:
    rubric = '<rubricBlock view="{}"><p>Two points for a reason</p></rubricBlock>'
    hidden = texts(item(rubric.format("scorer") + CHOICE))
    assert [text.audience for text in hidden] == ["learner", "instructor"]
    assert "Two points" not in hidden[0].markup
    assert "Two points" in hidden[1].markup
    open_to_all = texts(item(rubric.format("scorer candidate") + CHOICE))
    assert [text.audience for text in open_to_all] == ["learner"]
    assert "Two points" in open_to_all[0].markup


def test_text_after_what_is_left_out_is_kept() -> None:
    html = shown(item("<p>a<!-- b -->c</p>" + CHOICE))
    assert html.text.split()[0] == "ac"


def test_characters_of_markup_stay_text() -> None:
    html = shown(item("<p>1 &lt; 2 &amp; <![CDATA[<b>]]></p>" + CHOICE))
    assert html.text.split()[:5] == ["1", "<", "2", "&", "<b>"]


def test_base_of_the_document_is_that_of_its_references() -> None:
    markup = texts(item(attributes='xml:lang="en" xml:base="media/"'))[0].markup
    assert markup.strip().startswith('<base href="media/">')


def test_feedback_after_the_attempt_is_a_text_of_its_own() -> None:
    after = '<modalFeedback outcomeIdentifier="F" identifier="x" showHide="show"><p>Well</p></modalFeedback>'
    assert ["Well" in text.markup for text in texts(item(after=after))] == [False, True]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (CHOICE, "single_choice"),
        (CHOICE.replace('maxChoices="1"', 'maxChoices="0"'), "multiple_choice"),
        (CHOICE.replace('<simpleChoice identifier="C">three</simpleChoice>', ""), "true_false"),
        ('<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>', "short_text"),
        (f"<p>{2 * BLANK}</p>", "gap"),
        ('<p><inlineChoiceInteraction responseIdentifier="RESPONSE"/></p>', "inline_choice"),
        ('<orderInteraction responseIdentifier="RESPONSE"/>', "ordering"),
        ('<matchInteraction responseIdentifier="RESPONSE"/>', "matching"),
        ('<gapMatchInteraction responseIdentifier="RESPONSE"/>', "gap"),
        ('<graphicOrderInteraction responseIdentifier="RESPONSE"/>', "hotspot"),
        ('<extendedTextInteraction responseIdentifier="RESPONSE"/>', "essay"),
        ('<uploadInteraction responseIdentifier="RESPONSE"/>', "upload"),
        ('<sliderInteraction responseIdentifier="RESPONSE"/>', "numeric"),
        ('<customInteraction responseIdentifier="RESPONSE"/>', "custom"),
        (CHOICE + '<extendedTextInteraction responseIdentifier="RESPONSE"/>', "other"),
    ],
)
def test_kind_follows_the_interactions(body: str, kind: str) -> None:
    parsed = parse_xml(item(body).encode(), "q1.xml")
    question = read_item(parsed.root, parsed, "q1.xml").question
    assert question is not None
    assert question.kind == kind


def test_item_that_asks_nothing_is_no_question() -> None:
    parsed = parse_xml(item("<p>Read this.</p>").encode(), "q1.xml")
    assert read_item(parsed.root, parsed, "q1.xml").question is None


@pytest.mark.parametrize(
    ("declarations", "rules", "points"),
    [
        (
            SCORE.replace("SCORE", "MAXSCORE").replace(
                "/>", "><defaultValue><value>4</value></defaultValue></outcomeDeclaration>"
            ),
            "",
            4.0,
        ),
        (SCORE.replace("/>", ' normalMaximum="3"/>'), "", 3.0),
        (SCORE, '<responseProcessing template="http://x/match_correct"/>', 1.0),
        (
            SCORE,
            f"<responseProcessing>{SET}<baseValue>7</baseValue></setOutcomeValue></responseProcessing>",
            7.0,
        ),
        (
            SCORE,
            f"<responseProcessing>{SET}<sum/></setOutcomeValue></responseProcessing>",
            None,
        ),
    ],
)
def test_points_are_read_where_they_are_written(declarations: str, rules: str, points: float | None) -> None:
    parsed = parse_xml(item(declarations=RESPONSE + declarations, rules=rules).encode(), "q1.xml")
    question = read_item(parsed.root, parsed, "q1.xml").question
    assert question is not None
    assert question.points == points


def test_names_of_both_spellings_are_one() -> None:
    node = etree.fromstring('<qti-choice-interaction max-choices=" 2 " response-identifier="RESPONSE"/>')
    assert name_of(node) == "choiceInteraction"
    assert (value_of(node, "maxChoices"), value_of(node, "responseIdentifier")) == ("2", "RESPONSE")


def test_tables_of_the_grammar_speak_of_elements_that_exist() -> None:
    assert {*ATTRIBUTES, *SLOTS, *ARITIES} <= NAMES
    assert {attribute.type for known in ATTRIBUTES.values() for attribute in known.values()} <= TYPES | {""}
    assert {name for slots in SLOTS.values() for names, _, _ in slots for name in names.split()} <= NAMES | {
        "apipAccessibility",
        "include",
        ANYTHING,
    }
