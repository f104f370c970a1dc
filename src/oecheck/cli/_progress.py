"""A sign of life on a terminal, once something takes longer than two seconds."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType

from oecheck.cli._said import said
from oecheck.cli._terminal import width_of
from oecheck.reporters._visible import visible

__all__ = ["Progress"]

_SILENT_S = 2.0
_EVERY_S = 1.0


class Progress:
    """While open, says on standard error what is being done and for how long.

    Args:
        doing: what it says, without the time.
        wanted: False says nothing; neither does it where standard error is no terminal.
    """

    def __init__(self, doing: str, *, wanted: bool = True) -> None:
        self._doing = visible(doing)
        self._done = threading.Event()
        self._begun = time.monotonic()
        silent = not wanted or not sys.stderr.isatty()
        self._thread = None if silent else threading.Thread(target=self._tell, daemon=True)

    def __enter__(self) -> Progress:
        if self._thread:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        if self._thread:
            self._thread.join()

    def _tell(self) -> None:
        if self._done.wait(_SILENT_S):
            return
        width = width_of(sys.stderr) - 1
        while True:
            seconds = int(time.monotonic() - self._begun)
            line = said("progress", doing=self._doing, seconds=seconds)[:width]
            print(f"\r{line:<{width}}", end="", file=sys.stderr, flush=True)
            if self._done.wait(_EVERY_S):
                break
        print(f"\r{' ' * width}\r", end="", file=sys.stderr, flush=True)
