"""Files that a command writes: whether they can be, asked before the work is done whose result they are to hold."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EISDIR
from pathlib import Path

from oecheck.cli._terminal import write_bytes
from oecheck.errors import UsageError

__all__ = ["STANDARD_OUTPUT", "require_writable", "write_text", "writing"]

STANDARD_OUTPUT = "-"
"""The name that stands for no file."""


def require_writable(file: Path) -> None:
    """Makes sure of what can be known beforehand; folders are never made unasked, a name may be misspelt.

    Raises:
        UsageError: the folder is not there or not ours to write to, or the file is a folder or is protected.
    """
    folder = file.parent
    if not folder.is_dir():
        shown = folder.as_posix()
        raise UsageError("output-folder", file=file.as_posix(), folder=shown, quoted=shlex.quote(shown))
    if file.is_dir():
        raise _refused(file, EISDIR)
    if not os.access(file if file.exists() else folder, os.W_OK):
        raise _refused(file, EACCES)


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Turns a refusal of the system while a file is written into words.

    Raises:
        UsageError: the file could not be written.
    """
    try:
        yield
    except OSError as problem:
        raise UsageError("output-unwritable", file=file.as_posix(), detail=problem.strerror) from problem


def write_text(target: str, text: str) -> None:
    """Writes a text to a file, or to standard output.

    Raises:
        UsageError: the file could not be written.
    """
    if target == STANDARD_OUTPUT:
        write_bytes(text.encode("utf-8"))
        sys.stdout.flush()
        return
    with writing(Path(target)):
        Path(target).write_text(text, encoding="utf-8")


def _refused(file: Path, code: int) -> UsageError:
    return UsageError("output-unwritable", file=file.as_posix(), detail=os.strerror(code))
