"""People are told how far a batch is, and for how long it will go on."""

from __future__ import annotations

import sys

import pytest

from oecheck.batch import Done, PackageStatus
from oecheck.batch._values import Row
from oecheck.cli._batch import _progress
from oecheck.cli._batch._progress import BatchProgress


class Clock:
    """A clock that goes on when it is told."""

    now_s = 1000.0

    def monotonic(self) -> float:
        return self.now_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(_progress, "time", found)
    return found


def _done(status: PackageStatus = PackageStatus.CHECKED) -> Done:
    return Done(name="a", stamp="1", row=Row(status=status, exit_code=0))


def test_log_has_a_line_a_minute_with_rate_and_estimate(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    progress = BatchProgress(wanted=True)
    progress.begins(1000, 400, 5)
    for number in range(120):
        clock.now_s += 1.0
        progress.done(_done(PackageStatus.TIMEOUT if number == 30 else PackageStatus.CHECKED))
    lines = capsys.readouterr().err.splitlines()

    assert lines == [
        "Packages: 1000, finished already: 400, to be done again: 5.",
        "460 of 1000, 1.0 a second, 9 min 0 s left; refused or not complete: 1",
        "520 of 1000, 1.0 a second, 8 min 0 s left; refused or not complete: 1",
    ]


def test_long_estimate_is_in_hours(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    progress = BatchProgress(wanted=True)
    progress.begins(100_000, 0, 0)
    clock.now_s += 100.0
    progress.done(_done())

    assert "2777 h 45 min left" in capsys.readouterr().err


def test_terminal_has_one_line_that_is_written_over(
    clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    progress = BatchProgress(wanted=True)
    progress.begins(10, 0, 0)
    for _ in range(4):
        clock.now_s += 0.6
        progress.done(_done())
    progress.tables()
    err = capsys.readouterr().err

    assert err.count("\n") == 3
    assert [line for line in err.split("\r") if line.startswith("2 of 10")]
    assert "4 of 10" in err


def test_quiet_batch_says_nothing_while_it_runs(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    progress = BatchProgress(wanted=False)
    progress.begins(10, 0, 0)
    clock.now_s += 100.0
    progress.done(_done())
    progress.tables()

    assert capsys.readouterr().err == ""
