"""What kinds of material a course is made of, what learners do in its modules, and how progress is kept (CON-003,
SUP-006, SUP-007)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._outside_pages import is_outside_page
from oecheck.model.course import Activity, Course, Module
from oecheck.model.fact import Fact, Method, Value, plain, unreadable
from oecheck.model.media import Media
from oecheck.model.package import Package
from oecheck.model.page import Page

__all__ = ["FACTS"]

_PROGRAMS = frozenset({"scorm-1.2", "scorm-2004", "cmi5", "aicc", "tincan"})
"""Formats whose units are programs that the package does not explain."""
_ACTIVE = frozenset({"quiz", "assignment", "discussion", "survey"})
_PASSIVE = frozenset({"page", "file", "video", "link"})
_PERHAPS = frozenset({"interactive", "tool", "other"})
_UNTRACKED = frozenset({"label", "bank", "credential"})
_STATUS = (b"lesson_status", b"completion_status")
_WORDLESS = (
    *(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".zip"),
    *(".mp3", ".m4a", ".ogg", ".wav", ".mp4", ".m4v", ".mov", ".webm", ".avi"),
)
_MIN_WORDS = 30  # a page that holds text rather than a picture with its title
PageValues = Callable[[str], Iterable[tuple[Page, Any]]]


def _offered(course: Course) -> Iterator[Activity]:
    return (one for one in course.activities if one.visibility == "published" and one.audience != "instructor")


def _may_hold_text(one: Activity, words: Mapping[str, int]) -> bool:
    """Whether it is a text whose words nobody counted: no page that was read, no picture and no recording."""
    return one.kind in {"page", "file"} and one.entry not in words and not one.entry.lower().endswith(_WORDLESS)


def material_kinds(
    course: Course, package: Package, media: tuple[Media, ...], page_values: PageValues
) -> tuple[str, ...]:
    """Of text, video or audio, interactive, assessment, discussion and external those that the course has."""
    kinds = {one.kind for one in _offered(course)}
    fields = any(isinstance(value, tuple) and value for _, value in page_values("fields"))
    program = package.format in _PROGRAMS
    words = {page.path: value for page, value in page_values("words") if isinstance(value, int)}
    has = {
        "text": any(value >= _MIN_WORDS for value in words.values())
        or any(_may_hold_text(one, words) for one in _offered(course)),
        "video or audio": bool(media) or "video" in kinds,
        "interactive": (bool(kinds & {"interactive", "tool"}) and not program) or fields,
        "assessment": bool(course.questions or course.assessments or kinds & {"quiz", "assignment", "survey"}),
        "discussion": "discussion" in kinds,
        "external": "link" in kinds and not program,
    }
    return tuple(name for name, there in has.items() if there)


def opaque_units(course: Course, package: Package) -> int:
    """Units that are programs or pages elsewhere, so that the package does not show what they hold."""
    program = package.format in _PROGRAMS
    kinds = _PERHAPS | {"link"} if program else _PERHAPS - {"interactive"}
    return sum(1 for one in _offered(course) if one.kind in kinds or is_outside_page(one))


def tracked_share(course: Course, package: Package, file_values: Callable[[str], Mapping[str, Any]]) -> Value[float]:
    """Share of the activities whose completion is kept; of SCORM whether a program reports a status at all."""
    if package.format.startswith("scorm"):
        reports = any(file_values("reports_status").values())
        return Fact(value=1.0, method=Method.INFERRED) if reports else unreadable("status-set-by-programs")
    kept = [plain(one.completion) for one in _offered(course) if one.kind not in _UNTRACKED]
    return sum(1 for one in kept if one and one != "none") / len(kept) if kept else None


def untracked_titles(course: Course) -> tuple[str, ...]:
    """Titles of activities whose completion is not kept, at most ten."""
    loose = (one for one in _offered(course) if one.kind not in _UNTRACKED and plain(one.completion) in (None, "none"))
    return tuple(dict.fromkeys(plain(one.title) or one.id for one in loose))[:10]


def reports_status(content: bytes) -> bool | None:
    """Whether a program names the status that it reports to the platform (SCORM); absent where it does not."""
    return True if any(word in content for word in _STATUS) else None


def module_items(course: Course, package: Package, page_values: PageValues) -> Mapping[str, tuple[int, int, int]]:
    """Active, passive and perhaps active items at or below each node of the table of contents, by its id."""
    asking = {
        page.path
        for name in ("fields", "frames")
        for page, parts in page_values(name)
        if isinstance(parts, tuple) and parts
    }
    program = package.format in _PROGRAMS
    counts: dict[str, list[int]] = {module.id: [0, 0, 0] for module in course.modules}
    for one in _offered(course):
        place = counts.get(one.module)
        if place is None:
            continue
        place[0] += one.kind in _ACTIVE
        outside = one.kind == "link" and program  # a program elsewhere
        place[1] += one.kind in _PASSIVE and not outside
        unseen = outside or is_outside_page(one) or one.kind in _PERHAPS
        place[2] += unseen or one.entry in asking or any(path in asking for path in one.files)
    for module in reversed(course.modules):  # document order: children come after their parents
        above = counts.get(module.parent)
        if above is not None and module.parent != module.id:
            for number, count in enumerate(counts[module.id]):
                above[number] += count
    return {name: (active, passive, perhaps) for name, (active, passive, perhaps) in counts.items()}


def active_items(module: Module, module_items: Mapping[str, tuple[int, int, int]]) -> int:
    """Activities at or below it that ask something of learners."""
    return module_items[module.id][0]


def passive_items(module: Module, module_items: Mapping[str, tuple[int, int, int]]) -> int:
    """Activities at or below it that are read, watched or followed."""
    return module_items[module.id][1]


def perhaps_active_items(module: Module, module_items: Mapping[str, tuple[int, int, int]]) -> int:
    """Activities at or below it that may ask something of learners."""
    return module_items[module.id][2]


FACTS = (
    FactDefinition(
        of="course",
        name="material_kinds",
        type="list<string>",
        meaning="kinds of material: text, video or audio, interactive, assessment, discussion, external",
        function=material_kinds,
        needs=("page.words", "page.fields"),
    ),
    FactDefinition(
        of="course",
        name="opaque_units",
        type="int",
        meaning="units that are programs, tools or web pages elsewhere: the package does not show what they hold",
        function=opaque_units,
    ),
    FactDefinition(
        of="course",
        name="tracked_share",
        type="double",
        unit="share",
        meaning="share of the activities whose completion is kept",
        function=tracked_share,
        needs=("file.reports_status",),
    ),
    FactDefinition(
        of="course",
        name="untracked_titles",
        type="list<string>",
        meaning="titles of activities whose completion is not kept, at most ten",
        function=untracked_titles,
    ),
    FactDefinition(
        of="file",
        name="reports_status",
        type="bool",
        meaning="a program in it names the status that SCORM reports",
        function=reports_status,
        media_types=("text/javascript", "application/javascript", "text/html", "application/xhtml+xml"),
    ),
    FactDefinition(
        of="module",
        name="active_items",
        type="int",
        meaning="quizzes, assignments, discussions and surveys at or below it",
        function=active_items,
    ),
    FactDefinition(
        of="module",
        name="passive_items",
        type="int",
        meaning="pages, files, videos and links at or below it",
        function=passive_items,
    ),
    FactDefinition(
        of="module",
        name="perhaps_active_items",
        type="int",
        meaning="programs, tools, pages with fields or frames, web pages elsewhere at or below it: may ask something",
        function=perhaps_active_items,
    ),
    FactDefinition(
        of="course",
        name="module_items",
        type="map<string, list<int>>",
        meaning="active, passive and perhaps active items of each node of the table of contents (only for other facts)",
        function=module_items,
        needs=("page.fields", "page.frames"),
    ),
)
