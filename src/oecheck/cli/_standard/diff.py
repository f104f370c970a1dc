"""`oecheck standard diff OLD NEW`"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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
    from oecheck.authoring.file_diff import ChangedFile
    from oecheck.model.outcome import Outcome

__all__ = ["COMMAND"]

_NOTHING = '""'
_BAD = frozenset({"gone", "outcome-changing"})


@click.command("diff", cls=ConfiguredCommand, help=said("standard.diff.help"))
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@common_options
def _command(old: str, new: str) -> int:
    from oecheck.authoring.diff import compare
    from oecheck.authoring.file_diff import compare_files
    from oecheck.rules import find_edition
    from oecheck.run import load_catalogue

    changes = list(compare(*(load_catalogue(one, cached=False, whole=True) for one in (old, new))))
    files = list(compare_files(find_edition(old), find_edition(new), _read(changes)))
    print_lines(_lines(changes, files, page_for_terminal()))
    untold = any(change.must_rise for change in changes) or any(file.must_rise for file in files)
    return ExitCode.FAILED if untold else ExitCode.OK


def _read(changes: Iterable[Changed]) -> dict[str, bool]:
    """Lists that differ and that a requirement or check reads, and whether an example of one turned."""
    found: dict[str, bool] = {}
    for change in changes:
        for name in change.reads:
            found[name] = found.get(name, False) or bool(change.turned)
    return found


def _lines(changes: Sequence[Changed], files: Sequence[ChangedFile], page: Page) -> Iterator[str]:
    for change in changes:
        yield from page.paragraph(f"{change.id}: {change.kind}", style="bad" if change.kind in _BAD else "strong")
        yield from _what(change, page)
    for file in files:
        yield from page.paragraph(f"{file.name}: {file.kind}", style="bad" if file.kind in _BAD else "strong")
        yield from _fields(file.fields, page)
        if file.must_rise:
            yield from page.paragraph(said("standard.diff.edition"), 1, "bad")
    requirements = _counted(change.kind for change in changes if not change.is_check)
    yield from page.paragraph(said("standard.diff.counts", counts=requirements))
    checks = _counted(change.kind for change in changes if change.is_check)
    others = _counted(file.kind for file in files)
    yield from page.paragraph(said("standard.diff.others", checks=checks, files=others))


def _counted(kinds: Iterable[str]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in sorted(Counter(kinds).items())) or "-"


def _what(change: Changed, page: Page) -> Iterator[str]:
    yield from _fields(change.fields, page)
    for turned in change.turned:
        words = said("standard.diff.turned", example=turned.example, old=_word(turned.old), new=_word(turned.new))
        yield from page.paragraph(words, 1, "bad", hang=2)
    if change.reads:
        yield from page.paragraph(said("standard.diff.reads", lists=", ".join(change.reads)), 1)
    elif change.kind == "undecided":
        yield from page.paragraph(said("standard.diff.untried"), 1, "bad")
    if change.must_rise:
        reported_under = said("standard.diff.rev-of", requirement=change.requirement)
        yield from page.paragraph(reported_under if change.is_check else said("standard.diff.rev"), 1, "bad")


def _fields(fields: Iterable[tuple[str, str, str]], page: Page) -> Iterator[str]:
    for name, old, new in fields:
        yield from page.paragraph(f"{name}:", 1)
        yield from page.paragraph("- " + (old or _NOTHING), 2, hang=2)
        yield from page.paragraph("+ " + (new or _NOTHING), 2, hang=2)


def _word(outcome: Outcome | None) -> str:
    return outcome.value if outcome is not None else said("standard.diff.cannot")


COMMAND: click.Command = _command
