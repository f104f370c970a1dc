"""What an export says of its files: roles, what the structure lists, references of settings, unpublished work.

Source: formats/olx.md §1, §3.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from oecheck.model.course import Activity
from oecheck.model.package import PackageFinding, Reference
from oecheck.model.source import Source
from oecheck.readers._olx.about import VALUE_FILES
from oecheck.readers._olx.assets import Assets
from oecheck.readers._olx.blocks import Block
from oecheck.readers._olx.facts import tab_path, tabs_of
from oecheck.readers._olx.kinds import PLACES, POINTED
from oecheck.readers._olx.shelf import DRAFTS, Shelf
from oecheck.values.patterns import pattern

__all__ = [
    "PAGE_FOLDERS",
    "check_drafts",
    "check_empty",
    "check_unused",
    "listed_of",
    "roles_of",
    "setting_references",
    "tab_activities",
]

PAGE_FOLDERS = ("html/", "about/", "info/", "tabs/")
"""HTML files that the platform shows inside its own page."""
_SHOWN = ("static/", *PAGE_FOLDERS)
"""Folders whose files learners meet. Of others an import of the platform takes over nothing but XML."""
_CAPTIONS = (".srt", ".sjson", ".vtt")
_REPOSITORY = pattern(r"(?:^|/)\.(?:git|github|gitignore|gitattributes|hg|svn)(?:/|$)")
_REPORT = pattern(
    r"(?:grade_report|student_profile_info|anonymized_ids|enrolled_students|student_state|problem_responses|ora_data)"
    r"[^/]*\.csv$",
    re.IGNORECASE,
)
_SETTINGS = pattern(r"(?:^policies/|^grading_policy\.json$|^assets/|^info/.*\.items\.json$|^course_wiki/)")
_LICENCE = pattern(r"[^/]*(?:licen[cs]e|copying)[^/]*", re.IGNORECASE)
_CODE = "static/python_lib.zip"


def roles_of(paths: Iterable[str]) -> dict[str, str]:
    """Role of files by path, where it is not content."""
    roles = {}
    for path in paths:
        role = _role(path)
        if role:
            roles[path] = role
    return roles


def _role(path: str) -> str:
    if _REPOSITORY.search(path):
        return "junk"
    if _REPORT.search(path):
        return "user_data"
    if _LICENCE.fullmatch(path):
        return "licence"
    if path.startswith(DRAFTS):
        return "descriptor"  # not published: nothing of it is looked at as content
    if _SETTINGS.search(path) or (path.startswith("about/") and _stem(path) in VALUE_FILES):
        return "settings"
    if path.lower().endswith(_CAPTIONS):
        return "caption"
    if path.endswith(".xml") and not path.startswith("static/"):
        return "descriptor"
    return "" if path.startswith(_SHOWN) or "/" not in path else "undelivered"


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".html")


def listed_of(paths: Iterable[str], blocks: tuple[Block, ...], activities: Iterable[Activity]) -> frozenset[str]:
    """Files that are part of the course by their place or by its structure."""
    shown = ("about/", "info/")
    by_place = (path for path in paths if path.startswith(shown) or path == _CODE)
    entries = (activity.entry for activity in activities if activity.entry and not activity.external)
    return frozenset((*by_place, *entries, *(block.file for block in blocks)))


def tab_activities(course: Block, shelf: Shelf, position: int) -> Iterator[Activity]:
    """Pages beside the course, which have a place of their own in its menu."""
    for tab in tabs_of(course):
        path = tab_path(tab)
        if path not in shelf:
            continue
        hidden = tab.scalar("course_staff_only") == "true" or tab.scalar("is_hidden") == "true"
        yield Activity(
            source=course.source_of("tabs"),
            id=path,
            title=tab.scalar("name") or None,
            kind="page",
            raw_kind="static_tab",
            position=position,
            audience="instructor" if tab.scalar("course_staff_only") == "true" else "learner",
            visibility="hidden" if hidden else "published",
            entry=path,
            files=(path,),
            graded=False,
        )
        position += 1


def setting_references(course: Block, assets: Assets, shelf: Shelf) -> tuple[Reference, ...]:
    """Files that settings of the course name: its picture, those of people, text books, tabs."""
    found = [assets.named(course.text("course_image"), course.source_of("course_image"))]
    info = course.tree("instructor_info")
    people = info.get("instructors") if info is not None else None
    for person in people.items if people is not None else ():
        found.append(assets.linked(person.scalar("image") or "", course.source_of("instructor_info")))
    for name in ("pdf_textbooks", "html_textbooks"):
        books = course.tree(name)
        for book in books.items if books is not None else ():
            chapters = book.get("chapters")
            nodes = [book, *(chapters.items if chapters is not None else ())]
            found += [assets.named(node.scalar("url") or "", course.source_of(name)) for node in nodes]
    for tab in tabs_of(course):
        path = tab_path(tab)
        if path:
            state = "found" if path in shelf else "missing"
            found.append(Reference(source=course.source_of("tabs"), href=path, target=path, kind="file", state=state))
    return tuple(reference for reference in found if reference is not None)


def check_unused(paths: Iterable[str], used: Collection[str]) -> Iterator[PackageFinding]:
    """Blocks in files that no pointer leads to: learners never see them."""
    folders = tuple(f"{tag}/" for tag in sorted(POINTED - {"course"}))
    unused = [path for path in paths if path.endswith(".xml") and path.startswith(folders) and path not in used]
    if unused:
        arguments = {"count": len(unused), "example": unused[0]}
        yield PackageFinding(check="OLX-37", source=Source(unused[0]), arguments=arguments)


def check_drafts(shelf: Shelf, published: bool) -> Iterator[PackageFinding]:
    """Unpublished work: told, each draft looked at only as far as whether it can be read (by the shelf)."""
    drafts = [path for path in shelf.paths() if path.startswith(DRAFTS) and path.endswith(".xml")]
    for path in drafts:
        shelf.xml(path)
    units = [path for path in drafts if path.startswith(DRAFTS + "vertical/")]
    if drafts:
        arguments = {"count": len(drafts), "units": len(units), "example": drafts[0]}
        yield PackageFinding(check="OLX-25", variant="default", source=Source(drafts[0]), arguments=arguments)
    if drafts and not published:
        yield PackageFinding(
            check="OLX-30", variant="only-drafts", source=Source(drafts[0]), arguments={"count": len(drafts)}
        )


def check_empty(blocks: Sequence[Block]) -> Iterator[PackageFinding]:
    """A course that has nothing below it: a new run, or an export that lost its pointers."""
    course = next((block for block in blocks if block.tag == "course"), None)
    if course is not None and not any(block.tag in PLACES for block in blocks):
        yield PackageFinding(check="OLX-30", variant="empty", source=course.source)
