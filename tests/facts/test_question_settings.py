"""Where questions stand, and how many of a test explain their answer."""

from __future__ import annotations

import msgspec
from course_facts import AT, CourseFacts, assessment, question

from oecheck.model.fact import Fact, unreadable


def test_setting_of_a_question_is_its_test_or_the_bank() -> None:
    asked, kept, lost = question("1", assessment="t"), question("2", assessment="t", bank=True), question("3")
    facts = CourseFacts(assessments=(assessment("t", kind="survey"),))
    assert [facts.of("question", "setting", one) for one in (asked, kept, lost)] == ["survey", "bank", "unknown"]


def test_essays_and_what_people_score_are_open() -> None:
    facts = CourseFacts()
    closed, essay, judged = question("1"), question("2", kind="essay"), question("3", kind="other", scored_by="human")
    assert [facts.of("question", "closed", one) for one in (closed, essay, judged)] == [True, False, False]


def test_share_of_explained_questions_leaves_essays_out() -> None:
    questions = (
        question("1", feedback_count=1),
        question("2", has_solution=True),
        question("3"),
        question("4"),
        question("5", kind="essay"),
    )
    test = assessment("t", questions=questions)
    assert CourseFacts().of("assessment", "explained_share", test) == 0.5
    assert CourseFacts().of("assessment", "closed_questions", test) == 4


def test_test_of_essays_has_no_share() -> None:
    test = assessment("t", questions=(question("1", kind="essay"),))
    assert CourseFacts().of("assessment", "explained_share", test) is None


def test_custom_question_whose_program_holds_its_answers_is_left_out_unless_it_explains() -> None:
    hidden: Fact[bool] = unreadable("custom-interaction", AT)
    program, told = question("1", kind="custom", has_key=hidden), question("2", kind="custom", has_key=hidden, hints=0)
    told = msgspec.structs.replace(told, feedback_count=1)
    known = question("3", kind="custom", has_key=True)

    assert CourseFacts().of("assessment", "closed_questions", assessment("t", questions=(program,))) == 0
    assert CourseFacts().of("assessment", "explained_share", assessment("t", questions=(program, told, known))) == 0.5
    assert CourseFacts().of("question", "closed", program) is True
