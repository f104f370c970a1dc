"""The documents of a QTI package: those that the manifest lists, and those that tests name.

Each is parsed once; what cannot be read is a finding on that document, and reading goes on.
Source: formats/qti.md §1, §2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import XmlDocument
from oecheck.model.fact import plain
from oecheck.model.manifest import ManifestResource
from oecheck.model.package import PackageFinding, Reference
from oecheck.model.source import Source
from oecheck.readers._documents import documents_of
from oecheck.readers._imscp.references import resolve
from oecheck.readers._questions.qti2_item import Named
from oecheck.readers._questions.reading import QuestionDocument, read_questions
from oecheck.values.href import PathIndex, Resolver

__all__ = ["Contents", "Link", "is_question_type", "read_contents"]

MAX_BYTES = 10_000_000
"""Largest document of QTI 2 and 3; beyond it libxml2 drops its own limit on depth. The largest real one has 0.1 MB."""
_SCANNED_BYTES = 4096
_PROBLEMS = 5  # problems of one document that are told
_RESULTS = (b"assessmentResult", b"qti-assessment-result", b"qti_result_report")
_NO_MODULE = (".js", ".json")
_KINDS = {"item": "question"}  # an item of a manifest names a resource, one of a test a file


class Link(msgspec.Struct, frozen=True):
    """Where a file that a document names is."""

    owner: str
    named: Named
    target: str
    state: str


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read.

    Attributes:
        documents: by path, in the order read: listed ones first.
        resources: path to the resource that lists it as its href, the first of each.
        links: files that documents name.
        results: files with results of persons.
        findings: documents that are not well-formed or cannot be read.
        incomplete: codes of what was left out.
    """

    documents: dict[str, QuestionDocument]
    resources: dict[str, ManifestResource]
    links: tuple[Link, ...]
    results: tuple[str, ...]
    findings: tuple[PackageFinding, ...]
    incomplete: tuple[str, ...]

    def references(self, *, lone: bool) -> Iterator[Reference]:
        """Links as references of the structure. A document handed in alone cannot tell whether its files exist."""
        for link in self.links:
            state = "unreadable" if lone and link.state == "missing" else link.state
            if state not in ("none", "blank"):
                yield Reference(
                    source=link.named.source,
                    href=link.named.href,
                    target=link.target,
                    kind=_KINDS.get(link.named.kind, link.named.kind),
                    state=state,
                )


def is_question_type(resource: ManifestResource) -> bool:
    """Whether the type of a resource promises a document of QTI."""
    return (plain(resource.type) or "").strip().lower().startswith(("imsqti", "qti_"))


def read_contents(container: Container, resources: Iterable[ManifestResource], starts: Iterable[str]) -> Contents:
    """Reads every document of questions.

    Args:
        container: seen from the package's root.
        resources: of the manifest; none without one.
        starts: documents to begin with where there is no manifest.
    """
    walk = _Walk(container)
    listed: dict[str, ManifestResource] = {}
    for resource in resources:
        path = resource.target if resource.href_state in ("found", "case") else _first_file(resource)
        if is_question_type(resource) and path:
            listed.setdefault(path, resource)
    walk.read([*listed, *starts])
    return Contents(
        documents=walk.documents,
        resources=listed,
        links=tuple(walk.links),
        results=tuple(_results(container, walk.documents)),
        findings=tuple(walk.findings),
        incomplete=tuple(sorted(walk.incomplete)),
    )


def _first_file(resource: ManifestResource) -> str:
    """The file of a resource that has no href (Canvas names it as a file only)."""
    if resource.href_state != "none":
        return ""
    return next((file.target for file in resource.files if file.state in ("found", "case")), "")


class _Walk:
    def __init__(self, container: Container) -> None:
        self._container = container
        self._resolver = Resolver(_index(container))
        self.documents: dict[str, QuestionDocument] = {}
        self.links: list[Link] = []
        self.findings: list[PackageFinding] = []
        self.incomplete: set[str] = set()
        self._seen: set[str] = set()

    def read(self, paths: Iterable[str]) -> None:
        """Documents and those that they name, breadth first, each once."""
        waiting = list(dict.fromkeys(paths))
        for path in waiting:  # grows while it is walked
            if path in self._seen:
                continue
            self._seen.add(path)
            document = self._parsed(path)
            if document is None:
                continue
            read = self.documents[path] = read_questions(document, path)
            for link in self._named(read):
                self.links.append(link)
                if link.named.kind in _DOCUMENTS and link.state in ("found", "case"):
                    waiting.append(link.target)

    def _parsed(self, path: str) -> XmlDocument | None:
        if path not in self._container.files or path.endswith("/"):
            return None
        if self._container.files[path].size_bytes > MAX_BYTES and not self._is_old(path):
            self.incomplete.add("qti-document-too-large")
            return None
        try:
            document = documents_of(self._container).xml(path)
        except EntryUnreadable:
            self.incomplete.add("descriptor-unreadable")
            return None
        except DocumentUnreadable as error:
            place = Source(path, error.line, error.column)
            arguments: dict[str, object] = {"path": path, "problem": error.code, "line": error.line}
            self.findings.append(
                PackageFinding(check="QTI-05", variant="unreadable", source=place, arguments=arguments)
            )
            return None
        self._tell(document, path)
        return document

    def _tell(self, document: XmlDocument, path: str) -> None:
        for problem in document.problems[:_PROBLEMS] if document.recovered else ():
            place = Source(path, problem.line, problem.column)
            arguments: dict[str, object] = {"path": path, "problem": problem.code, "line": problem.line}
            self.findings.append(
                PackageFinding(check="QTI-05", variant="not-well-formed", source=place, arguments=arguments)
            )
        if document.recovered:
            self.incomplete.add("qti-document-damaged")

    def _is_old(self, path: str) -> bool:
        """A bank of QTI 1.2 may be large; its reader does not mind depth."""
        try:
            return b"questestinterop" in next(self._container.stream(path), b"")[:_SCANNED_BYTES]
        except EntryUnreadable:
            return False

    def _named(self, read: QuestionDocument) -> Iterator[Link]:
        named: list[Named] = list(read.named)
        if read.item is not None:
            named += read.item.named
        if read.test is not None:
            named += read.test.named
            named += [Named(ref.href, "section" if ref.section else "item", ref.source) for ref in read.test.refs]
        if read.old is not None:
            named += [Named(uri, "media", source) for uri, source in read.old.media]
        for part in named:
            yield self._link(read.path, part)

    def _link(self, path: str, named: Named) -> Link:
        lead = resolve(self._resolver, named.href, path, "")
        if named.kind == "module" and lead.state == "missing" and not named.href.endswith(_NO_MODULE):
            lead = resolve(self._resolver, named.href + ".js", path, "")  # names of AMD modules have no extension
        if named.kind == "template" and lead.state == "external":
            return Link(path, named, "", "external")
        return Link(path, named, lead.target, lead.state)


_DOCUMENTS = frozenset({"item", "section", "stimulus", "include", "template"})


def _index(container: Container) -> PathIndex:
    return PathIndex(container.files)


def _results(container: Container, documents: dict[str, QuestionDocument]) -> Iterator[str]:
    """Files that hold what persons answered, listed or not; told by the head of the file."""
    for path, file in container.files.items():
        if path in documents:
            if documents[path].kind == "result":
                yield path
        elif path.lower().endswith(".xml") and not file.junk:
            try:
                head = next(container.stream(path), b"")[:_SCANNED_BYTES]
            except EntryUnreadable:
                continue
            if any(mark in head for mark in _RESULTS):
                yield path
