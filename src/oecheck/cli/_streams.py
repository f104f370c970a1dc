"""Standard streams for a process that was started without (`oecheck check course.zip >&-`).

Python holds None for a closed one, and the next file that is opened gets its number: what is meant for the terminal
would end up there.
"""

from __future__ import annotations

import os
import sys
from typing import TextIO, cast

__all__ = ["open_missing"]

_IN, _OUT, _ERR = range(3)


def open_missing() -> None:
    """Gives each closed stream its number back.

    Input is empty and complaints go nowhere; but what was to be the result must not get lost unsaid: writing it fails
    (EBADF), as it does for any program.
    """
    if sys.stdin is None:
        sys.stdin = _opened(_IN, os.O_RDONLY, "r")
    if sys.stdout is None:
        sys.stdout = _opened(_OUT, os.O_RDONLY, "w")
    if sys.stderr is None:
        sys.stderr = _opened(_ERR, os.O_WRONLY, "w")


def _opened(number: int, access: int, mode: str) -> TextIO:
    found = os.open(os.devnull, access)
    if found != number:
        os.dup2(found, number)
        os.close(found)
    os.set_inheritable(number, True)  # for the processes of a batch
    return cast("TextIO", open(number, mode, encoding="utf-8", closefd=False))
