"""How far a batch is, on standard error: a line that is written over on a terminal, one a minute elsewhere."""

from __future__ import annotations

import sys
import time
from collections import Counter

from oecheck.batch import Done, PackageStatus
from oecheck.cli._said import said
from oecheck.cli._terminal import width_of

__all__ = ["BatchProgress"]

_TERMINAL_EVERY_S = 1.0
_FILE_EVERY_S = 60.0
_MINUTE_S, _HOUR_S = 60, 3600


class BatchProgress:
    """A watcher that tells people.

    Args:
        wanted: False says nothing but what a beginning has to say.
    """

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted
        self._terminal = sys.stderr.isatty()
        self._begun = self._told = time.monotonic()
        self._todo = self._total = self._finished = 0
        self._statuses: Counter[PackageStatus] = Counter()

    def begins(self, total: int, finished: int, redone: int) -> None:
        """Says what there is to do."""
        self._begun = self._told = time.monotonic()
        self._total, self._finished, self._todo = total, finished, total - finished
        if self._wanted:
            self._line(said("batch.begins", total=total, finished=finished, redone=redone), stays=True)

    def done(self, done: Done) -> None:
        """Counts a package, and says how far it is when it is time."""
        self._statuses[done.row.status] += 1
        now = time.monotonic()
        every = _TERMINAL_EVERY_S if self._terminal else _FILE_EVERY_S
        if self._wanted and (now - self._told >= every):
            self._told = now
            self._line(self._state(now))

    def tables(self) -> None:
        """Says that the packages are through."""
        if self._wanted:
            if self._statuses:
                self._line(self._state(time.monotonic()), stays=True)
            self._line(said("batch.tables"), stays=True)

    def _state(self, now: float) -> str:
        through = self._statuses.total()
        rate = through / max(now - self._begun, 0.001)
        left = (self._todo - through) / rate if rate else 0.0
        return said(
            "batch.state",
            done=self._finished + through,
            total=self._total,
            rate=f"{rate:.1f}",
            left=_time(left),
            unread=through - self._statuses[PackageStatus.CHECKED],
        )

    def _line(self, text: str, *, stays: bool = False) -> None:
        if not self._terminal:
            print(text, file=sys.stderr, flush=True)
            return
        width = width_of(sys.stderr) - 1
        print(f"\r{text[:width]:<{width}}", end="\n" if stays else "", file=sys.stderr, flush=True)


def _time(seconds: float) -> str:
    """A time for people: minutes, or hours and minutes."""
    if seconds < _HOUR_S:
        return said("batch.minutes", minutes=int(seconds // _MINUTE_S), seconds=int(seconds % _MINUTE_S))
    return said("batch.hours", hours=int(seconds // _HOUR_S), minutes=int(seconds % _HOUR_S // _MINUTE_S))
