"""The keys of the course description record, as its schema has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from oecheck.values.locations import schemas_root

__all__ = ["record_keys"]


def record_keys() -> frozenset[str]:
    """Every key, with the keys inside others joined by points: `licence`, `media.captions`."""
    schema = msgspec.json.decode((schemas_root() / "course-description.schema.json").read_bytes())
    return frozenset(_below(schema, schema, "", depth=0))


def _below(part: Mapping[str, Any], whole: Mapping[str, Any], prefix: str, depth: int) -> Iterator[str]:
    """Keys of a part of the schema; as deep as records go, since a schema may refer to itself."""
    part = whole["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
    for branch in part.get("anyOf", ()):
        yield from _below(branch, whole, prefix, depth)
    if "items" in part:
        yield from _below(part["items"], whole, prefix, depth)
    for key, inner in part.get("properties", {}).items():
        yield prefix + key
        if depth < 3:
            yield from _below(inner, whole, f"{prefix}{key}.", depth + 1)
