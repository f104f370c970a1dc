"""`oecheck standard show [ID]`"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._language import language
from oecheck.cli._options import common_options, option
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._requirement import requirement_page
from oecheck.cli._said import said
from oecheck.reporters._text.page import Page
from oecheck.rules import Edition, find_edition

__all__ = ["COMMAND"]


@click.command("show", cls=ConfiguredCommand, help=said("standard.show.help"))
@click.argument("id", default="", metavar="[ID|ID@EDITION]")
@option("standard", default="ohe@0.1", show_default=True, metavar="ID@EDITION")
@common_options
def _command(id: str, standard: str) -> None:
    from oecheck.run import load_catalogue, stored_edition

    page = page_for_terminal()
    if id and "@" not in id and not Path(id).is_dir():
        print_lines(requirement_page(load_catalogue(standard, language=language(), whole=True), id, page, whole=True))
    else:
        print_lines(_lines(stored_edition(find_edition(id or standard)), page))


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
