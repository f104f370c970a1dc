"""Identifiers of blocks, each once in the course: the url_name, which links use, wherever that is enough."""

from __future__ import annotations

from oecheck.readers._olx.blocks import Block

__all__ = ["names_of", "usage_name"]

_MAX_NAME = 200  # characters


def names_of(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """A name for each block; equal ones get their tag before and, if need be, a number behind."""
    taken: set[str] = set()
    counts: dict[str, int] = {}
    found = []
    for block in blocks:
        plain = block.url_name[:_MAX_NAME] or f"{block.file}/{block.tag}[{block.position}]"
        name = plain if plain not in taken else f"{block.tag}/{plain}"
        base = name
        while name in taken:
            counts[base] = counts.get(base, 1) + 1
            name = f"{base}~{counts[base]}"
        taken.add(name)
        found.append(name)
    return tuple(found)


def usage_name(key: str) -> str:
    """The url_name in a usage key: `block-v1:…+type@problem+block@NAME` or `i4x://org/course/problem/NAME`."""
    key = key.strip()
    return key.rpartition("@")[2] if "block@" in key else key.rpartition("/")[2]
