"""The one place where any exception of a rule, a fact or a reader is caught (STYLE §7).

An unexpected exception must neither end the run nor vanish: it becomes a `Broken` value, which its caller turns into
cantTell and a line under `limits`, so that the run is incomplete and says so.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Any

import msgspec

__all__ = ["Broken", "guarded"]


class Broken(msgspec.Struct, frozen=True):
    """What is left of a call that raised: the exception class and the place in our code, no data of the package."""

    error: str
    place: str


def guarded(function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """What the function returns, or `Broken` when it raises. Keyboard interrupts and exits pass through."""
    try:
        return function(*args, **kwargs)
    except (Exception, MemoryError, RecursionError) as error:  # noqa: BLE001 - the home that STYLE §7 names
        return Broken(type(error).__name__, _place(error.__traceback__))


def _place(trace: TracebackType | None) -> str:
    """File and line that the exception was raised at."""
    from traceback import extract_tb  # 2 ms, and hardly ever needed

    frame = extract_tb(trace)[-1]
    return f"{frame.filename.rpartition('/')[2]}:{frame.lineno}"
