"""`oecheck render REPORT.json`"""

from __future__ import annotations

from pathlib import Path

import click

from oecheck.acceptance.stored import read_report
from oecheck.cli._options import common_options, option
from oecheck.cli._outputs import find_reporter, outputs, print_report, write_report
from oecheck.cli._said import said
from oecheck.cli._spoken import spoken

__all__ = ["COMMAND"]


@click.command("render", help=said("render.help"))
@click.argument("report", metavar="REPORT.json")
@option("format", metavar="FORMAT")
@option("output", multiple=True, metavar="FORMAT=FILE")
@option("standard", default="", metavar="ID@EDITION", key="render-standard")
@option("color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@common_options
def _command(report: str, format: str | None, output: tuple[str, ...], standard: str, color: str) -> None:
    stored = spoken(read_report(Path(report)), standard)
    package = stored.subject.name
    files = outputs(output, [package], (report, standard))
    printed = find_reporter(format or "text") if format or not files else None
    for file in files:
        write_report(stored, file, package)
    if printed is not None:
        print_report(stored, printed, color)


COMMAND: click.Command = _command
