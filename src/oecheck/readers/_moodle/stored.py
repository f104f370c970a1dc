"""`files.xml`: files of the course, kept under the SHA-1 of their bytes.

Source: formats/moodle-mbz.md §6; Moodle `backup_final_files_structure_step`, `file_storage`.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from oecheck.documents.xml_stream import StreamNode
from oecheck.model.course import Licence
from oecheck.model.package import Reference
from oecheck.model.source import Source
from oecheck.readers._moodle.fields import field
from oecheck.readers._moodle.shelf import Shelf
from oecheck.values import licence as licences
from oecheck.values.patterns import pattern

__all__ = ["FILE", "StoredFile", "StoredFiles", "area_of", "read_stored"]

FILE = "files.xml"
_UNKNOWN_TYPE = "document/unknown"
_LEARNER_AREAS = pattern(r"submission\w*|response_\w+|feedback_files|draft|private|post|attempt|message")
_LEARNER_PLACES = frozenset(
    {("mod_forum", "attachment"), ("mod_data", "content"), ("mod_workshop", "overallfeedback_attachment")}
)
_WORK_PLUGINS = ("assignsubmission_", "assignfeedback_", "user")
_PACKAGES = frozenset({"package", "backup"})
_OF_VERSION_3 = frozenset({"cc", "cc-nd", "cc-nc", "cc-sa", "cc-nc-nd", "cc-nc-sa"})
"""Licences of Moodle whose code names no version: its table of licences gives the address of 3.0 for each."""


class StoredFile(msgspec.Struct, frozen=True):
    """One record of a file, folders and null records left out.

    Attributes:
        name: `<area>/<folders>/<file>`, see `area_of`.
        body: where its bytes lie.
        context, component, area: what it belongs to.
        main: the file that its activity opens.
        learner: it is the work or picture of a person.
    """

    name: str
    body: str
    context: str
    component: str
    area: str
    media_type: str = ""
    main: bool = False
    learner: bool = False


class StoredFiles(msgspec.Struct, frozen=True):
    """All records, by what readers ask for.

    Attributes:
        files: in document order.
        by_context: those that no activity has claimed yet, by context id.
        references: to the bodies.
        licences: of bodies, each once.
        unlicensed: bodies of content that no licence is told for.
    """

    files: tuple[StoredFile, ...]
    by_context: dict[str, list[StoredFile]]
    references: tuple[Reference, ...]
    licences: tuple[Licence, ...]
    unlicensed: int
    source: Source

    def claimed(self, context: str) -> tuple[StoredFile, ...]:
        """Files of an activity that are content, by its context; nothing the second time."""
        return tuple(file for file in self.by_context.pop(context, ()) if not file.learner)

    def names(self) -> dict[str, str]:
        """Path by name, content before what learners made, so that a body shared by both keeps the name of content."""
        ordered = sorted(self.files, key=lambda file: file.learner)
        return {file.name: file.body for file in ordered}

    def bodies(self) -> frozenset[str]:
        """Paths of all bodies that a record names."""
        return frozenset(file.body for file in self.files)

    def areas(self) -> frozenset[str]:
        """Areas that hold a file."""
        return frozenset(file.name.partition("/")[0] + "/" for file in self.files)

    def roles(self) -> dict[str, str]:
        """Bodies that only learners' files have."""
        content = {file.body for file in self.files if not file.learner}
        return {file.body: "user_data" for file in self.files if file.body not in content}

    def declared_types(self) -> dict[str, str]:
        """Media types by body, the platform's word for "unknown" left out."""
        return {file.body: file.media_type for file in self.files if file.media_type}

    def unpacked(self) -> frozenset[str]:
        """Bodies of archives whose files are there one by one too, as the `content` of the same activity."""
        contexts = {file.context for file in self.files if file.area == "content"}
        archives = (file for file in self.files if file.area in _PACKAGES and file.component.startswith("mod_"))
        return frozenset(file.body for file in archives if file.context in contexts)

    def packages(self) -> Iterable[StoredFile]:
        """Packages inside the package: SCORM, H5P."""
        return (file for file in self.files if file.area == "package" and file.component.startswith("mod_"))


