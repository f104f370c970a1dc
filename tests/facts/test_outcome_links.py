"""Outcomes with what teaches and what assesses them."""

from __future__ import annotations

from course_facts import CourseFacts, activity, assessment, module, outcome, question


def test_links_count_from_either_side() -> None:
    first, second = outcome("LO1", aligned=("m1", "quiz")), outcome("LO2")
    facts = CourseFacts(
        outcomes=(first, second),
        modules=(module("m1", title="Wells"), module("m2", title="Pumps", outcomes=("LO2",))),
        activities=(
            activity("quiz", kind="quiz", title="Final quiz"),
            activity("task", kind="assignment", outcomes=("LO2",)),
        ),
    )
    assert facts.of("outcome", "taught_by", first) == ("Wells",)
    assert facts.of("outcome", "assessed_by", first) == ("Final quiz",)
    assert facts.of("outcome", "taught_by", second) == ("Pumps",)
    assert facts.of("outcome", "assessed_by", second) == ("task",)


def test_assessment_does_not_teach_and_page_does_not_assess() -> None:
    tested, taught = outcome("LO1", aligned=("quiz",)), outcome("LO2", aligned=("page",))
    facts = CourseFacts(
        outcomes=(tested, taught), activities=(activity("quiz", kind="quiz"), activity("page", kind="page"))
    )
    assert facts.of("outcome", "taught_by", tested) == ()
    assert facts.of("outcome", "assessed_by", taught) == ()


def test_question_of_a_test_assesses_and_survey_does_not() -> None:
    asked, opinion = outcome("LO1", aligned=("q1",)), outcome("LO2", aligned=("s1",))
    facts = CourseFacts(
        outcomes=(asked, opinion),
        questions=(question("q1"),),
        activities=(activity("s", kind="survey"),),
        assessments=(assessment("s1", activity="s", kind="survey"),),
    )
    assert facts.of("outcome", "assessed_by", asked) == ("q1",)
    assert facts.of("outcome", "assessed_by", opinion) == ()


def test_unit_serves_the_outcomes_of_what_is_in_it() -> None:
    one, two = module("m1"), module("m2")
    facts = CourseFacts(
        outcomes=(outcome("LO1", aligned=("p1",)),),
        modules=(one, module("i1", parent="m1", leaf=True), two),
        activities=(activity("p1", module="i1"),),
    )
    assert facts.of("module", "served_outcomes", one) == ("LO1",)
    assert facts.of("module", "served_outcomes", two) == ()


def test_many_outcomes_and_links_are_linked_in_one_pass() -> None:
    many = tuple(outcome(f"LO{n}", aligned=(f"m{n}",)) for n in range(5000))
    facts = CourseFacts(outcomes=many, modules=tuple(module(f"m{n}") for n in range(5000)))
    assert all(facts.of("outcome", "taught_by", one) for one in many)
