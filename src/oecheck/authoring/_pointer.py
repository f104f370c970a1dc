"""JSON Pointers (RFC 6901)."""

from __future__ import annotations

__all__ = ["pointer_to"]


def pointer_to(*steps: object) -> str:
    """The pointer of some steps, from the root."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
