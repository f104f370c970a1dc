"""`oecheck standard impact OLD NEW PACKAGE...`"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click
import msgspec

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._exit import exit_code, most_serious
from oecheck.cli._language import language
from oecheck.cli._limits import limit_options, limits_of
from oecheck.cli._options import DATE, common_options, option
from oecheck.cli._print import print_lines
from oecheck.cli._progress import Progress
from oecheck.cli._said import said
from oecheck.cli._standard._impact_lines import LINES, Seen
from oecheck.containers import Limits
from oecheck.errors import ExitCode, InternalError, OecheckError, PackageError, UsageError
from oecheck.model.guard import Broken, guarded
from oecheck.model.report import Report

if TYPE_CHECKING:
    from oecheck.authoring.impact import PackageImpact
    from oecheck.authoring.impact_sum import Impact
    from oecheck.batch import PackageRef
    from oecheck.rules import Catalogue
    from oecheck.run import CheckOptions

__all__ = ["COMMAND"]


class _Request(msgspec.Struct, frozen=True, kw_only=True):
    """The words of the command line, typed."""

    old: str
    new: str
    packages: tuple[str, ...]
    profile: tuple[str, ...]
    fail_on_change: int | None
    format: str
    all_files: bool
    date: str
    no_cache: bool
    keep_facts: bool
    quiet: bool


@click.command("impact", cls=ConfiguredCommand, help=said("standard.impact.help"))
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.argument("packages", metavar="PACKAGE...", nargs=-1, required=True)
@option("profile", multiple=True, metavar="NAME")
@option("fail-on-change", type=click.IntRange(0, 100), metavar="PERCENT")
@option(
    "format", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True, key="impact-format"
)
@option("all-files", is_flag=True)
@option("date", type=DATE, default="", metavar="YYYY-MM-DD")
@option("no-cache", is_flag=True)
@option("keep-facts", is_flag=True)
@option("quiet", "-q", is_flag=True, key="batch-quiet")
@limit_options
@common_options
def _command(**words: Any) -> int:
    return int(_impact(msgspec.convert(words, _Request), limits_of(words)))


def _impact(request: _Request, limits: Limits) -> ExitCode:
    from oecheck.authoring.impact_sum import summed
    from oecheck.batch import list_packages

    options = _options(request, limits)
    new = _catalogue(options, request.new)
    old = _catalogue(options, request.old, beside=new)
    listing = list_packages(request.packages, all_files=request.all_files)
    unread: dict[str, OecheckError] = {}
    found = _impacts(listing.packages, options, (old, new), unread, quiet=request.quiet)
    titles = {rule.id: rule.title for catalogue in (old, new) for rule in catalogue.rules}
    impact = summed(found, titles, [rule.id for rule in new.rules])
    seen = Seen(
        old=old,
        new=new,
        impact=impact,
        unread=unread,
        passed_over=listing.passed_over,
        allowed_percent=request.fail_on_change,
    )
    print_lines(LINES[request.format](seen))
    return most_serious(_codes(impact, unread.values(), request.fail_on_change))


def _catalogue(options: CheckOptions, edition: str, beside: Catalogue | None = None) -> Catalogue:
    """The rules of an edition.

    Args:
        options: with the profiles.
        edition: as it was named.
        beside: the edition after it, which has the profiles: where this one lacks one, its default profile is taken
            and that is said, so that a new profile can be measured.

    Raises:
        UsageError: the edition has no such profile.
    """
    from oecheck.run import catalogue_for

    try:
        return catalogue_for(msgspec.structs.replace(options, standard=edition))
    except UsageError as problem:
        if problem.code != "unknown-profile":
            raise
        if beside is None:
            raise UsageError("impact-profile", edition=edition, **problem.arguments) from problem
        lacking = problem.arguments["profile"]
    catalogue = catalogue_for(msgspec.structs.replace(options, standard=edition, profiles=()))
    click.echo(
        said("standard.impact.default", edition=edition, profile=lacking, default=", ".join(catalogue.profiles)),
        err=True,
    )
    return catalogue


def _options(request: _Request, limits: Limits) -> CheckOptions:
    """Of every check, under both editions; a run that goes on past midnight stays with its date."""
    from oecheck.run import CheckOptions
    from oecheck.run._date import evaluation_date

    options = CheckOptions(
        profiles=tuple(part.strip() for word in request.profile for part in word.split(",") if part.strip()),
        language=language(),
        date=request.date,
        cache=not request.no_cache,
        keep_facts=request.keep_facts,
        limits=limits,
    )
    return msgspec.structs.replace(options, date=evaluation_date(options))


def _impacts(
    packages: Iterable[PackageRef],
    options: CheckOptions,
    editions: tuple[Catalogue, Catalogue],
    unread: dict[str, OecheckError],
    *,
    quiet: bool,
) -> Iterator[PackageImpact]:
    """The impact on each package that can be read; what is wrong with the others is noted under `unread`."""
    for package in packages:
        with Progress(said("checking", package=package.name), wanted=not quiet):
            found = guarded(_impact_on, package, options, editions)
        if isinstance(found, Broken):
            found = InternalError("unexpected", kind=found.error, place=found.place)
        if isinstance(found, OecheckError):
            unread[package.name] = found
        else:
            yield found


def _impact_on(
    package: PackageRef, options: CheckOptions, editions: tuple[Catalogue, Catalogue]
) -> PackageImpact | OecheckError:
    from oecheck.authoring.impact import impact_on
    from oecheck.batch import local_copy
    from oecheck.run import report_under_each

    if package.problem:
        return InternalError("batch-unlisted", source=package.name, detail=package.problem)
    try:
        with local_copy(package.location, options.limits.total_bytes) as path:
            old, new = report_under_each(path, options, editions)
    except (PackageError, InternalError) as problem:
        return problem
    return impact_on(package.name, old, new, _passes)


def _passes(report: Report) -> bool:
    """Whether no must failed; that something was left out is told apart."""
    return exit_code(msgspec.structs.replace(report, limits=())) is ExitCode.OK


def _codes(impact: Impact, unread: Iterable[OecheckError], percent: int | None) -> Iterator[ExitCode]:
    yield from (problem.exit_code for problem in unread)
    if impact.incomplete:
        yield ExitCode.INCOMPLETE
    if percent is not None and impact.beyond(percent):
        yield ExitCode.FAILED


COMMAND: click.Command = _command
