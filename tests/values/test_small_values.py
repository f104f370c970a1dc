"""Durations, dates, vCards, countries and texts."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.values import country, date, duration, text, vcard


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("PT40H", 144_000),
        ("PT1H30M", 5400),
        ("P1DT12H", 129_600),
        ("P2W", 1_209_600),
        ("PT1.5H", 5400),
        ("0001:30:00.05", 5400.05),
        ("00:00:10", 10),
        ("P", None),
        ("PT", None),
        ("P1DT", None),
        ("2 hours", None),
        ("", None),
        ("00:75:00", None),
    ],
)
def test_duration_in_seconds(written: str, seconds: float | None) -> None:
    assert duration.parse(written) == seconds


def test_months_are_marked_as_an_approximation() -> None:
    found = duration.read("P2M")
    assert found is not None
    assert found.approximate
    assert found.seconds == pytest.approx(2 * 30.44 * 86400, rel=0.001)


@pytest.mark.parametrize(
    ("written", "iso", "precision"),
    [
        ("2024", "2024", "year"),
        ("2024-05", "2024-05", "month"),
        ("2024-05-03", "2024-05-03", "day"),
        ("2024-05-03T10:00+0200", "2024-05-03T10:00:00+02:00", "second"),
        ("2024-05-03T10", "2024-05-03T10:00:00", "second"),
        ("2014-01-01 00:00:00 UTC", "2014-01-01T00:00:00Z", "second"),
        ("20240503", "2024-05-03", "day"),
        ("1700000000", "2023-11-14T22:13:20Z", "second"),
        ("2024-02-30", "", ""),
        ("2024-13", "", ""),
        ("0000", "", ""),
        ("yesterday", "", ""),
    ],
)
def test_date_keeps_its_precision(written: str, iso: str, precision: str) -> None:
    found = date.parse(written)
    assert (found.iso, found.precision, found.valid) == (iso, precision, bool(iso))


def test_vcard_gives_name_and_organisation_and_drops_the_rest() -> None:
    card = "BEGIN:VCARD\r\nFN:Jo Doe\r\nN:Doe;Jo;;Dr.;\r\nORG:Open U\\, Ltd;Dept\r\nEMAIL:jo@u.org\r\nEND:VCARD"
    assert vcard.name_and_organisation(card) == vcard.NameAndOrganisation("Jo Doe", "Open U, Ltd")


def test_vcard_whose_lines_were_glued_together_is_read() -> None:
    card = "BEGIN:VCARD FN:Jo Doe ORG:Open U EMAIL;TYPE=INTERNET:jo@u.org END:VCARD"
    assert vcard.name_and_organisation(card) == vcard.NameAndOrganisation("Jo Doe", "Open U")


def test_structured_name_is_said_in_the_usual_order() -> None:
    card = "BEGIN:VCARD\nN:Doe;Jo;;Dr.;\nEND:VCARD"
    assert vcard.name_and_organisation(card).name == "Dr. Jo Doe"


def test_plain_name_loses_its_address() -> None:
    assert vcard.name_and_organisation("Jo Doe <jo@u.org>").name == "Jo Doe"


def test_country_codes() -> None:
    assert [country.valid(code) for code in ("KE", "ke", "UK", "XX", "")] == [True, True, False, False, False]


def test_markup_is_stripped_and_what_nobody_sees_with_it() -> None:
    markup = "<p>a &amp; b<br>c</p><script>x < y</script><!-- no --> 1 < 2 <style>p{}</style>end"
    assert text.strip_markup(markup) == "a & b c 1 < 2 end"


def test_fold_makes_equal_what_people_take_for_equal() -> None:
    assert text.fold("  Straße\u00a0ﬁ ") == text.fold("STRASSE FI")


@pytest.mark.parametrize("piece", ["<", "<!--", "<script", "<script>", "&", "</", "<a "])
def test_stripping_stays_linear_on_hostile_text(piece: str) -> None:
    hostile = piece * (1_000_000 // len(piece))
    started = time.process_time()
    text.strip_markup(hostile)
    assert time.process_time() - started < 5  # a quadratic search takes minutes


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_taken(anything: str) -> None:
    found = duration.parse(anything)
    assert found is None or found >= 0
    assert date.parse(anything).valid in {True, False}
    assert "secret@example.org" not in vcard.name_and_organisation(f"{anything} secret@example.org").name
    assert text.fold(text.fold(anything)) == text.fold(anything)
    text.strip_markup(anything)


@given(st.text(max_size=40))
def test_words_set_apart_hold_letters_marks_and_numbers_only(written: str) -> None:
    padded = text.apart(written)
    kept = [character for character in text.fold(written) if unicodedata.category(character)[0] in "LMN"]
    assert padded == f" {' '.join(padded.split())} "
    assert padded.replace(" ", "") == "".join(kept)
