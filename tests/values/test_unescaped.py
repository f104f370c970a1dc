"""References of HTML in short texts, whatever number they name; and other numbers that no computer reads."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.authoring._rule import number
from oecheck.facts.captions import read_captions
from oecheck.run import CheckOptions
from oecheck.run._date import evaluation_date
from oecheck.texts import texts, written
from oecheck.values.text import strip_markup, unescaped

LONG = "9" * 5_000


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("&#039;&#39;&apos;", "'''"),
        (f"a&#{LONG};b&#{LONG}c", "a\ufffdb\ufffdc"),
        ("&#" + "0" * 5_000 + "65;", "A"),
        ("&#x" + "F" * 5_000 + ";", "\ufffd"),
        ("&#1114112;&#55296;", "\ufffd\ufffd"),
        ("&#12345678;", "\ufffd"),
        ("&# &#; &", "&# &#; &"),
    ],
)
def test_reference_is_the_character_or_the_replacement_character(text: str, wanted: str) -> None:
    assert unescaped(text) == wanted
    assert strip_markup(f"<p>{text}</p>") == wanted


@given(st.text(st.sampled_from("&#x0123456789aF;lt "), max_size=40))
def test_references_are_those_of_the_standard_library_wherever_that_reads_them(text: str) -> None:
    assert unescaped(text) == html.unescape(text)


def test_rate_of_captions_with_too_many_digits_is_the_usual_one() -> None:
    start = '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:tickRate="'
    found = read_captions(f'{start}{LONG}"><body><p begin="1s" end="2s">a</p></body></tt>'.encode(), "ttml", "a.ttml")

    assert (found.cues, found.covered_s) == (1, 1.0)


@pytest.mark.parametrize("epoch", [LONG, "²", "-1", "999999999999", "", "now"])
def test_epoch_that_is_no_moment_is_today(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    today = evaluation_date(CheckOptions())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    assert evaluation_date(CheckOptions()) in (today, evaluation_date(CheckOptions(date=today)))


def test_clause_takes_numbers_that_can_be_read() -> None:
    assert number(f"0.10.².{LONG}.x.7") == (0, 10, 7)


@pytest.mark.parametrize("language", ["../en", "a" * 5_000, "a\0b", ""])
def test_language_that_no_file_can_have_is_untranslated(language: str) -> None:
    assert written(language) == {}
    assert texts(language) == texts("en")
