"""`oecheck standard show [ID]`"""

from __future__ import annotations

from pathlib import Path

import click

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._language import language
from oecheck.cli._options import common_options, option
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._requirement import requirement_page
from oecheck.cli._said import said
from oecheck.cli._standard.list import requirements
from oecheck.rules import find_edition

__all__ = ["COMMAND"]


@click.command("show", cls=ConfiguredCommand, help=said("standard.show.help"))
@click.argument("id", default="", metavar="[ID|ID@EDITION]")
@option("standard", default="ohe@0.1", show_default=True, metavar="ID@EDITION")
@common_options
def _command(id: str, standard: str) -> None:
    from oecheck.run import load_catalogue, stored_edition

    page = page_for_terminal()
    if id and "@" not in id and not Path(id).is_dir():
        print_lines(requirement_page(load_catalogue(standard, language=language(), whole=True), id, page, whole=True))
    else:
        print_lines(requirements(stored_edition(find_edition(id or standard)), page))


COMMAND: click.Command = _command
