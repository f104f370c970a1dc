"""Colour and width."""

from __future__ import annotations

import io

import pytest

from oecheck.cli._terminal import width_of, writes_colour


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_terminal_has_colour_and_a_file_has_not() -> None:
    assert writes_colour(Terminal())
    assert not writes_colour(io.StringIO())


@pytest.mark.parametrize(
    ("variables", "wish", "coloured"),
    [
        ({"NO_COLOR": "1"}, "auto", False),
        ({"NO_COLOR": ""}, "auto", True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, "auto", False),
        ({"TERM": "dumb"}, "auto", False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, "auto", True),
        ({"NO_COLOR": "1"}, "always", True),
        ({}, "never", False),
    ],
)
def test_option_then_no_color_then_force_color_then_the_terminal_decide(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], wish: str, coloured: bool
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert writes_colour(Terminal(), wish) is coloured


def test_width_of_a_file_is_fixed_so_that_its_bytes_are() -> None:
    assert width_of(io.StringIO()) == 80


@pytest.mark.parametrize(("columns", "width"), [("40", 40), ("5", 30), ("400", 100)])
def test_width_follows_the_terminal_within_reason(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)

    assert width_of(Terminal()) == width
