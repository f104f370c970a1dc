"""The forms of a page's text that facts share."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.documents.html import parse_html
from oecheck.facts._page_text import PageText, page_text
from oecheck.facts.local_forms import local_forms
from oecheck.values.text import apart, collapse, fold


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_shared_forms_are_those_of_the_text_itself(text: str) -> None:
    shared = PageText(text)
    assert (shared.collapsed, shared.folded, shared.padded) == (collapse(text), fold(text), apart(text))
    assert shared.words == set(apart(text).split())


def test_words_that_stand_twice_in_a_row_are_told() -> None:
    assert PageText("Read the, the book and the end. End").repeated == {"the", "end"}


def test_facts_of_a_page_share_one_text_unless_it_is_cut() -> None:
    document = parse_html(b"<p>one two three</p>", "page.html")
    assert page_text(document) is page_text(document, 1000)
    assert page_text(document, 4).padded == apart(document.text[:4])


def test_unit_behind_an_amount_of_money_is_told_as_well() -> None:
    document = parse_html(b"<p>$5 miles, 7:30 PM EST, 3/4/2023, 3/4/2023/5</p>", "page.html")
    assert local_forms(document) == ("3/4/2023", "$5", "miles", "7:30 PM EST")
