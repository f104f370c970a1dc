"""`oecheck review ...`: the part of a check that people do."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._help import listed
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
    failures: bool
    force: bool


@click.command("new", cls=ConfiguredCommand, help=said("review.new.help"))
@click.argument("package")
@option("standard", default="ohe@0.1", show_default=True, metavar="ID@EDITION")
@option("profile", multiple=True, metavar="NAME")
@option("description", metavar="FILE")
@option("write-to", "-o", default="review.yaml", show_default=True, metavar="FILE")
@option("failures", is_flag=True)
@option("force", is_flag=True)
@common_options
def _new(**words: object) -> None:
    request = msgspec.convert(words, _Request)
    from oecheck.cli._packages import named

    (package,) = named([request.package])
    if package == STANDARD_INPUT:
        raise UsageError("review-stdin")
    if request.write_to == STANDARD_OUTPUT:
        write_text(STANDARD_OUTPUT, _written(request, package))
        return
    target = Path(request.write_to)
    if target.exists() and not request.force:
        raise UsageError("review-exists", file=target.as_posix())
    require_writable(target)
    require_apart([target], [package, request.description], but=RECORDS)
    write_text(request.write_to, _written(request, package))
    click.echo(said("review.written", file=target.as_posix(), package=package), err=True)


def _written(request: _Request, package: str) -> str:
    from oecheck.acceptance.review_file import write_review
    from oecheck.cli._review import catalogue_of, contents_of, questions_of
    from oecheck.run import CheckOptions, check_package

    given = Path(request.description) if request.description else None
    options = CheckOptions(standard=request.standard, profiles=request.profile, description=given, language=language())
    report = check_package(Path(package), options)
    questions = questions_of(catalogue_of(options))
    return write_review(report, questions, contents_of(package, options, report), failures=request.failures)


_GROUP = click.Group("review", commands=[listed(_new)], help=said("review.help"))
COMMAND: click.Command = _GROUP
