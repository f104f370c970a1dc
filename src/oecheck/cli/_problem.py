"""Our own errors in five parts: what, where, why, how to mend, where to read more (STYLE §6)."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

from oecheck.cli._language import language
from oecheck.cli._said import said
from oecheck.cli._terminal import width_of
from oecheck.errors import OecheckError, RuleFileError, RuleFileProblem
from oecheck.reporters._layout import columns, wrapped
from oecheck.reporters._visible import visible
from oecheck.texts import fill, texts

__all__ = ["print_problem", "problem_lines", "problem_text", "rule_problem", "some_words"]

# Of the problems of rule files this many are listed; the count of all is always told.
_LISTED = 30
# Of the words that could stand somewhere, where the likely right one is told as well.
_KNOWN = 12
# Begins the codes of problems that a schema tells; where it has an example, it is told as well.
_SHAPES = "shape-"


def print_problem(problem: OecheckError, package: str = "") -> None:
    """Writes a problem to standard error; `package` says where, for a problem that does not know its file."""
    for line in problem_lines(problem, width_of(sys.stderr), package=package):
        print(line, file=sys.stderr)


def problem_lines(problem: OecheckError, width: int, package: str = "") -> Iterator[str]:
    """The lines that tell a person about a problem."""
    yield from wrapped(problem_text(problem), width, "oecheck: ", "    ")
    if isinstance(problem, RuleFileError):
        yield from _listed(problem, width)
    parts = [(said(f"part.{name}"), words) for name, words in _parts(problem, package)]
    size = max(columns(label) for label, _ in parts)
    for label, words in parts:
        gap = " " * (size - columns(label) + 2)
        yield from wrapped(words, width, f"  {label}{gap}", " " * (size + 4))


def problem_text(problem: OecheckError) -> str:
    """What is wrong, without the other parts."""
    return _part(problem, "") or visible(str(problem))


def _parts(problem: OecheckError, package: str) -> Iterator[tuple[str, str]]:
    parts = (
        ("where", _where(problem.arguments) or visible(package)),
        ("why", _part(problem, ".why")),
        ("mend", _part(problem, ".mend")),
        ("see", visible(said(f"see.{int(problem.exit_code)}"))),
    )
    return ((name, words) for name, words in parts if words)


def _part(problem: OecheckError, suffix: str) -> str:
    template = texts(language()).get(f"error.{problem.code}{suffix}", "")
    return visible(fill(template, problem.arguments, language()))


def _where(arguments: Mapping[str, object]) -> str:
    """The place, from the arguments that name one."""
    place = str(arguments.get("file") or arguments.get("package") or arguments.get("called") or "")
    if place and arguments.get("line"):
        place += f":{arguments['line']}"
    return visible(place)


def _listed(problem: RuleFileError, width: int) -> Iterator[str]:
    for one in problem.problems[:_LISTED]:
        yield from wrapped(rule_problem(one), width, "  ", "      ")
    if len(problem.problems) > _LISTED:
        yield "  " + said("listed", shown=_LISTED, count=len(problem.problems))


def rule_problem(problem: RuleFileProblem, place: str = "") -> str:
    """`file:line:column: what is wrong there`, with the likely right words; `place` stands for the file's own name."""
    place = ":".join(str(part) for part in (place or problem.file, problem.line, problem.column) if part)
    template = texts(language()).get(f"lint.{problem.code}", problem.code)
    arguments = dict(problem.arguments)
    near = arguments.get("suggestions")
    if near and "known" in arguments:
        arguments["known"] = some_words(str(arguments["known"]))
    hint = " " + said("suggest.near", words=_joined(near)) if near and "{suggestions}" not in template else ""
    example = arguments.get("example") if problem.code.startswith(_SHAPES) else ""
    shown = " " + said("suggest.example", example=example) if example else ""
    return visible(f"{place}: {fill(template, arguments, language()).rstrip()}{shown}{hint}")


def some_words(words: str) -> str:
    """The first words of a long list and how many there are: the likely ones are told behind it."""
    known = words.split(", ")
    if len(known) <= _KNOWN:
        return words
    return said("listed.words", words=", ".join(known[:_KNOWN]), count=len(known))


def _joined(words: object) -> str:
    return ", ".join(map(str, words)) if isinstance(words, (tuple, list)) else str(words)
