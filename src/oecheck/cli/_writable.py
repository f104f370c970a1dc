"""Whether a file can be written, asked before the work is done whose result it is to hold."""

from __future__ import annotations

import os
import shlex
from errno import EACCES, EISDIR
from pathlib import Path

from oecheck.errors import UsageError

__all__ = ["require_writable"]


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


def _refused(file: Path, code: int) -> UsageError:
    return UsageError("output-unwritable", file=file.as_posix(), detail=os.strerror(code))
