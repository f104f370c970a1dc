"""Which part of the readings can be taken away as a document (OFF-008)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.model.course import Activity, Course
from oecheck.model.package import File, Package
from oecheck.model.page import Page

__all__ = ["FACTS"]

_MIN_WORDS = 100
"""A page of fewer words is a caption or a menu, no reading."""

_DOCUMENTS = (
    "application/pdf",
    "application/epub",
    "application/rtf",
    "application/msword",
    "application/vnd.ms-",
    "application/vnd.oasis.opendocument",
    "application/vnd.openxmlformats",
    "text/plain",
    "text/markdown",
)


def printable_share(
    course: Course,
    package: Package,
    files: tuple[File, ...],
    unit_of: Mapping[str, str],
    page_values: Callable[[str], Iterable[tuple[Page, Any]]],
) -> float | None:
    """Units with a document among those with text, as a share; absent without a reading. An EPUB is a document."""
    long_pages = {
        page.id
        for page, words in page_values("words")
        if isinstance(words, int) and words >= _MIN_WORDS and page.audience != "instructor"
    }
    owned = {one.owner for one in course.embedded if one.id in long_pages}
    documents = {file.path for file in files if file.media_type.startswith(_DOCUMENTS) and file.role == "content"}
    if package.format == "epub":
        return 1.0 if long_pages else None
    readings = [
        has
        for activities in _groups(course, unit_of)
        for has in (_has_document(activities, documents),)
        if has or _has_text(activities, long_pages, owned)
    ]
    return sum(readings) / len(readings) if readings else None


def _groups(course: Course, unit_of: Mapping[str, str]) -> Iterable[list[Activity]]:
    """Activities that learners see, by unit; those of no unit together."""
    found: dict[str, list[Activity]] = {}
    for activity in course.activities:
        if activity.visibility == "published" and activity.audience != "instructor":
            found.setdefault(unit_of.get(activity.module, ""), []).append(activity)
    return found.values()


def _has_document(activities: Iterable[Activity], documents: set[str]) -> bool:
    return any(path in documents for activity in activities for path in (activity.entry, *activity.files))


def _has_text(activities: Iterable[Activity], pages: set[str], owners: set[str]) -> bool:
    return any(
        activity.id in owners or any(path in pages for path in (activity.entry, *activity.files))
        for activity in activities
    )


FACTS = (
    FactDefinition(
        of="course",
        name="printable_share",
        type="double",
        unit="share",
        meaning="units that hold a document (PDF, EPUB, office, plain text) among those that hold a reading",
        function=printable_share,
        needs=("page.words",),
    ),
)
