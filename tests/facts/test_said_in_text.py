"""Words of a list in a text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.facts._said_in_text import (
    apart,
    holds,
    holds_word,
    may_hold_word,
    places_holding,
    standing,
    those_holding,
)
from oecheck.values.text import blanked

LETTERS = st.text(alphabet="ab é学-'", min_size=1, max_size=4)


def test_word_stands_by_itself_and_not_inside_another() -> None:
    assert holds("Learn by heart.", ["heart"])
    assert not holds("Learn the artichoke.", ["art"])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("What you’ll learn", "what you'll learn"),
        ("Objectifs d'apprentissage", "objectifs d'apprentissage"),
        ("Modalités d’évaluation", "modalités d'évaluation"),
        ("A self-check", "self-check"),
    ],
)
def test_word_with_a_hyphen_or_an_apostrophe_is_found(text: str, word: str) -> None:
    assert holds(text, [word])
    assert standing([word], apart(text)) == (word,)
    assert may_hold_word(blanked(text), frozenset({word}))


def test_word_made_of_signs_alone_is_found_nowhere() -> None:
    assert not holds("All of it.", ["-", "…", ""])


def test_word_of_a_script_without_blanks_is_found_inside() -> None:
    assert holds("学习目标如下", ["目标"])


@settings(max_examples=200)
@given(st.text(alphabet="ab é学.", max_size=30), st.lists(LETTERS, max_size=30))
def test_many_words_are_found_as_one_by_one(text: str, words: list[str]) -> None:
    padded = apart(text)
    assert holds_word(padded, words) == any(holds_word(padded, [word]) for word in words)


@settings(max_examples=200)
@given(st.text(alphabet="ab é学.", max_size=30), st.frozensets(LETTERS, max_size=10))
def test_a_text_that_holds_a_word_may_hold_it(text: str, words: frozenset[str]) -> None:
    found = standing(words, apart(text))
    assert bool(found) == holds(text, words)
    assert may_hold_word(blanked(text), words) or not found


@settings(max_examples=200)
@given(st.lists(st.text(alphabet="ab é学.", max_size=8), max_size=150), st.frozensets(LETTERS, max_size=4))
def test_texts_in_bunches_are_those_looked_at_one_by_one(texts: list[str], words: frozenset[str]) -> None:
    alone = [text for text in texts if holds(text, words)]

    assert list(those_holding(texts, words)) == alone
    assert [texts[place] for place in places_holding([apart(text) for text in texts], words)] == alone


def test_words_of_two_texts_of_a_bunch_make_no_phrase() -> None:
    assert list(those_holding(["we learn", "by heart"], ["learn by"])) == []
