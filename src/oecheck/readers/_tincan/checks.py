"""Checks of `tincan.xml`. Their texts stand in `standards/formats/tincan.yaml`.

Source: formats/tincan-aicc.md §1, §4; xAPI 1.0.3, Data §2.4.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oecheck.containers import Container
from oecheck.documents.xml import XmlDocument, namespace
from oecheck.model.course import Course
from oecheck.model.fact import plain
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.readers._detect import locate
from oecheck.readers._registry import reader_for
from oecheck.readers._tincan.activities import NAMESPACE, Entry
from oecheck.readers._xapi.texts import is_blank
from oecheck.values import language_tag
from oecheck.values.iri import is_absolute_iri, url_problem
from oecheck.values.text import fold

__all__ = ["beside_findings", "entry_findings"]

MOST = 20
"""Findings of one check that are told one by one."""
_BESIDE = frozenset({"scorm-1.2", "scorm-2004", "cmi5"})


def entry_findings(document: XmlDocument, entries: tuple[Entry, ...]) -> Iterator[PackageFinding]:
    """All checks of the list, in the order of their numbers."""
    root = document.source(document.root)
    if namespace(document.root) != NAMESPACE:
        found = namespace(document.root) or "-"
        yield PackageFinding(check="TC-09", source=root, arguments={"found": found[:200]})
    yield from _identifiers(entries)
    if not any(launch.href for entry in entries for launch in entry.launches):
        yield PackageFinding(check="TC-03", source=root)
    yield from _names(entries)
    yield from _languages(entries)
    wrong = [entry for entry in entries if entry.type and not is_absolute_iri(entry.type)]
    yield from (_of(entry, "TC-05", found=entry.type[:200]) for entry in wrong[:MOST])
    yield from _addresses(entries)


def _of(entry: Entry, check: str, variant: str = "", **arguments: object) -> PackageFinding:
    return PackageFinding(check=check, variant=variant, source=entry.source, arguments=arguments)


def _identifiers(entries: tuple[Entry, ...]) -> Iterator[PackageFinding]:
    """TC-02, TC-10."""
    wrong = [entry for entry in entries if not is_absolute_iri(entry.id)]
    for entry in wrong[:MOST]:
        yield _of(entry, "TC-02", "default" if entry.id else "none", id=entry.id[:200])
    first: dict[str, Source] = {}
    again = []
    for entry in entries:
        if entry.id and first.setdefault(entry.id, entry.source) is not entry.source:
            again.append(entry)
    for entry in again[:MOST]:
        yield _of(entry, "TC-10", id=entry.id[:200], line=first[entry.id].line)


def _names(entries: tuple[Entry, ...]) -> Iterator[PackageFinding]:
    """TC-04, of activities that are not launched: a launched one without a name is OHE-STR-002."""
    nameless = [entry for entry in entries if not entry.launches and all(is_blank(text.text) for text in entry.names)]
    yield from (_of(entry, "TC-04", "name", id=entry.id[:200]) for entry in nameless[:MOST])


def _languages(entries: tuple[Entry, ...]) -> Iterator[PackageFinding]:
    """TC-04: each way in which a language is not told once, at its first place, with the number of its places."""
    wrong: dict[str, list[Source]] = {}
    for entry in entries:
        for text in (*entry.names, *entry.descriptions):
            if text.text and not language_tag.normalise(text.language).valid:
                wrong.setdefault(text.language, []).append(text.source)
    for language, places in list(wrong.items())[:MOST]:
        variant = "language" if language else "no-language"
        arguments = {"language": language[:60], "count": len(places)}
        yield PackageFinding(check="TC-04", variant=variant, source=places[0], arguments=arguments)


def _addresses(entries: Iterable[Entry]) -> Iterator[PackageFinding]:
    """TC-11."""
    wrong = [launch for entry in entries for launch in entry.launches if launch.href and url_problem(launch.href)]
    for launch in wrong[:MOST]:
        arguments = {"href": launch.href.partition("?")[0][:200]}
        yield PackageFinding(check="TC-11", source=launch.source, arguments=arguments)


def beside_findings(course: Course, container: Container) -> Iterator[PackageFinding]:
    """TC-06: what another descriptor of the package says of the same course."""
    for descriptor in locate(container).descriptors:
        reader = reader_for(descriptor.format) if descriptor.format in _BESIDE and descriptor.readable else None
        if reader is None:
            continue
        other = reader.read(container, descriptor).course
        arguments: dict[str, object] = {"path": descriptor.source.file}
        mine, theirs = plain(course.title) or "", plain(other.title) or ""
        if mine and theirs and fold(mine) != fold(theirs):
            titles = {"title": mine[:100], "other": theirs[:100]}
            yield PackageFinding(check="TC-06", variant="title", source=course.source, arguments=arguments | titles)
        if _entries(course) and _entries(other) and not _entries(course) & _entries(other):
            yield PackageFinding(check="TC-06", variant="entry", source=course.source, arguments=arguments)


def _entries(course: Course) -> frozenset[str]:
    return frozenset(activity.entry for activity in course.activities if activity.entry)
