"""Moodle backups: what is read of a course."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oecheck.containers import open_container
from oecheck.errors import OecheckError
from oecheck.model.course import Activity, Question
from oecheck.model.fact import Fact, State, plain
from oecheck.model.package import ReadResult
from oecheck.readers import choose, locate, reader_for
from oecheck.readers.moodle import READER
from oecheck.values.href import PathIndex, Resolver, StoredNames
from tests.readers.cartridges import packed
from tests.readers.moodle_backups import (
    ASSIGN,
    ASSIGN_MODULE,
    BACKUP,
    FIXTURE,
    PAGE,
    QUIZ,
    QUIZ_MODULE,
    as_tar,
    checks,
    files,
    read,
    read_bytes,
)

SECTION = "sections/section_6/section.xml"


def activity(result: ReadResult, name: str) -> Activity:
    return next(one for one in result.course.activities if one.id == name)


def test_fixture_is_read_without_a_finding() -> None:
    result = read()
    assert checks(result) == []
    assert result.incomplete == ()
    assert (result.producer, plain(result.format_version), plain(result.created)) == (
        "Moodle",
        "4.5.3",
        "2025-06-01T09:00:00Z",
    )


def test_zip_tar_and_folder_give_the_same_course() -> None:
    with open_container(FIXTURE) as container:
        (descriptor,) = READER.detect(container)
        folder = READER.read(container, descriptor)
    assert read_bytes(as_tar(files())).course == read().course == folder.course


def test_course_says_title_language_dates_and_keywords() -> None:
    course = read().course
    assert plain(course.title) == "Tides for Beginners"
    assert plain(course.description) == "Why the sea rises and falls, and how to read a tide table."
    assert plain(course.languages) == ("en_us",)
    assert [one.text for one in plain(course.keywords) or ()] == ["Tides"]
    assert (plain(course.start), course.end, plain(course.modified)) == ("2025-06-01", None, "2025-06-01")


def test_empty_language_is_absent() -> None:
    assert read(("course/course.xml", "<lang>en_us</lang>", "<lang></lang>")).course.languages is None


def test_sections_and_sequences_give_the_table_of_contents() -> None:
    course = read().course
    nodes = [(one.id, plain(one.title), one.depth, one.leaf, one.activity_count) for one in course.modules]
    assert nodes[:3] == [
        ("section_5", "Week one", 1, False, 2),
        ("module_11", "Tides", 2, True, 1),
        ("module_12", "Check yourself", 2, True, 1),
    ]
    assert [one.id for one in course.activities] == ["page_11", "quiz_12", "assign_13", "resource_14", "lti_15"]


def test_sequence_decides_the_order_and_number_that_of_sections() -> None:
    result = read((SECTION, "<sequence>13,14,15", "<sequence>15,14,13"), (SECTION, "<number>2", "<number>0"))
    assert [one.id for one in result.course.activities][:3] == ["lti_15", "resource_14", "assign_13"]


def test_sub_section_stands_in_the_place_of_its_activity() -> None:
    result = read(
        (BACKUP, "<modulename>page</modulename>", "<modulename>subsection</modulename>"),
        (BACKUP, "activities/page_11", "activities/subsection_11"),
        (BACKUP, "<title>Week two</title>", "<title>Week two</title><parentcmid>11</parentcmid>"),
        (SECTION, "<component>$@NULL@$", "<component>mod_subsection"),
        also={
            "activities/subsection_11/subsection.xml": '<activity id="1" contextid="51"><subsection id="1">'
            "<name>In depth</name></subsection></activity>",
            "activities/subsection_11/module.xml": '<module id="11"><modulename>subsection</modulename>'
            "<sectionid>5</sectionid><visible>1</visible></module>",
        },
    )
    parents = {one.id: (one.parent, one.depth) for one in result.course.modules}
    assert parents["section_6"] == ("section_5", 2)
    assert parents["module_14"] == ("section_6", 3)


def _held_by(number: str, course_format: str = "flexsections") -> ReadResult:
    """The fixture with its second section put into another by the option of a course format."""
    option = f"<format>flexsections</format><name>parent</name><value>{number}</value>"
    return read(
        (BACKUP, "<details>", f"<original_course_format>{course_format}</original_course_format><details>"),
        (SECTION, "</section>", f'<course_format_options id="1">{option}</course_format_options></section>'),
    )


def test_section_stands_in_the_one_that_the_course_format_puts_it_into() -> None:
    result = _held_by("1")
    parents = {one.id: (one.parent, one.depth, one.position) for one in result.course.modules}
    assert parents["section_6"] == ("section_5", 2, 3)
    assert parents["module_14"] == ("section_6", 3, 2)
    assert {one.id: one.activity_count for one in result.course.modules}["section_5"] == 5


@pytest.mark.parametrize("number", ["0", "2", "77", "none"])
def test_section_in_itself_or_in_one_that_is_not_there_stands_at_the_top(number: str) -> None:
    assert next(one for one in _held_by(number).course.modules if one.id == "section_6").depth == 1


def test_option_of_a_format_that_the_course_no_longer_has_says_nothing() -> None:
    assert next(one for one in _held_by("1", "topics").course.modules if one.id == "section_6").depth == 1


_OPTION = "<courseformatoption><format>{}</format><sectionid>0</sectionid><name>numsections</name><value>1</value>"


@pytest.mark.parametrize(
    ("said", "sequence", "visible"),
    [
        ("<numsections>1</numsections>", "", False),
        ("<numsections>2</numsections>", "", True),
        ("<numsections>1</numsections>", "13,14", True),
        ("", "", True),
        (f"<courseformatoptions>{_OPTION.format('topics')}</courseformatoption></courseformatoptions>", "", False),
        (f"<courseformatoptions>{_OPTION.format('weeks')}</courseformatoption></courseformatoptions>", "", True),
    ],
)
def test_empty_section_after_the_last_that_the_format_shows_is_not_visible(
    said: str, sequence: str, visible: bool
) -> None:
    result = read(
        ("course/course.xml", "<lang>", f"{said}<lang>"), (SECTION, "<sequence>13,14,15", f"<sequence>{sequence}")
    )
    assert next(one for one in result.course.modules if one.id == "section_6").visible is visible


def test_section_without_a_name_is_shown_by_its_number_and_the_first_without_heading() -> None:
    section = read((SECTION, "<name>Week two</name>", "<name>$@NULL@$</name>"), (BACKUP, "<title>Week two", "<title>2"))
    node = next(one for one in section.course.modules if one.id == "section_6")
    assert isinstance(node.title, Fact)
    assert (node.title.value, node.platform_made) == ("2", False)
    first = read((SECTION, "<name>Week two</name>", "<name>$@NULL@$</name>"), (SECTION, "<number>2", "<number>0"))
    assert [(one.title, one.platform_made) for one in first.course.modules if one.id == "section_6"] == [(None, True)]


def test_hidden_section_hides_what_is_in_it() -> None:
    result = read((SECTION, "<visible>1", "<visible>0"))
    assert activity(result, "resource_14").visibility == "hidden"
    assert set(result.audiences.values()) == {"instructor"}
    assert {one.audience for one in result.course.embedded if one.owner == "assign_13"} == {"instructor"}


@pytest.mark.parametrize(
    ("module", "word"),
    [
        ("<completion>0</completion>", "none"),
        ("<completion>1</completion>", "manual"),
        ("<completion>2</completion><completionview>1</completionview>", "viewed"),
        ("<completion>2</completion><completiongradeitemnumber>0</completiongradeitemnumber>", "graded"),
        ("<completion>2</completion><completionpassgrade>1</completionpassgrade>", "passed"),
        ("<completion>2</completion>", "custom"),
    ],
)
def test_completion_rules_become_words(module: str, word: str) -> None:
    result = read(also={"activities/page_11/module.xml": f'<module id="11"><sectionid>5</sectionid>{module}</module>'})
    assert activity(result, "page_11").completion == word


def test_completion_is_none_where_the_course_does_not_track_it() -> None:
    result = read(("course/course.xml", "<enablecompletion>1", "<enablecompletion>0"))
    assert {plain(one.completion) for one in result.course.activities} == {"none"}


def test_grades_give_points_pass_mark_and_weight() -> None:
    quiz, assignment = (activity(read(), name) for name in ("quiz_12", "assign_13"))
    assert (quiz.graded, quiz.points, quiz.pass_mark, quiz.weight) == (True, 10.0, 0.6, 0.75)
    assert (assignment.points, assignment.pass_mark, assignment.weight) == (50.0, None, 0.25)


@pytest.mark.parametrize(
    ("aggregation", "weights"), [("0", None), ("13", (0.1667, 0.8333)), ("11", None), ("12", None)]
)
def test_weight_follows_the_way_the_category_counts(aggregation: str, weights: tuple[float, float] | None) -> None:
    zero = [
        (f"activities/{name}/grades.xml", f"<aggregationcoef>{coefficient}.00000", "<aggregationcoef>0.00000")
        for name, coefficient in (("quiz_12", 3), ("assign_13", 1))
    ]
    result = read(("gradebook.xml", "<aggregation>10", f"<aggregation>{aggregation}"), *zero)
    found = (activity(result, "quiz_12").weight, activity(result, "assign_13").weight)
    expected = {"0": (0.5, 0.5), "11": (0.1667, 0.8333), "12": (None, None)}
    assert found == (weights or expected[aggregation])


def test_gradebook_tells_scheme_pass_mark_and_weights_of_the_course() -> None:
    course = read(("gradebook.xml", "<gradepass>0.00000", "<gradepass>55.00000")).course
    assert plain(course.pass_mark) == 0.55
    assert plain(course.grading_scheme) == "GRADE_AGGREGATE_WEIGHTED_MEAN"
    parts = plain(course.grading_parts) or ()
    assert [(part.weight, part.found) for part in parts] == [(0.75, 1), (0.25, 1)]


def test_course_total_without_a_grade_to_pass_states_no_pass_mark() -> None:
    assert plain(read().course.pass_mark) is None


def test_work_in_a_category_shares_the_weight_of_the_category() -> None:
    inner = (
        '<grade_category id="10"><parent>9</parent><fullname>Tests</fullname>'
        "<aggregation>0</aggregation></grade_category>"
    )
    total = (
        '<grade_item id="99"><categoryid>$@NULL@$</categoryid><itemtype>category</itemtype>'
        "<iteminstance>10</iteminstance><gradetype>1</gradetype><grademax>100</grademax><aggregationcoef>3</aggregationcoef></grade_item>"
    )
    result = read(
        ("gradebook.xml", "</grade_categories>", inner + "</grade_categories>"),
        ("gradebook.xml", "</grade_items>", total + "</grade_items>"),
        ("activities/quiz_12/grades.xml", "<categoryid>9<", "<categoryid>10<"),
        ("activities/quiz_12/grades.xml", "<aggregationcoef>3.00000", "<aggregationcoef>0.00000"),
    )
    named = {part.name: (part.weight, part.found) for part in plain(result.course.grading_parts) or ()}
    assert named["Tests"] == (0.75, 1)
    assert activity(result, "quiz_12").weight == 0.75


def test_course_without_weights_of_its_author_states_no_parts() -> None:
    course = read(("gradebook.xml", "<aggregation>10", "<aggregation>13")).course
    assert (plain(course.grading_parts), plain(course.grading_scheme)) == (None, "GRADE_AGGREGATE_SUM")


def test_rubric_in_use_is_a_published_criterion() -> None:
    assert plain(activity(read(), "assign_13").criteria) is True
    unused = read(("activities/assign_13/grading.xml", "<activemethod>rubric", "<activemethod>$@NULL@$"))
    assert plain(activity(unused, "assign_13").criteria) is False


def test_due_date_attempts_and_time_limit_are_read() -> None:
    result = read()
    assert plain(activity(result, "assign_13").due) == "2099-01-01T00:00:00Z"
    assert (activity(result, "quiz_12").attempts, activity(result, "quiz_12").time_limit_s) == (2, 600.0)
    assert activity(result, "assign_13").attempts == 0


def test_resource_opens_its_main_file() -> None:
    opened = activity(read(), "resource_14").entry
    assert opened.startswith("files/")
    assert read().stored["54.mod_resource.content.0/table.html"] == opened


def test_quiz_is_an_assessment_with_its_questions_and_a_draw() -> None:
    (assessment,) = read().course.assessments
    assert (assessment.activity, assessment.question_count, assessment.random_draw) == ("quiz_12", 2, True)
    assert (assessment.pass_mark, assessment.shows_feedback) == (0.6, True)
    (question,) = assessment.questions
    assert (question.kind, question.options, question.has_key, question.feedback_count) == ("single_choice", 2, True, 1)
    assert (question.assessment, question.bank) == ("quiz_12", False)
    assert (question.source.file, question.source.line, question.source.column) == ("questions.xml", 14, 15)


QUESTION = """<question_categories><question_category id="1"><contextid>40</contextid><questions>
{}</questions></question_category></question_categories>"""


def bank(*questions: str) -> tuple[Question, ...]:
    """Questions of a bank of Moodle 3."""
    return read(
        (QUIZ, "<question_reference", "<nothing"),
        (QUIZ, "</question_reference", "</nothing"),
        also={"questions.xml": QUESTION.format("".join(questions))},
    ).course.questions


def question(kind: str, inner: str = "", parent: str = "0", hidden: str = "0", identifier: str = "81") -> str:
    return (
        f'<question id="{identifier}"><parent>{parent}</parent><name>N</name><questiontext>Why?</questiontext>'
        f"<questiontextformat>1</questiontextformat><qtype>{kind}</qtype><hidden>{hidden}</hidden>"
        f"<plugin_qtype_{kind}_question>{inner}</plugin_qtype_{kind}_question></question>"
    )


@pytest.mark.parametrize(
    ("kind", "inner", "word"),
    [
        ("multichoice", '<multichoice id="1"><single>0</single></multichoice>', "multiple_choice"),
        ("truefalse", "", "true_false"),
        ("shortanswer", "", "short_text"),
        ("calculated", "", "formula"),
        ("ddmatch", "", "matching"),
        ("gapselect", "", "inline_choice"),
        ("essay", "", "essay"),
        ("unheardof", "", "other"),
    ],
)
def test_kinds_of_questions_are_told(kind: str, inner: str, word: str) -> None:
    (found,) = bank(question(kind, inner))
    assert (found.kind, found.raw_kind, found.bank) == (word, kind, True)


def test_key_of_an_unknown_question_type_is_unreadable_and_not_missing() -> None:
    (found,) = bank(question("unheardof"))
    assert isinstance(found.has_key, Fact)
    assert found.has_key.state is State.UNREADABLE


def test_test_cases_of_a_program_are_its_key() -> None:
    (found,) = bank(
        question("coderunner", '<coderunner_testcases><coderunner_testcase id="1"/></coderunner_testcases>')
    )
    assert found.has_key is True


@pytest.mark.parametrize("kind", ["ddwtos", "gapselect"])
def test_numbered_gaps_are_the_key_of_the_choices_for_them(kind: str) -> None:
    whole = question(kind, "<answers><answer id='1'><fraction>0</fraction></answer></answers>")
    (without,) = bank(whole)
    (found,) = bank(whole.replace("</questiontext>", " [[1]]</questiontext>"))
    assert (without.has_key, found.has_key) == (False, True)


def test_feedback_is_counted_whatever_the_question_type_calls_it() -> None:
    tree = (
        '<stackprts><stackprt id="1"><stackprtnodes><stackprtnode id="1"><truefeedback>Well done</truefeedback>'
        "<falsefeedback>$@NULL@$</falsefeedback></stackprtnode></stackprtnodes></stackprt></stackprts>"
    )
    (found,) = bank(question("stack", tree))
    assert (found.kind, found.feedback_count, found.has_key) == ("formula", 1, True)


def test_descriptions_parts_and_retired_questions_are_not_counted() -> None:
    part = question("shortanswer", parent="80", identifier="82")
    assert bank(question("description"), part, question("essay", hidden="1", identifier="83")) == ()


def test_newest_version_of_a_question_is_the_one_offered() -> None:
    path = FIXTURE / "questions.xml"
    text = path.read_text("utf-8")
    start, end = text.index("            <questions>"), text.index("          </question_versions>\n")
    again = text[start:end].replace('id="81"', 'id="82"').replace("most?", "most of all?")
    newer = f'</question_versions><question_versions id="2"><version>2</version><status>ready</status>{again}'
    course = read(("questions.xml", "          </question_versions>\n", newer + "</question_versions>")).course
    assert [plain(one.stem) for one in course.questions] == ["What pulls at the sea most of all?"]


def test_lesson_with_questions_is_an_assessment() -> None:
    lesson = """<activity id="1" contextid="51"><lesson id="1"><name>L</name><pages>
      <page id="7"><qtype>20</qtype><title>Read</title><contents>&lt;p&gt;x&lt;/p&gt;</contents></page>
      <page id="8"><qtype>3</qtype><title>Ask</title><contents>Which?</contents><answers>
        <answer id="1"><score>1</score><answer_text>a</answer_text><response>Right</response></answer>
        <answer id="2"><score>0</score><answer_text>b</answer_text><response></response></answer></answers></page>
      </pages></lesson></activity>"""
    result = read(
        (BACKUP, "<modulename>page</modulename>", "<modulename>lesson</modulename>"),
        (BACKUP, "activities/page_11", "activities/lesson_11"),
        also={"activities/lesson_11/lesson.xml": lesson, "activities/lesson_11/module.xml": '<module id="11"/>'},
    )
    assert activity(result, "lesson_11").kind == "quiz"
    asked = next(one for one in result.course.assessments if one.id == "lesson_11").questions
    assert [(one.kind, one.options, one.feedback_count) for one in asked] == [("single_choice", 2, 1)]


def test_conditions_are_told_with_what_they_lead_to() -> None:
    found = [(one.owner, one.kind, one.target, plain(one.start)) for one in read().course.conditions]
    assert found == [
        ("assign_13", "completion", "quiz_12", None),
        ("assign_13", "date", "", "2025-06-01T00:00:00Z"),
    ]


def waits(tree: str) -> str:
    return f"<availability>{tree.replace('&', '&amp;')}</availability>"


def circle(tree: str) -> list[bool]:
    """Whether the conditions go round when the quiz waits for the assignment by a tree."""
    result = read((QUIZ_MODULE, "<availability>$@NULL@$</availability>", waits(tree)))
    return [one.in_cycle for one in result.course.conditions if one.owner == "quiz_12"]


def test_two_activities_that_wait_for_each_other_are_a_circle() -> None:
    assert circle('{"op":"&","c":[{"type":"completion","cm":13,"e":1}]}') == [True]


def test_grade_of_the_other_activity_closes_the_circle_too() -> None:
    assert circle('{"op":"&","c":[{"type":"grade","id":32,"min":50}]}') == [True]


@pytest.mark.parametrize(
    "tree",
    [
        '{"op":"|","c":[{"type":"completion","cm":13,"e":1},{"type":"completion","cm":11,"e":1}]}',
        '{"op":"!&","c":[{"type":"completion","cm":13,"e":1}]}',
        '{"op":"&","c":[{"type":"completion","cm":13,"e":0}]}',
    ],
)
def test_alternative_or_negated_condition_is_no_circle(tree: str) -> None:
    assert not any(circle(tree))


def test_section_that_waits_for_an_activity_inside_it_is_a_circle() -> None:
    tree = '{"op":"&amp;","c":[{"type":"completion","cm":14,"e":1}]}'
    result = read((SECTION, "<availabilityjson>$@NULL@$", f"<availabilityjson>{tree}"))
    assert [one.in_cycle for one in result.course.conditions if one.owner == "section_6"] == [True]


def test_conditions_of_moodle_2_6_are_read() -> None:
    old = """<module id="13"><sectionid>6</sectionid><availablefrom>1748736000</availablefrom><availableuntil>0
      </availableuntil><availability_info><availability id="1"><sourcecmid>12</sourcecmid><requiredcompletion>1
      </requiredcompletion></availability></availability_info></module>"""
    found = [(one.kind, one.target) for one in read(also={ASSIGN_MODULE: old}).course.conditions]
    assert found == [("date", ""), ("completion", "quiz_12")]


def test_condition_on_an_activity_that_is_not_there_says_so() -> None:
    result = read((ASSIGN_MODULE, "&quot;cm&quot;:12", "&quot;cm&quot;:99"))
    assert [one.target_exists for one in result.course.conditions if one.kind == "completion"] == [False]


def test_outcome_is_aligned_with_the_activity_that_rates_it() -> None:
    result = read()
    (outcome,) = plain(result.course.outcomes) or ()
    assert (plain(outcome.text), outcome.aligned) == ("Read a tide table", ("assign_13",))
    assert activity(result, "assign_13").outcomes == (outcome.id,)


def test_competency_has_its_number_and_no_words() -> None:
    listed = (
        "<course_module_competencies><competencies><competency><idnumber>C1</idnumber>"
        "<frameworkidnumber>F</frameworkidnumber></competency></competencies></course_module_competencies>"
    )
    result = read(also={"activities/quiz_12/competencies.xml": listed})
    competency = (plain(result.course.outcomes) or ())[1]
    assert (competency.kind, competency.scheme, competency.uri, competency.text) == ("competency", "F", "C1", None)
    assert competency.aligned == ("quiz_12",)


def test_tool_has_its_launch_without_query_and_what_it_receives() -> None:
    (tool,) = read().course.tools
    assert (tool.launch, tool.host) == ("https://tool.lakeside.example/launch", "tool.lakeside.example")
    assert (tool.secure, tool.sends, tool.graded) == (True, ("name",), False)


def test_key_and_secret_of_a_tool_are_never_kept() -> None:
    path = "activities/lti_15/lti.xml"
    result = read((path, "<resourcekey>", "<resourcekey>KEYOFTHETOOL"), (path, "<password>", "<password>HUSHHUSH"))
    assert "KEYOFTHETOOL" not in repr(result)
    assert "HUSHHUSH" not in repr(result)


def test_texts_have_their_place_area_owner_and_trail() -> None:
    text = next(one for one in read().course.embedded if one.base == PAGE)
    assert (text.area, text.owner, plain(text.title)) == ("51.mod_page.content.0/", "page_11", "Tides")
    assert (text.source.line, text.source.column) == (7, 5)
    assert text.source.breadcrumb == ("Week one", "Tides")


def test_tags_in_a_plain_text_are_words() -> None:
    result = read((PAGE, "<contentformat>1", "<contentformat>2"))
    (text,) = [one for one in result.course.embedded if one.base == PAGE and one.owner == "page_11"]
    assert "<" not in text.markup
    assert "&lt;" in text.markup


def test_html_of_a_question_type_has_the_area_that_there_is() -> None:
    image = '&lt;img src="@@PLUGINFILE@@/pull.png"&gt;'
    text = f"<truefeedback>{image}</truefeedback><truefeedbackformat>1</truefeedbackformat>"
    plugin = question("stack", f'<stackprts><stackprtnode id="6">{text}</stackprtnode></stackprts>')
    result = read(
        (QUIZ, "<question_reference", "<nothing"),
        (QUIZ, "</question_reference", "</nothing"),
        ("files.xml", "<contextid>51", "<contextid>40"),
        ("files.xml", "<component>mod_page", "<component>qtype_stack"),
        (
            "files.xml",
            "<filearea>content</filearea>\n    <itemid>0",
            "<filearea>prtnodetruefeedback</filearea><itemid>6",
        ),
        also={"questions.xml": QUESTION.format(plugin)},
    )
    found = next(one for one in result.course.embedded if "img" in one.markup and one.base == "questions.xml")
    assert found.area + "pull.png" in result.stored


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        ("correctfeedback", "&lt;p&gt;Your answer is correct.&lt;/p&gt;", 0),
        ("incorrectfeedback", "Die Antwort ist falsch.", 0),
        ("partiallycorrectfeedback", "إجابتك صحيحة جزئياً.", 0),
        ("correctfeedback", "Your answer is correct, since the moon draws the water.", 1),
        ("truefeedback", "Your answer is correct.", 1),
    ],
)
def test_words_that_moodle_puts_into_each_new_question_are_no_feedback(name: str, text: str, count: int) -> None:
    (asked,) = bank(question("multichoice", f"<multichoice id='1'><{name}>{text}</{name}></multichoice>"))
    assert asked.feedback_count == count


def test_words_that_a_question_type_fills_in_are_looked_at_once() -> None:
    words = "<correctfeedback>&lt;b&gt;Yes&lt;/b&gt;</correctfeedback>"
    inner = f"<a id='1'>{words}<correctfeedbackformat>1</correctfeedbackformat></a>"
    both = question("match", inner) + question("match", inner, identifier="82")
    result = read(also={"questions.xml": QUESTION.format(both)})
    assert [one.markup for one in result.course.embedded if one.base == "questions.xml"] == ["<b>Yes</b>"]


def test_html_block_is_read_out_of_its_serialised_setting() -> None:
    markup = '<p>Ask <a href="@@PLUGINFILE@@/map.pdf">for the map</a> – today</p>'
    php = f'O:8:"stdClass":1:{{s:4:"text";s:{len(markup.encode())}:"{markup}";}}'
    config = base64.b64encode(php.encode()).decode()
    block = f'<block id="3" contextid="60"><configdata>{config}</configdata></block>'
    result = read(also={"course/blocks/html_3/block.xml": block})
    text = next(one for one in result.course.embedded if one.base.endswith("block.xml"))
    assert (text.markup, text.area) == (markup, "60.block_html.content.0/")


def resolver(result: ReadResult) -> Resolver:
    names: dict[str, str] = {}
    for name, path in result.stored.items():
        names.setdefault(path, name)
    paths = PathIndex([*result.stored.values(), *files()])
    return Resolver(paths, result.tokens, result.platform_links, stored=StoredNames(result.stored, names))


def test_picture_of_a_text_leads_to_its_body() -> None:
    result = read()
    text = next(one for one in result.course.embedded if one.base == PAGE)
    found = resolver(result).resolve("@@PLUGINFILE@@/pull.png", text.base, "", text.area)
    assert (found.state, found.target) == ("found", result.stored["51.mod_page.content.0/pull.png"])


def test_page_kept_under_its_digest_leads_to_the_files_beside_it() -> None:
    result = read()
    page = result.stored["54.mod_resource.content.0/table.html"]
    found = resolver(result).resolve("images/pull.png", page)
    assert (found.state, found.target) == ("found", result.stored["54.mod_resource.content.0/images/pull.png"])
    assert resolver(result).resolve("images/gone.png", page).state == "missing"


def test_link_to_an_activity_is_the_platforms() -> None:
    assert resolver(read()).resolve("$@QUIZVIEWBYID*12@$", PAGE).kind == "platform"


def test_licences_of_files_are_told_once_for_each_body() -> None:
    licences = read().course.licences
    assert {one.id for one in licences} == {"CC-BY-4.0"}
    assert len(licences) == 3
    assert {one.holder for one in licences} == {"Lakeside College"}


def test_stored_file_has_a_type_from_its_record_and_a_digest_from_its_name() -> None:
    result = read()
    page = result.stored["54.mod_resource.content.0/table.html"]
    assert result.declared_types[page] == "text/html"
    assert result.digests[page] == page.rpartition("/")[2]
    assert page in result.listed


def test_body_that_an_archive_lacks_is_a_missing_reference() -> None:
    body = read().stored["51.mod_page.content.0/pull.png"]
    result = read(without=(body,))
    assert [one.state for one in result.references] == ["missing", "found", "missing", "found"]
    assert result.incomplete == ()


def test_body_that_an_unpacked_folder_lacks_is_said_to_be_unknown(tmp_path: Path) -> None:
    body = read().stored["51.mod_page.content.0/pull.png"]
    for path, data in files(without=(body,)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    with open_container(tmp_path) as container:
        (descriptor,) = READER.detect(container)
        result = READER.read(container, descriptor)
    assert [one.state for one in result.references].count("unreadable") == 2
    assert result.incomplete == ("stored-files-absent",)


def test_submitted_files_are_user_data_and_users_are_counted_nowhere_by_name() -> None:
    user = '<users><user id="5"><username>mwangi</username><email>m@lakeside.example</email></user></users>'
    result = read(
        ("files.xml", "<component>mod_page", "<component>assignsubmission_file"),
        ("files.xml", "<filearea>content", "<filearea>submission_files"),
        ("files.xml", "<filename>pull.png", "<filename>mwangi.png"),
        also={"users.xml": user},
    )
    assert result.roles["users.xml"] == "user_data"
    assert "m@lakeside.example" not in repr(result)


def test_what_learners_did_is_not_read() -> None:
    work = (
        '<submissions>\n      <submission id="9"><userid>5</userid><onlinetext>MYSECRETESSAY</onlinetext></submission>'
    )
    assert "MYSECRETESSAY" not in repr(read((ASSIGN, "<submissions>", work)))


def test_backup_of_an_activity_is_no_course() -> None:
    result = read((BACKUP, "<type>course</type>", "<type>activity</type>"))
    assert checks(result) == ["MBZ-02/activity"]
    assert (result.lacking, result.incomplete) == (("not-a-course-backup",), ())
    assert isinstance(result.course.title, Fact)
    assert (result.course.title.state, result.course.title.reason) == (State.UNSUPPORTED, "not-a-course-backup")
    assert result.course.modules == ()
    assert len(result.course.activities) == 5


def test_badge_is_a_credential() -> None:
    badges = '<badges><badge id="4"><name>Tide reader</name><status>1</status></badge></badges>'
    badge = read(also={"badges.xml": badges}).course.activities[-1]
    assert (badge.id, badge.kind, plain(badge.title), badge.visibility) == (
        "badge_4",
        "credential",
        "Tide reader",
        "published",
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_backup_gives_a_result_or_a_documented_error(data: st.DataObject) -> None:
    made = files()
    path = data.draw(st.sampled_from(sorted(made)))
    text = bytearray(made[path])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(0, len(text) - 1)))
        cut = data.draw(st.integers(0, 40))
        text[at : at + cut] = data.draw(st.binary(max_size=12))
    made[path] = bytes(text)
    try:
        with open_container(packed(made), name="backup.mbz") as container:
            detection = locate(container)
            descriptor = choose(detection.descriptors)
            reader = reader_for(descriptor.format)
            assert reader is not None
            assert isinstance(reader.read(detection.container, descriptor), ReadResult)
    except OecheckError:
        pass
