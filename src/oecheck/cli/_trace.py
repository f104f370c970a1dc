"""Where an exception came from, for `--debug`: classes and lines of code, never what the exception says.

The message of a foreign exception quotes what it could not take: a key, a number, a line of the package.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator

from oecheck.errors import OecheckError

__all__ = ["print_trace"]


def print_trace(error: BaseException | None) -> None:
    """Writes the traces of an exception and of those that led to it to standard error, the first one first."""
    for one in reversed(list(_chain(error))):
        print("Traceback (most recent call last):", file=sys.stderr)
        sys.stderr.writelines(traceback.format_tb(one.__traceback__))
        print(_name(one), file=sys.stderr)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _name(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    return f"{name}: {error.code}" if isinstance(error, OecheckError) else name