def area_of(context: str, component: str, area: str, item: str = "0") -> str:
    """The folder of the names of one area: one segment, so that no `..` of a page leads to another by accident."""
    return f"{context}.{component}.{area}.{item or '0'}/"


def read_stored(shelf: Shelf, *, folder: bool) -> StoredFiles:
    """The files of a backup.

    Args:
        shelf: its documents.
        folder: the backup is an unpacked folder, in which bodies may have been left out on purpose.
    """
    collected = _Collected(shelf, "unreadable" if folder else "missing")
    for record in shelf.records(FILE, "file"):
        collected.add(record)
    return collected.result()


class _Collected:
    def __init__(self, shelf: Shelf, absent: str) -> None:
        self._shelf = shelf
        self._absent = absent
        self._files: list[StoredFile] = []
        self._references: list[Reference] = []
        self._licences: dict[str, Licence | None] = {}

    def add(self, record: StreamNode) -> None:
        filename = field(record, "filename")
        if filename in ("", "."):
            return  # a folder
        file = _file(record, filename)
        self._files.append(file)
        self._refer(record, file)
        if not file.learner and file.area not in _PACKAGES:
            self._licence(record, file)

    def _refer(self, record: StreamNode, file: StoredFile) -> None:
        shown = file.name.partition("/")[2]
        if file.body in self._shelf:
            state = "found"
        else:
            elsewhere = field(record, "repositorytype") and field(record, "reference")
            state = "external" if elsewhere else self._absent
        reference = Reference(source=record.source(FILE), href=shown, target=file.body, state=state)
        self._references.append(reference)
        if state == "unreadable":
            self._shelf.incomplete.add("stored-files-absent")

    def _licence(self, record: StreamNode, file: StoredFile) -> None:
        """The licence of a body; of several records the first that states one."""
        if self._licences.get(file.body) is not None:
            return
        raw = field(record, "license")
        self._licences[file.body] = None
        if not raw or raw == "unknown":
            return
        parts = licences.normalise(f"{raw}-3.0" if raw in _OF_VERSION_3 else raw)
        self._licences[file.body] = Licence(
            source=record.source(FILE),
            **(msgspec.structs.asdict(parts) | {"raw": raw}),
            scope=file.body,
            title=file.name.rpartition("/")[2],
            holder=field(record, "author") if parts.attribution else "",
            origin=_origin(field(record, "source")),
        )

    def result(self) -> StoredFiles:
        by_context: dict[str, list[StoredFile]] = {}
        for file in self._files:
            by_context.setdefault(file.context, []).append(file)
        stated = [licence for licence in self._licences.values() if licence is not None]
        return StoredFiles(
            files=tuple(self._files),
            by_context=by_context,
            references=tuple(self._references),
            licences=tuple(stated),
            unlicensed=sum(licence is None or licence.default for licence in self._licences.values()),
            source=Source(FILE),
        )


def _file(record: StreamNode, filename: str) -> StoredFile:
    digest = field(record, "contenthash")
    context, component, area = (field(record, name) for name in ("contextid", "component", "filearea"))
    place = area_of(context, component, area, field(record, "itemid"))
    media_type = field(record, "mimetype")
    return StoredFile(
        name=place + field(record, "filepath").lstrip("/") + filename,
        body=f"files/{digest[:2]}/{digest}",
        context=context,
        component=component,
        area=area,
        media_type="" if media_type == _UNKNOWN_TYPE else media_type,
        main=field(record, "sortorder") == "1",
        learner=_of_learner(component, area),
    )


def _origin(source: str) -> str:
    """Where a file comes from, where that is an address; mostly it is the name that it was uploaded by."""
    return source.partition("?")[0] if source.startswith(("http://", "https://")) and len(source) < 2000 else ""


def _of_learner(component: str, area: str) -> bool:
    if component.startswith(_WORK_PLUGINS) or (component, area) in _LEARNER_PLACES:
        return True
    return component.startswith(("mod_", "question")) and _LEARNER_AREAS.fullmatch(area) is not None
