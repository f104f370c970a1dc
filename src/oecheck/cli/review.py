"""`oecheck review ...`: the part of a check that people do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._help import listed
from oecheck.cli._language import language
from oecheck.cli._options import common_options, option
from oecheck.cli._said import STANDARD_INPUT, said
from oecheck.cli._writable import require_writable
from oecheck.errors import UsageError

if TYPE_CHECKING:
    from oecheck.run import CheckOptions

__all__ = ["COMMAND"]


@click.command("new", cls=ConfiguredCommand, help=said("review.new.help"))
@click.argument("package")
@option("standard", default="ohe@0.1", show_default=True, metavar="ID@EDITION")
@option("profile", multiple=True, metavar="NAME")
@option("description", metavar="FILE")
@option("write-to", "-o", default="review.yaml", show_default=True, metavar="FILE")
@option("failures", is_flag=True)
@option("force", is_flag=True)
@common_options
def _new(
    package: str,
    standard: str,
    profile: tuple[str, ...],
    description: str | None,
    write_to: str,
    failures: bool,
    force: bool,
) -> None:
    from oecheck.cli._packages import named
    from oecheck.run import CheckOptions

    (package,) = named([package])
    if package == STANDARD_INPUT:
        raise UsageError("review-stdin")
    target = Path(write_to)
    if target.exists() and not force:
        raise UsageError("review-exists", file=target.as_posix())
    require_writable(target)
    given = Path(description) if description else None
    options = CheckOptions(standard=standard, profiles=profile, description=given, language=language())
    try:
        target.write_text(_written(package, options, failures), encoding="utf-8")
    except OSError as problem:
        raise UsageError("output-unwritable", file=target.as_posix(), detail=problem.strerror) from problem
    click.echo(said("review.written", file=target.as_posix(), package=package), err=True)


def _written(package: str, options: CheckOptions, failures: bool) -> str:
    from oecheck.acceptance.review_file import write_review
    from oecheck.cli._review import catalogue_of, contents_of, questions_of
    from oecheck.run import check_package

    report = check_package(Path(package), options)
    questions = questions_of(catalogue_of(options))
    return write_review(report, questions, contents_of(package, options, report), failures=failures)


_GROUP = click.Group("review", commands=[listed(_new)], help=said("review.help"))
COMMAND: click.Command = _GROUP
