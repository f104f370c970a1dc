"""What several formats share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.reporters._direction import is_right_to_left
from oecheck.reporters._facts import fair_shares
from oecheck.reporters._stream import in_pieces
from oecheck.reporters._visible import exact, visible


@given(st.lists(st.integers(0, 200), max_size=12), st.integers(0, 500))
def test_shares_use_all_the_room_and_no_more(sizes: list[int], total: int) -> None:
    shares = fair_shares(sizes, total)

    assert sum(shares) == min(sum(sizes), total)
    assert all(0 <= share <= size for share, size in zip(shares, sizes, strict=True))


@given(st.lists(st.integers(1, 200), min_size=1, max_size=12), st.integers(0, 500))
def test_no_large_group_takes_from_a_small_one(sizes: list[int], total: int) -> None:
    shares = fair_shares(sizes, total)
    cut = [share for share, size in zip(shares, sizes, strict=True) if share < size]

    assert all(share <= min(cut, default=share) + total % len(sizes) + len(sizes) for share in cut)
    assert all(size <= max(shares) for share, size in zip(shares, sizes, strict=True) if share == size)


def test_one_flood_leaves_room_for_every_other_requirement() -> None:
    assert fair_shares([100_000, 3, 7, 1], 20) == [9, 3, 7, 1]


@pytest.mark.parametrize("tag", ["ar", "he", "fa-IR", "ur", "AR-eg", "az-Arab", "ks-Arab-IN"])
def test_languages_from_right_to_left_are_known(tag: str) -> None:
    assert is_right_to_left(tag)


@pytest.mark.parametrize("tag", ["en", "zh-Hans", "ru", "ks-Deva", "ku-Latn", "", "arn"])
def test_other_languages_run_from_left_to_right(tag: str) -> None:
    assert not is_right_to_left(tag)


@given(st.lists(st.text(), max_size=20))
def test_pieces_hold_every_letter(texts: list[str]) -> None:
    assert b"".join(in_pieces(texts)).decode() == "".join(texts)


def test_pieces_are_neither_single_letters_nor_the_whole() -> None:
    sizes = [len(piece) for piece in in_pieces("x" * 1000 for _ in range(1000))]

    assert max(sizes) < 100_000
    assert len(sizes) < 20


def test_name_that_is_no_utf_8_is_told_as_an_escape() -> None:
    assert b"".join(in_pieces(["caf\udce9"])) == b"caf\\udce9"


def test_byte_that_is_no_utf_8_reads_as_in_the_canonical_json() -> None:
    assert visible("caf\udce9") == exact("caf\udce9") == "caf\\udce9"


@given(st.text(st.characters()))
def test_exact_text_is_printable_and_keeps_its_blanks(text: str) -> None:
    shown = exact(text)

    assert shown.count(" ") == text.count(" ")
    assert not set(shown) & set("\n\r\t\x1b\u202e\u2066\ufffe\uffff\ud800")
    assert visible(text) == visible(visible(text))
