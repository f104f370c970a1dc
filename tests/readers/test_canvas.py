"""What Canvas adds to a cartridge, and what it must not give away."""

from __future__ import annotations

import msgspec

from oecheck.model.fact import Fact, State, plain
from tests.readers.cartridges import changed, files_of, found, read, read_fixture

META = "course_settings/module_meta.xml"
QUIZ = "quiz1/assessment_meta.xml"
DEFAULT = "Private (Copyrighted) - http://en.wikipedia.org/wiki/Copyright"


def test_access_code_is_counted_and_never_kept() -> None:
    result = read_fixture("canvas")
    assert found(result) == ["CC-27"]
    assert result.findings[0].source.file == QUIZ
    assert b"swordfish" not in msgspec.json.encode(result)


def test_quiz_without_access_code_has_no_finding() -> None:
    assert found(read_fixture("canvas", {QUIZ: ("swordfish", "")})) == []


def test_weighted_groups_stand_with_the_work_that_is_in_them() -> None:
    parts = plain(read_fixture("canvas").course.grading_parts) or ()
    assert [(part.name, part.weight, part.found) for part in parts] == [("Work", 0.6, 1), ("Quizzes", 0.4, 1)]


def test_groups_that_are_not_weighted_state_no_weights() -> None:
    unweighted = {"course_settings/course_settings.xml": ("percent", "equal")}
    assert read_fixture("canvas", unweighted).course.grading_parts is None


def test_quiz_in_two_forms_is_counted_once_in_its_fuller_form() -> None:
    course = read_fixture("canvas").course
    (quiz,) = course.assessments
    assert [(question.id, question.kind) for question in course.questions] == [
        ("q1", "matching"),
        ("q2", "essay"),
        ("q3", "essay"),
    ]
    assert quiz.questions == course.questions


def test_group_of_questions_counts_with_the_number_drawn() -> None:
    (quiz,) = read_fixture("canvas").course.assessments
    assert quiz.question_count == 2
    assert quiz.random_draw


def test_settings_of_the_quiz_are_read() -> None:
    (quiz,) = read_fixture("canvas").course.assessments
    assert (quiz.activity, quiz.kind, quiz.attempts, quiz.time_limit_s) == ("m1-quiz", "summative", 0, 1800.0)


def test_empty_profile_form_is_no_finding_where_the_fuller_form_is_there() -> None:
    files = changed(files_of("canvas"), {QUIZ: ("swordfish", "")})
    assert found(read(files)) == []
    del files["non_cc_assessments/quiz1.xml.qti"]
    assert found(read(files)) == ["CC-20/no-items"]


def test_dangling_items_of_the_exporter_are_not_held_against_the_author() -> None:
    result = read_fixture("canvas")
    missing = [(item.href, item.platform_made) for item in result.references if item.state == "missing"]
    assert missing == [("gone", True), ("tool-in-modules", True)]


def test_missing_file_is_held_against_the_author() -> None:
    files = files_of("canvas")
    del files["web_resources/film.mp4"]
    missing = [
        (item.href, item.platform_made)
        for item in read(files).references
        if item.kind == "file" and item.state == "missing"
    ]
    assert missing == [("web_resources/film.mp4", False)]


def test_unpublished_module_and_what_is_in_it_are_not_seen() -> None:
    modules = {module.id: module for module in read_fixture("canvas").course.modules}
    assert [name for name, module in modules.items() if not module.visible] == ["m2", "m2-page", "m2-tool"]
    assert modules["m2"].activity_count == 0
    assert modules["m2"].available_from == "2023-10-01T08:00:00"


def test_sub_header_is_a_label_that_does_not_count() -> None:
    course = read_fixture("canvas").course
    assert [activity.kind for activity in course.activities if activity.id == "m1-head"] == ["label"]
    assert next(module.activity_count for module in course.modules if module.id == "m1") == 3


def test_completion_is_what_the_module_asks_for() -> None:
    completion = {activity.id: activity.completion for activity in read_fixture("canvas").course.activities}
    assert completion["m1-page"] == "viewed"
    assert completion["m1-quiz"] == "passed"
    assert completion["m1-work"] == "none"


def test_prerequisite_of_a_module_is_a_condition() -> None:
    conditions = read_fixture("canvas").course.conditions
    assert [(node.owner, node.kind, node.target, node.target_exists, node.in_cycle) for node in conditions] == [
        ("m2", "prerequisite", "m1", True, False),
        ("m2", "date", "", True, False),
    ]


def test_modules_that_wait_for_each_other_are_a_circle() -> None:
    back = (
        "<prerequisites><prerequisite type='context_module'>"
        "<identifierref>m2</identifierref></prerequisite></prerequisites><items>"
    )
    conditions = read_fixture("canvas", {META: ("<items>", back)}).course.conditions
    assert [node.in_cycle for node in conditions if node.kind == "prerequisite"] == [True, True]


def test_prerequisite_that_is_no_module_does_not_exist() -> None:
    result = read_fixture(
        "canvas",
        {
            META: (
                "<identifierref>m1</identifierref></prerequisite>",
                "<identifierref>m9</identifierref></prerequisite>",
            )
        },
    )
    assert [node.target_exists for node in result.course.conditions if node.kind == "prerequisite"] == [False]


def test_assignment_has_points_date_weight_and_criteria() -> None:
    work = next(activity for activity in read_fixture("canvas").course.activities if activity.id == "m1-work")
    assert (work.points, work.graded, work.due, work.weight, work.criteria, work.outcomes) == (
        10.0,
        True,
        "2023-09-30T22:00:00",
        0.6,
        True,
        ("o1",),
    )


