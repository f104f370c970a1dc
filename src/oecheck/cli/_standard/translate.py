"""`oecheck standard translate LANGUAGE [--merge FILE]`"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._options import common_options, option
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._said import said
from oecheck.cli._standard._own import require_not_installed
from oecheck.errors import ExitCode, RuleFileProblem, UsageError
from oecheck.values import language_tag
from oecheck.values.locations import is_installed

if TYPE_CHECKING:
    from oecheck.authoring.translation import Entry, Fault

__all__ = ["COMMAND"]


@click.command("translate", cls=ConfiguredCommand, help=said("standard.translate.help"))
@click.argument("language", metavar="LANGUAGE")
@option("standard", default="ohe@0.1", show_default=True, metavar="ID@EDITION")
@option("merge", metavar="FILE")
@option("program", is_flag=True)
@common_options
def _command(language: str, standard: str, merge: str | None, program: bool) -> int:
    from oecheck.authoring import translation
    from oecheck.rules import find_edition
    from oecheck.run import stored_edition

    if language_tag.normalise(language).problem or language == "en":
        raise UsageError("translate-language", language=language)
    files = find_edition(standard)
    edition = stored_edition(files)
    if merge is None:
        todo = translation.open_program_texts(language) if program else translation.open_texts(files, edition, language)
        click.echo(_written({key: translation.Entry(text) for key, text in todo.items()}))
        return ExitCode.OK
    if program and is_installed():
        raise UsageError("program-installed")
    require_not_installed(files, standard)
    done = _read(Path(merge))
    try:
        if program:
            taken, faults = translation.merge_program(language, done)
        else:
            taken, faults = translation.merge(files, edition, language, done)
    except OSError as problem:
        raise UsageError("output-unwritable", file=language, detail=problem.strerror) from problem
    return _told(taken, faults, merge)


def _written(todo: Mapping[str, Entry]) -> str:
    return msgspec.json.format(msgspec.json.encode(todo), indent=1).decode()


def _read(file: Path) -> dict[str, Entry]:
    from oecheck.authoring.translation import Entry

    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, Entry])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        detail = problem.strerror if isinstance(problem, OSError) else problem
        raise UsageError("translate-file", file=file.as_posix(), detail=detail) from problem


def _told(taken: int, faults: Mapping[str, Fault], file: str) -> ExitCode:
    from oecheck.cli._problem import rule_problem

    page = page_for_terminal()
    for key, fault in faults.items():
        problem = RuleFileProblem(file, 0, 0, fault.code)
        problem.arguments = fault.arguments
        print_lines([page.whole(rule_problem(problem, place=key))])
    print_lines(page.paragraph(said("standard.translate.done", taken=taken, wrong=len(faults))))
    return ExitCode.RULE_FILE if faults else ExitCode.OK


COMMAND: click.Command = _command
