"""`oecheck render REPORT.json`"""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from oecheck.cli._options import debug_option, option
from oecheck.cli._outputs import find_reporter, print_report
from oecheck.cli._said import said
from oecheck.errors import UsageError
from oecheck.model.report import Report

__all__ = ["COMMAND"]

_VERSION = "1."


@click.command("render", help=said("render.help"))
@click.argument("report", metavar="REPORT.json")
@option("format", default="text", show_default=True, metavar="FORMAT")
@option("color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@debug_option
def _command(report: str, format: str, color: str) -> None:
    found = find_reporter(format)
    print_report(_read(Path(report)), found, "", color)


def _read(file: Path) -> Report:
    try:
        report = msgspec.json.decode(file.read_bytes(), type=Report)
    except (OSError, msgspec.DecodeError, RecursionError) as problem:
        detail = problem.strerror if isinstance(problem, OSError) else problem
        raise UsageError("report-unreadable", file=file.as_posix(), detail=detail) from problem
    if not report.report_version.startswith(_VERSION):
        raise UsageError("report-unreadable", file=file.as_posix(), detail=report.report_version)
    return report


COMMAND: click.Command = _command
