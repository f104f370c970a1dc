"""Everything that is wrong with the files of an edition, told together, each with its place and the likely right word.

found = lint(find_edition("ohe@0.1"), load_words())
found.problems        # RuleFileProblem: file, line, column, code, arguments
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

import msgspec

from oecheck.authoring._checks import lint_checks
from oecheck.authoring._consequences import unread_of
from oecheck.authoring._document_lint import lint_document, lint_mapping, lint_terms
from oecheck.authoring._expressions import asked_lists
from oecheck.authoring._known import Known
from oecheck.authoring._locale_lint import Gaps, gaps_of, lint_locale, lint_program
from oecheck.authoring._others import lint_lexicon, lint_record_map, lint_standard, lint_vocabulary
from oecheck.authoring._profile_lint import lint_profile
from oecheck.authoring._record_keys import record_keys
from oecheck.authoring._reference_lint import mappings_by_name
from oecheck.authoring._rule import lint_rule
from oecheck.authoring._written import WrittenFile
from oecheck.authoring.release import RELEASE, lint_digests, lint_release
from oecheck.authoring.vocabulary_digests import SUMS
from oecheck.errors import RuleFileProblem
from oecheck.rules import (
    SHARED,
    CheckFile,
    DocumentFile,
    EditionFiles,
    Lexicon,
    LocaleFile,
    MappingFile,
    ProfileFile,
    RecordMap,
    RuleFile,
    StandardFile,
    StructuralCheck,
    TermsFile,
    Vocabulary,
    Words,
)
from oecheck.texts import texts
from oecheck.vocabulary import kinds

__all__ = ["LintCounts", "Linted", "lint"]

_FORMAT = "report.format."
_LAST = "/locales/"
"""Where what is wrong often follows from a mistake in another file, it is told last."""


class LintCounts(msgspec.Struct, frozen=True, kw_only=True):
    """What was looked at, and what is allowed and yet not finished; `missing_lists` has languages by word list."""

    files: int
    rules: int
    checks: int
    examples: int
    impossible: int
    unreviewed: int
    missing_lists: Mapping[str, tuple[str, ...]]
    unwritten: int
    translations: tuple[Gaps, ...]


class Linted(msgspec.Struct, frozen=True):
    """The outcome of linting.

    Attributes:
        problems: all of them, by file and place.
        counts: for the summary.
        lines: the lines of each file that has a problem, to show what is meant.
    """

    problems: tuple[RuleFileProblem, ...]
    counts: LintCounts
    lines: Mapping[str, list[str]]


class _Sort(msgspec.Struct, frozen=True):
    """One sort of file: its schema, its values, and the function that looks at it closely."""

    schema: str
    type: type[Any]
    look: Callable[[WrittenFile, Known], None]


_SORTS: Mapping[str, _Sort] = {
    "standard": _Sort("standard", StandardFile, lint_standard),
    "document": _Sort("document", DocumentFile, lint_document),
    "terms": _Sort("terms", TermsFile, lint_terms),
    "mappings": _Sort("mapping", MappingFile, lint_mapping),
    "record": _Sort("record-map", RecordMap, lint_record_map),
    "rules": _Sort("rule", RuleFile, lint_rule),
    "profiles": _Sort("profile", ProfileFile, lint_profile),
    "lexicons": _Sort("lexicon", Lexicon, lint_lexicon),
    "locales": _Sort("locale", LocaleFile, lint_locale),
    "formats": _Sort("checks", CheckFile, lint_checks),
    "vocabularies": _Sort("vocabulary", Vocabulary, lint_vocabulary),
}
# Levels of folders below the one that names the sort: rules/<area>/<file>, all others <folder>/<file>.
_DEPTH = {"rules": 3}


def lint(files: EditionFiles, words: Words) -> Linted:
    """Looks at every file of an edition, and at the checks and vocabularies that it shares with others.

    Args:
        files: the edition.
        words: names that expressions may use.
    """
    written: list[tuple[_Sort, WrittenFile]] = []
    problems: list[RuleFileProblem] = list(_misplaced(files))
    for name, data in (*files.contents(), *files.locales()):
        if name == files.prefix() + RELEASE or not name.endswith(".yaml"):  # the latter are told as misplaced
            continue
        sort = _sort(name, files.prefix())
        if sort is None:
            problems.append(RuleFileProblem(name, 0, 0, "file-nowhere"))
        else:
            written.append((sort, WrittenFile(name, data, sort.schema, sort.type)))
    known = _known([file for _, file in written], words)
    for sort, file in written:
        if file.value is not None:
            sort.look(file, known)
        problems += file.problems
    if known.standard is None and not any(sort.schema == "standard" for sort, _ in written):
        problems.append(RuleFileProblem(f"{files.prefix()}standard.yaml", 0, 0, "no-standard"))
    problems += lint_release(files, known.standard is not None and _published(known.standard))
    problems += lint_digests(files)
    problems += lint_program()
    unread = unread_of({file.name: sort.schema for sort, file in written if file.value is None})
    problems = [problem for problem in problems if not unread.explains(problem)]
    wrong = {problem.file for problem in problems}
    return Linted(
        tuple(sorted(problems, key=lambda p: (_LAST in p.file, p.file, p.line, p.column, p.code))),
        _counts([file for _, file in written], known),
        {file.name: file.text.splitlines() for _, file in written if file.name in wrong},
    )


def _sort(name: str, prefix: str) -> _Sort | None:
    """What a file is, from where it lies."""
    own = name.startswith(prefix)
    path = PurePosixPath(name.removeprefix(prefix))
    if own and len(path.parts) == 1:
        return _SORTS[path.stem] if path.stem in {"standard", "record", "document", "terms"} else None
    sort = path.parts[0] if own or path.parts[0] in SHARED else ""
    return _SORTS.get(sort) if len(path.parts) == _DEPTH.get(sort, 2) else None


def _misplaced(files: EditionFiles) -> Iterator[RuleFileProblem]:
    """Files that nothing would ever read, because of their ending."""
    for path in sorted(files.edition.rglob("*")):
        if path.is_file() and path.suffix != ".yaml" and not path.name.startswith((".", RELEASE, SUMS)):
            yield RuleFileProblem(files.name(path), 0, 0, "file-ending", found=path.suffix or path.name)


def _published(standard: StandardFile) -> bool:
    return standard.status != "draft"


def _known(written: list[WrittenFile], words: Words) -> Known:
    """Collects what files may refer to in each other."""
    rules: dict[str, RuleFile] = {}
    places: dict[str, str] = {}
    checks: dict[str, StructuralCheck] = {}
    lexicons: dict[str, set[str]] = {}
    for file in written:
        if isinstance(file.value, RuleFile):
            rules.setdefault(file.value.id, file.value)
            places.setdefault(file.value.id, file.name)
        elif isinstance(file.value, CheckFile):
            for index, check in enumerate(file.value.checks):
                checks.setdefault(check.id, check)
                places.setdefault(check.id, f"{file.name}#{index}")
        elif isinstance(file.value, Lexicon):
            for name in file.value.lists:
                lexicons.setdefault(name, set()).add(file.value.language)
    values = [file.value for file in written]
    record = next((value for value in values if isinstance(value, RecordMap)), None)
    return Known(
        words=words,
        kinds=kinds(),
        standard=next((value for value in values if isinstance(value, StandardFile)), None),
        rules=rules,
        checks=checks,
        places=places,
        profiles=frozenset(value.id for value in values if isinstance(value, ProfileFile)),
        lexicons={name: frozenset(languages) for name, languages in lexicons.items()},
        asked=frozenset().union(*map(asked_lists, rules.values())),
        vocabularies=frozenset(PurePosixPath(file.name).stem for file in written if isinstance(file.value, Vocabulary)),
        record_keys=record_keys() | (frozenset(record.keys) if record else frozenset()),
        formats=frozenset(key.removeprefix(_FORMAT) for key in texts("en") if key.startswith(_FORMAT)),
        mappings=mappings_by_name((file.name, file.value) for file in written if isinstance(file.value, MappingFile)),
        standards=Counter(one.standard for rule in rules.values() for one in rule.references),
        clauses={rule.clause: id for id, rule in sorted(rules.items(), reverse=True)},
    )


def _counts(written: list[WrittenFile], known: Known) -> LintCounts:
    examined: list[RuleFile | StructuralCheck] = [*known.rules.values(), *known.checks.values()]
    lists = [words for file in written if isinstance(file.value, Lexicon) for words in file.value.lists.values()]
    languages = {language for found in known.lexicons.values() for language in found}
    asked = {
        id
        for file in written
        if isinstance(file.value, RecordMap)
        for entry in file.value.keys.values()
        for id in entry.requirements
    }
    return LintCounts(
        files=len(written),
        rules=len(known.rules),
        checks=len(known.checks),
        examples=sum(len(one.examples) for one in examined),
        impossible=sum(len(one.impossible) for one in examined),
        unreviewed=sum(words.review == "unreviewed" for words in lists),
        missing_lists={
            name: tuple(sorted(languages - found))
            for name, found in sorted(known.lexicons.items())
            if languages - found
        },
        unwritten=len(asked - known.rules.keys()),
        translations=gaps_of((file.value for file in written if isinstance(file.value, LocaleFile)), known),
    )
