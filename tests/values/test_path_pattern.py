"""Patterns of paths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.values.path_pattern import matches


@pytest.mark.parametrize(
    ("path", "pattern", "fits"),
    [
        ("web/a.html", "web/*", True),
        ("web/deep/a.html", "web/*", False),
        ("web/deep/a.html", "web/**", True),
        ("web/deep/a.html", "**/a.html", True),
        ("a.html", "**/a.html", True),
        ("web/deep/er/a.html", "web/**/a.html", True),
        ("web/a.html", "web/**/a.html", True),
        ("web/a.html", "web/?.html", True),
        ("web/a.html", "web/[ab].html", True),
        ("web/A.html", "web/a.html", False),
        ("web/a.html", "a.html", False),
        ("", "**", True),
        ("a", "a/**/**", True),
    ],
)
def test_star_stays_in_its_folder_and_two_stars_do_not(path: str, pattern: str, fits: bool) -> None:
    assert matches(path, pattern) is fits


@given(st.lists(st.sampled_from("ab/"), max_size=12).map("".join))
def test_every_path_fits_two_stars(path: str) -> None:
    assert matches(path, "**")


def test_many_stars_take_no_longer_than_path_times_pattern() -> None:
    assert not matches("/".join(["a"] * 400), "/".join(["**", "a"] * 200) + "/b")
