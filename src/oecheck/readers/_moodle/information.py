"""`moodle_backup.xml`: what was backed up, by which Moodle, and what the archive should hold.

Source: formats/moodle-mbz.md §3; Moodle `backup_general_helper`.
"""

from __future__ import annotations

import msgspec

from oecheck.documents.xml_stream import StreamNode
from oecheck.model.source import Source
from oecheck.readers._moodle.fields import date, field
from oecheck.readers._moodle.shelf import Shelf

__all__ = ["FILE", "Entry", "Information", "read_information"]

FILE = "moodle_backup.xml"


class Entry(msgspec.Struct, frozen=True):
    """An activity or section of `contents`.

    Attributes:
        id: of the course module or section.
        directory: its folder.
        title: as the list has it.
        module: name of the activity's plug-in; "" for a section.
        section: id of the section that an activity stands in; "".
        parent: id of the course module that a section is delegated to (4.5 and later); "".
    """

    id: str
    directory: str
    source: Source
    title: str = ""
    module: str = ""
    section: str = ""
    parent: str = ""


class Information(msgspec.Struct, frozen=True):
    """What the backup says of itself.

    Attributes:
        kind: course, section or activity.
        course_format: name of the plug-in that lays the sections out.
        release: of Moodle, without its build.
        backup_id: identifier that Moodle made for this backup.
        settings: root settings by name.
        activities, sections: what the list of contents names, each folder once.
        repeated: entries whose folder was named before.
    """

    source: Source
    kind: str = ""
    release: str = ""
    backup_version: str = ""
    created: str | None = None
    course_id: str = ""
    course_context: str = ""
    course_format: str = ""
    title: str = ""
    wwwroot: str = ""
    backup_id: str = ""
    has_course: bool = False
    settings: dict[str, str] = {}
    activities: tuple[Entry, ...] = ()
    sections: tuple[Entry, ...] = ()
    repeated: tuple[Entry, ...] = ()


def read_information(shelf: Shelf) -> Information | None:
    """The information of a backup; None when nothing of it can be read."""
    root = shelf.whole(FILE)
    if root is None:
        return None
    node = root.child("information")
    if node is None:
        return Information(source=root.source(FILE))
    detail = node.find("details", "detail")
    contents = node.child("contents")
    activities = [_activity(entry) for entry in _listed(contents, "activities", "activity")]
    sections = [_section(entry) for entry in _listed(contents, "sections", "section")]
    once: dict[str, Entry] = {}
    repeated = [entry for entry in (*activities, *sections) if once.setdefault(entry.directory, entry) is not entry]
    return Information(
        source=node.source(FILE),
        kind=field(detail, "type"),
        release=field(node, "moodle_release").partition(" ")[0],
        backup_version=field(node, "backup_version"),
        created=date(field(node, "backup_date")),
        course_id=field(node, "original_course_id"),
        course_context=field(node, "original_course_contextid"),
        course_format=field(node, "original_course_format"),
        title=field(node, "original_course_fullname"),
        wwwroot=field(node, "original_wwwroot").rstrip("/"),
        backup_id=detail.attributes.get("backup_id", "") if detail is not None else "",
        has_course=contents is not None and contents.child("course") is not None,
        settings=_settings(node.child("settings")),
        activities=tuple(entry for entry in activities if once[entry.directory] is entry),
        sections=tuple(entry for entry in sections if once[entry.directory] is entry),
        repeated=tuple(repeated),
    )


def _listed(contents: StreamNode | None, group: str, name: str) -> tuple[StreamNode, ...]:
    holder = contents.child(group) if contents is not None else None
    return tuple(holder.named(name)) if holder is not None else ()


def _settings(node: StreamNode | None) -> dict[str, str]:
    settings = node.named("setting") if node is not None else ()
    return {field(one, "name"): field(one, "value") for one in settings if field(one, "level") == "root"}


def _activity(node: StreamNode) -> Entry:
    return Entry(
        id=field(node, "moduleid"),
        directory=_folder(field(node, "directory")),
        source=node.source(FILE),
        title=field(node, "title"),
        module=field(node, "modulename"),
        section=field(node, "sectionid"),
    )


def _section(node: StreamNode) -> Entry:
    return Entry(
        id=field(node, "sectionid"),
        directory=_folder(field(node, "directory")),
        source=node.source(FILE),
        title=field(node, "title"),
        parent=field(node, "parentcmid"),
    )


def _folder(text: str) -> str:
    return text.strip("/")
