"""`oecheck explain ID`"""

from __future__ import annotations

import click

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._language import language
from oecheck.cli._options import common_options, option
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._requirement import requirement_page
from oecheck.cli._said import said

__all__ = ["COMMAND"]


@click.command("explain", cls=ConfiguredCommand, help=said("explain.help"))
@click.argument("id")
@option("standard", default="ohe@0.1", show_default=True, metavar="ID@EDITION")
@common_options
def _command(id: str, standard: str) -> None:
    from oecheck.run import load_catalogue

    catalogue = load_catalogue(standard, language=language(), whole=True)
    print_lines(requirement_page(catalogue, id, page_for_terminal(), whole=False))


COMMAND: click.Command = _command
