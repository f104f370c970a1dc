"""QTI 1.2: questions as they are, and departures from the cartridge profile, one each."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from oecheck.documents.xml import XmlDocument
from oecheck.model.course import Question
from oecheck.readers._questions.qti12 import QtiDocument, read_qti12
from oecheck.readers._questions.qti12_profile import profile_problems
from tests.readers.cartridges import any_tree, xml

NAMES = [
    "assessment",
    "objectbank",
    "section",
    "item",
    "itemmetadata",
    "qtimetadata",
    "qtimetadatafield",
    "fieldlabel",
    "fieldentry",
    "presentation",
    "material",
    "mattext",
    "response_lid",
    "response_str",
    "response_label",
    "resprocessing",
    "respcondition",
    "conditionvar",
    "varequal",
    "setvar",
    "itemfeedback",
    "selection_ordering",
    "selection",
    "selection_number",
]


def field(label: str, entry: str) -> str:
    return f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry></qtimetadatafield>"


def metadata(*fields: str) -> str:
    return f"<itemmetadata><qtimetadata>{''.join(fields)}</qtimetadata></itemmetadata>"


LABELS = (
    '<render_choice><response_label ident="a"/><response_label ident="b"/><response_label ident="c"/></render_choice>'
)
STEM = "<material><mattext texttype='text/html'>&lt;p&gt;Which?&lt;/p&gt;</mattext></material>"
KEY = (
    "<resprocessing><outcomes><decvar maxvalue='100'/></outcomes><respcondition><conditionvar>"
    "<varequal respident='r'>a</varequal></conditionvar><setvar>100</setvar></respcondition></resprocessing>"
)
CHOICE = (
    "<item ident='q1'>"
    + metadata(field("cc_profile", "cc.multiple_choice.v0p1"))
    + (
        f"<presentation>{STEM}<response_lid ident='r' "
        f"rcardinality='Single'>{LABELS}</response_lid></presentation>{KEY}</item>"
    )
)


def built(items: str = CHOICE, *, head: str = "", title: str = "title='T'") -> XmlDocument:
    return xml(
        "<questestinterop>"
        f"<assessment ident='t' {title}>{head}<section ident='s'>{items}</section>"
        "</assessment></questestinterop>"
    )


def question(item: str) -> Question:
    document = built(item)
    (test,) = read_qti12(document.root, document, "q.xml").tests
    return test.questions[0]


def problems(document: XmlDocument, *, bank: bool = False) -> list[str]:
    return [problem.variant for problem in profile_problems(document.root, document, bank=bank)]


def test_single_choice_with_key() -> None:
    read = question(CHOICE)
    assert (read.kind, read.raw_kind, read.stem) == ("single_choice", "cc.multiple_choice.v0p1", "Which?")
    assert (read.options, read.has_key, read.scored_by, read.assessment) == (3, True, "machine", "t")


def test_document_in_the_profile_has_no_problem() -> None:
    assert problems(built()) == []


def test_question_without_condition_has_no_key() -> None:
    assert question(CHOICE.replace(KEY, "")).has_key is False


def test_condition_without_points_is_no_key() -> None:
    assert question(CHOICE.replace("<setvar>100", "<setvar>0")).has_key is False


def test_condition_on_anything_else_is_no_key() -> None:
    assert question(CHOICE.replace("<varequal respident='r'>a</varequal>", "<other/>")).has_key is False


def test_percent_of_the_profile_are_no_points() -> None:
    assert question(CHOICE).points is None


def test_points_come_from_canvas_then_from_the_weight() -> None:
    weight = field("cc_weighting", "3")
    assert question(CHOICE.replace("<qtimetadata>", f"<qtimetadata>{weight}")).points == 3.0
    both = weight + field("points_possible", "2.5")
    assert question(CHOICE.replace("<qtimetadata>", f"<qtimetadata>{both}")).points == 2.5


def test_feedback_hints_and_solutions_are_told_apart() -> None:
    def feedback(ident: str, inner: str) -> str:
        return f"<itemfeedback ident='{ident}'>{inner}</itemfeedback>"

    text = "<material><mattext>Look.</mattext></material>"
    extra = feedback("ok", f"<flow_mat>{text}</flow_mat>") + feedback("blank", "<flow_mat/>")
    extra += feedback("hint", f"<hint>{text}</hint>") + feedback("solution", f"<solution>{text}</solution>")
    read = question(CHOICE.replace("</item>", extra + "</item>"))
    assert (read.feedback_count, read.hints, read.has_solution) == (1, 1, True)


@pytest.mark.parametrize(
    ("response", "kind"),
    [
        ("<response_lid rcardinality='Multiple'><render_choice/></response_lid>", "multiple_choice"),
        ("<response_lid rcardinality='Ordered'><render_choice/></response_lid>", "ordering"),
        ("<response_lid/><response_lid/>", "matching"),
        ("<response_str><render_fib rows='5'/></response_str>", "essay"),
        ("<response_str><render_fib/></response_str>", "short_text"),
        ("<response_str/><response_str/>", "gap"),
        ("<response_num/>", "numeric"),
        ("<response_xy><render_hotspot/></response_xy>", "hotspot"),
        ("<response_lid><render_hotspot/></response_lid>", "hotspot"),
    ],
)
def test_kind_is_told_by_structure_where_nothing_names_it(response: str, kind: str) -> None:
    assert question(f"<item ident='q'><presentation>{response}</presentation></item>").kind == kind


def test_unknown_kind_keeps_its_word() -> None:
    read = question("<item ident='q'>" + metadata(field("cc_profile", "cc.strange.v0p1")) + "</item>")
    assert (read.kind, read.raw_kind) == ("other", "cc.strange.v0p1")


def test_text_between_questions_is_no_question() -> None:
    text = "<item ident='x'>" + metadata(field("question_type", "text_only_question")) + "<presentation/></item>"
    document = built(text + CHOICE)
    (test,) = read_qti12(document.root, document, "q.xml").tests
    assert [read.id for read in test.questions] == ["q1"]


def test_questions_stand_in_document_order() -> None:
    inner = f"<section ident='g'>{CHOICE.replace('q1', 'q0')}</section>"
    document = built(inner + CHOICE)
    (test,) = read_qti12(document.root, document, "q.xml").tests
    assert [read.id for read in test.questions] == ["q0", "q1"]


def test_draw_counts_with_its_number() -> None:
    draw = (
        "<selection_ordering><selection><sourcebank_ref>b</sourcebank_ref>"
        "<selection_number>5</selection_number></selection></selection_ordering>"
    )
    document = built(f"<section ident='g'>{draw}</section>{CHOICE}")
    (test,) = read_qti12(document.root, document, "q.xml").tests
    assert (test.question_count, test.random_draw, test.drawn_banks) == (6, True, ("b",))


def test_bank_is_no_assessment() -> None:
    document = xml(f"<questestinterop><objectbank ident='b'>{CHOICE}</objectbank></questestinterop>")
    (bank,) = read_qti12(document.root, document, "q.xml").tests
    assert bank.bank
    assert [(read.bank, read.assessment) for read in bank.questions] == [(True, "")]
    assert problems(document, bank=True) == []


def test_limits_of_the_assessment_are_read() -> None:
    head = "<qtimetadata>" + field("qmd_timelimit", "45") + field("cc_maxattempts", "unlimited") + "</qtimetadata>"
    document = built(head=head)
    (test,) = read_qti12(document.root, document, "q.xml").tests
    assert (test.time_limit_s, test.attempts) == (2700.0, 0)
    assert problems(document) == []


def test_html_of_an_item_is_one_piece() -> None:
    document = built()
    (test,) = read_qti12(document.root, document, "q.xml").tests
    assert [(text.markup, text.base) for text in test.embedded] == [("<div><p>Which?</p></div>", "q.xml")]


def test_pictures_of_material_are_named() -> None:
    document = built(CHOICE.replace("<material>", "<material><matimage uri='a.png'/>"))
    assert [uri for uri, _ in read_qti12(document.root, document, "q.xml").media] == ["a.png"]


ESSAY = (
    "<item ident='e'>"
    + metadata(field("cc_profile", "cc.essay.v0p1"), field("qmd_computerscored", "No"))
    + "<presentation><response_str ident='r'><render_fib/></response_str></presentation></item>"
)


@pytest.mark.parametrize(
    ("old", "new", "variant"),
    [
        ("rcardinality='Single'", "rcardinality='Multiple'", "not-single"),
        ("cc.multiple_choice", "cc.multiple_response", "not-multiple"),
        ("cc.multiple_choice", "cc.true_false", "not-two-answers"),
        ("cc.multiple_choice", "cc.invented", "field-value"),
        ("'r'>a<", "'r'>z<", "answer-unknown"),
        ("</itemmetadata>", "<qtimetadata>" + field("level", "1") + "</qtimetadata></itemmetadata>", "field-unknown"),
        ("</qtimetadata>", field("cc_weighting", "0") + "</qtimetadata>", "field-value"),
        ("</qtimetadata>", field("cc_weighting", "") + "</qtimetadata>", "field-empty"),
        ("<setvar>100</setvar>", "<setvar>100</setvar><displayfeedback linkrefid='no'/>", "feedback-missing"),
        ("</item>", "<itemfeedback ident='never'><flow_mat/></itemfeedback></item>", "feedback-unused"),
        (KEY, "", "no-key"),
    ],
)
def test_one_departure_of_an_item_and_nothing_else(old: str, new: str, variant: str) -> None:
    assert old in CHOICE
    assert problems(built(CHOICE.replace(old, new, 1))) == [variant]


def test_pattern_alone_is_a_key_where_the_profile_allows_patterns() -> None:
    pattern = (
        "<item ident='p'>"
        + metadata(field("cc_profile", "cc.pattern_match.v0p1"))
        + "<presentation><response_str ident='r'><render_fib/></response_str></presentation>"
        + "<resprocessing><outcomes><decvar varname='SCORE'/></outcomes><respcondition><conditionvar>"
        + "<varsubstring respident='r'>water</varsubstring></conditionvar></respcondition></resprocessing></item>"
    )
    assert problems(built(pattern)) == []
    assert problems(built(pattern.replace("pattern_match", "fib"))) == ["substring"]


def test_essay_of_the_profile_has_no_problem() -> None:
    assert problems(built(ESSAY)) == []


def test_essay_that_a_computer_scores_is_reported() -> None:
    assert problems(built(ESSAY.replace(field("qmd_computerscored", "No"), ""))) == ["essay-scored"]


def test_essay_with_a_key_is_reported() -> None:
    assert problems(built(ESSAY.replace("</item>", KEY + "</item>"))) == ["essay-with-key"]


def test_question_without_kind_is_reported() -> None:
    bare = CHOICE.replace(metadata(field("cc_profile", "cc.multiple_choice.v0p1")), "")
    assert problems(built(bare)) == ["item-without-profile"]


def test_question_three_times_is_one_problem_with_its_count() -> None:
    document = built(CHOICE * 3)
    (problem,) = profile_problems(document.root, document, bank=False)
    assert (problem.variant, problem.arguments) == ("item-repeated", {"item": "q1", "count": 3})


def test_assessment_without_title_is_reported() -> None:
    assert problems(built(title="")) == ["test-untitled"]


def test_empty_section_is_reported() -> None:
    assert problems(built("")) == ["no-items"]


def test_two_sections_are_reported() -> None:
    document = xml(
        f"<questestinterop><assessment ident='t' title='T'><section>{CHOICE}</section>"
        f"<section>{CHOICE}</section></assessment></questestinterop>"
    )
    assert problems(document) == ["sections"]


def test_bank_in_the_place_of_an_assessment_is_reported() -> None:
    document = xml(f"<questestinterop><objectbank ident='b'>{CHOICE}</objectbank></questestinterop>")
    assert problems(document) == ["document-content"]


def test_time_limit_with_a_point_is_reported() -> None:
    head = "<qtimetadata>" + field("qmd_timelimit", "1.5") + "</qtimetadata>"
    assert problems(built(head=head)) == ["field-value"]


def test_other_documents_hold_no_questions() -> None:
    document = xml("<html/>")
    assert read_qti12(document.root, document, "q.xml") == QtiDocument()


@settings(max_examples=80, deadline=None)
@given(any_tree(NAMES, "questestinterop"))
def test_any_tree_gives_questions_and_problems(document: XmlDocument) -> None:
    read = read_qti12(document.root, document, "q.xml")
    assert all(test.question_count >= 0 for test in read.tests)
    assert all(problem.variant for problem in profile_problems(document.root, document, bank=False))
