"""`oecheck render REPORT.json`"""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from oecheck.acceptance.claim import claim_in_words
from oecheck.acceptance.stored import read_report
from oecheck.cli._language import language, was_asked_for
from oecheck.cli._options import common_options, option
from oecheck.cli._outputs import find_reporter, outputs, print_report, write_report
from oecheck.cli._said import said
from oecheck.model.report import Report

__all__ = ["COMMAND"]


@click.command("render", help=said("render.help"))
@click.argument("report", metavar="REPORT.json")
@option("format", metavar="FORMAT")
@option("output", multiple=True, metavar="FORMAT=FILE")
@option("standard", default="", metavar="ID@EDITION", key="render-standard")
@option("color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@common_options
def _command(report: str, format: str | None, output: tuple[str, ...], standard: str, color: str) -> None:
    stored = _spoken(read_report(Path(report)), standard)
    package = stored.subject.name
    files = outputs(output, [package], (report, standard))
    printed = find_reporter(format or "text") if format or not files else None
    for file in files:
        write_report(stored, file, package)
    if printed is not None:
        print_report(stored, printed, color)


def _spoken(report: Report, standard: str) -> Report:
    """The report in the language asked for; in its own where nobody asked."""
    if not was_asked_for() or report.language == language():
        return report
    from oecheck.run import reworded

    found = reworded(report, language(), standard)
    return msgspec.structs.replace(found, claim=claim_in_words(found, found.claim))


COMMAND: click.Command = _command
