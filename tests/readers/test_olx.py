"""Open edX exports: what is read of a course."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oecheck.containers import open_container
from oecheck.errors import OecheckError
from oecheck.model.fact import Fact, Method, State, plain
from oecheck.model.package import ReadResult
from oecheck.readers import choose, locate, reader_for
from oecheck.values.href import PathIndex, Resolver
from tests.readers.olx_exports import FIXTURE, activity, checks, exported, packed, read, read_files, with_block

COURSE = "course/2026.xml"
POLICY = "policies/2026/policy.json"
GRADING = "policies/2026/grading_policy.json"


def missing(result: ReadResult) -> list[str]:
    return [reference.href for reference in result.references if reference.state == "missing"]


def test_smallest_export_is_read_without_a_finding() -> None:
    with open_container(FIXTURE) as container:
        (descriptor,) = (found := locate(container)).descriptors
        reader = reader_for(descriptor.format)
        assert reader is not None
        result = reader.read(found.container, descriptor)
    assert (descriptor.format, descriptor.primary) == ("olx", True)
    assert checks(result) == []
    assert missing(result) == []
    assert result.incomplete == ()


def test_policy_goes_over_attributes() -> None:
    course = read().course
    assert plain(course.title) == "Safe Water"
    assert isinstance(course.title, Fact)
    assert course.title.sources[0].file == POLICY
    assert plain(read(without=(POLICY,)).course.title) == "Water"


def test_course_is_described_by_policy_attributes_and_about() -> None:
    course = read().course
    licence, provider = plain(course.licence), plain(course.provider)
    assert plain(course.languages) == ("en",)
    assert (plain(course.start), plain(course.end)) == ("2026-09-01T00:00:00+00:00", "2026-12-01T00:00:00Z")
    assert plain(course.pacing) == "self-paced"
    assert licence is not None
    assert (licence.id, licence.open) == ("CC-BY-SA-4.0", True)
    assert provider is not None
    assert provider.name == "LakesideX"
    assert plain(course.export_id) == "course-v1:LakesideX+WATER1+2026"
    assert (plain(course.description) or "").startswith("Learn where drinking water comes from")
    assert plain(course.prerequisites) == "None, except that you can read English."
    assert [plain(person.name) for person in plain(course.contributors) or ()] == ["Ravi Menon", "Amina Okoro"]
    assert [plain(outcome.text) for outcome in plain(course.outcomes) or ()] == [
        "Find out where water comes from",
        "Tell clean water from water that is not",
    ]


def test_study_time_is_inferred_from_weeks_and_hours() -> None:
    study_time = read().course.study_time_s
    assert isinstance(study_time, Fact)
    assert (study_time.value, study_time.method) == (24 * 3600.0, Method.INFERRED)


def test_study_time_in_other_words_is_unreadable_and_none_is_absent() -> None:
    odd = read(("about/duration.html", "6 weeks", "a while")).course.study_time_s
    assert isinstance(odd, Fact)
    assert odd.state is State.UNREADABLE
    alone = read(("about/effort.html", "3-5 hours per week", "a while"), without=("about/duration.html",))
    assert isinstance(alone.course.study_time_s, Fact)
    assert [place.file for place in alone.course.study_time_s.sources] == ["about/effort.html"]
    assert read(without=("about/duration.html", "about/effort.html")).course.study_time_s is None


def test_effort_in_hours_and_minutes_is_that_of_a_week() -> None:
    course = read(("about/effort.html", "3-5 hours per week", "04:30")).course
    assert plain(course.study_time_s) == 6 * 4.5 * 3600


def test_default_start_is_no_start() -> None:
    assert read((COURSE, "2026-09-01", "2030-01-01")).course.start is None


def test_course_without_a_word_on_pacing_is_paced_by_instructors() -> None:
    pacing = read((POLICY, '"self_paced": true,', "")).course.pacing
    assert isinstance(pacing, Fact)
    assert (pacing.value, pacing.method) == ("instructor-paced", Method.DERIVED)


def test_template_of_the_overview_gives_placeholder_text_and_no_people() -> None:
    template = (
        '<section class="about"><h2>About This Course</h2><p>Include your long course description here.</p></section>'
        '<section class="prerequisites"><h2>Requirements</h2><p>Add information about the skills and knowledge '
        'students need to take this course.</p></section><section class="course-staff"><article class="teacher">'
        "<h3>Staff Member #1</h3></article></section>"
    )
    course = read(also={"about/overview.html": template}).course
    assert plain(course.description) == "Include your long course description here."
    assert course.prerequisites is None
    assert [plain(person.name) for person in plain(course.contributors) or ()] == ["Ravi Menon"]


def test_overview_that_is_a_fragment_without_sections_is_the_description() -> None:
    course = read(also={"about/overview.html": "<div><p>What water is, and how to draw it.</p></div>"}).course
    assert plain(course.description) == "What water is, and how to draw it."


@pytest.mark.parametrize("written", ["1:vUzve9Eanc4", "1.0:vUzve9Eanc4", "0.75:aaaaaaaaaaa,1.00:vUzve9Eanc4"])
def test_video_of_the_older_attribute_is_found_at_normal_speed(written: str) -> None:
    result = with_block(f'<video url_name="old" display_name="Old" youtube="{written}"/>')
    assert "https://youtu.be/vUzve9Eanc4" in [one.entry for one in result.course.activities]


def test_page_in_a_subsection_with_a_deadline_is_not_due_itself() -> None:
    page = '<html url_name="rules" filename="talk" display_name="Rules"/></vertical>'
    course = read(("vertical/questions.xml", "</vertical>", page)).course
    due = {plain(one.title): plain(one.due) for one in course.activities}
    assert due["Rules"] is None
    assert due["Boiling"] == "2026-10-01T00:00:00Z"


def test_short_description_stands_in_for_a_missing_overview() -> None:
    course = read(without=("about/overview.html",)).course
    assert plain(course.description) == "Where drinking water comes from, and how to keep it clean."


def test_chapters_sections_and_units_are_the_table_of_contents() -> None:
    modules = read().course.modules
    assert [(node.id, plain(node.title), node.depth, node.position, node.parent) for node in modules] == [
        ("basics", "Basics", 1, 1, ""),
        ("springs", "Springs", 2, 1, "basics"),
        ("where", "Where springs rise", 3, 1, "springs"),
        ("test", "Test", 2, 2, "basics"),
        ("questions", "Questions", 3, 1, "test"),
    ]
    assert [node.activity_count for node in modules] == [4, 3, 3, 1, 1]
    assert [node.leaf for node in modules] == [False, False, True, False, True]


def test_components_are_activities() -> None:
    activities = read().course.activities
    assert [(one.id, one.kind, one.raw_kind, one.module) for one in activities] == [
        ("html/springs", "page", "html", "where"),
        ("talk", "video", "video", "where"),
        ("talk_about_it", "discussion", "discussion", "where"),
        ("boil", "quiz", "problem", "questions"),
        ("tabs/words.html", "page", "static_tab", ""),
    ]


def test_page_lies_in_its_html_file() -> None:
    result = read()
    page = activity(result, "html/springs")
    assert (page.entry, page.files) == ("html/springs.html", ("html/springs.html",))
    assert "html/springs.html" in result.platform_pages
    assert "html/springs.html" in result.listed


def test_remote_video_has_an_address_of_its_own_and_its_transcripts() -> None:
    result = read()
    talk = activity(result, "talk")
    assert (talk.entry, talk.external, talk.needs_network) == ("https://youtu.be/AbCdEfGhIjK", True, True)
    assert [(track.media, track.path, track.language) for track in result.course.tracks_declared] == [
        ("https://youtu.be/AbCdEfGhIjK", "static/talk-en.srt", "en")
    ]
    assert result.roles["static/talk-en.srt"] == "caption"


def test_video_file_of_the_package_is_played_from_there() -> None:
    result = with_block(
        '<video url_name="own" display_name="Own" html5_sources="[&quot;/static/own_film.mp4&quot;]" sub="abc"/>',
        {"static/own film.mp4": "x", "static/subs_abc.srt.sjson": "{}"},
    )
    own = activity(result, "own")
    assert (own.entry, own.external, own.needs_network) == ("static/own film.mp4", False, False)
    assert result.course.tracks_declared[-1].path == "static/subs_abc.srt.sjson"
    assert result.course.tracks_declared[-1].language == "en"


def test_transcripts_under_names_of_the_platform_are_found() -> None:
    result = with_block(
        '<video url_name="v" edx_video_id="e1" youtube_id_1_0="ZZZZZZZZZZZ" '
        'transcripts="{&quot;fr&quot;: &quot;a.srt&quot;}">'
        '<video_asset><transcripts><transcript language_code="de" file_format="srt"/></transcripts></video_asset>'
        "</video>",
        {"static/e1-de.srt": "x", "static/a.srt": "x", "static/fr_subs_ZZZZZZZZZZZ.srt.sjson": "{}"},
    )
    found = [(track.path, track.language) for track in result.course.tracks_declared[1:]]
    assert found == [("static/a.srt", "fr"), ("static/e1-de.srt", "de"), ("static/fr_subs_ZZZZZZZZZZZ.srt.sjson", "fr")]


def test_transcript_that_is_not_there_is_a_missing_reference() -> None:
    assert missing(read(without=("static/talk-en.srt",))) == ["talk-en.srt"]


def test_problem_gives_questions_with_key_feedback_hints_and_solution() -> None:
    result = read()
    first, second = result.course.questions
    (quiz,) = result.course.assessments
    assert (first.kind, first.options, first.has_key, first.feedback_count) == ("single_choice", 2, True, 1)
    assert plain(first.stem) == "At which temperature does water boil at sea level?"
    assert (first.has_solution, first.hints, first.points) == (True, 1, 1.0)
    assert (second.kind, second.has_key) == ("numeric", True)
    assert (quiz.activity, quiz.attempts, quiz.question_count, quiz.kind) == ("boil", 2, 2, "summative")


@pytest.mark.parametrize(
    ("solution", "given"), [('<img src="/static/boil.png"/>', True), ("", False), ("<p> </p>", False)]
)
def test_solution_may_be_a_picture_and_may_not_be_empty(solution: str, given: bool) -> None:
    result = read(("problem/boil.xml", "<p>At sea level water boils at 100 degrees Celsius.</p>", solution))
    assert result.course.questions[0].has_solution is given


def test_weights_and_pass_mark_come_from_the_grading_policy() -> None:
    boil = activity(read(), "boil")
    assert (boil.graded, boil.points, plain(boil.weight), plain(boil.pass_mark)) == (True, 2.0, 1.0, 0.6)
    assert plain(boil.due) == "2026-10-01T00:00:00Z"


def test_kinds_of_graded_work_stand_beside_the_pass_mark() -> None:
    course = read((GRADING, '"min_count": 1', '"min_count": 4')).course
    (part,) = plain(course.grading_parts) or ()
    assert (part.weight, part.wanted, part.found) == (1.0, 4, 1)
    assert part.source.file == GRADING
    assert plain(course.pass_mark) == 0.6


def test_course_without_grading_policy_states_no_weights() -> None:
    course = read((GRADING, "{", "[")).course
    assert (course.grading_parts, course.pass_mark) == (None, None)


def test_weight_is_shared_by_subsections_and_points() -> None:
    result = read(
        (GRADING, '"min_count": 1', '"min_count": 4'),
        ("vertical/questions.xml", "</vertical>", '<problem url_name="two" weight="6"><p>x</p></problem></vertical>'),
    )
    assert plain(activity(result, "boil").weight) == pytest.approx(1 / 4 * 2 / 8)
    assert plain(activity(result, "two").weight) == pytest.approx(1 / 4 * 6 / 8)


def test_course_limit_of_attempts_holds_where_a_problem_sets_none() -> None:
    result = read(
        (POLICY, '"self_paced"', '"max_attempts": 5, "self_paced"'), ("problem/boil.xml", 'max_attempts="2" ', "")
    )
    assert activity(result, "boil").attempts == 5
    assert activity(read(("problem/boil.xml", 'max_attempts="2" ', "")), "boil").attempts == 0


KINDS = [
    ("multiplechoiceresponse", '<choice correct="true">a</choice>', "single_choice"),
    ("choiceresponse", '<choice correct="true">a</choice>', "multiple_choice"),
    ("optionresponse", "<optioninput options=\"('a','b')\" correct=\"a\"/>", "single_choice"),
    ("stringresponse", '<additional_answer answer="a"/>', "short_text"),
    ("numericalresponse", '<responseparam/><textline answer="1"/>', "numeric"),
    ("formularesponse", '<textline correct_answer="x"/>', "formula"),
    ("imageresponse", '<imageinput rectangle="(1,1)-(2,2)"/>', "hotspot"),
    ("customresponse", "<answer>correct = ['correct']</answer>", "custom"),
    ("customresponse", "<drag_and_drop_input/><answer>x</answer>", "drag"),
    ("truefalseresponse", '<choice correct="true">a</choice>', "true_false"),
    ("jsmeresponse", "<answer>CCO</answer>", "custom"),
    ("coderesponse", "<codeparam><grader_payload>assert(1)</grader_payload></codeparam>", "custom"),
    ("madeupresponse", "<answer>x</answer>", "other"),
]


@pytest.mark.parametrize(("tag", "inner", "kind"), KINDS)
def test_response_types_have_a_kind_and_a_key(tag: str, inner: str, kind: str) -> None:
    result = with_block(f'<problem url_name="p" display_name="P"><{tag}>{inner}</{tag}></problem>')
    (question,) = [one for one in result.course.questions if one.assessment == "p"]
    assert (question.kind, question.raw_kind, question.has_key) == (kind, tag, True)


@pytest.mark.parametrize(
    "inner",
    ['<multiplechoiceresponse><choice correct="false">a</choice></multiplechoiceresponse>', "<stringresponse/>"],
)
def test_question_without_a_right_answer_has_no_key(inner: str) -> None:
    result = with_block(f'<problem url_name="p">{inner}</problem>')
    assert [one.has_key for one in result.course.questions if one.assessment == "p"] == [False]


def test_tool_is_named_with_address_and_what_it_receives() -> None:
    result = with_block(
        '<lti_consumer url_name="t" display_name="Lab" launch_url="https://user@lab.example/start?key=1" '
        'ask_to_send_email="true" has_score="true" lti_version="lti_1p1" weight="3"/>'
    )
    (tool,) = result.course.tools
    assert (plain(tool.name), plain(tool.launch), tool.host) == ("Lab", "https://lab.example/start", "lab.example")
    assert (plain(tool.sends), plain(tool.graded), plain(tool.version)) == (("email",), True, "1.1")
    assert activity(result, "t").kind == "tool"


def test_open_assessment_has_criteria_and_a_question_for_people() -> None:
    result = with_block(
        '<openassessment url_name="o" submission_due="2026-11-01T00:00:00Z"><title>Report</title><assessments>'
        '<assessment name="peer-assessment"/></assessments><prompts><prompt><description>Describe a well.</description>'
        '</prompt></prompts><rubric><criterion><name>Depth</name><option points="3"/><option points="0"/></criterion>'
        "</rubric></openassessment>"
    )
    work = activity(result, "o")
    assert (work.kind, work.criteria, work.points, plain(work.title)) == ("assignment", True, 3.0, "Report")
    (question,) = [one for one in result.course.questions if one.assessment == "o"]
    assert (question.kind, plain(question.scored_by), plain(question.stem)) == ("essay", "human", "Describe a well.")
    assert checks(result) == []


def test_drag_and_drop_gives_a_question_and_its_pictures_with_their_descriptions() -> None:
    data = (
        '{"items": [{"displayName": "Well", "zones": ["a"], "imageURL": "/static/well.png", '
        '"imageDescription": "A well", "feedback": {"correct": "Yes", "incorrect": ""}}], '
        '"targetImg": "/static/map.png", "targetImgDescription": ""}'
    ).replace('"', "&quot;")
    result = with_block(
        f'<drag-and-drop-v2 url_name="d" display_name="Map" data="{data}"/>',
        {"static/well.png": "x"},
    )
    (question,) = [one for one in result.course.questions if one.assessment == "d"]
    assert (question.kind, question.options, question.has_key, question.feedback_count) == ("drag", 1, True, 1)
    (text,) = [one for one in result.course.embedded if one.owner == "d"]
    assert text.markup == '<img src="/static/map.png"><img src="/static/well.png" alt="A well">'


def test_library_content_draws_from_a_bank() -> None:
    result = with_block(
        '<library_content url_name="l" display_name="Pool" max_count="1">'
        '<problem url_name="q1"><stringresponse answer="a"/></problem>'
        '<problem url_name="q2"><stringresponse answer="b"/></problem></library_content>'
    )
    pool = next(one for one in result.course.assessments if one.id == "l")
    assert (pool.random_draw, pool.question_count, len(pool.questions)) == (True, 1, 2)
    assert {question.bank for question in pool.questions} == {True}
    assert activity(result, "l").kind == "bank"
    assert not [one for one in result.course.activities if one.id in ("q1", "q2")]


def test_unknown_block_passes_through_with_its_own_word() -> None:
    result = with_block('<hologram url_name="h" display_name="Hall"/>')
    assert (activity(result, "h").kind, activity(result, "h").raw_kind) == ("other", "hologram")
    assert checks(result) == ["OLX-26"]


def test_groups_give_their_components_to_the_unit() -> None:
    result = with_block(
        '<split_test url_name="s" display_name="A or B"><vertical url_name="va"><html url_name="ha">a</html></vertical>'
        "</split_test>"
    )
    assert activity(result, "ha").module == "where"
    assert "va" not in [node.id for node in result.course.modules]


def test_staff_only_parts_are_hidden() -> None:
    result = read(("vertical/where.xml", "<vertical ", '<vertical visible_to_staff_only="true" '))
    page = activity(result, "html/springs")
    assert (page.visibility, page.audience) == ("hidden", "instructor")
    assert result.audiences["html/springs.html"] == "instructor"
    assert [node.visible for node in result.course.modules] == [True, True, False, True, True]


def test_prerequisite_of_a_section_is_a_condition() -> None:
    key = "block-v1:LakesideX+WATER1+2026+type@sequential+block@springs"
    changed = ("sequential/test.xml", "<sequential ", f'<sequential required_content="{key}" min_score="80" ')
    (condition,) = read(changed).course.conditions
    assert (condition.owner, condition.kind, condition.target, condition.target_exists) == (
        "test",
        "score",
        "springs",
        True,
    )


def test_sections_that_wait_for_each_other_are_in_a_circle() -> None:
    result = read(
        ("sequential/test.xml", "<sequential ", '<sequential required_content="x/springs" '),
        ("sequential/springs.xml", "<sequential ", '<sequential required_content="x/test" '),
    )
    assert [condition.in_cycle for condition in result.course.conditions] == [True, True]


def test_conditional_block_waits_for_what_it_names() -> None:
    result = with_block(
        '<conditional url_name="c" sources="i4x://L/W/problem/boil;i4x://L/W/problem/gone" attempted="True">'
        '<html url_name="inner">x</html></conditional>'
    )
    assert [(one.owner, one.target, one.target_exists) for one in result.course.conditions] == [
        ("inner", "boil", True),
        ("inner", "gone", False),
    ]


def test_inline_course_in_the_root_file_is_read() -> None:
    result = read_files(
        {
            "course.xml": b'<course url_name="r" org="o" course="c" display_name="Old">'
            b'<chapter url_name="a" display_name="A"><sequential url_name="b" display_name="B">'
            b'<vertical url_name="d" display_name="D"><html url_name="e" display_name="E">'
            b"<p>Text &amp; more</p></html></vertical></sequential></chapter></course>"
        }
    )
    assert (checks(result), plain(result.course.title)) == ([], "Old")
    (text,) = result.course.embedded
    assert (text.markup, text.base, text.owner) == ("<p>Text &amp; more</p>", "course.xml", "e")


def test_lines_of_embedded_html_are_those_of_the_file() -> None:
    block = '\n<html url_name="n"\n display_name="N">\n<p>one</p>\n<p>two</p></html>'
    (text,) = [one for one in with_block(block).course.embedded if one.owner == "n"]
    first = text.source.line
    place = next(number for number, line in enumerate(text.markup.split("\n")) if "two" in line)
    assert first + place == 9


def test_html_with_names_in_a_sub_folder_is_found() -> None:
    result = with_block(
        '<html filename="deep:page" display_name="P"/>',
        {"html/deep/page.html": "<p>x</p>"},
    )
    assert [one.entry for one in result.course.activities if one.entry.startswith("html/deep")] == [
        "html/deep/page.html"
    ]


def test_links_to_static_files_and_parts_are_followed() -> None:
    result = read()
    resolver = Resolver(PathIndex(exported()), result.tokens, result.platform_links, assets=result.assets)
    for href in (
        "/static/My_spring__1_.svg",
        "/asset-v1:LakesideX+WATER1+2026+type@asset+block@My_spring__1_.svg",
        "/c4x/LakesideX/WATER1/asset/My_spring__1_.svg",
        "https://courses.example/asset-v1:LakesideX+WATER1+2026+type@asset+block@My_spring__1_.svg",
        "//courses.example/asset-v1%3ALakesideX%2BWATER1%2B2026+type%40asset+block%40My_spring__1_.svg?raw=1",
        "http://courses.example/c4x/LakesideX/WATER1/asset/My_spring__1_.svg#top",
    ):
        assert resolver.resolve(href, "html/springs.html").target == "static/My spring (1).svg", href
    assert resolver.resolve("/jump_to_id/boil", "html/springs.html").kind == "platform"
    assert resolver.resolve("/static/images/placeholder-faculty.png", "about/overview.html").kind == "platform"
    assert resolver.resolve("/static/none.svg", "html/springs.html").state == "missing"


@pytest.mark.parametrize(
    "href",
    [
        "https://courses.example/asset-v1:LakesideX+WATER2+2026+type@asset+block@My_spring__1_.svg",
        "https://courses.example/asset-v1:LakesideX+WATER1+2026+type@asset+block@other.svg",
        "https://courses.example/static/My_spring__1_.svg",
    ],
)
def test_address_of_another_course_or_file_on_a_server_stays_outside(href: str) -> None:
    result = read()
    resolver = Resolver(PathIndex(exported()), result.tokens, result.platform_links, assets=result.assets)
    found = resolver.resolve(href, "html/springs.html")
    assert (found.kind, found.state, found.host) == ("external", "untested", "courses.example")


def test_video_under_the_full_address_of_an_own_file_is_that_file() -> None:
    address = "https://courses.example/asset-v1:LakesideX+WATER1+2026+type@asset+block@own_film.mp4"
    result = with_block(
        f'<video url_name="own" display_name="Own" html5_sources="[&quot;{address}&quot;]"/>',
        {"static/own film.mp4": "x"},
    )
    own = activity(result, "own")
    assert (own.entry, own.external, own.needs_network) == ("static/own film.mp4", False, False)


def test_index_of_assets_names_files_types_and_losses() -> None:
    index = (
        '{"river.png": {"displayname": "The river.png", "contentType": "image/png"}, '
        '"lake.png": {"displayname": "lake.png"}}'
    )
    result = read(also={"policies/assets.json": index, "static/The river.png": "x"})
    resolver = Resolver(PathIndex(["static/The river.png"]), result.tokens, assets=result.assets)
    assert resolver.resolve("/static/river.png", "html/springs.html").target == "static/The river.png"
    assert result.declared_types == {"static/The river.png": "image/png"}
    assert missing(result) == ["static/lake.png"]


def test_entry_without_any_name_stands_for_no_file() -> None:
    result = read(also={"policies/assets.json": '{"": {"displayname": ""}, "lake.png": {}}'})
    assert missing(result) == ["static/lake.png"]


def test_files_have_their_roles() -> None:
    roles = read(
        also={
            ".git/config": "x",
            "static/c_grade_report_2026.csv": "a",
            "drafts/vertical/d.xml": "<vertical/>",
            "LICENSE": "x",
            "README.md": "x",
            "src/dnd/gravity.pdf": "%PDF-1.4",
            "src/dnd/gravity.xml": "<problem/>",
        }
    ).roles
    assert {path: roles.get(path, "content") for path in _ROLES} == _ROLES


_ROLES = {
    ".git/config": "junk",
    "LICENSE": "licence",
    "README.md": "content",
    "about/effort.html": "settings",
    "about/overview.html": "content",
    "course.xml": "descriptor",
    "drafts/vertical/d.xml": "descriptor",
    "html/springs.html": "content",
    "policies/2026/policy.json": "settings",
    "src/dnd/gravity.pdf": "undelivered",
    "src/dnd/gravity.xml": "descriptor",
    "static/c_grade_report_2026.csv": "user_data",
    "static/talk-en.srt": "caption",
}


def test_root_file_of_another_name_is_recognised() -> None:
    files = exported()
    files["roots/2026.xml"] = files.pop("course.xml")
    result = read_files(files)
    assert checks(result) == ["OLX-31/file-name"]
    assert plain(result.course.title) == "Safe Water"


def test_root_file_that_is_a_lost_link_is_followed() -> None:
    """Git without links writes the place of the file as its text."""
    files = exported()
    files["roots/2026.xml"] = files["course.xml"]
    files["course.xml"] = b"roots/2026.xml"
    assert plain(read_files(files).course.title) == "Safe Water"


def test_templated_root_file_is_read_and_told() -> None:
    result = read(("course.xml", "<course ", "{% load course %}\n<course "))
    assert checks(result) == ["OLX-04/text-before"]
    assert result.course.source.file == COURSE
    assert plain(result.course.title) == "Safe Water"


def test_placeholder_for_the_run_leads_to_the_only_run_there_is() -> None:
    result = read(("course.xml", "2026", "{{ run }}"))
    assert checks(result) == ["OLX-02/other"]
    assert plain(result.course.title) == "Safe Water"


def test_grading_policy_at_the_root_is_a_setting() -> None:
    files = exported()
    files["grading_policy.json"] = b'{"GRADER": [], "GRADE_CUTOFFS": {"Pass": 0.5}}'
    assert read_files(files).roles["grading_policy.json"] == "settings"


def test_licence_of_a_video_is_that_of_a_part() -> None:
    changed = ("video/talk.xml", "<video ", '<video license="creative-commons: ver=4.0 BY NC" ')
    (part,) = read(changed).course.licences
    assert (part.id, part.scope, part.title) == ("CC-BY-NC-4.0", "talk", "A talk at the spring")


def test_time_limit_of_a_section_holds_for_its_problems() -> None:
    changed = (
        "sequential/test.xml",
        "<sequential ",
        '<sequential is_time_limited="true" default_time_limit_minutes="30" ',
    )
    result = read(changed)
    assert plain(activity(result, "boil").time_limit_s) == 1800.0
    assert [plain(one.time_limit_s) for one in result.course.assessments] == [1800.0]


def test_what_the_format_has_no_place_for_is_unsupported() -> None:
    page = activity(read(), "html/springs")
    for value in (page.study_time_s, page.completion, page.criteria):
        assert isinstance(value, Fact)
        assert value.state is State.UNSUPPORTED


def test_secrets_of_passports_are_in_no_value() -> None:
    result = read((POLICY, '"self_paced"', '"lti_passports": ["lab:key-7:S3CRET-value"], "self_paced"'))
    assert "S3CRET" not in repr(result)
    assert "key-7" not in repr(result)


def test_a_library_is_no_course() -> None:
    with open_container(packed({"library.xml": b'<library library="l" org="o"/>'}, "library/")) as container:
        descriptors = locate(container).descriptors
        with pytest.raises(OecheckError) as caught:
            choose(descriptors)
    assert caught.value.code == "olx-library"


NAMES = (
    "course.xml",
    COURSE,
    POLICY,
    GRADING,
    "chapter/basics.xml",
    "vertical/where.xml",
    "problem/boil.xml",
    "video/talk.xml",
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(NAMES), st.integers(0, 2000), st.integers(0, 60), st.binary(max_size=40))
def test_any_damage_gives_a_result_or_a_refusal(name: str, start: int, length: int, put: bytes) -> None:
    files = exported()
    data = files[name]
    files[name] = data[:start] + put + data[start + length :]
    with open_container(packed(files)) as container:
        found = locate(container)
        try:
            descriptor = choose(found.descriptors)
        except OecheckError:
            return
        reader = reader_for(descriptor.format)
        assert reader is not None
        assert isinstance(reader.read(found.container, descriptor), ReadResult)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(NAMES), st.binary(max_size=200))
def test_any_bytes_in_a_file_give_a_result_or_a_refusal(name: str, data: bytes) -> None:
    files = exported() | {name: data}
    with open_container(packed(files)) as container:
        found = locate(container)
        try:
            descriptor = choose(found.descriptors)
        except OecheckError:
            return
        reader = reader_for(descriptor.format)
        assert reader is not None
        assert isinstance(reader.read(found.container, descriptor), ReadResult)
