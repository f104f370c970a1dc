"""Structural checks: each has a way of being found, its words, and a requirement to be reported under."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from oecheck.authoring._examples_lint import lint_given, lint_outcomes
from oecheck.authoring._expressions import placeholders
from oecheck.authoring._known import Known
from oecheck.authoring._pointer import pointer_to
from oecheck.authoring._rule import lint_braces, lint_lists
from oecheck.authoring._written import WrittenFile
from oecheck.language.problems import close_to
from oecheck.model.outcome import Outcome
from oecheck.rules import CheckFile, StructuralCheck, check_condition

__all__ = ["lint_checks"]

_BESIDE = {"course-description": frozenset({"example"})}
"""What the reader of a format gives with every finding, whether the message names it or not."""


def lint_checks(file: WrittenFile, known: Known) -> None:
    """Notes everything that is wrong with the checks of a format, beyond their schema."""
    sheet: CheckFile = file.value
    if PurePosixPath(file.name).stem != sheet.format:
        file.add("/format", "format-file-name", found=sheet.format, file=PurePosixPath(file.name).name)
    for index, check in enumerate(sheet.checks):
        below = pointer_to("checks", index)
        place = f"{file.name}#{index}"
        if known.places.get(check.id, place) != place:
            other = known.places[check.id].partition("#")[0]
            file.add(f"{below}/id", "duplicate-id", id=check.id, other=other)
        _way(file, below, check, known)
        _words(file, below, check)
        _remedy(file, below, check, _BESIDE.get(sheet.format, frozenset()))
        _references(file, below, check, known)
        if check.that:
            _condition(file, index, below, check, known)


def _way(file: WrittenFile, below: str, check: StructuralCheck, known: Known) -> None:
    """One of three: a condition, the reader, another check or requirement."""
    ways = [name for name in ("that", "by", "covered_by") if getattr(check, name)]
    if len(ways) != 1:
        file.add(below, "check-way", at_key=True, id=check.id, found=", ".join(ways) or "-")
    if check.that and not check.for_each:
        file.add(f"{below}/that", "check-for-each", at_key=True, id=check.id)
    if check.covered_by and (check.covered_by == check.id or check.covered_by not in {*known.rules, *known.checks}):
        near = close_to(check.covered_by, [*known.rules, *known.checks])
        file.add(f"{below}/covered_by", "covered-by-unknown", found=check.covered_by, suggestions=near)


def _words(file: WrittenFile, below: str, check: StructuralCheck) -> None:
    """What somebody is told; the task of another check has its words there."""
    if check.covered_by:
        return
    for key in ("message", "remedy"):
        if not getattr(check, key):
            file.add(below, "check-words-missing", at_key=True, id=check.id, key=key)
    texts = {"": check.message} if isinstance(check.message, str) else check.message
    for variant, text in texts.items():
        lint_braces(file, text, f"{below}/message" + (pointer_to(variant) if variant else ""))


def _references(file: WrittenFile, below: str, check: StructuralCheck, known: Known) -> None:
    if not check.covered_by and check.reported_as not in known.rules:
        near = close_to(check.reported_as, known.rules)
        file.add(f"{below}/reported_as", "rule-unknown", found=check.reported_as, suggestions=near)
    for index, name in enumerate(check.applies_to):
        if name not in known.formats:
            near = close_to(name, known.formats)
            known_words = ", ".join(sorted(known.formats))
            file.add(f"{below}/applies_to/{index}", "format-unknown", found=name, known=known_words, suggestions=near)


def _condition(file: WrittenFile, index: int, below: str, check: StructuralCheck, known: Known) -> None:
    _, problems = check_condition(check, file.name, index, known.words, file.locate())
    file.problems += problems
    lint_lists(file, known, _expressions(check, below))
    wanted = [Outcome.PASSED, Outcome.FAILED, *([Outcome.INAPPLICABLE] if check.when else [])]
    lint_outcomes(file, below, check.examples, check.impossible, wanted)
    lint_given(file, below, check, known)


def _remedy(file: WrittenFile, below: str, check: StructuralCheck, beside: frozenset[str]) -> None:
    """A remedy is filled with what a message of the check says, and with nothing else but what is given beside."""
    messages = [check.message] if isinstance(check.message, str) else list(check.message.values())
    told = {text for message in messages for text, _ in placeholders(message)} | (set() if check.that else beside)
    for text, offset in placeholders(check.remedy):
        if text not in told:
            known, near = ", ".join(sorted(told)), close_to(text, told)
            file.add(f"{below}/remedy", "remedy-placeholder", offset=offset, name=text, known=known, suggestions=near)
    lint_braces(file, check.remedy, f"{below}/remedy")


def _expressions(check: StructuralCheck, below: str) -> Iterator[tuple[str, str, int]]:
    yield check.that, f"{below}/that", 0
    for index, line in enumerate(check.when):
        yield line, f"{below}/when/{index}", 0
    if isinstance(check.message, str):
        for text, offset in placeholders(check.message):
            yield text, f"{below}/message", offset
