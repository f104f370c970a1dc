"""Structural checks of a backup that need an algorithm (MBZ-03 to MBZ-30).

Source: formats/moodle-mbz.md §10.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress

import msgspec

from oecheck.containers import Container, EntryUnreadable, open_container
from oecheck.errors import PackageError
from oecheck.model.course import Activity, Condition, Embedded
from oecheck.model.fact import plain
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.readers._moodle.fields import field
from oecheck.readers._moodle.information import FILE, Entry, Information
from oecheck.readers._moodle.outline import Section
from oecheck.readers._moodle.package import INDEX
from oecheck.readers._moodle.shelf import Shelf
from oecheck.readers._moodle.stored import StoredFiles
from oecheck.readers._moodle.work import CORE_MODULES, Work

__all__ = [
    "check_conditions",
    "check_contents",
    "check_grades",
    "check_hidden",
    "check_index",
    "check_information",
    "check_licences",
    "check_modules",
    "check_old_links",
    "check_packages",
    "check_sequences",
    "once",
]

_HEAD_BYTES = 200
"""Moodle's own test of a backup looks at this much of `moodle_backup.xml` (`convert_helper::detect_moodle2_format`)."""
_LISTED = 5
"""Names that a finding about many things shows."""
_PACKAGE_BYTES = 32 << 20
"""Packages inside the package up to this size are opened to see whether they can be read."""


def check_information(information: Information, container: Container) -> Iterator[PackageFinding]:
    """MBZ-01, MBZ-02, MBZ-08, MBZ-29: what the backup says of itself."""
    source = information.source
    with suppress(EntryUnreadable):
        head = container.read(FILE)[:_HEAD_BYTES]
        if not all(mark in head for mark in (b"<?xml", b"<moodle_backup>", b"<information>")):
            yield PackageFinding(check="MBZ-01", variant="head", source=Source(FILE, 1, 1))
    if information.kind != "course":
        kind = information.kind
        variant = kind if kind in ("activity", "section") else "other"
        yield PackageFinding(check="MBZ-02", variant=variant, source=source, arguments={"kind": kind or "-"})
    if not information.release or not information.backup_version:
        yield PackageFinding(check="MBZ-08", source=source)
    for what, entries in (("activity", information.activities), ("section", information.sections)):
        first: dict[str, Entry] = {}
        counts = Counter(entry.id for entry in entries)
        for entry in entries:
            if first.setdefault(entry.id, entry) is entry and counts[entry.id] > 1:
                arguments = {"what": what, "id": entry.id, "count": counts[entry.id]}
                yield PackageFinding(check="MBZ-29", variant="number", source=entry.source, arguments=arguments)
    for folder, entry in {entry.directory: entry for entry in information.repeated}.items():
        yield PackageFinding(check="MBZ-29", variant="folder", source=entry.source, arguments={"folder": folder})


def check_index(container: Container, shelf: Shelf) -> Iterator[PackageFinding]:
    """MBZ-03: the index of a tar names exactly the files that are there."""
    if INDEX not in container.files:
        return
    try:
        lines = container.read(INDEX).decode("utf-8", "replace").splitlines()
    except EntryUnreadable:
        return
    parts = (line.split("\t") for line in lines[1:])
    named = {part[0] for part in parts if len(part) > 1 and part[1] == "f"}
    there = {path for path in shelf.paths() if path != INDEX}
    lacking, unknown = sorted(named - there), sorted(there - named)
    if lacking or unknown:
        arguments = {
            "lacking": len(lacking),
            "unknown": len(unknown),
            "files": ", ".join([*lacking, *unknown][:_LISTED]),
        }
        yield PackageFinding(check="MBZ-03", source=Source(INDEX, 1, 1), arguments=arguments)


def check_contents(information: Information, shelf: Shelf) -> Iterator[PackageFinding]:
    """MBZ-04 and MBZ-05: what the list of contents names is there, and nothing else."""
    for entry in (*information.activities, *information.sections):
        names = ("module.xml", f"{entry.module}.xml") if entry.module else ("section.xml",)
        missing = [name for name in names if f"{entry.directory}/{name}" not in shelf]
        if missing:
            arguments = {"title": entry.title or entry.id, "folder": entry.directory, "files": ", ".join(missing)}
            yield PackageFinding(check="MBZ-04", source=entry.source, arguments=arguments)
    if information.has_course and "course/course.xml" not in shelf:
        arguments = {"title": information.title, "folder": "course", "files": "course.xml"}
        yield PackageFinding(check="MBZ-04", source=information.source, arguments=arguments)
    listed = {entry.directory for entry in (*information.activities, *information.sections)}
    folders: dict[str, str] = {}
    for path in shelf.paths():
        parts = path.split("/")
        if len(parts) > 2 and parts[0] in ("activities", "sections"):
            folders.setdefault("/".join(parts[:2]), path)
    for folder, path in folders.items():
        if folder not in listed:
            yield PackageFinding(check="MBZ-05", source=Source(path), arguments={"folder": folder})


def check_sequences(sections: Iterable[Section], works: Iterable[Work]) -> Iterator[PackageFinding]:
    """MBZ-06: each course module stands in the sequence of the one section that it names.

    That a sequence names modules which the backup does not hold is no fault: Moodle writes it so when activities are
    left out of a backup, and forgets them on restoring.
    """
    known = {work.listed.id: work for work in works}
    places: dict[str, list[Section]] = {}
    for section in sections:
        for identifier in section.sequence:
            places.setdefault(identifier, []).append(section)
    for identifier, work in known.items():
        found = places.get(identifier, [])
        arguments = {"activity": work.name, "count": len(found)}
        if len(found) != 1:
            variant = "several" if found else "nowhere"
            yield PackageFinding(check="MBZ-06", variant=variant, source=work.activity.source, arguments=arguments)
        elif work.section and found[0].id != work.section:
            arguments |= {"section": _name(found[0]), "named": work.section}
            yield PackageFinding(check="MBZ-06", variant="other", source=work.activity.source, arguments=arguments)


