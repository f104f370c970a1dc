"""One scan for many words."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.values import words
from oecheck.values.words import WordScan, holds_one_of, holds_pattern, holds_word_of

PIECES = st.text(alphabet="ab .|é学\n", min_size=1, max_size=3)


@pytest.fixture(scope="module", autouse=True, params=[0, 1 << 60], ids=["engine", "plain"])
def engine(request: pytest.FixtureRequest) -> Iterator[None]:
    """All is asked of the engine, and of what answers until it pays to load it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "_WORTH_THE_ENGINE", request.param)
        yield


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab .|é学\n", max_size=20), st.lists(PIECES, max_size=8))
def test_a_word_is_found_as_it_is_written(text: str, wanted: list[str]) -> None:
    assert holds_word_of(wanted)(text) == any(word in text for word in wanted)


def test_a_scan_says_the_same_before_and_after_it_is_made_ready() -> None:
    scan = WordScan([" tide ", "目标", ""])
    texts = [" low tide ", "学习目标", " tidal ", "", " tide " * 5000, "x" * 9]
    assert [scan(text) for text in texts] == [scan(text) for text in texts] == [True, True, False, False, True, False]


def test_half_a_surrogate_pair_does_not_break_a_scan() -> None:
    assert holds_word_of(["tide"])("\ud800 tide")
    assert not holds_word_of(["tide"])("\ud800")


def test_words_in_bytes_are_found_beside_bytes_of_any_encoding() -> None:
    assert holds_one_of([b"k_live_"])(b"\xff\xfe k_live_")


def test_without_the_engine_the_same_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jsonschema_rs", None)
    assert words.holds_pattern("[0-9][/.]")("on 3/4")
    assert not holds_pattern("[0-9][/.]")("on 3 4")
