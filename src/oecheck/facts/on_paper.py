"""Activities that need a screen and have no paper beside them (SCR-004)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from oecheck.facts._definition import FactDefinition
from oecheck.facts._named_places import file_of
from oecheck.facts._record_said import Record, at, entries, stated, words_of
from oecheck.facts.assessed_work import offered, title_of
from oecheck.model.course import Activity, Course
from oecheck.model.fact import Value, plain
from oecheck.values.text import fold

__all__ = ["FACTS"]

_ON_SCREEN = frozenset({"quiz", "assignment", "discussion", "tool", "interactive", "survey", "video", "other"})
"""Kinds of activities that are no reading; what is read belongs to OFF-008."""
_PAPER = (
    "application/pdf",
    "application/msword",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml",
)
_MOST = 20


def activities_on_screen(course: Course) -> int:
    """Activities for learners that are no reading."""
    return sum(1 for _ in _on_screen(course))


def activities_without_paper(
    course: Course, record: Record, files_by_path: Mapping[str, str]
) -> Value[tuple[str, ...]]:
    """Their titles, where nothing says how they are done on paper: no document beside them, no entry of the record.

    A version to print of the whole course (`printRef`) is paper for all. Without a record only the documents tell.
    """
    if words_of(at(record, "printRef")):
        return ()
    told = {fold(str(entry.get("ref", ""))) for entry in entries(record, "onPaper") if _stands(entry, files_by_path)}
    without = [
        title_of(activity)
        for activity in _on_screen(course)
        if not _has_document(activity, files_by_path) and not told & _names(activity)
    ]
    found = tuple(dict.fromkeys(without))[:_MOST]
    return found if not found else stated(record, found)


def _on_screen(course: Course) -> Iterator[Activity]:
    return (activity for activity in offered(course) if activity.kind in _ON_SCREEN)


def _stands(entry: Mapping[str, object], files_by_path: Mapping[str, str]) -> bool:
    paper = str(entry.get("paper", ""))
    return ":" in paper or bool(file_of(paper, files_by_path))


def _has_document(activity: Activity, files_by_path: Mapping[str, str]) -> bool:
    return any(files_by_path.get(path, "").startswith(_PAPER) for path in (activity.entry, *activity.files))


def _names(activity: Activity) -> set[str]:
    return {fold(activity.id), fold(activity.entry), fold(plain(activity.title) or "")} - {""}


FACTS = (
    FactDefinition(
        of="course",
        name="activities_on_screen",
        type="int",
        meaning="activities for learners that are no reading",
        function=activities_on_screen,
    ),
    FactDefinition(
        of="course",
        name="activities_without_paper",
        type="list<string>",
        meaning="titles of those without a document and without paper named in the record, at most twenty",
        function=activities_without_paper,
    ),
)
