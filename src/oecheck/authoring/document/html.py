"""The document as one HTML file that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from oecheck.authoring.document.blocks import (
    Block,
    Code,
    Document,
    Fold,
    Inline,
    Items,
    Link,
    Paragraph,
    Part,
    Row,
    Rows,
    Source,
    Table,
)
from oecheck.authoring.document.words import word
from oecheck.reporters._markup import escaped, exactly

__all__ = ["html_page"]

_STYLE = Path(__file__).with_name("style.css")


def html_page(document: Document) -> str:
    """The whole file."""
    style = _STYLE.read_text(encoding="utf-8").strip()
    title = escaped(document.title)
    pieces = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{title}</title>\n<style>\n{style}\n</style>\n</head>\n<body>\n",
        f'<a class="skip" href="#main">{escaped(word("skip"))}</a>\n',
        f"<header>\n<h1>{title}</h1>\n",
        *(_block(block) for block in document.about),
        "</header>\n",
        *_contents(document.parts),
        '<main id="main">\n',
        *(piece for part in document.parts for piece in _part(part, 2)),
        "</main>\n</body>\n</html>\n",
    )
    return "".join(pieces)


def _contents(parts: Iterable[Part]) -> Iterator[str]:
    """Every part; those below it are folded away."""
    yield f'<nav aria-labelledby="contents">\n<h2 id="contents">{escaped(word("contents"))}</h2>\n<ol>\n'
    for part in parts:
        heading = f'<a href="#{escaped(part.anchor)}">{escaped(_heading(part))}</a>'
        if not part.parts:
            yield f"<li>{heading}</li>\n"
            continue
        summary = escaped(word("parts", title=part.title, count=len(part.parts)))
        yield f"<li>{heading}\n<details><summary>{summary}</summary>\n<ul>\n"
        for inner in part.parts:
            yield f'<li><a href="#{escaped(inner.anchor)}">{escaped(_heading(inner))}</a></li>\n'
        yield "</ul>\n</details></li>\n"
    yield "</ol>\n</nav>\n"


def _heading(part: Part) -> str:
    return f"{part.number} {part.title}".strip()


def _part(part: Part, level: int) -> Iterator[str]:
    anchor = escaped(part.anchor)
    link = f'<a class="self" href="#{anchor}">{escaped(_heading(part))}</a>'
    yield f'<section id="{anchor}">\n<h{level}>{link}</h{level}>\n'
    yield from (_block(block) for block in part.blocks)
    for inner in part.parts:
        yield from _part(inner, level + 1)
    yield "</section>\n"


def _block(block: Block) -> str:
    match block:
        case Paragraph(content):
            return f"<p>{_inline(content)}</p>\n"
        case Items(items):
            return "<ul>\n" + "".join(f"<li>{_inline(item)}</li>\n" for item in items) + "</ul>\n"
        case Rows(rows):
            return "<dl>\n" + "".join(map(_row, rows)) + "</dl>\n"
        case Source(text):
            return f'<pre tabindex="0"><code>{_lines(text)}</code></pre>\n'
        case Fold(summary, blocks):
            inner = "".join(map(_block, blocks))
            return f"<details><summary>{escaped(summary)}</summary>\n{inner}</details>\n"
        case Table():
            return _table(block)


def _row(row: Row) -> str:
    anchor = f' id="{escaped(row.anchor)}"' if row.anchor else ""
    values = "".join(f"<dd>{_inline(line)}</dd>\n" for line in row.content)
    return f"<dt{anchor}>{escaped(row.label)}</dt>\n{values}"


def _table(table: Table) -> str:
    header = "".join(f'<th scope="col">{escaped(cell)}</th>' for cell in table.header)
    lines = "".join(_line(line) for line in table.lines)
    caption = f"<caption>{escaped(table.caption)}</caption>"
    return f"<table>\n{caption}\n<thead><tr>{header}</tr></thead>\n<tbody>\n{lines}</tbody>\n</table>\n"


def _line(line: tuple[Inline, ...]) -> str:
    cells = "".join(f"<td>{_inline(cell)}</td>" for cell in line[1:])
    return f'<tr><th scope="row">{_inline(line[0])}</th>{cells}</tr>\n'


def _inline(content: Inline) -> str:
    return "".join(map(_piece, content))


def _piece(piece: str | Link | Code) -> str:
    match piece:
        case Link(anchor, text):
            return f'<a href="#{escaped(anchor)}">{escaped(text)}</a>'
        case Code(text):
            return f"<code>{exactly(text)}</code>"
        case str():
            return _words(piece)


def _words(words: str) -> str:
    """A text whose blanks at the ends keep it apart from links beside it."""
    before = " " if words[:1].isspace() else ""
    after = " " if words[-1:].isspace() and words.strip() else ""
    return f"{before}{escaped(words.strip())}{after}"


def _lines(text: str) -> str:
    """Lines of a file, each as it stands."""
    return "\n".join(exactly(line) for line in text.splitlines())
