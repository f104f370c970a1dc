"""The files of one export, read when asked for; what cannot be read becomes a finding on that file.

Source: formats/olx.md §1; OLX-04 and OLX-08.
"""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.json import YamlTree, parse_json
from oecheck.documents.xml import XmlDocument, parse_xml
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.values.patterns import pattern

__all__ = ["DRAFTS", "Shelf"]

DRAFTS = "drafts/"
_MAX_TEXT = 4 << 20  # bytes of one HTML or text file; the longest of the corpus has 0.3 MB
_MARKUP = pattern(rb"<(?:\?xml|!--|[A-Za-z])")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_NEWLINE, _BLANK = b"\n "


class Shelf:
    """Reads the files of an export.

    Attributes:
        findings: files that could not be read, or only in part.
        incomplete: codes of what was left out because of that.
    """

    def __init__(self, container: Container) -> None:
        self._container = container
        self.findings: list[PackageFinding] = []
        self.incomplete: set[str] = set()

    def __contains__(self, path: str) -> bool:
        return path in self._container.files

    def paths(self) -> Iterator[str]:
        """Paths of the export without what operating systems left in it."""
        return (path for path, file in self._container.files.items() if not file.junk)

    def xml(self, path: str) -> XmlDocument | None:
        """An XML file, mended as far as possible; None when nothing of it can be read."""
        check, draft = ("OLX-25", "draft-") if path.startswith(DRAFTS) else ("OLX-04", "")
        try:
            data, cut = _without_text_before(self._container.read(path))
            document = parse_xml(data, path)
        except EntryUnreadable as error:
            self._unreadable(check, draft + "unreadable", Source(path), error.code)
            return None
        except DocumentUnreadable as error:
            self._unreadable(check, draft + "unreadable", Source(path, error.line, error.column), error.code)
            return None
        if document.recovered and document.problems:
            problem = document.problems[0]
            self._note(check, draft + "not-well-formed", Source(path, problem.line, problem.column), problem.code)
        elif cut:
            self._note(check, draft + "text-before", Source(path, 1, 1), "text-before")
        return document

    def json(self, path: str) -> YamlTree | None:
        """A JSON file; None when it is missing or none."""
        if path not in self:
            return None
        try:
            return parse_json(self._container.read(path), path)
        except EntryUnreadable as error:
            self._unreadable("OLX-08", "unreadable", Source(path), error.code)
        except DocumentUnreadable as error:
            self._note("OLX-08", "not-json", Source(path, error.line, error.column), error.code)
        return None

    def text(self, path: str) -> str:
        """The start of a small text file; "" when it is missing or cannot be read (which is told elsewhere)."""
        return self.data(path).decode("utf-8-sig", "replace")

    def data(self, path: str) -> bytes:
        """The bytes of a small file; empty when it is missing, too large or cannot be read."""
        file = self._container.files.get(path)
        if file is None or file.size_bytes > _MAX_TEXT:
            return b""
        try:
            return self._container.read(path)
        except EntryUnreadable:
            return b""

    def _unreadable(self, check: str, variant: str, source: Source, problem: str) -> None:
        self._note(check, variant, source, problem)
        if check != "OLX-25":  # what is not published is no part of the course
            self.incomplete.add("descriptor-unreadable")

    def _note(self, check: str, variant: str, source: Source, problem: str) -> None:
        arguments = {"path": source.file, "line": source.line, "problem": problem}
        self.findings.append(PackageFinding(check=check, variant=variant, source=source, arguments=arguments))


def _without_text_before(data: bytes) -> tuple[bytes, bool]:
    """The document with anything before its first tag made blank (templates keep comments there); whether there was
    any. Lines and columns stay."""
    if data.startswith(_UTF16):
        return data, False
    match = _MARKUP.search(data)
    before = data[: match.start()] if match is not None else b""
    if not before.removeprefix(b"\xef\xbb\xbf").strip():
        return data, False
    blank = bytes(_NEWLINE if byte == _NEWLINE else _BLANK for byte in before)
    return blank + data[len(before) :], True
