"""`oecheck standard freeze FOLDER`"""

from __future__ import annotations

from pathlib import Path

import click

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._options import common_options
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._said import said
from oecheck.cli._standard._own import require_not_installed, with_place
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
    require_not_installed(files, edition)
    release = _release(edition, files)
    if (files.edition / RELEASE).exists():
        raise UsageError("frozen-already", file=release)
    wrong = [problem for problem in lint(files, load_words()).problems if problem.code != "release-missing"]
    if wrong:
        raise RuleFileError(with_place(files, problem) for problem in wrong)
    _require_own_name(files)
    try:
        count = write_release(files)
    except OSError as problem:
        raise UsageError("output-unwritable", file=release, detail=problem.strerror) from problem
    print_lines(page_for_terminal().paragraph(said("standard.freeze.done", file=release, count=count)))


def _release(edition: str, files: EditionFiles) -> str:
    """The file of digests, in the folder as somebody wrote it."""
    named = Path(edition)
    return ((named if named.is_dir() else files.edition) / RELEASE).as_posix()


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
