"""The page `docs/formats.md`, made from the readers: `python -m oecheck.cli._formats_page > docs/formats.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from oecheck.cli._format_table import FormatGroup, FormatTable, format_table, refused_formats
from oecheck.cli._said import said
from oecheck.language import field_meanings
from oecheck.model.course import Course, Provider, Tool
from oecheck.texts import fill, texts

__all__ = ["formats_page"]

_KINDS = {"course": Course, "provider": Provider, "tool": Tool}


def formats_page() -> str:
    """The page as Markdown."""
    table = format_table()
    lines = [f"# {said('formats.page')}", "", said("formats.page.made"), "", said("formats.intro"), ""]
    lines += [
        *_formats(table),
        "",
        f"## {said('formats.page.table')}",
        "",
        said("formats.page.how"),
        "",
        *_matrix(table),
    ]
    lines += ["", f"## {said('formats.every')}", "", said("formats.outro"), "", *_nowhere(table)]
    lines += ["", f"## {said('formats.refused')}", "", *_refused()]
    return "\n".join(lines) + "\n"


def _formats(table: FormatTable) -> Iterator[str]:
    yield f"| {said('formats.page.format')} | {said('formats.page.word')} |"
    yield "|---|---|"
    for word in (word for group in table.groups for word in group.formats):
        yield f"| {texts('en').get(f'report.format.{word}', word)} | `{word}` |"


def _matrix(table: FormatTable) -> Iterator[str]:
    """One row for each field, one column for the formats that can say the same."""
    heads = (", ".join(group.formats) for group in table.groups)
    yield f"| {said('formats.page.field')} | {said('manual.meaning')} | {' | '.join(heads)} |"
    yield "|---|---|" + ":-:|" * len(table.groups)
    for name in table.fields:
        marks = (_mark(name, group) for group in table.groups)
        yield f"| `{name}` | {_meaning(name)} | {' | '.join(marks)} |"


def _mark(name: str, group: FormatGroup) -> str:
    return "✓" if name in group.says else "○" if name in group.borrows else "–"


def _nowhere(table: FormatTable) -> Iterator[str]:
    yield f"| {said('formats.page.field')} | {said('manual.meaning')} |"
    yield "|---|---|"
    for name in table.nowhere:
        yield f"| `{name}` | {_meaning(name)} |"


def _refused() -> Iterator[str]:
    for evidence, files in refused_formats():
        words = texts("en")
        yield f"- {fill(words[f'error.{evidence}'], {'detail': files})} {words[f'error.{evidence}.mend']}"


def _meaning(name: str) -> str:
    kind, _, field = name.partition(".")
    return field_meanings(_KINDS[kind]).get(field, "").replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.buffer.write(formats_page().encode())
