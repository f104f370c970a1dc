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


def _screen(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, silent_s: float = 0.0) -> io.StringIO:
    """A stream in the place of standard error; called in the test itself, since pytest puts its own there before."""
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr(_progress, "_SILENT_S", silent_s)
    monkeypatch.setattr(_progress, "_EVERY_S", 0.01)
    return stream


def _until(screen: io.StringIO, words: str) -> None:
    """Waits for words on the screen; a test that never sees them fails on what it asserts next."""
    end = time.monotonic() + 5
    while words not in screen.getvalue() and time.monotonic() < end:
        time.sleep(0.005)


def test_long_work_is_told_and_wiped_away_when_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _screen(monkeypatch, Terminal())
    with Progress("checking biology.imscc"):
        _until(screen, "checking biology.imscc: 0 s")

    assert "checking biology.imscc: 0 s" in screen.getvalue()
    assert screen.getvalue().endswith(" \r")


def test_work_that_is_to_be_quiet_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _screen(monkeypatch, Terminal())
    with Progress("checking", wanted=False):
        time.sleep(0.05)

    assert screen.getvalue() == ""


def test_short_work_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _screen(monkeypatch, Terminal(), silent_s=60.0)
    with Progress("checking"):
        pass

    assert screen.getvalue() == ""


def test_nothing_is_told_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    log = _screen(monkeypatch, io.StringIO())
    with Progress("checking"):
        time.sleep(0.05)

    assert log.getvalue() == ""
