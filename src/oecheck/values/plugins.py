"""Readers, facts and reporters that other distributions bring.

`importlib.metadata` costs more than the rest of a small check, so it is imported only when an installed
distribution really names one of our groups: the entry-point files are searched as bytes first.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["entry_points"]


@cache
def _mentioned() -> frozenset[str]:
    """Groups `oecheck.*` that some installed distribution other than our own names."""
    found: set[str] = set()
    for folder in sys.path:
        for file in Path(folder or ".").glob("*.dist-info/entry_points.txt"):
            if file.parent.name.startswith("oecheck-"):
                continue
            content = file.read_bytes()
            if b"[oecheck." in content:
                found.update(
                    line.strip(b"[] \r\n").decode("ascii", "replace")
                    for line in content.splitlines()
                    if line.startswith(b"[oecheck.")
                )
    return frozenset(found)


def entry_points(group: str) -> Iterator[Any]:
    """The objects that other distributions publish under a group, by name."""
    if group not in _mentioned():
        return
    from importlib.metadata import entry_points as installed

    for point in sorted(installed(group=group), key=lambda entry: entry.name):
        yield point.load()
