"""`oecheck describe PACKAGE`"""

from __future__ import annotations

import shlex
from pathlib import Path

import click
import msgspec

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._inputs import RECORDS, require_apart
from oecheck.cli._language import language
from oecheck.cli._options import common_options, option
from oecheck.cli._said import STANDARD_INPUT, said
from oecheck.cli._writable import STANDARD_OUTPUT, require_writable, write_text
from oecheck.errors import UsageError

__all__ = ["COMMAND"]


class _Request(msgspec.Struct, frozen=True, kw_only=True):
    """The words of the command line, typed."""

    package: str
    standard: str
    profile: tuple[str, ...]
    description: str | None
    write_to: str
    force: bool


@click.command("describe", cls=ConfiguredCommand, help=said("describe.help"))
@click.argument("package")
@option("standard", default="ohe@0.1", show_default=True, metavar="ID@EDITION")
@option("profile", multiple=True, metavar="NAME")
@option("description", metavar="FILE")
@option("write-to", "-o", default="course-description.yaml", show_default=True, metavar="FILE")
@option("force", is_flag=True)
@common_options
def _command(**words: object) -> None:
    request = msgspec.convert(words, _Request)
    from oecheck.cli._packages import named

    (package,) = named([request.package])
    if package == STANDARD_INPUT:
        raise UsageError("describe-stdin")
    target = Path(request.write_to)
    if target.suffix.lower() == ".json":  # a file of this name is read as JSON
        raise UsageError("describe-json", file=target.as_posix(), other=target.with_suffix(".yaml").as_posix())
    if request.write_to != STANDARD_OUTPUT and target.exists() and not request.force:
        raise UsageError("describe-exists", file=target.as_posix(), package=package)
    if request.write_to != STANDARD_OUTPUT:
        require_writable(target)
        require_apart([target], [package], but=RECORDS)
    write_text(request.write_to, _record(request, package))
    if request.write_to != STANDARD_OUTPUT:
        command = f"oecheck check {shlex.quote(package)} --description {shlex.quote(target.as_posix())}"
        click.echo(said("describe.written", file=target.as_posix(), command=command), err=True)


def _record(request: _Request, package: str) -> str:
    """The record, with questions only for what the package leaves open."""
    from oecheck.cli._described import described
    from oecheck.run import CheckOptions

    given = Path(request.description) if request.description else None
    return described(
        Path(package),
        CheckOptions(standard=request.standard, profiles=request.profile, description=given, language=language()),
    )


COMMAND: click.Command = _command
