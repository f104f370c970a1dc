"""A value that only the course description record can say.

Without a record it is unsupported, since no format has a place for it; with one that is silent it is absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oecheck.model.fact import Fact, Method, unsupported
from oecheck.model.source import Source

__all__ = ["recorded"]

_FILE = "course-description.yaml"


def recorded(record: Mapping[str, Any] | None, *keys: str) -> Fact[Any] | None:
    """The value at some keys of the record, one inside the other."""
    if record is None:
        return unsupported()
    value: Any = record
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    if value is None:
        return None
    if isinstance(value, list):
        value = tuple(value)
    return Fact(value=value, method=Method.SUPPLIED, sources=(Source(_FILE, pointer="/" + "/".join(keys)),))
