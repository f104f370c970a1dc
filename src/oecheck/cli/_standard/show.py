"""`oecheck standard show [ID@EDITION]`"""

from __future__ import annotations

from collections.abc import Iterator

import click

from oecheck.cli._options import debug_option
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._said import said
from oecheck.reporters._text.page import Page
from oecheck.rules import Edition, find_edition

__all__ = ["COMMAND"]


@click.command("show", help=said("standard.show.help"))
@click.argument("standard", default="ohe@0.1")
@debug_option
def _command(standard: str) -> None:
    from oecheck.run import stored_edition

    print_lines(_lines(stored_edition(find_edition(standard)), page_for_terminal()))


def _lines(edition: Edition, page: Page) -> Iterator[str]:
    """Every requirement by area: level, how it is judged, id, title."""
    standard = edition.standard
    yield from page.paragraph(f"{standard.title}, {standard.edition} ({standard.status})", style="strong")
    for area in standard.areas:
        rules = [rule.file for rule in edition.rules if rule.file.id.split("-")[1] == area.id]
        if not rules:
            continue
        yield from page.heading(f"{area.clause} {area.title} ({area.id}): {len(rules)}")
        for rule in rules:
            kind = said(f"class.{rule.rule_class.value}")
            yield from page.paragraph(f"{rule.id}  {rule.title} ({rule.level.value}, {kind})", hang=13)


COMMAND: click.Command = _command
