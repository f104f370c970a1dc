"""`oecheck render REPORT.json`"""

from __future__ import annotations

from pathlib import Path

import click

from oecheck.acceptance.stored import read_report
from oecheck.cli._options import debug_option, option
from oecheck.cli._outputs import find_reporter, print_report
from oecheck.cli._said import said

__all__ = ["COMMAND"]


@click.command("render", help=said("render.help"))
@click.argument("report", metavar="REPORT.json")
@option("format", default="text", show_default=True, metavar="FORMAT")
@option("color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@debug_option
def _command(report: str, format: str, color: str) -> None:
    found = find_reporter(format)
    print_report(read_report(Path(report)), found, "", color)


COMMAND: click.Command = _command
