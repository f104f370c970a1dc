"""`oecheck standard list`"""

from __future__ import annotations

from collections.abc import Iterator

import click

from oecheck.cli._options import common_options
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._said import said
from oecheck.reporters._text.page import Page

__all__ = ["COMMAND"]


@click.command("list", help=said("standard.list.help"))
@common_options
def _command() -> None:
    print_lines(_lines(page_for_terminal()))


def _lines(page: Page) -> Iterator[str]:
    """Each edition that ships with the program, with its profiles."""
    from oecheck.rules import find_edition
    from oecheck.run import stored_edition
    from oecheck.values.locations import standards_root

    for file in sorted(standards_root().glob("*/*/standard.yaml")):
        name = f"{file.parent.parent.name}@{file.parent.name}"
        edition = stored_edition(find_edition(name))
        standard = edition.standard
        yield from page.paragraph(f"{name}  {standard.title} ({standard.status})", style="strong")
        yield from page.paragraph(said("standard.counts", rules=len(edition.rules), checks=len(edition.checks)), 1)
        for profile in edition.profiles.values():
            default = said("standard.default") if profile.id == standard.default_profile else ""
            yield from page.paragraph(f"{profile.id}: {profile.title} {default}", 1, hang=2)


COMMAND: click.Command = _command
