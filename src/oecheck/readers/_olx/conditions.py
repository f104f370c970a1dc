"""What holds parts of a course back: prerequisites of subsections, conditional blocks, windows of dates.

Source: formats/olx.md §3 (`required_content`, `min_score`, `min_completion`); docs "Conditional module".
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from oecheck.model.course import Condition
from oecheck.readers._olx.blocks import Block
from oecheck.readers._olx.names import names_of, usage_name
from oecheck.readers._scorm.circles import in_circles

__all__ = ["read_conditions"]

_MAX_SOURCES = 50
"""Of one conditional block; own choice, for each of its components waits for each of them."""
_SCORED = frozenset({"correct", "score", "score_range"})


def read_conditions(blocks: tuple[Block, ...]) -> tuple[Condition, ...]:
    """All conditions; those that wait for each other in a circle are marked."""
    names = names_of(blocks)
    by_url_name: dict[str, str] = {}
    for block, name in zip(blocks, names, strict=True):
        if block.url_name:
            by_url_name.setdefault(block.url_name, name)
    found: list[Condition] = []
    for block, name in zip(blocks, names, strict=True):
        found += _prerequisite(block, name, by_url_name)
        found += _dates(block, name)
        around = blocks[block.parent] if block.parent >= 0 else None
        if around is not None and around.tag == "conditional":
            found += _conditional(around, name, by_url_name)
    circles = in_circles((condition.owner, condition.target) for condition in found if condition.target)
    return tuple(
        msgspec.structs.replace(condition, in_cycle=True)
        if condition.target and condition.owner in circles and circles.get(condition.target) == circles[condition.owner]
        else condition
        for condition in found
    )


def _prerequisite(block: Block, owner: str, known: dict[str, str]) -> Iterator[Condition]:
    required = usage_name(block.text("required_content", "gated_content"))
    if block.tag == "sequential" and required:
        score = block.number("min_score")
        kind = "score" if score else "completion" if block.number("min_completion") else "prerequisite"
        yield _condition(block, owner, kind, required, known)


def _conditional(block: Block, owner: str, known: dict[str, str]) -> Iterator[Condition]:
    """What a block inside a conditional waits for."""
    kind = "score" if any(block.attribute(name) for name in _SCORED) else "completion"
    for key in block.text("sources", "source").split(";", _MAX_SOURCES)[:_MAX_SOURCES]:
        if key.strip():
            yield _condition(block, owner, kind, usage_name(key), known)


def _condition(block: Block, owner: str, kind: str, wanted: str, known: dict[str, str]) -> Condition:
    target = known.get(wanted, wanted)
    return Condition(source=block.source, owner=owner, kind=kind, target=target, target_exists=wanted in known)


def _dates(block: Block, owner: str) -> Iterator[Condition]:
    start, end = block.date("start"), block.date("due")
    if start and end and block.parent >= 0:
        yield Condition(source=block.source, owner=owner, kind="date", start=start, end=end)
