"""Open tasks and time limits."""

from __future__ import annotations

from course_facts import CourseFacts, activity, assessment, question


def test_assignments_graded_discussions_and_tests_with_essays_are_open() -> None:
    parts = (
        activity("task", kind="assignment"),
        activity("forum", kind="discussion", graded=True),
        activity("chat", kind="discussion"),
        activity("closed", kind="quiz"),
        activity("mixed", kind="quiz"),
    )
    tests = (
        assessment("1", activity="closed", questions=(question("a", kind="single_choice", scored_by="machine"),)),
        assessment("2", activity="mixed", questions=(question("b", kind="essay", scored_by="human"),)),
    )
    facts = CourseFacts(activities=parts, assessments=tests)
    assert [one.id for one in parts if facts.of("activity", "open_task", one)] == ["task", "forum", "mixed"]


def test_time_limit_is_that_of_the_activity_else_of_its_test() -> None:
    own, test, none = activity("a", time_limit_s=60.0), activity("b"), activity("c", time_limit_s=0.0)
    facts = CourseFacts(
        activities=(own, test, none),
        assessments=(
            assessment("1", activity="a", time_limit_s=90.0),
            assessment("2", activity="b", time_limit_s=30.0),
        ),
    )
    assert [facts.of("activity", "time_allowed_s", one) for one in (own, test, none)] == [60.0, 30.0, None]


def test_time_limit_of_hidden_work_concerns_nobody() -> None:
    hidden = activity("a", time_limit_s=60.0, visibility="hidden")
    assert CourseFacts(activities=(hidden,)).of("activity", "time_allowed_s", hidden) is None


def test_record_says_whether_more_time_can_be_given() -> None:
    parts = (activity("a"), activity("b"), activity("c"))
    record = {"assessments": [{"ref": "A", "timed": True}, {"ref": "b", "timed": False}, {"ref": "c"}]}
    facts = CourseFacts(record=record, activities=parts)
    assert [facts.of("activity", "extra_time", one) for one in parts] == [True, False, None]
