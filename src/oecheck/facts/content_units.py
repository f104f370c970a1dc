"""What a learner has to fetch as a whole (OFF-007)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from oecheck.facts._definition import FactDefinition
from oecheck.model.content import ContentUnit
from oecheck.model.course import Course
from oecheck.model.fact import plain
from oecheck.model.package import File, Package

__all__ = ["FACTS"]

_WHOLE = frozenset({"h5p", "epub"})
"""Formats that are one unit from end to end."""

_OF_UNITS = frozenset({"scorm-1.2", "scorm-2004", "cmi5", "tincan", "aicc", "content-packaging"})
"""Formats whose entries are programs that a host hands out one by one, each with its files."""

_HANDED_OUT_IN_PARTS = frozenset({"moodle", "olx"})
"""Formats whose hosts deliver item by item, nested packages too."""

_NESTED = frozenset({"application/zip", "application/epub+zip", "application/x-h5p", "application/x-tar"})
_NESTED_ENDINGS = (".h5p", ".epub", ".zip")


def content_units(course: Course, package: Package, files: tuple[File, ...]) -> tuple[ContentUnit, ...]:
    """Each program with its files, each nested package; of a format that is one unit the whole."""
    if package.format in _WHOLE:
        return (ContentUnit(source=package.source, name=package.name, kind=package.format, size_bytes=_sum(files)),)
    if package.format in _HANDED_OUT_IN_PARTS:
        return ()
    programs = _programs(course, files) if package.format in _OF_UNITS else ()
    return (*programs, *_nested(files))


def _programs(course: Course, files: tuple[File, ...]) -> Iterator[ContentUnit]:
    sizes = {file.path: file.size_bytes for file in files}
    entries = [one for one in course.activities if one.entry in sizes]
    alone = len({one.entry for one in entries}) == 1
    seen: set[str] = set()
    for activity in entries:
        if activity.entry in seen:
            continue
        seen.add(activity.entry)
        size = sum(sizes.values()) if alone else _with_folder(activity.entry, activity.files, sizes)
        name = plain(activity.title) or activity.entry
        yield ContentUnit(source=activity.source, name=name, kind="program", size_bytes=size)


def _with_folder(entry: str, listed: tuple[str, ...], sizes: Mapping[str, int]) -> int:
    """What the manifest lists for a program; where it lists the entry alone, all that lies in its folder."""
    if set(listed) - {entry}:
        return sum(sizes.get(path, 0) for path in {entry, *listed})
    folder = entry.rpartition("/")[0]
    inside = f"{folder}/"
    return sum(size for path, size in sizes.items() if path.startswith(inside)) if folder else sizes[entry]


def _nested(files: Iterable[File]) -> Iterator[ContentUnit]:
    for file in files:
        if file.media_type in _NESTED or (file.name or file.path).lower().endswith(_NESTED_ENDINGS):
            name = file.name or file.path
            yield ContentUnit(source=file.source, name=name, kind="package", size_bytes=file.size_bytes)


def _sum(files: Iterable[File]) -> int:
    return sum(file.size_bytes for file in files)


FACTS = (
    FactDefinition(
        of="course",
        name="content_units",
        type="list<content_unit>",
        meaning="what a learner has to fetch as a whole: programs with their files, nested packages, an H5P or EPUB",
        function=content_units,
    ),
)
