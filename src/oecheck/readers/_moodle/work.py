"""The activities of a course: what kind each is, how it is done, graded and completed.

Source: formats/moodle-mbz.md §5; formats/course-model.md §5, §6.
"""

from __future__ import annotations

from typing import Any

import msgspec

from oecheck.documents.xml_stream import StreamNode
from oecheck.model.course import Activity
from oecheck.model.fact import Fact, Method, Value, plain, unsupported
from oecheck.model.source import Source
from oecheck.readers._moodle.availability import Restrictions, read_restrictions
from oecheck.readers._moodle.fields import date, field, flag, number, whole
from oecheck.readers._moodle.grades import GradeItem, items_of
from oecheck.readers._moodle.information import Entry
from oecheck.readers._moodle.shelf import Shelf
from oecheck.readers._moodle.stored import StoredFile, StoredFiles
from oecheck.values.text import strip_markup

__all__ = ["CORE_MODULES", "Work", "activity_id", "main_item", "read_work"]

_KINDS = {
    "assign": "assignment",
    "assignment": "assignment",
    "bigbluebuttonbn": "tool",
    "book": "page",
    "certificate": "credential",
    "chat": "discussion",
    "choice": "survey",
    "coursecertificate": "credential",
    "customcert": "credential",
    "feedback": "survey",
    "folder": "file",
    "forum": "discussion",
    "glossary": "page",
    "h5pactivity": "interactive",
    "hsuforum": "discussion",
    "hvp": "interactive",
    "imscp": "page",
    "label": "label",
    "lesson": "page",
    "lti": "tool",
    "page": "page",
    "qbank": "bank",
    "questionnaire": "survey",
    "quiz": "quiz",
    "resource": "file",
    "scorm": "interactive",
    "simplecertificate": "credential",
    "survey": "survey",
    "url": "link",
    "workshop": "assignment",
}
CORE_MODULES = frozenset(
    {
        "assign",
        "assignment",
        "bigbluebuttonbn",
        "book",
        "chat",
        "choice",
        "data",
        "feedback",
        "folder",
        "forum",
        "glossary",
        "h5pactivity",
        "imscp",
        "label",
        "lesson",
        "lti",
        "page",
        "qbank",
        "quiz",
        "resource",
        "scorm",
        "subsection",
        "survey",
        "url",
        "wiki",
        "workshop",
    }
)
"""Modules that Moodle itself has or had; all others need a plug-in on the site that restores the course."""
_DUE = {
    "assign": "duedate",
    "assignment": "timedue",
    "lesson": "deadline",
    "quiz": "timeclose",
    "feedback": "timeclose",
    "choice": "timeclose",
    "scorm": "timeclose",
    "workshop": "submissionend",
    "forum": "duedate",
    "data": "timeavailableto",
}
_ATTEMPTS = {"quiz": "attempts_number", "assign": "maxattempts", "scorm": "maxattempt", "lesson": "maxattempts"}
_JUDGED = frozenset({"assign", "workshop", "forum"})
_NETWORK = frozenset({"url", "lti", "bigbluebuttonbn"})
_LESSON_QUESTION_PAGES = frozenset({"1", "2", "3", "5", "8", "10"})


class Work(msgspec.Struct, frozen=True):
    """One activity with what other parts of the reader need of it.

    Attributes:
        path: file of its own fields.
        context: its context id, by which files and texts belong to it.
        instance: its id among the modules of its kind.
        section: id of the section that it says to be in.
        restrictions: what holds it back.
        items: its grade items.
        listed: its entry in `moodle_backup.xml`.
        shown: the course page shows it (otherwise only links lead there).
        passing_needed: it is complete only with a grade to pass.
    """

    activity: Activity
    path: str
    context: str
    instance: str
    section: str
    listed: Entry
    restrictions: Restrictions | None = None
    items: tuple[GradeItem, ...] = ()
    shown: bool = True
    passing_needed: bool = False

    @property
    def name(self) -> str:
        """Its title for people, or its id where it has none."""
        return plain(self.activity.title) or self.activity.id


def activity_id(entry: Entry) -> str:
    """Id of an activity in the course model: its folder's name, which Moodle makes of kind and course module."""
    return entry.directory.rpartition("/")[2] or f"{entry.module}_{entry.id}"


def read_work(entry: Entry, shelf: Shelf, stored: StoredFiles, *, tracking: bool) -> tuple[Work, StreamNode | None]:
    """One activity, and the element with its own fields (data of learners left out; None when it cannot be read).

    Args:
        entry: its entry in the list of contents.
        shelf: the documents.
        stored: the files; a context has one activity, so that only the first that names it has its files.
        tracking: the course tracks completion.
    """
    name = activity_id(entry)
    module_path, path = f"{entry.directory}/module.xml", f"{entry.directory}/{entry.module}.xml"
    module = shelf.whole(module_path)
    outer = shelf.whole(path)
    settings = outer.child(entry.module) if outer is not None else None
    context = outer.attributes.get("contextid", "") if outer is not None else ""
    items = items_of(shelf, entry.directory, name)
    source = settings.source(path) if settings is not None else entry.source
    made = Activity(source=source, id=name, title=_title(settings, entry), raw_kind=entry.module)
    files = stored.claimed(context) if context else ()
    done = msgspec.structs.replace(
        made,
        **_offered(entry.module, settings, files),
        **_state(module),
        **_graded(entry, items, shelf),
        **_asked(entry.module, settings),
        completion=_completion(module, settings) if tracking else "none",
    )
    work = Work(
        activity=done,
        path=path,
        context=context,
        instance=outer.attributes.get("id", "") if outer is not None else "",
        section=field(module, "sectionid") or entry.section,
        listed=entry,
        restrictions=read_restrictions(module, module_path) if module is not None else None,
        items=items,
        shown=module is None or field(module, "visibleoncoursepage") != "0",
        passing_needed=flag(module, "completionpassgrade"),
    )
    return work, settings


