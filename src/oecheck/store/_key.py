"""Names of entries: digests of everything that what is kept depends on."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

__all__ = ["key_of"]


def key_of(*parts: Any) -> str:
    """One name for these values (texts, numbers, lists, structs); equal values have equal names."""
    return hashlib.sha256(msgspec.msgpack.encode(parts, order="deterministic")).hexdigest()[:40]
