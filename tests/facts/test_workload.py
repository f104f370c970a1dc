"""Stated and estimated workload."""

from __future__ import annotations

import pytest
from course_facts import CourseFacts, assessment, module, question

from oecheck.model.fact import Fact, Method, unsupported


@pytest.mark.parametrize(
    "text",
    [
        "You need about 4 hours a week.",
        "Le cours dure 6 semaines.",
        "El curso requiere 20 horas.",
        "Курс рассчитан на 12 часов.",
        "本课程共32学时。",
        "مدة الدورة 20 ساعة",
    ],
)
def test_sentence_with_a_number_and_a_word_for_time_is_a_hint(text: str) -> None:
    assert len(CourseFacts(description=f"A course on water. {text}").value("study_time_candidates")) == 1


@pytest.mark.parametrize("text", ["A few hours a week.", "Chapter 4 is on wells.", ""])
def test_word_without_a_number_and_number_without_a_word_are_none(text: str) -> None:
    assert CourseFacts(description=text).value("study_time_candidates") == ()


def test_time_read_out_of_words_is_told_from_stated_time() -> None:
    guessed = Fact(value=3600.0, method=Method.INFERRED, raw="6 weeks; 4 hours a week")
    assert CourseFacts(study_time_s=guessed).value("study_time_in_words") is True
    assert CourseFacts(study_time_s=guessed).value("study_time_candidates") == ("6 weeks", "4 hours a week")
    assert CourseFacts(study_time_s=3600.0).value("study_time_in_words") is False


def test_hours_are_absent_where_none_are_stated_whatever_the_reason() -> None:
    assert CourseFacts(study_time_s=7200.0).value("workload_hours") == 2.0
    assert [CourseFacts(study_time_s=one).fact("workload_hours") for one in (None, 0.0, unsupported())] == [None] * 3


def test_hours_by_credit_points() -> None:
    facts = CourseFacts(study_time_s=27 * 3600.0, credits=1.0, credit_framework="ECTS (European credits)")
    assert facts.value("hours_per_credit") == 27.0
    assert facts.value("credit_system") == "ects"
    assert facts.value("claims_credits") is True


def test_no_credit_points_give_no_quotient() -> None:
    facts = CourseFacts(study_time_s=3600.0, credits=0.0)
    assert facts.fact("hours_per_credit") is None
    assert CourseFacts(credits=unsupported()).value("claims_credits") is False


def test_hours_of_units_are_their_own_else_those_of_their_parts() -> None:
    modules = (
        module("m1", hours=4.0),
        module("i1", parent="m1", hours=1.0),
        module("m2"),
        module("i2", parent="m2", hours=2.0),
        module("i3", parent="m2", hours=3.0),
        module("m3", title="Pumps"),
    )
    facts = CourseFacts(modules=modules)
    assert facts.value("planned_hours") == 9.0
    assert facts.value("units_without_hours") == ("Pumps",)
    assert facts.value("unit_hours") == ("m1: 4", "m2: 5")


def test_course_without_hours_of_units_has_no_sum() -> None:
    assert CourseFacts(modules=(module("m1"), module("m2"))).fact("planned_hours") is None


def test_questions_are_those_that_tests_ask_and_no_surveys() -> None:
    tests = (assessment("a", question_count=5), assessment("b", kind="survey", question_count=9))
    assert CourseFacts(assessments=tests).value("questions_asked") == 5
    assert CourseFacts(questions=(question("1"), question("2", bank=True))).value("questions_asked") == 1
