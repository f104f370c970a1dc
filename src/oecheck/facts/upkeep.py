"""When the course was reviewed, what changed, and how old its dates are (MNT rules)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from oecheck.facts._definition import FactDefinition
from oecheck.facts._record_said import Record, at, entries, stated, told, words_of
from oecheck.model.course import Course, CourseDate
from oecheck.model.fact import Value, plain
from oecheck.model.package import File, Package
from oecheck.model.source import Source

__all__ = ["FACTS"]

_HISTORIES = ("changelog", "changes", "history", "release-notes", "releasenotes", "release_notes")
_TEXTS = frozenset({"", "md", "txt", "html", "htm", "xhtml", "rst", "pdf"})
_MAX_DATES = 5000


def review_last(record: Record) -> Value[str]:
    """Day of the last review."""
    return told(record, "review", "last")


def review_next(record: Record) -> Value[str]:
    """Day of the next review."""
    return told(record, "review", "next")


def review_by(record: Record) -> Value[str]:
    """Who reviewed."""
    return told(record, "review", "by")


def newest_change(record: Record) -> Value[str]:
    """Version of the newest entry of the change history that has a day and a text."""
    whole = [one for one in entries(record, "changes") if one.get("date") and words_of(one.get("text"))]
    newest = max(whole, key=lambda one: str(one["date"]), default=None)
    return stated(record, None if newest is None else str(newest.get("version", "")))


def bare_changes(record: Record) -> Value[int]:
    """Entries of the change history without a day or a text."""
    bare = sum(1 for one in entries(record, "changes") if not (one.get("date") and words_of(one.get("text"))))
    return stated(record, bare)


def history_files(files: tuple[File, ...]) -> tuple[str, ...]:
    """Files that look like a change history by their name, at most five."""
    found = []
    for file in files:
        stem, _, ending = file.path.rpartition("/")[2].lower().partition(".")
        if stem in _HISTORIES and ending in _TEXTS and file.role in ("content", "junk", ""):
            found.append(file.path)
    return tuple(found[:5])


def audience_countries(record: Record) -> tuple[str, ...]:
    """Countries that the course is made for, as the record says; none when it is for any."""
    given = at(record, "audience", "countries")
    return tuple(str(code) for code in given) if isinstance(given, list | tuple) else ()


def course_dates(course: Course, package: Package, today: str) -> tuple[CourseDate, ...]:
    """Dates in the settings of what learners see, each with its age when the course was last changed."""
    reference = _day(plain(course.modified)) or _day(plain(package.created)) or _day(today)
    found = []
    for what, of, written, source in _dates(course):
        day = _day(written)
        if day is None or reference is None:
            continue
        age = (reference - day).days
        found.append(CourseDate(source=source, what=what, of=of, date=day.isoformat(), age_days=age))
        if len(found) >= _MAX_DATES:
            break
    return tuple(found)


def _dates(course: Course) -> Iterator[tuple[str, str, str | None, Source]]:
    title = plain(course.title) or ""
    yield "start", title, plain(course.start), course.source
    yield "end", title, plain(course.end), course.source
    hidden = {one.id for one in course.activities if one.visibility != "published" or one.audience == "instructor"}
    titles: dict[str, str] = {}
    for module in course.modules:
        titles[module.id] = plain(module.title) or module.id
        if module.visible:
            yield "available", titles[module.id], plain(module.available_from), module.source
    for activity in course.activities:
        titles[activity.id] = plain(activity.title) or activity.id
        if activity.id not in hidden:
            yield "due", titles[activity.id], plain(activity.due), activity.source
    for condition in course.conditions:
        if condition.owner not in hidden:
            of = titles.get(condition.owner, condition.owner)
            yield "window", of, plain(condition.end), condition.source


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


FACTS = (
    FactDefinition(
        of="course",
        name="review_last",
        type="string",
        meaning="day of the last review, as the record says",
        function=review_last,
    ),
    FactDefinition(
        of="course",
        name="review_next",
        type="string",
        meaning="day of the next review, as the record says",
        function=review_next,
    ),
    FactDefinition(
        of="course",
        name="review_by",
        type="string",
        meaning="who reviewed, as the record says",
        function=review_by,
    ),
    FactDefinition(
        of="course",
        name="newest_change",
        type="string",
        meaning="version of the newest entry of the change history that has a day and a text",
        function=newest_change,
    ),
    FactDefinition(
        of="course",
        name="bare_changes",
        type="int",
        meaning="entries of the change history without a day or a text",
        function=bare_changes,
    ),
    FactDefinition(
        of="course",
        name="history_files",
        type="list<string>",
        meaning="files that look like a change history by their name, at most five",
        function=history_files,
    ),
    FactDefinition(
        of="course",
        name="audience_countries",
        type="list<string>",
        meaning="countries that the course is made for, as the record says",
        function=audience_countries,
    ),
    FactDefinition(
        of="course",
        name="course_dates",
        type="list<course_date>",
        meaning="dates in the settings of what learners see",
        function=course_dates,
    ),
)
