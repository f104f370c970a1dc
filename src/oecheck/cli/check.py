"""`oecheck check PACKAGE...`"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from oecheck.cli._beside import Step, decision_of, steps_beside
from oecheck.cli._config import ConfiguredCommand, config_file
from oecheck.cli._exit import FAIL_ON, exit_code, most_serious
from oecheck.cli._guard import INTERRUPTED
from oecheck.cli._language import language
from oecheck.cli._limits import limit_options, limits_of
from oecheck.cli._options import DATE, common_options, option
from oecheck.cli._outputs import Output, find_reporter, outputs, print_report, require_joined, write_report
from oecheck.cli._progress import Progress
from oecheck.cli._said import STANDARD_INPUT, said
from oecheck.containers import Limits
from oecheck.errors import ExitCode, InternalError, OecheckError, UsageError

if TYPE_CHECKING:
    from oecheck.cli._packages import Result
    from oecheck.reporters import ReporterDefinition

__all__ = ["COMMAND"]

_FOR_PEOPLE = "text"


class _Request(msgspec.Struct, frozen=True, kw_only=True):
    """The words of the command line, typed."""

    packages: tuple[str, ...]
    standard: str
    profile: tuple[str, ...]
    description: str | None
    format: str | None
    output: tuple[str, ...]
    fail_on: str
    require_complete: bool
    only: tuple[str, ...]
    skip: tuple[str, ...]
    waivers: str | None
    baseline: str | None
    review: str | None
    policy: str | None
    date: str
    jobs: int
    no_cache: bool
    keep_facts: bool
    all_outcomes: bool
    force_format: str
    quiet: bool
    color: str


@click.command("check", cls=ConfiguredCommand, help=said("check.help"), epilog=said("check.epilog"))
@click.argument("packages", metavar="PACKAGE...", nargs=-1, required=True)
@option("standard", default="ohe@0.1", show_default=True, metavar="ID@EDITION")
@option("profile", multiple=True, metavar="NAME")
@option("description", metavar="FILE")
@option("format", metavar="FORMAT")
@option("output", multiple=True, metavar="FORMAT=FILE")
@option("fail-on", type=click.Choice(list(FAIL_ON)), default="must", show_default=True)
@option("require-complete", is_flag=True)
@option("only", multiple=True, metavar="ID|AREA")
@option("skip", multiple=True, metavar="ID|AREA")
@option("waivers", metavar="FILE")
@option("baseline", metavar="REPORT.json")
@option("review", metavar="FILE")
@option("policy", metavar="FILE")
@option("date", type=DATE, default="", metavar="YYYY-MM-DD")
@option("force-format", default="", metavar="FORMAT")
@option("all-outcomes", is_flag=True)
@option("jobs", "-j", type=click.IntRange(1), default=1, show_default=True, metavar="N")
@option("no-cache", is_flag=True)
@option("keep-facts", is_flag=True)
@option("quiet", "-q", is_flag=True)
@option("color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@limit_options
@common_options
def _command(**words: Any) -> int:
    request = msgspec.convert(words, _Request)
    written: list[str] = []
    try:
        return int(_check(request, limits_of(words), written))
    except KeyboardInterrupt:
        if written:
            told = said("check.interrupted-after", done=len(written), count=len(request.packages))
        else:
            told = said("check.interrupted")
        print(told, file=sys.stderr)
        return INTERRUPTED


def _check(request: _Request, limits: Limits, written: list[str]) -> ExitCode:
    """Checks the packages and writes down which of them are through."""
    from oecheck.cli._packages import named, results
    from oecheck.run import CheckOptions

    packages = named(request.packages)
    if request.description and len(packages) > 1:
        raise UsageError("description-several", count=len(packages))
    printed = _printed(request)
    if printed is not None:
        require_joined(printed, packages)
    files = outputs(request.output, packages, _inputs(request))
    options = CheckOptions(
        standard=request.standard,
        profiles=_split(request.profile),
        description=Path(request.description) if request.description else None,
        language=language(),
        date=request.date,
        only=_split(request.only),
        skip=_split(request.skip),
        force_format=request.force_format,
        all_outcomes=request.all_outcomes,
        cache=not request.no_cache,
        keep_facts=request.keep_facts,
        limits=limits,
    )
    steps = steps_beside(request, options)
    return most_serious(_codes(request, results(packages, options, request.jobs), files, printed, steps, written))


def _inputs(request: _Request) -> tuple[str | Path | None, ...]:
    """What the command reads."""
    beside = (request.description, request.waivers, request.baseline, request.review, request.policy)
    found = config_file(Path.cwd())
    return (*request.packages, *beside, request.standard, found[0] if found else None)


def _split(words: Iterable[str]) -> tuple[str, ...]:
    """Words given one by one or joined by commas."""
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())


def _codes(
    request: _Request,
    found: Iterator[Result],
    files: Sequence[Output],
    printed: ReporterDefinition | None,
    steps: Sequence[Step],
    written: list[str],
) -> Iterator[ExitCode]:
    """Writes each report as it comes and gives the code of each package."""
    later = False
    decide = decision_of(request.policy)
    for package in request.packages:
        with Progress(said("checking", package=package), wanted=not request.quiet):
            result = next(found)
        report = result.report
        if result.problem is None:
            for step in steps:
                report = step(report, package)
            yield exit_code(report, request.fail_on, require_complete=request.require_complete)
        else:  # people read what the problem says; a text report would say it again
            yield _tell(result.problem, package)
        for output in files:
            yield _told(package, write_report, report, output, package)
        if printed is not None and (result.problem is None or printed.name != _FOR_PEOPLE):
            yield _told(package, partial(print_report, later=later), report, printed, request.color)
            later = True
        written.append(package)
        yield decide(report)


def _told(package: str, write: Callable[..., None], *arguments: Any) -> ExitCode:
    """Writes a report; a reporter that breaks takes neither the other reports nor the other packages with it."""
    try:
        write(*arguments)
    except InternalError as problem:
        return _tell(problem, package)
    return ExitCode.OK


def _tell(problem: OecheckError, package: str) -> ExitCode:
    from oecheck.cli._problem import print_problem

    print_problem(problem, said("standard-input") if package == STANDARD_INPUT else package)
    return problem.exit_code


def _printed(request: _Request) -> ReporterDefinition | None:
    """What goes to standard output: the format asked for, else the text, unless --quiet."""
    if request.format is None and request.quiet:
        return None
    return find_reporter(request.format or _FOR_PEOPLE)


COMMAND: click.Command = _command
