"""Where what is kept lies, and how large it may become."""

from __future__ import annotations

import os
from pathlib import Path

from oecheck.errors import UsageError
from oecheck.store._entries import Entries

__all__ = ["cache_folder", "limit_bytes", "open_entries", "store_folder"]

MIB = 1 << 20
DEFAULT_MIB = 200
"""Some 5,000 reports of courses of the size that public repositories hold."""


def cache_folder() -> Path:
    """The user's cache folder for oecheck: compiled editions, and the store.

    `OECHECK_CACHE_DIR`, else the place that the system has for such files (XDG Base Directory Specification 0.8;
    `LOCALAPPDATA`).
    """
    named = os.environ.get("OECHECK_CACHE_DIR")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    return Path(base) / "oecheck"


def store_folder() -> Path:
    """The folder of the store."""
    return cache_folder() / "store"


def limit_bytes() -> int:
    """How large the store may become: `OECHECK_CACHE_MIB` in MiB; 0 keeps nothing.

    Raises:
        UsageError: the variable does not hold a whole number.
    """
    written = os.environ.get("OECHECK_CACHE_MIB", "").strip()
    if not written:
        return DEFAULT_MIB * MIB
    if not (written.isascii() and written.isdigit()):
        raise UsageError("cache-size", value=written)
    return int(written) * MIB


def open_entries() -> Entries | None:
    """The store of this user; None where its limit is 0.

    Raises:
        UsageError: as `limit_bytes`.
    """
    limit = limit_bytes()
    return Entries(store_folder(), limit) if limit else None
