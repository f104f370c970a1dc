"""`oecheck standard lint [ID@EDITION|FOLDER]`"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._options import common_options, option
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._problem import rule_problem
from oecheck.cli._said import said
from oecheck.cli._standard._own import shown
from oecheck.errors import ExitCode
from oecheck.reporters._layout import columns
from oecheck.reporters._text.page import Page
from oecheck.reporters._visible import visible

if TYPE_CHECKING:
    from oecheck.authoring.lint import Linted
    from oecheck.rules import EditionFiles

__all__ = ["COMMAND"]

_MAX_LINE = 160


@click.command("lint", cls=ConfiguredCommand, help=said("standard.lint.help"))
@click.argument("edition", default="", metavar="[ID@EDITION|FOLDER]")
@option("standard", default="ohe@0.1", show_default=True, metavar="ID@EDITION")
@common_options
def _command(edition: str, standard: str) -> int:
    from oecheck.authoring.lint import lint
    from oecheck.rules import find_edition
    from oecheck.run import load_words

    files = find_edition(edition or standard)
    found = lint(files, load_words())
    print_lines(_lines(found, files, page_for_terminal()))
    return ExitCode.RULE_FILE if found.problems else ExitCode.OK


def _lines(found: Linted, files: EditionFiles, page: Page) -> Iterator[str]:
    """Each problem as `file:line:column: text`, its line and a mark below it; then what was looked at."""
    for problem in found.problems:
        yield page.whole(rule_problem(problem, place=shown(files, problem.file)))
        lines = found.lines.get(problem.file, [])
        if 0 < problem.line <= len(lines):
            yield from _excerpt(lines[problem.line - 1], problem.column, str(problem.arguments.get("found", "")), page)
    yield from _summary(found, page)


def _summary(found: Linted, page: Page) -> Iterator[str]:
    """Whether the edition can be used; then what is still to be written, and how far each translation is."""
    counts = found.counts
    if found.problems:
        wrong = len({problem.file for problem in found.problems})
        summary = said("standard.lint.wrong", problems=len(found.problems), files=wrong)
        yield from page.paragraph(summary, style="bad")
    else:
        yield from page.paragraph(
            said("standard.lint.sound", files=counts.files, rules=counts.rules, checks=counts.checks), style="good"
        )
    yield from page.paragraph(
        said(
            "standard.lint.open",
            examples=counts.examples,
            impossible=counts.impossible,
            unreviewed=counts.unreviewed,
            missing=sum(map(len, counts.missing_lists.values())),
            unwritten=counts.unwritten,
        )
    )
    for name, languages in counts.missing_lists.items():
        yield from page.paragraph(said("standard.lint.missing-list", list=name, languages=", ".join(languages)), 1)
    for one in counts.translations:
        yield from page.paragraph(
            said(
                "standard.lint.translation",
                language=one.language,
                missing=one.missing,
                stale=one.stale,
                program=one.program,
            )
        )


def _excerpt(line: str, column: int, found: str, page: Page) -> Iterator[str]:
    """The line and a mark below what is meant; of a very long line the part around it."""
    start = max(0, column - _MAX_LINE // 2) if len(line) > _MAX_LINE else 0
    part, at = line[start : start + _MAX_LINE].replace("\t", " "), column - 1 - start
    marked = columns(found) if found and part.startswith(found, at) else 1
    yield "    " + _safe(part)
    yield "    " + " " * columns(_safe(part[:at])) + page.styled("^" + "~" * (marked - 1), "bad")


def _safe(part: str) -> str:
    """A part of a line with its blanks kept: the mark below it has to stand under the right character."""
    return " ".join(visible(word) for word in part.split(" "))


COMMAND: click.Command = _command
