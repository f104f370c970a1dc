"""Colours of CSS and their contrast."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.values._colour_names import NAMES
from oecheck.values.colour import blend, contrast_ratio, hex_of, parse_colour


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#F00", (255, 0, 0, 1.0)),
        ("#ff000080", (255, 0, 0, 128 / 255)),
        (" Navy ", (0, 0, 128, 1.0)),
        ("rgb(1, 2, 3)", (1, 2, 3, 1.0)),
        ("rgb(100% 0% 50%)", (255, 0, 128, 1.0)),
        ("rgba(1,2,3,.25)", (1, 2, 3, 0.25)),
        ("rgb(300, -5, 0)", (255, 0, 0, 1.0)),
        ("hsl(120, 100%, 25%)", (0, 128, 0, 1.0)),
        ("hsl(0deg 0% 100% / 50%)", (255, 255, 255, 0.5)),
        ("transparent", (0, 0, 0, 0.0)),
    ],
)
def test_colour_is_read(text: str, colour: tuple[int, int, int, float]) -> None:
    assert parse_colour(text) == pytest.approx(colour)


@pytest.mark.parametrize(
    "text", ["", "#12", "#12345", "#ggg", "rgb(1,2)", "rgb(a,b,c)", "var(--x)", "currentcolor", "nocolour"]
)
def test_what_is_no_colour_is_none(text: str) -> None:
    assert parse_colour(text) is None


def test_there_are_as_many_names_as_the_standard_has() -> None:
    assert len(NAMES) == 148


@pytest.mark.parametrize(
    ("first", "second", "ratio"), [("#000", "#fff", 21.0), ("#777", "#fff", 4.48), ("red", "red", 1.0)]
)
def test_contrast(first: str, second: str, ratio: float) -> None:
    one, two = parse_colour(first), parse_colour(second)
    assert one is not None
    assert two is not None
    assert contrast_ratio(one, two) == contrast_ratio(two, one) == pytest.approx(ratio, abs=0.005)


def test_see_through_colour_is_laid_over() -> None:
    assert hex_of(blend((0, 0, 0, 0.5), (255, 255, 255, 1.0))) == "#808080"
    assert blend((1, 2, 3, 1.0), (255, 255, 255, 1.0)) == (1, 2, 3, 1.0)


@given(st.text(max_size=30))
def test_any_text_gives_a_colour_or_none(text: str) -> None:
    colour = parse_colour(text)
    assert colour is None or all(0 <= channel <= 255 for channel in colour[:3])
