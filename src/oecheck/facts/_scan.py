"""The one pass over a package: each entry inflated, hashed, sniffed and parsed once, and nothing kept but facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from oecheck.containers import EntryUnreadable
from oecheck.documents.html import parse_html
from oecheck.facts._definition import FactDefinition
from oecheck.facts._plan import Plan
from oecheck.facts._registry import parameters
from oecheck.facts.media_headers import PROBES, MediaProbe
from oecheck.model.course import Embedded
from oecheck.model.fact import Value
from oecheck.model.guard import Broken, guarded
from oecheck.model.package import File
from oecheck.model.page import Page
from oecheck.model.source import Source
from oecheck.values.media_type import HTML_TYPES, UNKNOWN, by_name, sniff

if TYPE_CHECKING:
    from oecheck.facts._run import FactRun

__all__ = ["Scan", "scan"]

_UNREADABLE = "entry-unreadable"
"""Code of the limit for a page that is none by its bytes."""
IN_MEMORY_BYTES = 8 << 20
"""An entry up to this size is read whole, a larger one in pieces; own choice: no page of the corpus is over 4 MiB."""

_HEAD_BYTES = 4096
_NO_PAGE_NAMES = ("image/", "audio/", "video/", "font/")
"""A page of errors that was saved as `photo.jpg` is shown to nobody: servers and browsers go by its name."""
_COPY_ENDINGS = (".old", ".bak", ".orig", ".save", ".tmp", "~")
"""`page.html.old` is a copy that an author or editor kept: no browser shows it as a page."""
_NO_PAGE_ROLES = frozenset({"schema", "settings", "junk", "descriptor", "undelivered"})


class Scan(msgspec.Struct, frozen=True):
    """What one pass gave, besides the facts that it stored in the run.

    `cut` says what of which file was not looked at: code of the limit, and the place.
    """

    files: tuple[File, ...]
    pages: tuple[Page, ...]
    computed: frozenset[tuple[str, str]]
    cut: tuple[tuple[str, Source], ...] = ()

    def with_computed(self, more: frozenset[tuple[str, str]]) -> Scan:
        """The same scan after a late pass for more facts."""
        return msgspec.structs.replace(self, computed=self.computed | more)


def scan(run: FactRun) -> Scan:
    """Goes through the package once and stores the facts of pages and files that the run needs."""
    return _Pass(run).run()


class _Pass:
    """State of one pass: the files and pages met so far."""

    def __init__(self, run: FactRun) -> None:
        self._run = run
        self._reading = run.inputs.reading
        self._container = run.inputs.container
        of_pages, of_files = run.needs("page"), run.needs("file")
        self._page_facts = [fact for fact in of_pages if "document" in parameters(fact)]
        self._page_plan = Plan(run, self._page_facts, ("document",))
        self._file_facts = [fact for fact in of_files if "content" in parameters(fact)]
        self._digesting = ("file", "sha256") in run.wanted  # no rule of the standard asks for it
        if self._digesting:
            self._container.keep_digests()
        self._probing = any(fact.name == "media_header" for fact in of_files)
        self._hashing = any(fact.name == "digest_kept" for fact in of_files)
        self._names: dict[str, str] = {}
        for name, path in self._reading.stored.items():
            self._names.setdefault(path, name)
        self._titles = {activity.entry: activity.title for activity in run.inputs.course.activities if activity.entry}
        self._plans: dict[str, Plan] = {}
        self._files: list[File] = []
        self._pages: list[Page] = []
        self._cut: list[tuple[str, Source]] = []

    def run(self) -> Scan:
        for path in self._container.files:
            self._entry(path)
        self._files.sort(key=lambda file: file.path)  # the order in which a packer wrote them says nothing
        self._pages.sort(key=lambda page: page.path)
        for embedded in self._run.inputs.course.embedded:
            self._embedded(embedded)
        facts = [*self._page_facts, *self._file_facts]
        computed = {(fact.of, fact.name) for fact in facts} | {("file", "media_header")}
        return Scan(tuple(self._files), tuple(self._pages), frozenset(computed), tuple(self._cut))

    def _entry(self, path: str) -> None:
        size = self._container.files[path].size_bytes
        try:
            if size <= IN_MEMORY_BYTES:
                self._whole(path, self._container.read(path, keep=False))
            else:
                self._pieces(path, size, self._container.stream(path))
        except EntryUnreadable as error:
            self._files.append(self._file(path, size, sniff(b"", path), problem=error.code))

    def _whole(self, path: str, data: bytes) -> None:
        media_type = sniff(data[:_HEAD_BYTES], self._names.get(path, path))
        file = self._file(path, len(data), media_type)
        self._files.append(file)
        self._note_page_of_bytes(file)
        self._probe(file, iter((data,)))
        self._plan_of(media_type).compute(file, {"content": data, "path": path})
        if media_type in HTML_TYPES and _is_page(file):
            self._page(path, data, file)

    def _pieces(self, path: str, size: int, pieces: Iterator[bytes]) -> None:
        first = next(pieces, b"")
        file = self._file(path, size, sniff(first[:_HEAD_BYTES], self._names.get(path, path)))
        if file.media_type in HTML_TYPES and file.role not in _NO_PAGE_ROLES:
            self._cut.append(("page-too-long", file.source))
        self._note_page_of_bytes(file)
        stated = self._reading.digests.get(path, "") if self._hashing else ""
        sha1 = hashlib.sha1(usedforsecurity=False)
        self._probe(file, _hashed(_chain(first, pieces), sha1) if stated else _chain(first, pieces))
        if stated:
            self._run.store("file", "digest_kept", file, sha1.hexdigest() == stated)
        if self._digesting:
            file = msgspec.structs.replace(file, sha256=self._container.digest(path))
        self._files.append(file)

    def _note_page_of_bytes(self, file: File) -> None:
        """A file that is shown as a page by its name, and whose bytes are those of none, is there and was not read."""
        promised = by_name(file.name or file.path)
        if file.media_type == UNKNOWN and promised in HTML_TYPES and _is_page(file):
            self._cut.append((_UNREADABLE, file.source))

    def _probe(self, file: File, pieces: Iterator[bytes]) -> None:
        probe_class = PROBES.get(file.media_type) if self._probing else None
        probe: Any = guarded(probe_class) if probe_class else None
        for piece in pieces:  # to the end, whatever becomes of the probe: behind the last one the checksum is verified
            if probe is not None and not isinstance(probe, Broken):
                probe = guarded(_fed, probe, piece)
        if probe is None:
            return
        header = probe if isinstance(probe, Broken) else guarded(probe.finish)
        if isinstance(header, Broken):
            header = self._run.unreadable(self._run.registry.facts["file", "media_header"], header)
        self._run.store("file", "media_header", file, header)

    def _page(self, path: str, data: bytes, file: File) -> None:
        document = guarded(parse_html, data, path)
        if isinstance(document, Broken):
            self._unread(Page(source=file.source, path=path, id=path, fragment=True, audience=file.audience), document)
            return
        root = document.root
        page = Page(
            source=Source(path, 1, 1) if root is None else document.source(root),
            path=path,
            id=path,
            fragment=document.fragment or path in self._reading.platform_pages,
            display_title=self._titles.get(path),
            audience=file.audience,
        )
        self._page_values(page, document)

    def _embedded(self, embedded: Embedded) -> None:
        line_offset = max(embedded.source.line - 1, 0)
        document = guarded(parse_html, embedded.markup, embedded.base, line_offset=line_offset)
        title: Value[str] = embedded.title
        page = Page(
            source=embedded.source,
            path=embedded.base,
            id=embedded.id,
            fragment=True,
            display_title=title,
            audience=embedded.audience,
            area=embedded.area,
        )
        if isinstance(document, Broken):
            self._unread(page, document)
        else:
            self._page_values(page, document)

    def _unread(self, page: Page, broken: Broken) -> None:
        """A page that our own program could not parse is there, and every fact of it is unreadable."""
        self._pages.append(page)
        self._run.note(f"page {page.path}", broken, (key for key in self._run.registry.facts if key[0] == "page"))
        self._page_plan.give_up(page)

    def _page_values(self, page: Page, document: Any) -> None:
        self._pages.append(page)
        self._page_plan.compute(page, {"document": document})
        self._cut += [(code, page.source) for code in dict.fromkeys(document.incomplete)]

    def _plan_of(self, media_type: str) -> Plan:
        """The facts that look at the bytes of files of a type."""
        plan = self._plans.get(media_type)
        if plan is None:
            wanted = [fact for fact in self._file_facts if _wanted(fact, media_type)]
            plan = self._plans[media_type] = Plan(self._run, wanted, ("content", "path"))
        return plan

    def _file(self, path: str, size: int, media_type: str, problem: str = "") -> File:
        reading = self._reading
        name = self._names.get(path, "").partition("/")[2]
        return File(
            source=Source(path, breadcrumb=(name,) if name else ()),
            path=path,
            size_bytes=size,
            media_type=media_type,
            declared_type=reading.declared_types.get(path, ""),
            sha256=self._container.digest(path) if self._digesting and not problem and size <= IN_MEMORY_BYTES else "",
            role=reading.roles.get(path, "content"),
            listed=path in reading.listed,
            audience=reading.audiences.get(path, "learner"),
            name=name,
            problem=problem,
        )


def _fed(probe: MediaProbe, piece: bytes) -> MediaProbe:
    probe.feed(piece)
    return probe


def _is_page(file: File) -> bool:
    name = file.name or file.path
    if file.role in _NO_PAGE_ROLES or name.lower().endswith(_COPY_ENDINGS):
        return False
    return not by_name(name).startswith(_NO_PAGE_NAMES)


def _wanted(fact: FactDefinition, media_type: str) -> bool:
    return not fact.media_types or any(
        media_type == wanted or (wanted.endswith("/*") and media_type.startswith(wanted[:-1]))
        for wanted in fact.media_types
    )


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _hashed(pieces: Iterator[bytes], digest: Any) -> Iterator[bytes]:
    for piece in pieces:
        digest.update(piece)
        yield piece
