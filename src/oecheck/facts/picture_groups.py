"""The pictures of the course with their alternatives, each once, for a person to judge (ACC-003)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from oecheck.facts._definition import FactDefinition
from oecheck.model.content import PictureGroup
from oecheck.model.fact import plain
from oecheck.model.page import Image, Page
from oecheck.model.source import Source

__all__ = ["FACTS"]


class _Group(msgspec.Struct):
    source: Source
    count: int = 0


def picture_groups(page_values: Callable[[str], Iterable[tuple[Page, Any]]]) -> tuple[PictureGroup, ...]:
    """Pictures that are shown, those with the same file and alternative together; the commonest first."""
    found: dict[tuple[str, str, bool], _Group] = {}
    for page, images in page_values("images"):
        if page.audience == "instructor":
            continue
        for image in images if isinstance(images, tuple) else ():
            if not image.hidden and _has_answer(image):
                key = (image.target or image.src or image.element, plain(image.name) or "", image.decorative)
                found.setdefault(key, _Group(image.source)).count += 1
    ordered = sorted(found.items(), key=lambda entry: (-entry[1].count, entry[0]))
    return tuple(
        PictureGroup(source=group.source, src=src, name=name, decorative=decorative, uses=group.count)
        for (src, name, decorative), group in ordered
    )


def _has_answer(image: Image) -> bool:
    """It has an alternative, or says that it needs none; one without either fails another requirement."""
    return image.name is not None or image.decorative


FACTS = (
    FactDefinition(
        of="course",
        name="picture_groups",
        type="list<picture_group>",
        meaning="pictures with an alternative or marked as decoration, equal ones together, the commonest first",
        function=picture_groups,
        needs=("page.images",),
    ),
)