def test_assignment_done_by_taking_a_quiz_is_no_second_task() -> None:
    path = "work1/assignment_settings.xml"
    marked = "<quiz_identifierref>quiz1</quiz_identifierref></assignment>"
    course = read_fixture("canvas", {path: ("</assignment>", marked)}).course
    assert "assignment" not in {activity.kind for activity in course.activities}
    other = {path: ("</assignment>", marked.replace("quiz1", "nowhere"))}
    assert "assignment" in {activity.kind for activity in read_fixture("canvas", other).course.activities}


def test_assignment_done_in_an_outside_tool_is_no_task_that_people_judge() -> None:
    path = "work1/assignment_settings.xml"
    marked = "<submission_types>external_tool</submission_types></assignment>"
    course = read_fixture("canvas", {path: ("</assignment>", marked)}).course
    work = next(activity for activity in course.activities if activity.id == "m1-work")
    assert (work.kind, work.graded, work.points) == ("tool", True, 10.0)


def test_assignment_without_rubric_has_no_criteria() -> None:
    path = "work1/assignment_settings.xml"
    result = read_fixture("canvas", {path: ("<rubric_identifierref>rub1</rubric_identifierref>", "")})
    work = next(activity for activity in result.course.activities if activity.id == "m1-work")
    assert work.criteria is False


def test_outcome_is_in_words_and_aligned_by_its_rubric() -> None:
    (outcome,) = plain(read_fixture("canvas").course.outcomes) or ()
    assert (outcome.id, outcome.text, outcome.aligned) == ("o1", "Explain why an arch stands.", ("m1-work",))


def test_date_without_role_is_the_export_and_no_change() -> None:
    result = read_fixture("canvas")
    assert result.created == "2023-02-01"
    assert result.course.modified is None


def test_licence_that_somebody_chose_goes_before_the_default() -> None:
    licence = plain(read_fixture("canvas").course.licence)
    assert licence is not None
    assert (licence.raw, licence.share_alike, licence.default) == ("cc_by_sa", True, False)


def test_licence_without_version_does_not_contradict_the_same_one_with_a_version() -> None:
    manifest = (DEFAULT, "CC BY-SA - https://creativecommons.org/licenses/by-sa/4.0")
    licence = read_fixture("canvas", {"imsmanifest.xml": manifest}).course.licence
    assert isinstance(licence, Fact)
    assert (licence.state, plain(licence).id) == (State.PRESENT, "CC-BY-SA-4.0")


def test_other_licence_contradicts() -> None:
    manifest = (DEFAULT, "CC BY-NC - https://creativecommons.org/licenses/by-nc/4.0")
    licence = read_fixture("canvas", {"imsmanifest.xml": manifest}).course.licence
    assert isinstance(licence, Fact)
    assert licence.state is State.CONFLICT


def test_what_an_operating_system_left_behind_is_no_content() -> None:
    result = read({**files_of("canvas"), "course_settings/.DS_Store": b"x", "__MACOSX/._page.html": b"x"})
    assert result.roles["course_settings/.DS_Store"] == result.roles["__MACOSX/._page.html"] == "junk"


def test_default_licence_is_marked_as_such() -> None:
    result = read_fixture("canvas", {"course_settings/course_settings.xml": ("cc_by_sa", "private")})
    licence = plain(result.course.licence)
    assert licence is not None
    assert licence.default
    assert licence.family == "arr"


def test_locale_is_the_language_where_lom_states_none() -> None:
    assert plain(read_fixture("canvas").course.languages) == ("de",)


def test_syllabus_captions_and_licences_of_files_are_read() -> None:
    course = read_fixture("canvas").course
    assert course.syllabus == "course_settings/syllabus.html"
    assert [(track.media, track.path, track.language) for track in course.tracks_declared] == [
        ("web_resources/film.mp4", "web_resources/film.vtt", "de")
    ]
    assert [(licence.scope, licence.holder, licence.attribution) for licence in course.licences] == [
        ("web_resources/film.mp4", "Bridge Films", True)
    ]


def test_file_hidden_from_learners_is_for_instructors() -> None:
    assert read_fixture("canvas").audiences == {"web_resources/film.mp4": "instructor"}


def test_settings_are_no_content() -> None:
    roles = read_fixture("canvas").roles
    assert roles[META] == "settings"
    assert roles["course_settings/media_tracks.xml"] == "settings"
    assert roles["work1/assignment_settings.xml"] == "descriptor"
    assert "course_settings/syllabus.html" not in roles
    assert "work1/build.html" not in roles


def test_tool_that_only_the_module_names_is_listed() -> None:
    (tool,) = read_fixture("canvas").course.tools
    assert (tool.id, tool.launch, tool.host) == ("m2-tool", "https://loads.example/launch", "loads.example")


def test_item_of_canvas_links_is_left_to_the_platform() -> None:
    result = read_fixture("canvas")
    assert "$CANVAS_COURSE_REFERENCE$" in result.platform_links
    assert ("$IMS-CC-FILEBASE$", "web_resources/") in result.tokens


def test_quiz_that_only_the_fuller_form_holds_belongs_to_its_activity() -> None:
    result = read_fixture("canvas", {"imsmanifest.xml": ('<file href="quiz1/assessment_qti.xml"/>', "")})
    (quiz,) = result.course.assessments
    assert (quiz.activity, quiz.question_count) == ("m1-quiz", 2)
    activity = next(node for node in result.course.activities if node.id == "m1-quiz")
    assert (activity.points, activity.attempts) == (3.0, 0)
