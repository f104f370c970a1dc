"""Lines that fit a terminal, and text that cannot steer it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.reporters._layout import columns, wrapped
from oecheck.reporters._visible import visible


@pytest.mark.parametrize(
    ("text", "size"),
    [("abc", 3), ("课程", 4), ("e\u0301", 1), ("पाठ", 3), ("한국", 4), ("ab课", 4), ("", 0)],
)
def test_columns_are_those_of_a_terminal(text: str, size: int) -> None:
    assert columns(text) == size


def test_chinese_is_broken_between_characters() -> None:
    assert list(wrapped("课程没有许可证", 6)) == ["课程没", "有许可", "证"]


def test_long_path_stays_whole_so_that_it_can_be_copied() -> None:
    path = "a/very/long/path/that/is/wider/than/the/line.html:12:5"

    assert list(wrapped(path, 20, "    ", "    ")) == [f"    {path}"]


def test_lines_hang_under_their_label() -> None:
    assert list(wrapped("one two three", 12, "Why  ", "     ")) == ["Why  one two", "     three"]


@given(st.text(), st.integers(10, 60))
def test_no_line_is_wider_than_asked_unless_it_is_one_word(text: str, width: int) -> None:
    for line in wrapped(visible(text), width):
        assert columns(line) <= width or " " not in line


@given(st.text(), st.integers(10, 60))
def test_wrapping_loses_nothing_but_blanks(text: str, width: int) -> None:
    safe = visible(text)

    assert "".join(wrapped(safe, width)).replace(" ", "") == safe.replace(" ", "")


@given(st.text(st.characters()))
def test_visible_text_has_no_control_bidi_or_surrogate_character(text: str) -> None:
    shown = visible(text)

    assert not [one for one in shown if unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp")]
    assert not [one for one in shown if unicodedata.bidirectional(one) in ("RLO", "LRO", "RLE", "LRE", "PDF")]
    assert not [one for one in shown if unicodedata.bidirectional(one) in ("RLI", "LRI", "FSI", "PDI")]
    shown.encode("utf-8")


def test_joiners_that_spell_words_are_kept() -> None:
    persian = "می\u200cخواهم"

    assert visible(persian) == persian


def test_escape_sequence_is_shown_and_not_sent() -> None:
    assert visible("a\x1b[2Jb\u202ec") == "a<U+001B>[2Jb<U+202E>c"
