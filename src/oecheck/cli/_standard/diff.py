"""`oecheck standard diff OLD NEW`"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._options import common_options
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._said import said
from oecheck.errors import ExitCode
from oecheck.reporters._text.page import Page

if TYPE_CHECKING:
    from oecheck.authoring.diff import Changed
    from oecheck.model.outcome import Outcome

__all__ = ["COMMAND"]

_NOTHING = '""'


@click.command("diff", cls=ConfiguredCommand, help=said("standard.diff.help"))
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@common_options
def _command(old: str, new: str) -> int:
    from oecheck.authoring.diff import compare
    from oecheck.run import load_catalogue

    changes = list(compare(*(load_catalogue(one, cached=False, whole=True) for one in (old, new))))
    print_lines(_lines(changes, page_for_terminal()))
    return ExitCode.FAILED if any(change.must_rise for change in changes) else ExitCode.OK


def _lines(changes: list[Changed], page: Page) -> Iterator[str]:
    for change in changes:
        style = "bad" if change.kind in {"gone", "outcome-changing"} else "strong"
        yield from page.paragraph(f"{change.id}: {change.kind}", style=style)
        yield from _what(change, page)
    kinds = Counter(change.kind for change in changes)
    counts = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    yield from page.paragraph(said("standard.diff.counts", counts=counts or "-"))


def _what(change: Changed, page: Page) -> Iterator[str]:
    for name, old, new in change.fields:
        yield from page.paragraph(f"{name}:", 1)
        yield from page.paragraph("- " + (old or _NOTHING), 2, hang=2)
        yield from page.paragraph("+ " + (new or _NOTHING), 2, hang=2)
    for turned in change.turned:
        words = said("standard.diff.turned", example=turned.example, old=_word(turned.old), new=_word(turned.new))
        yield from page.paragraph(words, 1, "bad", hang=2)
    if change.kind == "undecided":
        yield from page.paragraph(said("standard.diff.untried"), 1, "bad")
    if change.must_rise:
        yield from page.paragraph(said("standard.diff.rev"), 1, "bad")


def _word(outcome: Outcome | None) -> str:
    return outcome.value if outcome is not None else said("standard.diff.cannot")


COMMAND: click.Command = _command
