"""The program as it stands on this disk: what it would say of a package tomorrow depends on it."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from oecheck._version import __version__
from oecheck.values.locations import schemas_root, standards_root

__all__ = ["program_stamp"]

_PACKAGE = Path(__file__).resolve().parent.parent
_NOT_OURS = (".", "__pycache__", "_data")
"""Folders that decide nothing here; `_data` holds the standard, which has a digest of its own."""


@cache
def program_stamp() -> str:
    """A digest that changes with the program, its version, its libraries, its plug-ins and the Python that runs it.

    Of our own files (with the schemas and the table of record keys) the size and time of change count, so that somebody
    who edits oecheck never sees what the program of yesterday found; of other distributions the names and versions. A
    plug-in that is edited in place without a new version is not noticed: it has to be tried with `--no-cache`.
    """
    digest = hashlib.sha256(f"{__version__}\n{sys.version}\n".encode())
    own = (*_files(str(_PACKAGE)), *_files(str(schemas_root())), *map(_line, standards_root().glob("*/*/record.yaml")))
    for line in (*sorted(own), *_distributions()):
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(folder: str) -> Iterator[str]:
    waiting = [folder]
    while waiting:
        for entry in _entries(waiting.pop()):
            if entry.is_dir():
                waiting.append(entry.path)
            else:
                yield _line(entry)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as listing:
        return [entry for entry in listing if not entry.name.startswith(_NOT_OURS)]


def _line(file: Path | os.DirEntry[str]) -> str:
    status = file.stat()
    return f"{os.fspath(file)}\0{status.st_size}\0{status.st_mtime_ns}\n"


def _distributions() -> Iterator[str]:
    """Names and versions of what is installed, as folders are named after them (importlib.metadata costs 20 ms)."""
    for folder in sys.path:
        try:
            names = sorted(name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info")))
        except OSError:  # not there, or a zip file
            continue
        yield from (f"{name}\n" for name in names)
