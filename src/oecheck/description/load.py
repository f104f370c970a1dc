"""The course description record found and read.

At the root of the package (or of the folder in it that holds the course) under one of three names, or given beside it.
Nothing that is wrong in a record is an error: it is a finding with file, line and column, and the rest is used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from oecheck.containers import EntryUnreadable
from oecheck.description._data import schema
from oecheck.description.record import Loaded, Record
from oecheck.documents import DocumentProblem, DocumentUnreadable
from oecheck.errors import UsageError
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source

if TYPE_CHECKING:
    from oecheck.documents.yaml import YamlTree

__all__ = ["NAMES", "NOT_KEYS", "Files", "Loaded", "load", "load_bytes", "load_file"]

NAMES = ("course-description.yaml", "course-description.yml", "course-description.json")
"""Names of a record, the first that is there counts."""
MAX_BYTES = 1024 * 1024
"""Largest record that is read: a hundred times what a person writes."""
NOT_KEYS = ("$schema", "@context")
"""Keys for editors and harvesters; they say nothing about the course."""


class Files(Protocol):
    """The part of a container that is needed here."""

    @property
    def files(self) -> Mapping[str, Any]: ...

    def read(self, path: str) -> bytes: ...


def load(container: Files, root: str = "", given: Path | None = None) -> Loaded:
    """The record of a package.

    Args:
        container: the package.
        root: folder in it that holds the course; "" for its root.
        given: a record beside the package; it counts, and one inside is reported as not used.

    Raises:
        UsageError: `given` cannot be read.
    """
    inside = _inside(container, root)
    if given is not None:
        beside = load_file(given)
        return Loaded(record=beside.record, findings=(*beside.findings, *_not_used(inside, given.name)))
    if not inside:
        return Loaded()
    path = inside[0]
    more = _not_used(inside[1:], path)
    if container.files[path].size_bytes > MAX_BYTES:
        return Loaded(findings=(_unreadable(path, DocumentProblem("too-large")), *more))
    try:
        data = container.read(path)
    except EntryUnreadable as error:
        return Loaded(findings=(_unreadable(path, DocumentProblem(error.code)), *more))
    loaded = load_bytes(data, path)
    return Loaded(record=loaded.record, findings=(*loaded.findings, *more))


def _inside(container: Files, root: str) -> list[str]:
    folder = root.rstrip("/")
    folders = [f"{folder}/", ""] if folder else [""]
    return [at + name for at in folders for name in NAMES if at + name in container.files]


def _not_used(paths: list[str], used: str) -> list[PackageFinding]:
    return [PackageFinding(check="CD-02", source=Source(file=path), arguments={"used": used}) for path in paths]


def load_file(path: Path) -> Loaded:
    """A record that lies beside the package.

    Raises:
        UsageError: there is no such file, it is not a file, or it is too large.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError("description-unreadable", file=path.name) from error
    if len(data) > MAX_BYTES:
        raise UsageError("description-too-large", file=path.name, limit_bytes=MAX_BYTES)
    shown = "course-description.json" if path.suffix.lower() == ".json" else "course-description.yaml"
    return load_bytes(data, shown, beside=True)


def load_bytes(data: bytes, file: str, *, beside: bool = False) -> Loaded:
    """A record from its bytes.

    Args:
        data: the file.
        file: its path, for sources; `.json` is read as JSON, all else as YAML.
        beside: it lies beside the package.
    """
    from oecheck.description._check import MAX_FINDINGS, Checker  # not loaded by a check without a record

    try:
        tree = _parsed(data, file)
    except DocumentUnreadable as error:
        problems = error.problems or (DocumentProblem(error.code, error.line, error.column),)
        return Loaded(findings=tuple(_unreadable(file, problem) for problem in problems))
    findings = [_unreadable(file, problem) for problem in tree.problems]
    checker = Checker(schema(), file)
    values = checker.check(tree.root)
    for name in NOT_KEYS:
        values.pop(name, None)
    findings += checker.findings
    if checker.mistakes > MAX_FINDINGS:
        findings.append(_unreadable(file, DocumentProblem("more-mistakes", arguments={"count": checker.mistakes})))
    record = Record(
        data=values, file=file, positions=checker.positions, sha256=hashlib.sha256(data).hexdigest(), beside=beside
    )
    return Loaded(record=record if values else None, findings=tuple(findings))


def _parsed(data: bytes, file: str) -> YamlTree:
    from oecheck.documents.json import parse_json  # not loaded by a check without a record
    from oecheck.documents.yaml import parse_yaml

    return parse_json(data, file) if file.lower().endswith(".json") else parse_yaml(data, file)


def _unreadable(file: str, problem: DocumentProblem) -> PackageFinding:
    source = Source(file=file, line=problem.line, column=problem.column)
    return PackageFinding(
        check="CD-01", source=source, arguments={"reason": problem.code, **problem.arguments}, variant=problem.code
    )
