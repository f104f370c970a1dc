"""`oecheck standard freeze FOLDER`"""

from __future__ import annotations

import click

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._options import common_options
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._said import said
from oecheck.errors import RuleFileError, UsageError

__all__ = ["COMMAND"]


@click.command("freeze", cls=ConfiguredCommand, help=said("standard.freeze.help"))
@click.argument("edition", metavar="ID@EDITION|FOLDER")
@common_options
def _command(edition: str) -> None:
    """Refuses what lint finds fault with: a mistake that is frozen stays for good."""
    from oecheck.authoring.lint import lint
    from oecheck.authoring.release import RELEASE, write_release
    from oecheck.rules import find_edition
    from oecheck.run import load_words

    files = find_edition(edition)
    if (files.edition / RELEASE).exists():
        raise UsageError("frozen-already", file=RELEASE)
    wrong = [problem for problem in lint(files, load_words()).problems if problem.code != "release-missing"]
    if wrong:
        raise RuleFileError(wrong)
    write_release(files.edition)
    count = len((files.edition / RELEASE).read_text(encoding="utf-8").splitlines())
    print_lines(page_for_terminal().paragraph(said("standard.freeze.done", file=RELEASE, count=count)))


COMMAND: click.Command = _command