def _title(settings: StreamNode | None, entry: Entry) -> str | None:
    return strip_markup(field(settings, "name") or entry.title) or None


def _offered(module: str, settings: StreamNode | None, files: tuple[StoredFile, ...]) -> dict[str, Any]:
    """Kind, entry and files."""
    kind = _KINDS.get(module, "other")
    found: dict[str, Any] = {"kind": kind, "description": strip_markup(field(settings, "intro")) or None}
    content = [file for file in files if file.area in ("content", "package")]
    found["files"] = tuple(dict.fromkeys(file.body for file in files))
    if module == "resource":
        main = next((file for file in content if file.main), content[0] if content else None)
        found["entry"] = main.body if main else ""
        found["kind"] = "video" if main and main.media_type.startswith("video/") else kind
    elif module in ("scorm", "h5pactivity"):
        package = next((file for file in content if file.area == "package"), None)
        found["entry"] = package.body if package else field(settings, "reference").partition("?")[0]
    elif module == "url":
        found["entry"] = field(settings, "externalurl").partition("?")[0].partition("#")[0]
        found["external"] = found["entry"].startswith(("http://", "https://", "//"))
    elif module == "lesson" and _asks(settings):
        found["kind"] = "quiz"
    found["needs_network"] = module in _NETWORK
    return found


def _asks(settings: StreamNode | None) -> bool:
    """Whether a lesson has a page that is a question."""
    pages = settings.child("pages") if settings is not None else None
    return pages is not None and any(field(page, "qtype") in _LESSON_QUESTION_PAGES for page in pages.named("page"))


def _state(module: StreamNode | None) -> dict[str, Any]:
    language = field(module, "lang")
    visible = module is None or field(module, "visible") != "0"
    return {
        "visibility": "published" if visible else "hidden",
        "audience": "learner" if visible else "instructor",
        "languages": (language,) if language else (),
        "study_time_s": unsupported(),
    }


def _graded(entry: Entry, items: tuple[GradeItem, ...], shelf: Shelf) -> dict[str, Any]:
    main = main_item(items)
    criteria: Value[bool] = unsupported()
    if entry.module in _JUDGED:
        criteria = _criteria(entry, shelf)
    found: dict[str, Any] = {"graded": main is not None and main.graded, "criteria": criteria}
    if main is not None and main.points:
        found["points"] = main.points
        found["pass_mark"] = round(main.pass_points / main.points, 4) if main.pass_points else None
    return found


def main_item(items: tuple[GradeItem, ...]) -> GradeItem | None:
    """The grade item that an activity's result is; those of outcomes and of a forum's ratings come after it."""
    return next((item for item in items if not item.outcome and item.graded), None)


def _criteria(entry: Entry, shelf: Shelf) -> Value[bool]:
    """A rubric or marking guide that is in use and has content; a workshop has its form in its own file."""
    if entry.module == "workshop":
        root = shelf.whole(f"{entry.directory}/workshop.xml")
        forms = root.children[0].children if root is not None and root.children else []
        return any(node.name.startswith("subplugin_workshopform_") and node.children for node in forms)
    path = f"{entry.directory}/grading.xml"
    root = shelf.whole(path)
    areas = list(root.descendants("area")) if root is not None else []
    if not areas:
        return unsupported() if entry.module == "forum" else False
    used = [area for area in areas if field(area, "activemethod")]
    sources: tuple[Source, ...] = tuple(area.source(path) for area in used or areas[:1])
    complete = any(next(area.descendants("definition"), None) is not None for area in used)
    return Fact(value=complete, method=Method.DECLARED, sources=sources)


def _asked(module: str, settings: StreamNode | None) -> dict[str, Any]:
    """Attempts, time limit, due date."""
    attempts = whole(field(settings, _ATTEMPTS[module])) if module in _ATTEMPTS else None
    limit = number(field(settings, "timelimit")) if module in ("quiz", "lesson", "assign") else None
    return {
        "attempts": (max(0, attempts) if attempts is not None else None) if module in _ATTEMPTS else unsupported(),
        "time_limit_s": limit or None,
        "due": date(field(settings, _DUE[module])) if module in _DUE else unsupported(),
    }


def _completion(module: StreamNode | None, settings: StreamNode | None) -> str:
    """The strictest condition in the words of the course model."""
    kind = field(module, "completion")
    if kind in ("", "0"):
        return "none"
    if kind == "1":
        return "manual"
    if flag(module, "completionpassgrade") or flag(settings, "completionpass"):
        return "passed"
    if field(module, "completiongradeitemnumber"):
        return "graded"
    if flag(settings, "completionsubmit"):
        return "submitted"
    return "viewed" if flag(module, "completionview") else "custom"
