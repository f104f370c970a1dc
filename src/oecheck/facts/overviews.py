"""What a unit of the course offers as an overview (STR-005)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from oecheck.facts._definition import FactDefinition
from oecheck.model.course import Activity, Course, Module
from oecheck.model.fact import plain
from oecheck.model.package import File
from oecheck.model.page import Page

__all__ = ["FACTS"]

_DOCUMENTS = (
    "application/pdf",
    "application/epub",
    "application/msword",
    "application/rtf",
    "text/plain",
    "text/markdown",
)
_OFFICE = ("application/vnd.oasis.opendocument", "application/vnd.openxmlformats", "application/vnd.ms-")
_OPAQUE = frozenset({"interactive", "tool", "link", "video", "credential"})
"""Kinds whose texts a program shows, or another host."""
_OF_USERS = frozenset({"glossary", "data", "wiki"})
"""Activities of Moodle whose content is data of users: a backup without users leaves it out."""


class Overview(msgspec.Struct, frozen=True):
    """One module: its first text, how many words that has, whether parts of it cannot be looked into, due dates."""

    first: str = ""
    words: int = 0
    opaque: bool = False
    dates: tuple[str, ...] = ()


def overviews(
    course: Course,
    units: tuple[Module, ...],
    unit_of: Mapping[str, str],
    files: Iterable[File],
    page_values: Callable[[str], Iterable[tuple[Page, Any]]],
) -> Mapping[str, Overview]:
    """By the id of the unit."""
    documents: set[str] = set()
    there: set[str] = set()
    for file in files:
        there.add(file.path)
        if file.media_type.startswith((*_DOCUMENTS, *_OFFICE)):
            documents.add(file.path)
    words: dict[str, int] = {}
    owned: dict[str, int] = {}
    owner = {one.id: one.owner for one in course.embedded}
    for page, count in page_values("words"):
        if isinstance(count, int):
            name = owner.get(page.id, "")
            where, key = (owned, name) if name else (words, page.id)
            where[key] = where.get(key, 0) + count
    inside: dict[str, list[Activity]] = {module.id: [] for module in units}
    for activity in course.activities:
        unit = unit_of.get(activity.module)
        if unit is not None and activity.visibility == "published" and activity.audience != "instructor":
            inside[unit].append(activity)
    return {module.id: _overview(module, inside[module.id], (there, documents), words, owned) for module in units}


def _overview(
    module: Module,
    activities: list[Activity],
    files: tuple[set[str], set[str]],
    words: Mapping[str, int],
    owned: Mapping[str, int],
) -> Overview:
    there, documents = files
    dates = tuple(dict.fromkeys(due[:10] for one in activities if (due := plain(one.due))))[:10]
    opaque = not activities or any(_hidden(one, there) for one in activities)
    text = plain(module.description)
    if text and text.strip():
        return Overview(plain(module.title) or module.id, len(text.split()), opaque, dates)
    for one in activities:
        count = owned.get(one.id, 0) + sum(words.get(path, 0) for path in {one.entry, *one.files})
        count = count or len((plain(one.description) or "").split())
        if count or not documents.isdisjoint({one.entry, *one.files}):
            return Overview(plain(one.title) or one.entry or one.id, count, opaque, dates)
    return Overview(opaque=opaque, dates=dates)


def _hidden(activity: Activity, there: set[str]) -> bool:
    """Whether its text is shown by a program or another host, or its file is lost."""
    lost = bool(activity.entry) and activity.entry.partition("#")[0] not in there
    return activity.kind in _OPAQUE or activity.raw_kind in _OF_USERS or activity.external or lost


def first_text(module: Module, overviews: Mapping[str, Overview]) -> str | None:
    """Title of the first text; absent where a unit holds none, or the module is no unit."""
    found = overviews.get(module.id)
    return found.first or None if found else None


def first_text_words(module: Module, overviews: Mapping[str, Overview]) -> int:
    """Words of that text."""
    found = overviews.get(module.id)
    return found.words if found else 0


def texts_hidden(module: Module, overviews: Mapping[str, Overview]) -> bool:
    """Whether texts of it may be there that the package does not show as its own."""
    found = overviews.get(module.id)
    return bool(found and found.opaque)


def due_dates(module: Module, overviews: Mapping[str, Overview]) -> tuple[str, ...]:
    """Due dates of its work."""
    found = overviews.get(module.id)
    return found.dates if found else ()


FACTS = (
    FactDefinition(
        of="course",
        name="overviews",
        type="list<string>",
        meaning="the first text of each unit (only for other facts)",
        function=overviews,
        needs=("page.words",),
    ),
    FactDefinition(
        of="module",
        name="first_text",
        type="string",
        meaning="title of the first text of a unit; absent where it holds none",
        function=first_text,
    ),
    FactDefinition(
        of="module",
        name="first_text_words",
        type="int",
        meaning="words of the first text of a unit",
        function=first_text_words,
    ),
    FactDefinition(
        of="module",
        name="texts_hidden",
        type="bool",
        meaning="a unit holds programs, outside services or lost files, or its parts lie in the file of another unit",
        function=texts_hidden,
    ),
    FactDefinition(
        of="module",
        name="due_dates",
        type="list<string>",
        meaning="due dates of the work in a unit, at most ten",
        function=due_dates,
    ),
)
