"""An edition from its YAML files: read, typed, every expression checked, all problems found together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import Any

import msgspec

from oecheck.errors import RuleFileError, RuleFileProblem
from oecheck.rules._check import Locate, check_rule
from oecheck.rules._checked import CheckedRule, Words
from oecheck.rules._condition import check_condition
from oecheck.rules._edition import Edition
from oecheck.rules._files import EditionFiles, digest_of
from oecheck.rules._read import read_typed
from oecheck.rules._release import release_differences
from oecheck.rules._shape import (
    CheckFile,
    Lexicon,
    LocaleFile,
    ProfileFile,
    RuleFile,
    StandardFile,
    StructuralCheck,
    Vocabulary,
)
from oecheck.values.text import fold

__all__ = ["load_edition", "load_locale"]

_ID = re.compile(r"[^-]+-[^-]+-[^-]+")


def load_edition(files: EditionFiles, words: Words) -> Edition:
    """The edition.

    Raises:
        RuleFileError: with every problem of every file.
    """
    contents = list(files.contents())
    loader = _Loader(words)
    for name, data in contents:
        loader.file(name, data, files.prefix())
    edition = loader.edition(digest_of(contents))
    published = edition.standard.status != "draft"
    changed = tuple(name for name, _ in release_differences(contents, files.prefix(), published))
    return msgspec.structs.replace(edition, changed=changed)


def load_locale(name: str, data: bytes) -> LocaleFile:
    """A translation of an edition.

    Raises:
        RuleFileError: with every problem of the file.
    """
    locale, _, problems = read_typed(data, name, LocaleFile)
    if problems or locale is None:
        raise RuleFileError(problems)
    return locale


class _Loader:
    """Collects the parts of an edition, and what is wrong with them."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._problems: list[RuleFileProblem] = []
        self._standard: StandardFile | None = None
        self._rules: list[CheckedRule] = []
        self._checks: list[tuple[StructuralCheck, CheckedRule | None]] = []
        self._profiles: dict[str, ProfileFile] = {}
        self._lexicons: list[tuple[str, str, tuple[str, ...]]] = []
        self._vocabularies: dict[str, tuple[str, ...]] = {}
        self._places: dict[str, str] = {}

    def file(self, name: str, data: bytes, prefix: str) -> None:
        """Takes one file for what its folder says it is; what is of no concern to checks is left alone."""
        takers: dict[str, Callable[[str, bytes], None]] = {
            "rules": self._rule,
            "profiles": self._profile,
            "lexicons": self._lexicon,
            "formats": self._format,
            "vocabularies": self._vocabulary,
        }
        part = name.removeprefix(prefix)
        if part == "standard.yaml":
            self._standard = self._typed(name, data, StandardFile)[0]
        elif (taker := takers.get(part.partition("/")[0])) is not None:
            taker(name, data)

    def edition(self, digest: str) -> Edition:
        """All parts together; raises when anything was wrong."""
        if self._standard is None and not self._problems:
            self._problems.append(RuleFileProblem("standard.yaml", 0, 0, "no-standard"))
        if self._problems or self._standard is None:
            raise RuleFileError(sorted(self._problems, key=lambda p: (p.file, p.line, p.column, p.code)))
        return Edition(
            self._standard,
            digest,
            tuple(sorted(self._rules, key=_order(self._standard))),
            tuple(self._checks),
            self._profiles,
            tuple(self._lexicons),
            self._vocabularies,
            self._places,
        )

    def _typed(self, name: str, data: bytes, type_: type[Any]) -> tuple[Any, Locate]:
        value, locate, problems = read_typed(data, name, type_)
        self._problems += problems
        return value, locate

    def _rule(self, name: str, data: bytes) -> None:
        if not name.endswith(".yaml"):
            found = PurePosixPath(name).suffix or PurePosixPath(name).name
            self._problems.append(RuleFileProblem(name, 0, 0, "file-ending", found=found))
            return
        rule, locate = self._typed(name, data, RuleFile)
        if rule is None or not self._formed(rule.id, name, locate):
            return
        if not self._new(rule.id, name, locate, "/id"):
            return
        checked, problems = check_rule(rule, name, self._words, locate)
        self._problems += problems
        if checked is not None:
            self._rules.append(checked)

    def _formed(self, identifier: str, name: str, locate: Locate) -> bool:
        """The second part of a requirement's id is its area: there has to be one."""
        formed = _ID.fullmatch(identifier) is not None
        if not formed:
            example = "OHE-ACC-001"
            self._problems.append(
                RuleFileProblem(name, *locate("/id", 0), "shape-form", found=identifier, meaning="", example=example)
            )
        return formed

    def _new(self, identifier: str, name: str, locate: Locate, pointer: str) -> bool:
        known = self._places.setdefault(identifier, name)
        if known != name:
            place = locate(pointer, 0)
            self._problems.append(RuleFileProblem(name, *place, "duplicate-id", id=identifier, other=known))
        return known == name

    def _format(self, name: str, data: bytes) -> None:
        sheet, locate = self._typed(name, data, CheckFile)
        for index, check in enumerate(sheet.checks if sheet else ()):
            if not self._new(check.id, f"{name}#{index}", locate, f"/checks/{index}/id"):
                continue
            self._checks.append((check, self._condition(check, name, index, locate)))

    def _condition(self, check: StructuralCheck, name: str, index: int, locate: Locate) -> CheckedRule | None:
        if not check.that:
            return None
        checked, problems = check_condition(check, name, index, self._words, locate)
        self._problems += problems
        return checked

    def _profile(self, name: str, data: bytes) -> None:
        profile, _ = self._typed(name, data, ProfileFile)
        if profile is not None:
            self._profiles[profile.id] = profile

    def _lexicon(self, name: str, data: bytes) -> None:
        lexicon, _ = self._typed(name, data, Lexicon)
        if lexicon is not None:
            self._lexicons += [
                (list_name, lexicon.language, tuple(fold(word) for word in entry.words))
                for list_name, entry in lexicon.lists.items()
            ]

    def _vocabulary(self, name: str, data: bytes) -> None:
        vocabulary, _ = self._typed(name, data, Vocabulary)
        if vocabulary is not None:
            self._vocabularies[PurePosixPath(name).stem] = tuple(_entries(vocabulary.entries))


def _entries(entries: Any) -> Iterable[str]:
    """The words of a vocabulary: items of a list, `code` of its mappings, or keys of a mapping."""
    for entry in entries:
        yield str(entry.get("code") or entry.get("id") or entry.get("value")) if isinstance(entry, dict) else str(entry)


def _order(standard: StandardFile) -> Callable[[CheckedRule], tuple[int, str]]:
    places = {area.id: index for index, area in enumerate(standard.areas)}
    return lambda rule: (places.get(rule.file.id.split("-")[1], len(places)), rule.file.id)
