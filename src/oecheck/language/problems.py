"""What can be wrong with an expression, with its place in the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from oecheck.errors import ExitCode, OecheckError

__all__ = ["LanguageError", "Problem", "SyntaxProblem", "TypeProblem", "close_to"]


class Problem:
    """One thing wrong in an expression.

    Attributes:
        offset, end: characters of the expression that are meant, 0-based, `end` not included.
        code: key of the text, without the leading `lint.`.
        arguments: values of the text's placeholders.
        suggestions: the likely right words, best first; may be empty.
    """

    __slots__ = ("arguments", "code", "end", "offset", "suggestions")

    def __init__(self, offset: int, end: int, code: str, *suggestions: str, **arguments: object) -> None:
        self.offset = offset
        self.end = end
        self.code = code
        self.suggestions = suggestions
        self.arguments: Mapping[str, object] = arguments

    def __repr__(self) -> str:
        return f"{self.offset}-{self.end}: {self.code} {dict(self.arguments)} {list(self.suggestions)}"


class SyntaxProblem(Problem):
    """The text is no expression of the language."""

    __slots__ = ()


class TypeProblem(Problem):
    """An expression that names something unknown, or puts the wrong kind of value somewhere."""

    __slots__ = ()


class LanguageError(OecheckError):
    """An expression that cannot be used; `problems` holds all that is wrong, in the order of the text."""

    exit_code: ClassVar[ExitCode] = ExitCode.RULE_FILE

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.offset, problem.end, problem.code)))
        super().__init__("expression", count=len(self.problems))


def close_to(word: str, words: Iterable[str]) -> tuple[str, ...]:
    """At most three of the words that somebody who wrote `word` may have meant."""
    from difflib import get_close_matches  # only when something is wrong

    by_folded = {known.replace("_", "").casefold(): known for known in words}
    folded = word[:60].replace("_", "").casefold()
    return tuple(by_folded[match] for match in get_close_matches(folded, by_folded, n=3, cutoff=0.65))
