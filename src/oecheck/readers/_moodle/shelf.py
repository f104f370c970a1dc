"""The XML files of a backup, read when asked for and not kept: a course has thousands.

Source: formats/moodle-mbz.md §2; MBZ-30.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml_stream import StreamNode, read_xml, stream_xml
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source

__all__ = ["USER_DATA", "Shelf"]

USER_DATA = frozenset(
    {
        # What learners did, by the names that Moodle's own modules give it; never needed and never kept.
        "attempts",
        "comments",
        "completeds",
        "completions",
        "discussions",
        "enrolments",
        "grade_grades",
        "grades",
        "individual_assessments",
        "overrides",
        "ratings",
        "readposts",
        "records",
        "responses",
        "scoes_track",
        "scoes_tracks",
        "submissions",
        "subscriptions",
        "subwikis",
        "timers",
        "user_competencies",
        "userflags",
    }
)
_LARGEST_WHOLE = 64 << 20
_MOST_RECORDS = 100_000
"""Of one file; a site's whole question bank has some ten thousand."""


class Shelf:
    """Reads the XML files of one backup.

    Attributes:
        findings: files that could not be read, or only in part (MBZ-30).
        incomplete: codes of what was left out because of that.
    """

    def __init__(self, container: Container) -> None:
        self._container = container
        self.findings: list[PackageFinding] = []
        self.incomplete: set[str] = set()

    def __contains__(self, path: str) -> bool:
        return path in self._container.files

    def paths(self) -> Iterator[str]:
        """Paths of the backup without what operating systems left in it."""
        return (path for path, file in self._container.files.items() if not file.junk)

    def whole(self, path: str, *, skip: Collection[str] = USER_DATA) -> StreamNode | None:
        """The root of a small file, data of learners left out; None when it is missing or nothing of it can be read."""
        if path not in self:
            return None
        if self._container.files[path].size_bytes > _LARGEST_WHOLE:
            self.note(path, "too-large")
            return None
        try:
            return read_xml(self._container.stream(path), path, skip=skip)
        except EntryUnreadable as error:
            self.note(path, error.code)
        except DocumentUnreadable as error:
            self.note(path, error.code, error.line, error.column)
        return None

    def records(self, path: str, *names: str, skip: Collection[str] = ()) -> Iterator[StreamNode]:
        """Elements of some names, as far as the file can be read; nothing for a file that is missing."""
        if path not in self:
            return
        try:
            for count, record in enumerate(stream_xml(self._container.stream(path), path, names, skip=skip)):
                if count == _MOST_RECORDS:
                    self.note(path, "too-large", record.line, record.column)
                    return
                yield record
        except EntryUnreadable as error:
            self.note(path, error.code)
        except DocumentUnreadable as error:
            self.note(path, error.code, error.line, error.column)

    def note(self, path: str, problem: str, line: int = 0, column: int = 0) -> None:
        """Says that a file could not be read, or not beyond a place."""
        arguments = {"path": path, "problem": problem, "line": line}
        variant = "at-line" if line else "unreadable"
        source = Source(path, line, column)
        self.findings.append(PackageFinding(check="MBZ-30", variant=variant, source=source, arguments=arguments))
        self.incomplete.add("descriptor-unreadable")
