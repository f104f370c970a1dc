"""`oecheck standard freeze FOLDER`"""

from __future__ import annotations

import click

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._options import common_options
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._said import said
from oecheck.errors import RuleFileError, UsageError
from oecheck.rules import RELEASE, EditionFiles, find_edition

__all__ = ["COMMAND"]


@click.command("freeze", cls=ConfiguredCommand, help=said("standard.freeze.help"))
@click.argument("edition", metavar="ID@EDITION|FOLDER")
@common_options
def _command(edition: str) -> None:
    """Refuses what lint finds fault with: a mistake that is frozen stays for good."""
    from oecheck.authoring.lint import lint
    from oecheck.authoring.release import write_release
    from oecheck.run import load_words

    files = find_edition(edition)
    if (files.edition / RELEASE).exists():
        raise UsageError("frozen-already", file=RELEASE)
    wrong = [problem for problem in lint(files, load_words()).problems if problem.code != "release-missing"]
    if wrong:
        raise RuleFileError(wrong)
    _require_own_name(files)
    try:
        count = write_release(files)
    except OSError as problem:
        raise UsageError("output-unwritable", file=RELEASE, detail=problem.strerror) from problem
    print_lines(page_for_terminal().paragraph(said("standard.freeze.done", file=RELEASE, count=count)))


def _require_own_name(files: EditionFiles) -> None:
    """Two editions of one name would be two standards that no report tells apart."""
    from oecheck.authoring.release import same_but_for_place
    from oecheck.run import stored_edition

    standard = stored_edition(files).standard
    name = f"{standard.id}@{standard.edition}"
    try:
        shipped = find_edition(name)
    except UsageError:
        return
    if not same_but_for_place(files, shipped):
        raise UsageError("freeze-name", name=name)


COMMAND: click.Command = _command