def _name(section: Section) -> str:
    return section.title or section.listed_title or section.id


def check_conditions(
    sections: Iterable[Section], works: Iterable[Work], shelf: Shelf, information: Information
) -> Iterator[PackageFinding]:
    """MBZ-18: conditions can be read, and the groups that they name are in the backup."""
    known = _groups(shelf) if information.settings.get("groups") == "1" else None
    of_sections = [(_name(section), section.restrictions) for section in sections]
    for name, restrictions in (*of_sections, *((work.name, work.restrictions) for work in works)):
        if restrictions is None:
            continue
        arguments = {"name": name, "problem": restrictions.problem}
        if restrictions.problem:
            yield PackageFinding(check="MBZ-18", variant="json", source=restrictions.source, arguments=arguments)
        for one in restrictions.conditions:
            if known is not None and one.kind in known and one.target and one.target not in known[one.kind]:
                arguments = {"name": name, "kind": one.kind, "id": one.target}
                yield PackageFinding(check="MBZ-18", variant="group", source=restrictions.source, arguments=arguments)


def _groups(shelf: Shelf) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {"group": set(), "grouping": set()}
    for node in shelf.records("groups.xml", "group", "grouping", skip=("group_members",)):
        found[node.name].add(node.attributes.get("id", ""))
    return found


def check_grades(works: Iterable[Work]) -> Iterator[PackageFinding]:
    """MBZ-19: grade items can hold a grade, and where one must be passed there is a grade to pass."""
    for work in works:
        arguments = {"activity": work.name}
        for item in work.items:
            if item.kind == "1" and not (item.points or 0) > 0:
                yield PackageFinding(check="MBZ-19", variant="no-points", source=item.source, arguments=arguments)
        if work.passing_needed and not any(item.pass_points for item in work.items):
            yield PackageFinding(check="MBZ-19", variant="no-pass", source=work.activity.source, arguments=arguments)


def check_modules(information: Information) -> Iterator[PackageFinding]:
    """MBZ-26: modules that the site which restores the course needs a plug-in for."""
    foreign: dict[str, Entry] = {}
    for entry in information.activities:
        if entry.module and entry.module not in CORE_MODULES:
            foreign.setdefault(entry.module, entry)
    for module, entry in foreign.items():
        yield PackageFinding(check="MBZ-26", source=entry.source, arguments={"module": module})


def check_hidden(
    conditions: Iterable[Condition], activities: Iterable[Activity], shelf: Shelf, works: Iterable[Work]
) -> Iterator[PackageFinding]:
    """MBZ-24: what learners have to complete they can see."""
    hidden = {one.id: one for one in activities if one.visibility != "published"}
    for condition in conditions:
        target = hidden.get(condition.target)
        if target is not None and condition.kind in ("completion", "score") and condition.owner not in hidden:
            arguments = {"activity": plain(target.title) or target.id, "owner": condition.owner}
            yield PackageFinding(check="MBZ-24", variant="condition", source=condition.source, arguments=arguments)
    by_module = {work.listed.id: work.activity.id for work in works}
    root = shelf.whole("completion.xml")
    for criterion in root.descendants("course_completion_criteria") if root is not None else ():
        target = hidden.get(by_module.get(field(criterion, "moduleinstance"), ""))
        if target is not None:
            source = criterion.source("completion.xml")
            arguments = {"activity": plain(target.title) or target.id}
            yield PackageFinding(check="MBZ-24", variant="course", source=source, arguments=arguments)


def check_licences(stored: StoredFiles) -> Iterator[PackageFinding]:
    """MBZ-15: a licence that somebody chose, for each file of the content."""
    if stored.unlicensed:
        arguments = {"count": stored.unlicensed}
        yield PackageFinding(check="MBZ-15", source=stored.source, arguments=arguments)


def check_old_links(embedded: Iterable[Embedded], information: Information) -> Iterator[PackageFinding]:
    """MBZ-25: links to the site that the course comes from; they break or lead to the old course."""
    if not information.wwwroot.startswith(("http://", "https://")):
        return
    wanted = information.wwwroot + "/"
    for text in embedded:
        count = text.markup.count(wanted)
        if count:
            yield PackageFinding(check="MBZ-25", source=text.source, arguments={"count": count, "site": wanted})


def check_packages(stored: StoredFiles, container: Container) -> Iterator[PackageFinding]:
    """MBZ-28: SCORM and H5P packages inside the backup can be opened."""
    for file in stored.packages():
        entry = container.files.get(file.body)
        if entry is None or entry.size_bytes > _PACKAGE_BYTES:
            continue
        name = file.name.rpartition("/")[2]
        try:
            with open_container(container.read(file.body), container.limits, name):
                pass
        except PackageError as error:
            arguments = {"name": name, "problem": error.code}
            yield PackageFinding(check="MBZ-28", source=Source(file.body), arguments=arguments)
        except EntryUnreadable:
            continue  # reported as an entry that cannot be read


def once(findings: Iterable[PackageFinding]) -> tuple[PackageFinding, ...]:
    """Each finding once: a group that two conditions of one activity name is missing once."""
    seen: dict[bytes, PackageFinding] = {}
    for finding in findings:
        seen.setdefault(msgspec.json.encode(finding), finding)
    return tuple(seen.values())
