"""Stated shares of the result."""

from __future__ import annotations

from course_facts import AT, CourseFacts, activity

from oecheck.model.course import GradingPart


def _part(name: str, weight: float, **fields: int) -> GradingPart:
    return GradingPart(source=AT, name=name, weight=weight, **fields)


def test_weights_of_the_package_are_added_up() -> None:
    facts = CourseFacts(grading_parts=(_part("Homework", 0.6, found=3), _part("Exam", 0.5, found=1)))
    assert facts.value("weight_total") == 1.1
    assert facts.value("weights_without_work") == ()


def test_kind_of_work_with_too_little_work_is_named() -> None:
    parts = (_part("Homework", 0.6, wanted=3, found=2), _part("Exam", 0.4), _part("Extra", 0.0))
    assert CourseFacts(grading_parts=parts).value("weights_without_work") == ("Homework", "Exam")


def test_weights_of_the_record_count_where_the_package_has_none() -> None:
    record = {"assessments": [{"ref": "Quiz", "weight": 0.4}, {"ref": "Essay", "weight": 0.6}, {"ref": "Forum"}]}
    facts = CourseFacts(record=record, activities=(activity("q", title="Quiz"), activity("f", title="Forum")))
    assert facts.value("weight_total") == 1.0
    assert facts.value("weights_without_work") == ("Essay",)


def test_no_weights_have_no_sum() -> None:
    assert CourseFacts().fact("weight_total") is None
    assert CourseFacts(record={"assessments": [{"ref": "x"}]}).fact("weight_total") is None


def test_graded_work_without_a_share_is_named() -> None:
    parts = (activity("a", kind="quiz", graded=True, weight=0.4), activity("b", kind="quiz", graded=True))
    assert CourseFacts(activities=parts).value("unweighted_work") == ("b",)
