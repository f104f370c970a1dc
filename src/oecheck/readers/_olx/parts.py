"""What one block contributes to the course.

Source: formats/course-model.md §5.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from oecheck.model.course import Activity, Assessment, DeclaredTrack, Embedded, Question, Tool
from oecheck.model.package import Reference
from oecheck.readers._olx.assets import Assets
from oecheck.readers._olx.blocks import Block

__all__ = ["Part", "Place", "embedded", "present", "with_files"]


class Place(msgspec.Struct, frozen=True):
    """Where a block stands, and what holds for all blocks there.

    Attributes:
        assets: static files.
        graded: it counts for the result.
        max_attempts: the course's own limit; None without one.
        bank: id of the assessment of the bank that it is drawn from; "".
    """

    assets: Assets
    graded: bool = False
    max_attempts: int | None = None
    bank: str = ""


class Part(msgspec.Struct, frozen=True):
    """What a block gives; `activity` is None for questions that are drawn from a bank."""

    activity: Activity | None
    questions: tuple[Question, ...] = ()
    assessment: Assessment | None = None
    tool: Tool | None = None
    embedded: tuple[Embedded, ...] = ()
    tracks: tuple[DeclaredTrack, ...] = ()
    references: tuple[Reference, ...] = ()


def embedded(block: Block, activity: Activity, markup: str, name: str = "") -> tuple[Embedded, ...]:
    """A text of a block as HTML, where there is some."""
    if not markup.strip():
        return ()
    text = Embedded(
        source=block.source,
        id=f"{block.file}#{activity.id}{'/' + name if name else ''}",
        title=activity.title,
        markup=markup,
        base=block.file,
        owner=activity.id,
        audience=activity.audience,
    )
    return (text,)


def present(references: Iterable[Reference | None]) -> tuple[Reference, ...]:
    """The references that lead somewhere in the package."""
    return tuple(reference for reference in references if reference is not None)


def with_files(activity: Activity, references: tuple[Reference, ...]) -> Activity:
    """The activity with the files that it refers to."""
    files = dict.fromkeys(reference.target for reference in references if reference.state in ("found", "case"))
    return msgspec.structs.replace(activity, files=tuple(dict.fromkeys((*activity.files, *files))))
