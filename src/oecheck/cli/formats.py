"""`oecheck formats`"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from oecheck.cli._options import common_options
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._said import said
from oecheck.reporters._text.page import Page

__all__ = ["COMMAND"]


@click.command("formats", help=said("formats.help"))
@common_options
def _command() -> None:
    print_lines(_lines(page_for_terminal()))


def _lines(page: Page) -> Iterator[str]:
    from oecheck.cli._format_table import format_table, refused_formats

    table = format_table()
    yield from page.paragraph(said("formats.intro"))
    for group in table.groups:
        named = (f"{page.words(f'report.format.{name}', name)} ({name})" for name in group.formats)
        yield from page.heading(", ".join(named))
        yield from _row(page, "formats.says", group.says)
        if group.borrows:
            yield from _row(page, "formats.borrows", group.borrows)
        yield from _row(page, "formats.cannot", group.lacks)
    yield from page.heading(said("formats.every"))
    yield from _row(page, "formats.nowhere", table.nowhere)
    yield from page.paragraph(said("formats.outro"))
    yield from page.heading(said("formats.refused"))
    for evidence, files in refused_formats():
        what = page.words(f"error.{evidence}", evidence, detail=files)
        yield from page.paragraph(f"{what} {page.words(f'error.{evidence}.mend', '')}", hang=2)


def _row(page: Page, key: str, fields: Iterable[str]) -> Iterator[str]:
    words = (field.removeprefix("course.").removesuffix("_s").replace("_", " ").replace(".", " ") for field in fields)
    yield from page.paragraph(said(key, fields=", ".join(words) or "-"), hang=2)


COMMAND: click.Command = _command
