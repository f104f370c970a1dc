"""`oecheck formats`"""

from __future__ import annotations

from collections.abc import Iterator

import click

from oecheck.cli._options import debug_option
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._said import said
from oecheck.reporters._text.page import Page

__all__ = ["COMMAND"]

_COURSE = "course."
# Fields of the model that are about our reading of the package, and no statement of it.
_NOT_SAID = frozenset({"source", "record"})


@click.command("formats", help=said("formats.help"))
@debug_option
def _command() -> None:
    print_lines(_lines(page_for_terminal()))


def _lines(page: Page) -> Iterator[str]:
    from oecheck.model.course import Course
    from oecheck.readers import all_readers

    fields = [field for field in Course.__struct_fields__ if field not in _NOT_SAID]
    yield from page.paragraph(said("formats.intro"))
    for reader in all_readers():
        for name in reader.formats:
            says = reader.capabilities.get(name, frozenset())
            yield from page.heading(f"{page.words(f'report.format.{name}', name)} ({name})")
            yield from _row(page, "formats.says", (field for field in fields if _COURSE + field in says))
            yield from _row(page, "formats.cannot", (field for field in fields if _COURSE + field not in says))
    yield ""
    yield from page.paragraph(said("formats.outro"))


def _row(page: Page, key: str, fields: Iterator[str]) -> Iterator[str]:
    yield from page.paragraph(
        said(key, fields=", ".join(field.removesuffix("_s").replace("_", " ") for field in fields) or "-"), hang=2
    )


COMMAND: click.Command = _command
