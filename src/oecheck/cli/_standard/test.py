"""`oecheck standard test [ID...]`"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from oecheck.cli._options import debug_option, option
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._said import said
from oecheck.cli._suggest import suggestion
from oecheck.errors import ExitCode, UsageError
from oecheck.reporters._text.page import Page
from oecheck.texts import fill, texts

if TYPE_CHECKING:
    from oecheck.authoring.examples import ExampleResult
    from oecheck.rules import Catalogue

__all__ = ["COMMAND"]


@click.command("test", help=said("standard.test.help"))
@click.argument("ids", nargs=-1, metavar="[ID]...")
@option("standard", default="ohe@0.1", show_default=True, metavar="ID@EDITION")
@debug_option
def _command(ids: tuple[str, ...], standard: str) -> int:
    from oecheck.authoring.examples import run_examples
    from oecheck.run import load_catalogue

    catalogue = load_catalogue(standard, cached=False)
    results = list(run_examples(catalogue, _known(catalogue, ids)))
    wrong = [result for result in results if not result.as_expected]
    print_lines(_lines(wrong, len(results), len({result.rule for result in results}), page_for_terminal()))
    return ExitCode.RULE_FILE if wrong or not results else ExitCode.OK


def _known(catalogue: Catalogue, ids: tuple[str, ...]) -> frozenset[str]:
    """The ids, each of which names a rule or a check; a misspelt one would silently test nothing."""
    known = {rule.id for rule in catalogue.rules} | set(catalogue.checks)
    wanted = frozenset(id.upper() for id in ids)
    for id in sorted(wanted - known):
        raise UsageError("explain-unknown", id=id, suggestion=suggestion(id, sorted(known)))
    return wanted


def _lines(wrong: list[ExampleResult], count: int, rules: int, page: Page) -> Iterator[str]:
    for result in wrong:
        yield from page.paragraph(f"{result.rule}: {result.example.name}", style="bad")
        wanted = f"{result.example.outcome.value} {result.example.code}"
        found = " ".join((result.outcome.value, *result.codes))
        yield from page.paragraph(said("standard.test.wanted", wanted=wanted), 1)
        yield from page.paragraph(said("standard.test.found", found=_reason(result) or found), 1)
    yield from page.paragraph(
        said("standard.test.counts", examples=count, rules=rules, wrong=len(wrong)), style="bad" if wrong else "good"
    )


def _reason(result: ExampleResult) -> str:
    """Why an example could not be run at all."""
    if result.problem is not None:
        problem = result.problem
        template = texts("en").get(f"lint.{problem.code}", problem.code)
        return f"{problem.pointer}: {fill(template, problem.arguments)}"
    if result.broken is not None:
        return said("standard.test.broke", error=result.broken.error, place=result.broken.place)
    return ""


COMMAND: click.Command = _command
