"""A smaller input that breaks the same: delta debugging, within a time.

Source: Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002.
"""

from __future__ import annotations

import time
from collections.abc import Callable

__all__ = ["minimised"]


def minimised(data: bytes, breaks: Callable[[bytes], bool], seconds: float) -> bytes:
    """The smallest copy found in so many seconds; the data itself where no part can go."""
    end = time.monotonic() + seconds
    size = max(len(data) // 2, 1)
    while size >= 1:
        data, shrunk = _without_pieces(data, size, breaks, end)
        if time.monotonic() > end:
            break
        if not shrunk or size > len(data):
            if size == 1:
                break
            size = min(size // 2, max(len(data) // 2, 1))
    return data


def _without_pieces(data: bytes, size: int, breaks: Callable[[bytes], bool], end: float) -> tuple[bytes, bool]:
    """Leaves out each piece of a size that is not needed."""
    at, shrunk = 0, False
    while at < len(data) and time.monotonic() < end:
        smaller = data[:at] + data[at + size :]
        if breaks(smaller):
            data, shrunk = smaller, True
        else:
            at += size
    return data, shrunk
