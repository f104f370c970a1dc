"""A course description record written from what a package says, with everything still missing as a question.

What was found stands as a value, with a comment that says where it came from. What is missing stands as a comment:
the requirements it settles, what to know, and an example to change and uncomment. So the record is valid as written,
and no example can pass for an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from oecheck.description._data import Ask, asks
from oecheck.description._found import Found, found
from oecheck.description._own import MISTAKE, Own
from oecheck.description._write import comment, lines_of, printable
from oecheck.description.load import NOT_KEYS
from oecheck.description.record import Record
from oecheck.model.course import Course
from oecheck.model.fact import Method
from oecheck.model.package import Package
from oecheck.texts import text, texts
from oecheck.values.masked import masked_values

__all__ = ["generated_lines", "write_description"]

_DETAILS = {
    "modules": ("hours: 6", "outcomes: [LO1]"),
    "assessments": ("outcomes: [LO1]", "type: summative", "weight: 0.4"),
    "remote": ("purpose: What it is for", "owner: Who runs it", "fallback: What a learner does without it"),
}
"""Parts that a person has to add to entries of a list that were found."""


def write_description(
    course: Course,
    package: Package,
    *,
    record: Record | None = None,
    own: Own | None = None,
    mistakes: Mapping[str, Sequence[str]] | None = None,
    settled: Collection[str] = (),
    language: str = "en",
) -> str:
    """The record as YAML, with comments for the person who completes it.

    Args:
        course: as read from the package.
        package: the package, named in the head of the file.
        record: a record that there is already; its keys are kept.
        own: the lines of that record, where it is YAML: they are kept instead, as they are, with their comments.
        mistakes: what is wrong with keys of that record, told above them.
        settled: ids of requirements that a report found satisfied or not applicable; keys that settle nothing else
            are marked as not needed.
        language: of the comments of the head.
    """
    answers = found(course)
    own, mistakes = own or Own(), mistakes or {}
    kept: Mapping[str, Any] = record.data if record is not None else {}
    lines = list(_head(package, language))
    for key in own.keys:
        if key in NOT_KEYS:
            lines += _own(key, own, ())
    for key, ask in asks(language).items():
        if key in own.keys:
            told = _told("describe.kept", ask, language)
            lines += _own(key, own, (*told, *_mistakes(mistakes.get(key, ()))))
        elif key in kept:
            lines += _kept(key, kept[key], ask, language)
        elif key in answers:
            lines += _answered(key, answers[key], ask, language)
        elif key != "noAssessments" or "assessments" not in answers:
            lines += _asked(ask, settled, language)
    for key in own.keys:
        if key not in asks() and key not in NOT_KEYS:
            lines += _own(key, own, _mistakes(mistakes.get(key, ())))
    lines += own.tail
    return "\n".join(lines) + "\n"


def generated_lines(package: Package, language: str) -> Callable[[str], bool]:
    """What tells the comments that a record of the package gets from here, whatever the package says."""
    lines, beginnings = list(_head(package, language)), [MISTAKE]
    for ask in asks(language).values():
        every = frozenset(ask.requirements)
        lines += [*_asked(ask, (), language), *_asked(ask, every, language), *comment(ask.asks)]
        lines += _told("describe.kept", ask, language)
        for key in ("describe.found", "describe.guessed"):
            (line,) = _told(key, ask, language, place="\n")
            beginnings.append(line.partition("\n")[0])
    known, begun = frozenset(lines), tuple(beginnings)
    return lambda line: line in known or line.startswith(begun)


def _told(key: str, ask: Ask, language: str, **words: str) -> Iterator[str]:
    """A comment of one line however long, for `generated_lines` to know it by its beginning."""
    yield f"## {text(key, language, requirements=_for(ask), **words)}"


def _own(key: str, own: Own, told: Iterable[str]) -> Iterator[str]:
    """A key as its author wrote it."""
    yield ""
    yield from told
    yield from own.above[key]
    yield from own.keys[key]


def _mistakes(messages: Sequence[str]) -> Iterator[str]:
    for message in messages:
        yield from (line.replace("## ", MISTAKE, 1) for line in comment(message))


def _head(package: Package, language: str) -> Iterator[str]:
    named = texts(language).get(f"report.format.{package.format}", package.format)
    yield from comment(text("describe.head", language, package=package.name, format=named))
    yield from comment(text("describe.how", language))


def _for(ask: Ask) -> str:
    return ", ".join(ask.requirements)


def _kept(key: str, value: Any, ask: Ask, language: str) -> Iterator[str]:
    yield ""
    yield from _told("describe.kept", ask, language)
    yield from lines_of(key, value)


def _answered(key: str, answer: Found, ask: Ask, language: str) -> Iterator[str]:
    place = f"{answer.source.file}:{answer.source.line}" if answer.source and answer.source.line else ""
    place = place or (answer.source.file if answer.source else "")
    how = "describe.guessed" if answer.method is Method.INFERRED else "describe.found"
    yield ""
    yield from _told(how, ask, language, place=printable(place))
    lines = list(lines_of(key, masked_values(answer.value)))
    missing = _DETAILS.get(key)
    if missing is None:
        yield from lines
        return
    yield from comment(ask.asks)
    yield from _with_details(lines, missing, answer.value)


def _with_details(lines: list[str], missing: tuple[str, ...], entries: Any) -> Iterator[str]:
    """The entries of a list, each followed by the parts that are still to be told, as comments."""
    number = -1
    for position, line in enumerate(lines):
        yield line
        if line.startswith("  - "):
            number += 1
        last = position + 1 == len(lines) or lines[position + 1].startswith("  - ")
        if position and last:
            yield from (f"    # {part}" for part in missing if part.partition(":")[0] not in entries[number])


def _asked(ask: Ask, settled: Collection[str], language: str) -> Iterator[str]:
    needed = any(requirement not in settled for requirement in ask.requirements)
    key = "describe.asked" if needed else "describe.not-needed"
    yield ""
    yield from comment(f"{text(key, language, requirements=_for(ask))} {ask.asks}")
    yield from (f"# {line}" for line in ask.example.rstrip("\n").split("\n"))
