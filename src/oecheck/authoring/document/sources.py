"""The files that the document of an edition is made from, read and held against their form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, TypeVar

import msgspec

from oecheck.errors import RuleFileError, RuleFileProblem
from oecheck.rules import (
    DocumentFile,
    Edition,
    EditionFiles,
    Lexicon,
    MappingFile,
    RecordMap,
    TermsFile,
    Vocabulary,
)
from oecheck.rules.read import read_typed as read

__all__ = ["Sources", "read_mappings", "read_sources"]

T = TypeVar("T")


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the document tells.

    Attributes:
        edition: standard, requirements, checks, profiles.
        document: `document.yaml`.
        terms: `terms.yaml`; None where an edition has none.
        record: `record.yaml`; None where an edition has none.
        lexicons: by file name.
        vocabularies: by name.
        mappings: by framework.
    """

    edition: Edition
    document: DocumentFile
    terms: TermsFile | None
    record: RecordMap | None
    lexicons: tuple[Lexicon, ...]
    vocabularies: tuple[tuple[str, Vocabulary], ...]
    mappings: tuple[MappingFile, ...]


def read_sources(edition: Edition, files: EditionFiles) -> Sources:
    """Reads the files that `check` has no use for.

    Raises:
        RuleFileError: there is no `document.yaml`, or a file does not have its form.
    """
    found = _Found(files)
    document = found.one("document.yaml", DocumentFile)
    if document is None and not found.problems:
        found.problems.append(RuleFileProblem(f"{files.prefix()}document.yaml", 0, 0, "no-document"))
    terms = found.one("terms.yaml", TermsFile)
    record = found.one("record.yaml", RecordMap)
    lexicons = tuple(value for _, value in found.below(files.prefix() + "lexicons/", Lexicon))
    vocabularies = tuple(found.below("vocabularies/", Vocabulary))
    mappings = _mappings(found, files)
    if found.problems or document is None:
        raise RuleFileError(found.problems)
    return Sources(
        edition=edition,
        document=document,
        terms=terms,
        record=record,
        lexicons=lexicons,
        vocabularies=vocabularies,
        mappings=mappings,
    )


def read_mappings(files: EditionFiles) -> tuple[MappingFile, ...]:
    """The mappings of an edition, by the name of the framework.

    Raises:
        RuleFileError: a file does not have its form.
    """
    found = _Found(files)
    mappings = _mappings(found, files)
    if found.problems:
        raise RuleFileError(found.problems)
    return mappings


def _mappings(found: _Found, files: EditionFiles) -> tuple[MappingFile, ...]:
    read_files = (value for _, value in found.below(files.prefix() + "mappings/", MappingFile))
    return tuple(sorted(read_files, key=lambda one: one.framework.casefold()))


class _Found:
    """Files by name, and what is wrong with those that were read."""

    def __init__(self, files: EditionFiles) -> None:
        self.problems: list[RuleFileProblem] = []
        self._files = dict(files.contents())
        self._prefix = files.prefix()

    def one(self, name: str, type_: type[T]) -> T | None:
        path = self._prefix + name
        return self._read(path, type_) if path in self._files else None

    def below(self, folder: str, type_: type[Any]) -> Iterator[tuple[str, Any]]:
        for path in self._files:
            if path.startswith(folder):
                value = self._read(path, type_)
                if value is not None:
                    yield PurePosixPath(path).stem, value

    def _read(self, path: str, type_: type[T]) -> T | None:
        value, _, problems = read(self._files[path], path, type_)
        self.problems += problems
        return value
