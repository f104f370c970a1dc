"""`oecheck explain ID`"""

from __future__ import annotations

from collections.abc import Iterator

import click

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._options import debug_option, option
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._said import said
from oecheck.cli._suggest import suggestion
from oecheck.errors import UsageError
from oecheck.reporters._layout import columns
from oecheck.reporters._text.page import Page
from oecheck.rules import Edition, RuleFile, StructuralCheck, find_edition

__all__ = ["COMMAND"]


@click.command("explain", cls=ConfiguredCommand, help=said("explain.help"))
@click.argument("id")
@option("standard", default="ohe@0.1", show_default=True, metavar="ID@EDITION")
@debug_option
def _command(id: str, standard: str) -> None:
    from oecheck.run import stored_edition

    edition = stored_edition(find_edition(standard))
    print_lines(_page(edition, id.upper(), page_for_terminal()))


def _page(edition: Edition, id: str, page: Page) -> Iterator[str]:
    rules = {rule.file.id: rule.file for rule in edition.rules}
    checks = {check.id: check for check, _ in edition.checks}
    if id in rules:
        return _rule(rules[id], page)
    if id in checks:
        return _check(checks[id], page)
    raise UsageError("explain-unknown", id=id, suggestion=suggestion(id, [*rules, *checks]))


def _rule(rule: RuleFile, page: Page) -> Iterator[str]:
    yield from page.paragraph(f"{rule.id}  {rule.title}", style="strong")
    yield ""
    yield from page.paragraph(rule.statement, 1)
    yield ""
    rows = [
        ("why", rule.why),
        ("level", f"{rule.level.value}, {said(f'class.{rule.rule_class.value}')}"),
        ("clause", said("explain.stands", clause=rule.clause, since=rule.since, status=rule.status, rev=rule.rev)),
        *(("mend", _variant(name, text)) for name, text in rule.remedy.items()),
        ("declare", rule.declare),
        ("proves", rule.proves),
        *(("assumes", text) for text in rule.assumptions),
        *(("parameter", _parameter(name, rule)) for name in rule.parameters),
        *(("related", f"{one.standard} {one.clause} ({one.relation}) {one.note}") for one in rule.references),
        *(("example", f"{one.outcome.value}: {one.name}") for one in rule.examples),
    ]
    yield from _rows(rows, page)


def _variant(producer: str, text: str) -> str:
    return text if producer == "default" else f"{producer}: {text}"


def _parameter(name: str, rule: RuleFile) -> str:
    one = rule.parameters[name]
    return f"{name} = {one.value} {one.unit} ({one.source}) {one.why}"


def _check(check: StructuralCheck, page: Page) -> Iterator[str]:
    yield from page.paragraph(f"{check.id}  {check.statement}", style="strong")
    yield ""
    rows = [
        ("level", check.severity),
        ("clause", check.source),
        ("mend", check.remedy),
        ("related", check.covered_by or check.reported_as),
        ("assumes", check.notes),
    ]
    yield from _rows(rows, page)


def _rows(rows: list[tuple[str, str]], page: Page) -> Iterator[str]:
    """Labelled paragraphs; a label that stands above is not said again."""
    told = [(said(f"explain.{name}"), text) for name, text in rows if text]
    size = max(columns(label) for label, _ in told)
    before = ""
    for label, text in told:
        yield from page.labelled("" if label == before else label, text, size)
        before = label


COMMAND: click.Command = _command
