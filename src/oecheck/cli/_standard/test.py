"""`oecheck standard test [ID...]`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._options import common_options, option
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._said import said
from oecheck.cli._standard._example_lines import example_lines
from oecheck.cli._suggest import suggestion
from oecheck.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from oecheck.rules import Catalogue, CompiledRule

__all__ = ["COMMAND"]


@click.command("test", cls=ConfiguredCommand, help=said("standard.test.help"))
@click.argument("ids", nargs=-1, metavar="[ID]...")
@option("standard", default="ohe@0.1", show_default=True, metavar="ID@EDITION")
@option("explain", is_flag=True)
@option("watch", is_flag=True)
@common_options
def _command(ids: tuple[str, ...], standard: str, explain: bool, watch: bool) -> int:
    from oecheck.run import load_catalogue

    def _run(catalogue: Catalogue, only: frozenset[str] = frozenset()) -> frozenset[str]:
        return _tell(catalogue, _known(catalogue, ids), only, explain)

    if watch:
        from oecheck.cli._standard._watch import watched

        return watched(standard, _run)
    return ExitCode.RULE_FILE if _run(load_catalogue(standard, cached=False, whole=True)) else ExitCode.OK


def _tell(catalogue: Catalogue, asked: frozenset[str], only: frozenset[str], explain: bool) -> frozenset[str]:
    """Runs examples and tells what came out.

    Args:
        catalogue: the rules.
        asked: ids that the user named; none is all.
        only: those of them to run now; none is all.
        explain: show how each came to its outcome.

    Returns:
        Ids of what did not come out as written; where not one example was run, everything that was asked for.
    """
    from oecheck.authoring.examples import run_examples

    wanted = asked & only if asked and only else asked or only
    if only and not wanted:
        return frozenset()
    results = list(run_examples(catalogue, wanted, explain))
    rules = _tested(catalogue, wanted)
    print_lines(example_lines(results, rules, page_for_terminal()))
    if not results:
        return wanted or frozenset(rule.id for rule in rules)
    return frozenset(result.rule for result in results if not result.as_expected)


def _known(catalogue: Catalogue, ids: tuple[str, ...]) -> frozenset[str]:
    """The ids, each of which names a rule or a check; a misspelt one would silently test nothing."""
    known = {rule.id for rule in catalogue.rules} | set(catalogue.checks)
    wanted = frozenset(id.upper() for id in ids)
    for id in sorted(wanted - known):
        raise UsageError("explain-unknown", id=id, suggestion=suggestion(id, sorted(known)))
    return wanted


def _tested(catalogue: Catalogue, wanted: frozenset[str]) -> list[CompiledRule]:
    checks = (check.rule for check in catalogue.checks.values() if check.rule is not None)
    return [rule for rule in (*catalogue.rules, *checks) if not wanted or rule.id in wanted]


COMMAND: click.Command = _command
