"""What is wrong in a file that people lay beside a check, in the words in which lint tells it of a rule file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from oecheck.errors import RuleFileProblem, UsageError

__all__ = ["told_by_schema"]

_WRONG = "beside-wrong"


@contextmanager
def told_by_schema(file: Path, schema: str) -> Iterator[None]:
    """Says of a mistake in the form of a file where it is, and what is wanted there.

    The readers of these files only know that a value does not fit; the schema knows what each is for. It is looked at
    when something is wrong, and only then.

    Args:
        file: that is read meanwhile.
        schema: name of its schema in `schemas/`.

    Raises:
        UsageError: as the readers raise it, with a better place and better words where there are any.
    """
    try:
        yield
    except UsageError as problem:
        if problem.code != _WRONG:
            raise
        raise _told(problem, file, schema) from problem


def _told(problem: UsageError, file: Path, schema: str) -> UsageError:
    from oecheck.acceptance._written import file_bytes
    from oecheck.authoring._written import WrittenFile

    mistakes = WrittenFile(file.as_posix(), file_bytes(file), schema, dict).problems
    if not mistakes or str(mistakes[0].arguments.get("found", "-")).isspace():
        return problem  # a day that is none, or a text of blanks: the readers say that better
    first = mistakes[0]  # a misspelt key is told before the one that is missing for it
    line = first.line or problem.arguments.get("line")
    return UsageError(_WRONG, file=file.as_posix(), line=line, detail=_without_place(first))


def _without_place(mistake: RuleFileProblem) -> str:
    """What is wrong; the place is told apart from it."""
    from oecheck.cli._problem import rule_problem

    elsewhere = RuleFileProblem("", 0, 0, mistake.code)
    elsewhere.arguments = mistake.arguments
    return rule_problem(elsewhere).removeprefix(": ")
