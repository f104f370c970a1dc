"""`oecheck standard coverage [FRAMEWORK]`"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._options import common_options, option
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._said import said
from oecheck.cli._suggest import suggestion
from oecheck.errors import UsageError
from oecheck.reporters._text.page import Page

if TYPE_CHECKING:
    from oecheck.rules import MappingFile, RuleFile

__all__ = ["COMMAND"]


@click.command("coverage", cls=ConfiguredCommand, help=said("standard.coverage.help"))
@click.argument("framework", default="", metavar="[FRAMEWORK]")
@option("standard", default="ohe@0.1", show_default=True, metavar="ID@EDITION")
@common_options
def _command(framework: str, standard: str) -> None:
    from oecheck.authoring.document import read_mappings
    from oecheck.rules import find_edition
    from oecheck.run import stored_edition

    files = find_edition(standard)
    mappings = read_mappings(files)
    rules = {rule.file.id: rule.file for rule in stored_edition(files).rules}
    page = page_for_terminal()
    if framework:
        print_lines(_clauses(_named(framework, mappings), rules, page))
    else:
        print_lines(_frameworks(mappings, rules, page))


def _named(framework: str, mappings: tuple[MappingFile, ...]) -> MappingFile:
    """The mapping of a framework, whatever the case of its name."""
    wanted = framework.casefold()
    for mapping in mappings:
        if wanted in {name.casefold() for name in (mapping.framework, *mapping.names)}:
            return mapping
    names = [mapping.framework for mapping in mappings]
    raise UsageError("framework-unknown", framework=framework, suggestion=suggestion(framework, names))


def _frameworks(mappings: tuple[MappingFile, ...], rules: Mapping[str, RuleFile], page: Page) -> Iterator[str]:
    """One line each: requirements that are related, and how many of their clauses have one."""
    from oecheck.authoring.mapping_update import missing_entries

    for mapping in mappings:
        related = [entry for entry in mapping.mappings if entry.relation != "none"]
        counts = said(
            "standard.coverage.framework",
            framework=mapping.framework,
            ours=len({entry.ours for entry in related}),
            theirs=len({entry.theirs for entry in related}),
            all=len(mapping.clauses) or said("standard.coverage.unlisted"),
        )
        yield from page.paragraph(counts, hang=4)
        missing = len(list(missing_entries(mapping, rules.values(), "")))
        if missing:
            yield from page.paragraph(said("standard.coverage.missing", count=missing), 1, "bad")


def _clauses(mapping: MappingFile, rules: Mapping[str, RuleFile], page: Page) -> Iterator[str]:
    """Each of their clauses with the requirements that relate to it; those without one are named at the end."""
    yield from page.paragraph(f"{mapping.framework}: {mapping.title}", style="strong")
    related: dict[str, list[str]] = {clause: [] for clause in mapping.clauses}
    for entry in mapping.mappings:
        if entry.relation != "none":
            kind = said(f"class.{rules[entry.ours].rule_class.value}") if entry.ours in rules else "?"
            words = f"{entry.ours} ({entry.relation}, {kind})"
            related.setdefault(entry.theirs, []).append(words)
    for clause, found in related.items():
        if found:
            yield from page.paragraph(f"{clause}: {', '.join(found)}", 1, hang=4)
    without = [clause for clause, found in related.items() if not found]
    if without:
        yield from page.paragraph(said("standard.coverage.without", clauses=", ".join(without)), hang=4)
    elif not mapping.clauses:
        yield from page.paragraph(said("standard.coverage.open"), hang=4)
    yield from page.paragraph(said("standard.coverage.meaning"), style="faint")


COMMAND: click.Command = _command
