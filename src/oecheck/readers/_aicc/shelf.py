"""The files of an AICC course: which there are, and their text.

They share a folder and a base name; letter case means nothing. No file says its encoding: UTF-8 where the bytes are
such, Windows-1252 otherwise. Source: formats/tincan-aicc.md §2.
"""

from __future__ import annotations

import codecs

from oecheck.containers import Container, EntryUnreadable
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source

__all__ = ["KINDS", "REQUIRED", "Shelf"]

REQUIRED = ("crs", "au", "des", "cst")
KINDS = (*REQUIRED, "pre", "cmp", "ort")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LARGEST = 16 << 20
"""Bytes of the largest file that is read; the largest real one seen has less than one per cent of it."""


class Shelf:
    """The files of one course, read when asked for.

    Attributes:
        paths: path by kind (`crs`, `au`, `des`, `cst`, `pre`, `cmp`, `ort`), of those that are there.
        base: base name of the course, as the descriptor has it.
        findings: files that could not be read, or not as text (AI-01, AI-10).
        incomplete: codes of what was left out because of that.
    """

    def __init__(self, container: Container, descriptor: str) -> None:
        self._container = container
        self.base = descriptor.rpartition(".")[0]
        self.paths = _found(container, self.base)
        self.findings: list[PackageFinding] = []
        self.incomplete: set[str] = set()

    def source(self, kind: str, line: int = 0) -> Source:
        """A place in the file of a kind."""
        return Source(self.paths.get(kind, ""), line, 1 if line else 0)

    def text(self, kind: str) -> str | None:
        """The text of the file of a kind; None where it is missing or cannot be read."""
        path = self.paths.get(kind)
        if path is None:
            return None
        if self._container.files[path].size_bytes > _LARGEST:
            self._lost(path, "over-limit")
            return None
        try:
            return self._decoded(path, self._container.read(path))
        except EntryUnreadable as error:
            self._lost(path, error.code)
            return None

    def _lost(self, path: str, problem: str) -> None:
        arguments = {"path": path, "problem": problem}
        finding = PackageFinding(check="AI-01", variant="unreadable", source=Source(path), arguments=arguments)
        self.findings.append(finding)
        self.incomplete.add("descriptor-unreadable")

    def _decoded(self, path: str, data: bytes) -> str:
        for mark, encoding in _BOMS:
            if data.startswith(mark):
                text = data[len(mark) :].decode(encoding, "replace")
                break
        else:
            text = _guessed(data)
        if "\ufffd" in text or "\0" in text:
            place = min(position for mark in "\ufffd\0" if (position := text.find(mark)) >= 0)
            source = Source(path, text.count("\n", 0, place) + 1, 1)
            self.findings.append(PackageFinding(check="AI-10", source=source, arguments={"path": path}))
        return text.replace("\0", "")


def _guessed(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _found(container: Container, base: str) -> dict[str, str]:
    """Files of the course by kind: those of its base name, else the only one of the kind in its folder."""
    folder = base.rpartition("/")[0].lower()
    of_kind: dict[str, list[str]] = {}
    for path, file in container.files.items():
        name, _, kind = path.lower().rpartition(".")
        if kind in KINDS and not file.junk and name.rpartition("/")[0] == folder:
            of_kind.setdefault(kind, []).append(path)
    chosen = {}
    for kind, paths in of_kind.items():
        same = [path for path in paths if path.rpartition(".")[0].lower() == base.lower()]
        if same or len(paths) == 1:
            chosen[kind] = (same or paths)[0]
    return chosen
