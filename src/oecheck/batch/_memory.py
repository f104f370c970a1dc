"""What the system says of the memory of this process, and the bound it keeps; nothing where it has neither."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

__all__ = ["bound_memory", "peak_bytes", "resident_bytes"]

_STATM = Path("/proc/self/statm")


def resident_bytes() -> int:
    """Memory that this process has now; 0 where the system does not tell.

    Source: Linux, proc(5), /proc/pid/statm, second field, in pages.
    """
    try:
        pages = int(_STATM.read_bytes().split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    import resource

    return pages * resource.getpagesize()


def peak_bytes() -> int:
    """The most memory that this process ever had; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024  # getrusage(2): kilobytes but on macOS


def bound_memory(limit_bytes: int) -> bool:
    """Bounds what this process may have; False where the system keeps no such bound.

    On Linux the bound is on data (RLIMIT_DATA counts private memory and leaves files that are only mapped alone), on
    other systems on the address space.
    """
    if sys.platform == "win32" or not limit_bytes:
        return False
    import resource

    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    with suppress(OSError, ValueError):
        hard = resource.getrlimit(kind)[1]
        limit = limit_bytes if hard == resource.RLIM_INFINITY else min(limit_bytes, hard)
        resource.setrlimit(kind, (limit, hard))
        return True
    return False
