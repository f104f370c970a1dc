"""A sign of life for what takes long."""

from __future__ import annotations

import io
import time

import pytest

from oecheck.cli import _progress
from oecheck.cli._progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Standard error as a terminal, on which progress begins at once."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(_progress, "_SILENT_S", 0.0)
    monkeypatch.setattr(_progress, "_EVERY_S", 0.01)
    return terminal


def _until(screen: io.StringIO, words: str) -> None:
    """Waits for words on the screen; a test that never sees them fails on what it asserts next."""
    end = time.monotonic() + 5
    while words not in screen.getvalue() and time.monotonic() < end:
        time.sleep(0.005)


def test_long_work_is_told_and_wiped_away_when_it_is_done(screen: Terminal) -> None:
    with Progress("checking biology.imscc"):
        _until(screen, "checking biology.imscc: 0 s")

    assert "checking biology.imscc: 0 s" in screen.getvalue()
    assert screen.getvalue().endswith(" \r")


def test_quiet_work_says_nothing(screen: Terminal) -> None:
    with Progress("checking", wanted=False):
        time.sleep(0.05)

    assert screen.getvalue() == ""


def test_short_work_says_nothing(screen: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_progress, "_SILENT_S", 60.0)
    with Progress("checking"):
        pass

    assert screen.getvalue() == ""


def test_nothing_is_told_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    log = io.StringIO()
    monkeypatch.setattr("sys.stderr", log)
    monkeypatch.setattr(_progress, "_SILENT_S", 0.0)
    with Progress("checking"):
        time.sleep(0.05)

    assert log.getvalue() == ""
