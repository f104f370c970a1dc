"""Words on honest work and tools of artificial intelligence, and headings that announce questions or grading."""

from __future__ import annotations

import pytest
from course_facts import CourseFacts, activity, catalogue, heading, module

from oecheck.documents.html import parse_html
from oecheck.facts.integrity import integrity_words
from oecheck.model.fact import Fact, State


def _words(text: str) -> tuple[str, ...]:
    return integrity_words(parse_html(f"<p>{text}</p>", "p.html"), catalogue())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Plagiarism is not allowed.", "plagiarism"),
        ("Cite your sources.", "cite your sources"),
        ("You may use ChatGPT.", "chatgpt"),
        ("Le plagiat est interdit.", "plagiat"),
        ("Плагиат запрещён.", "плагиат"),
        ("严禁抄袭。", "抄袭"),
        ("يمنع الغش في الاختبار", "الغش"),
    ],
)
def test_words_on_honest_work_are_found_in_pages(text: str, word: str) -> None:
    assert word in _words(text)


def test_words_inside_other_words_are_not_found() -> None:
    assert _words("The geminids are meteors; cheatingly is no word.") == ()


def test_mentions_name_their_page_and_task() -> None:
    facts = CourseFacts(
        languages=("en",),
        pages={"guide.html": {"integrity_words": ("plagiarism",)}, "p.html": {"integrity_words": ()}},
        activities=(activity("Essay", kind="assignment", description="Write it by yourself."),),
    )
    assert facts.value("integrity_mentions") == ("plagiarism (guide.html)", "Essay")
    assert facts.value("tools_mentioned") is False


@pytest.mark.parametrize(
    ("languages", "reason"), [(("is",), "no-lexicon"), ((), "language-unstated"), (("en", "is"), "no-lexicon")]
)
def test_no_mention_is_not_known_where_a_language_has_no_list(languages: tuple[str, ...], reason: str) -> None:
    found = CourseFacts(languages=languages).fact("integrity_mentions")
    assert isinstance(found, Fact)
    assert (found.state, found.reason) == (State.UNREADABLE, reason)


def test_no_mention_in_a_language_with_a_list_is_none() -> None:
    assert CourseFacts(languages=("en", "fr-CA")).fact("integrity_mentions") == ()


def test_record_names_the_rules() -> None:
    assert CourseFacts(record={"integrityRef": "guide.html"}).value("integrity_ref") == "guide.html"
    assert CourseFacts(record={}).value("integrity_ref") is None


@pytest.mark.parametrize(
    ("text", "announces"),
    [
        ("Objectives", True),
        ("Objetivos:", True),
        ("目标", True),
        ("Objectives of Napoleon", False),
        ("物流目标管理", False),
    ],
)
def test_a_word_that_means_much_announces_outcomes_where_it_stands_alone(text: str, announces: bool) -> None:
    pages = {"p.html": {"headings": (heading(text),)}}
    found = CourseFacts(languages=("en",), pages=pages).value("outcome_candidates")
    assert found == ((f"{text} (p.html)",) if announces else ())


def test_sentence_of_a_description_announces_outcomes() -> None:
    said = "Welcome to the course. By the end of the course, participants will be able to: draw water; keep it clean."
    facts = CourseFacts(languages=("en",), modules=(module("m", title="Start", description=said),))
    assert facts.value("outcome_candidates") == ("By the end of the course, participants will be able to",)


def test_headings_announce_outcomes_questions_and_grading() -> None:
    texts = ("Learning outcomes", "Review questions", "Grading policy", "Wells")
    pages = {"p.html": {"headings": tuple(heading(text) for text in texts)}}
    facts = CourseFacts(languages=("en",), modules=(module("m", title="Домашнее задание"),), pages=pages)
    assert facts.value("outcome_candidates") == ("Learning outcomes (p.html)",)
    assert facts.value("assessment_candidates") == ("Домашнее задание", "Review questions (p.html)")
    assert facts.value("grading_candidates") == ("Grading policy (p.html)",)
