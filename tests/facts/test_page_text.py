"""The forms of a page's text that facts share."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.documents.html import parse_html
from oecheck.facts._page_text import PageText, page_text
from oecheck.facts.local_forms import local_forms
from oecheck.facts.wrong_characters import doubled_words, text_characters
from oecheck.values.text import apart, beginning, collapse, fold


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_shared_forms_are_those_of_the_text_itself(text: str) -> None:
    shared = PageText(text)
    assert (shared.folded, shared.padded) == (fold(text), apart(text))
    assert shared.blanked.split() == apart(text).split()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.integers(min_value=0, max_value=40))
def test_beginning_is_the_same_without_looking_at_the_rest(text: str, length: int) -> None:
    assert beginning(text, length) == collapse(text)[:length]


@pytest.mark.parametrize("text", ["Read the, the book; the\nend", "In The  the end", "le\u00a0le"])
def test_words_that_stand_twice_in_a_row_are_told(text: str) -> None:
    twice = {"In The  the end": ("The the",), "le\u00a0le": ("le le",)}.get(text, ())
    assert doubled_words(parse_html(f"<p>{text}</p>", "page.html")) == twice


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_characters_are_those_that_are_not_white_space(text: str) -> None:
    document = parse_html(b"", "page.html")
    document.memo["text"] = text
    assert text_characters(document) == sum(not letter.isspace() for letter in text)


def test_facts_of_a_page_share_one_text_unless_it_is_cut() -> None:
    document = parse_html(b"<p>one two three</p>", "page.html")
    assert page_text(document) is page_text(document, 1000)
    assert page_text(document, 4).padded == apart(document.text[:4])


def test_unit_behind_an_amount_of_money_is_told_as_well() -> None:
    document = parse_html(b"<p>$5 miles, 7:30 PM EST, 3/4/2023, 3/4/2023/5</p>", "page.html")
    assert local_forms(document) == ("3/4/2023", "$5", "miles", "7:30 PM EST")


def test_words_of_every_list_are_told_though_one_scan_looks_for_all() -> None:
    lists = [frozenset({"low tide"}), frozenset({"harbour", "目标"}), frozenset({"lorem ipsum"})]
    text = PageText("At Low, tide the 学习目标 ... lorem")
    assert [text.standing(words) for words in lists] == [("low tide",), ("目标",), ()]
