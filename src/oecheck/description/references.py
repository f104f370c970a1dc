"""References of a record to the package: files, modules, assessments and outcomes that it names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from oecheck.description._links import index_of_assessments, index_of_modules
from oecheck.description.record import Record
from oecheck.model.course import Course
from oecheck.model.fact import plain
from oecheck.model.package import PackageFinding
from oecheck.values.text import fold

__all__ = ["unresolved"]

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_FILE_KEYS = ("integrityRef", "expectationsRef", "syllabusRef", "startRef", "printRef", "sourceRef", "guideRef")
# Lists whose entries name files, and the keys that do.
_FILE_LISTS = {
    "assessments": ("criteriaRef",),
    "policies": ("ref",),
    "staff": ("ref",),
    "components": ("ref",),
    "media": ("ref", "transcript"),
    "reviews": ("ref",),
    "onPaper": ("paper",),
}
_MEDIA_LISTS = ("captions", "alternatives", "renditions")


def unresolved(course: Course, record: Record, paths: Collection[str], root: str = "") -> tuple[PackageFinding, ...]:
    """What the record names and the package does not have (checks CD-09 to CD-12).

    Args:
        course: with its modules and assessments; outcomes of record and package together.
        record: the record.
        paths: paths of the entries of the package.
        root: folder that holds the course; paths of the record may start there.
    """
    return (
        *_files(record, paths, root),
        *_parts(record, course),
        *_outcomes(record, course),
    )


def _finding(check: str, record: Record, pointer: str, found: str, **more: str) -> PackageFinding:
    arguments = {"key": pointer.removeprefix("/").replace("/", "."), "found": found, **more}
    return PackageFinding(check=check, source=record.source(pointer), arguments=arguments)


def _files(record: Record, paths: Collection[str], root: str) -> Iterator[PackageFinding]:
    folder = root.rstrip("/") + "/" if root else ""
    for pointer, reference in _named_files(record.data):
        path = reference.partition("#")[0].removeprefix("./")
        if path and not _ABSOLUTE.match(path) and path not in paths and folder + path not in paths:
            yield _finding("CD-09", record, pointer, reference)


def _named_files(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in _FILE_KEYS:
        if key in data:
            yield f"/{key}", data[key]
    for key, names in _FILE_LISTS.items():
        yield from _in_list(data.get(key), f"/{key}", names)
    for number, entry in enumerate(data.get("media", ())):
        for key in _MEDIA_LISTS:
            yield from _in_list(entry.get(key), f"/media/{number}/{key}", ("ref",))
    for key, name in (("accessibility", "report"), ("credential", "definition")):
        held = data.get(key)
        if isinstance(held, dict) and name in held:
            yield f"/{key}/{name}", held[name]


def _in_list(entries: Any, pointer: str, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(entries, list):
        for number, entry in enumerate(entries):
            yield from ((f"{pointer}/{number}/{name}", entry[name]) for name in names if name in entry)


def _parts(record: Record, course: Course) -> Iterator[PackageFinding]:
    for key, kind, index in (
        ("modules", "module", index_of_modules(course)),
        ("assessments", "assessment", index_of_assessments(course)),
    ):
        for number, entry in enumerate(record.data.get(key, ())):
            if fold(entry["ref"]) not in index:
                yield _finding("CD-10", record, f"/{key}/{number}/ref", entry["ref"], kind=kind)


def _outcomes(record: Record, course: Course) -> Iterator[PackageFinding]:
    seen: set[str] = set()
    for number, entry in enumerate(record.data.get("outcomes", ())):
        if entry["id"] in seen:
            yield _finding("CD-12", record, f"/outcomes/{number}/id", entry["id"])
        seen.add(entry["id"])
    known = seen | {entry.id for entry in plain(course.outcomes) or ()}
    for pointer, outcome in _taught(record.data):
        if outcome not in known:
            yield _finding("CD-11", record, pointer, outcome)


def _taught(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The outcomes that modules and assessments name, with their places."""
    for key in ("modules", "assessments"):
        for number, entry in enumerate(data.get(key, ())):
            for place, outcome in enumerate(entry.get("outcomes", ())):
                yield f"/{key}/{number}/outcomes/{place}", outcome
