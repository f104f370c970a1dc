"""Colour and width."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from oecheck.cli._terminal import width_of, write_bytes, writes_colour
from tests.reporters.sample import full_report


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


def test_typography_becomes_ascii_and_the_rest_an_escape_where_a_terminal_lacks_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class AsciiTerminal(Terminal):
        encoding = "ascii"

    screen = AsciiTerminal()
    monkeypatch.setattr("sys.stdout", screen)
    write_bytes("The page “课” … is\n".encode())

    assert screen.getvalue() == 'The page "\\u8bfe" ... is\n'


def test_closed_pipe_ends_quietly_and_never_as_success(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_bytes(msgspec.json.encode(full_report()))
    words = [sys.executable, "-m", "oecheck", "render", "report.json", "--format", "json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as process:
        assert process.stdout is not None
        process.stdout.close()
        _, err = process.communicate()

    assert (process.returncode, err) == (141, b"")
