"""`oecheck standard lint [ID@EDITION]`"""

from __future__ import annotations

import click

from oecheck.cli._options import debug_option
from oecheck.cli._said import said

__all__ = ["COMMAND"]


@click.command("lint", help=said("standard.lint.help"))
@click.argument("standard", default="ohe@0.1")
@debug_option
def _command(standard: str) -> None:
    from oecheck.rules import find_edition
    from oecheck.rules.load import load_edition
    from oecheck.run import load_words

    edition = load_edition(find_edition(standard), load_words())  # RuleFileError names every problem
    click.echo(said("standard.lint.sound", rules=len(edition.rules), checks=len(edition.checks)))


COMMAND: click.Command = _command
