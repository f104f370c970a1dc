"""What assesses learners, what counts, and what a package keeps to itself."""

from __future__ import annotations

from typing import Any

import pytest
from course_facts import CourseFacts, activity, assessment, question

from oecheck.model.fact import Fact, State, unsupported


def _ids(activities: Any) -> list[str]:
    return [one.id for one in activities]


def test_quizzes_assignments_and_what_is_scored_assess() -> None:
    facts = CourseFacts(
        activities=(
            activity("page", kind="page"),
            activity("quiz", kind="quiz"),
            activity("essay", kind="assignment"),
            activity("forum", kind="discussion", graded=True),
            activity("sco", kind="interactive", pass_mark=0.8),
            activity("lab", kind="tool", points=5.0),
        )
    )
    assert _ids(facts.value("assessed_work")) == ["quiz", "essay", "forum", "sco", "lab"]
    assert facts.value("has_assessment") is True


@pytest.mark.parametrize(
    "hidden",
    [
        activity("a", kind="quiz", visibility="hidden"),
        activity("a", kind="quiz", audience="instructor"),
        activity("a", kind="survey", graded=True),
        activity("a", kind="bank"),
        activity("a", kind="discussion", graded=True, raw_kind="announcement"),
    ],
)
def test_what_learners_do_not_meet_and_surveys_assess_nobody(hidden: Any) -> None:
    facts = CourseFacts(activities=(hidden,))
    assert facts.value("assessed_work") == ()
    assert facts.value("has_assessment") is False


def test_survey_of_the_record_and_of_the_test_assess_nobody() -> None:
    record = {"assessments": [{"ref": "Your opinion", "type": "survey"}]}
    facts = CourseFacts(
        record=record,
        activities=(activity("q1", kind="quiz", title="Your opinion"), activity("q2", kind="quiz")),
        assessments=(assessment("a", activity="q2", kind="survey", questions=(question("q"),)),),
    )
    assert facts.value("assessed_work") == ()


def test_what_the_record_lists_assesses_whatever_its_kind() -> None:
    facts = CourseFacts(
        record={"assessments": [{"ref": "Field diary"}]}, activities=(activity("d", title="Field diary"),)
    )
    assert _ids(facts.value("assessed_work")) == ["d"]


def test_questions_of_a_bank_alone_are_no_assessment() -> None:
    assert CourseFacts(questions=(question("q", bank=True),)).value("has_assessment") is False
    assert CourseFacts(questions=(question("q"),)).value("has_assessment") is True


def test_scos_tools_and_every_unit_of_cmi5_may_hide_an_assessment() -> None:
    parts = (activity("sco", kind="interactive"), activity("tool", kind="tool"), activity("link", kind="link"))
    assert CourseFacts(activities=parts).value("opaque_work") == ("sco", "tool")
    assert CourseFacts(activities=parts, format_="cmi5").value("opaque_work") == ("sco", "tool", "link")


def test_a_scored_sco_is_known_to_assess_and_hides_nothing() -> None:
    facts = CourseFacts(activities=(activity("sco", kind="interactive", pass_mark=0.5),))
    assert facts.value("opaque_work") == ()


def test_what_counts_is_not_known_where_nothing_tells() -> None:
    facts = CourseFacts(activities=(activity("q", kind="quiz", graded=unsupported()),))
    found = facts.fact("graded_work")
    assert isinstance(found, Fact)
    assert found.state is State.UNSUPPORTED
    assert facts.fact("graded_forms").state is State.UNSUPPORTED


def test_record_says_what_counts() -> None:
    record = {
        "assessments": [
            {"ref": "a", "weight": 0.4},
            {"ref": "b", "type": "formative"},
            {"ref": "c", "type": "summative"},
        ]
    }
    quizzes = tuple(activity(name, kind="quiz", graded=unsupported()) for name in "abcd")
    assert _ids(CourseFacts(record=record, activities=quizzes).value("graded_work")) == ["a", "c"]


def test_package_says_what_counts_before_silence_of_the_record() -> None:
    facts = CourseFacts(record={}, activities=(activity("q", kind="quiz", graded=True),))
    assert _ids(facts.value("graded_work")) == ["q"]


def test_forms_of_graded_work_are_told_apart() -> None:
    facts = CourseFacts(
        activities=(
            activity("quiz", kind="quiz", graded=True),
            activity("essay", kind="assignment", graded=True),
            activity("forum", kind="discussion", graded=True),
            activity("peer", kind="assignment", raw_kind="workshop", graded=True),
            activity("tool", kind="tool", graded=True),
            activity("free", kind="assignment", graded=False),
        )
    )
    assert facts.value("graded_forms") == ("quiz", "written", "discussion", "peer")


def test_test_with_an_essay_is_quiz_and_written_work() -> None:
    questions = (question("1", kind="single_choice"), question("2", kind="essay"))
    facts = CourseFacts(
        activities=(activity("q", kind="quiz", graded=True),),
        assessments=(assessment("a", activity="q", questions=questions),),
    )
    assert facts.value("graded_forms") == ("quiz", "written")


def test_reason_for_no_assessment_is_that_of_the_record() -> None:
    assert CourseFacts(record={"noAssessments": "Open material"}).value("no_assessment_reason") == "Open material"
    assert CourseFacts().value("no_assessment_reason") is None
