from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.facts.animation import animation_s

HEADER = b"GIF89a" + bytes([1, 0, 1, 0, 0x80, 0, 0]) + bytes(6)  # one pixel, a table of two colours
FRAME = b"\x2c" + bytes(8) + b"\x00" + b"\x02\x02\x4c\x01\x00"
TRAILER = b"\x3b"


def control(delay_cs: int) -> bytes:
    return b"\x21\xf9\x04\x00" + delay_cs.to_bytes(2, "little") + b"\x00\x00"


def repeat(times: int) -> bytes:
    return b"\x21\xff\x0bNETSCAPE2.0\x03\x01" + times.to_bytes(2, "little") + b"\x00"


def gif(*blocks: bytes) -> bytes:
    return HEADER + b"".join(blocks) + TRAILER


def test_picture_of_one_frame_stands_still() -> None:
    assert animation_s(gif(repeat(0), control(50), FRAME)) == 0.0


def test_repetition_of_nought_is_without_end() -> None:
    assert animation_s(gif(repeat(0), control(50), FRAME, control(50), FRAME)) == math.inf


def test_frames_without_repetition_are_shown_once() -> None:
    assert animation_s(gif(control(50), FRAME, control(100), FRAME)) == pytest.approx(1.5)


def test_repetitions_come_on_top_of_the_first_showing() -> None:
    assert animation_s(gif(repeat(2), control(100), FRAME, control(100), FRAME)) == pytest.approx(6.0)


def test_frame_without_delay_counts_as_browsers_show_it() -> None:
    assert animation_s(gif(control(0), FRAME, FRAME)) == pytest.approx(0.2)


def test_comments_and_local_colour_tables_are_passed_over() -> None:
    coloured = b"\x2c" + bytes(8) + b"\x80" + bytes(6) + b"\x02\x02\x4c\x01\x00"
    comment = b"\x21\xfe\x03,,,\x00"
    assert animation_s(gif(comment, control(100), coloured, comment, control(100), coloured)) == pytest.approx(2.0)


def test_what_is_no_gif_has_no_value() -> None:
    assert animation_s(b"\x89PNG\r\n\x1a\n") is None
    assert animation_s(b"GIF89a") is None


@given(st.binary(max_size=200))
def test_any_bytes_after_the_header_give_an_answer(tail: bytes) -> None:
    seconds = animation_s(HEADER + tail)
    assert seconds is not None
    assert seconds >= 0
