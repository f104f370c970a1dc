"""Patterns of paths: `*`, `?` and `[…]` stay inside a folder, `**` stands for any number of folders.

The same as `pathlib.PurePath.full_match` of Python 3.13.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

__all__ = ["matches"]

_ANY_FOLDERS = "**"


def matches(path: str, pattern: str) -> bool:
    """Whether a whole path fits a pattern; capital letters make a difference."""
    steps = pattern.split("/")
    reached = set(_skipping(steps, 0))
    for part in path.split("/"):
        reached = {after for step in reached for after in _after(steps, step, part)}
    return len(steps) in reached


def _after(steps: Sequence[str], step: int, part: str) -> Iterator[int]:
    """The steps of the pattern that may come next, once a part of the path is read."""
    if step < len(steps) and steps[step] == _ANY_FOLDERS:
        yield from _skipping(steps, step)
    elif step < len(steps) and fnmatchcase(part, steps[step]):
        yield from _skipping(steps, step + 1)


def _skipping(steps: Sequence[str], step: int) -> Iterator[int]:
    """A step, and those behind it that need nothing to be passed."""
    yield step
    while step < len(steps) and steps[step] == _ANY_FOLDERS:
        step += 1
        yield step
