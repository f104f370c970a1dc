"""The document as Markdown, with the same anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    Rows,
    Source,
    Table,
)

__all__ = ["markdown_page"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#&])")


def markdown_page(document: Document) -> str:
    """The whole file."""
    lines = [f"# {_escaped(document.title)}", ""]
    for block in document.about:
        lines += [*_block(block), ""]
    for part in document.parts:
        lines += _part(part, 2)
    return "\n".join(lines).rstrip("\n") + "\n"


def _part(part: Part, level: int) -> Iterator[str]:
    heading = f"{part.number} {part.title}".strip()
    yield from (f'<a id="{part.anchor}"></a>', "", f"{'#' * level} {_escaped(heading)}", "")
    for block in part.blocks:
        yield from _block(block)
        yield ""
    for inner in part.parts:
        yield from _part(inner, level + 1)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(content):
            yield _inline(content)
        case Items(items):
            yield from (f"- {_inline(item)}" for item in items)
        case Rows():
            yield from _rows(block)
        case Source(text):
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
            yield from (fence, *text.splitlines(), fence)
        case Fold(summary, blocks):
            yield from (f"**{_escaped(summary)}**", "")
            for inner in blocks:
                yield from _block(inner)
                yield ""
        case Table():
            yield from _table(block)


def _rows(block: Rows) -> Iterator[str]:
    for row in block.rows:
        anchor = f'<a id="{row.anchor}"></a>' if row.anchor else ""
        yield f"- {anchor}**{_escaped(row.label)}**: " + "; ".join(map(_inline, row.content))


def _table(table: Table) -> Iterator[str]:
    yield from (f"**{_escaped(table.caption)}**", "")
    yield "| " + " | ".join(map(_escaped, table.header)) + " |"
    yield "|" + "---|" * len(table.header)
    for line in table.lines:
        yield "| " + " | ".join(map(_inline, line)) + " |"


def _inline(content: Inline) -> str:
    return "".join(map(_piece, content))


def _piece(piece: str | Link | Code) -> str:
    match piece:
        case Link(anchor, text):
            return f"[{_escaped(text)}](#{anchor})"
        case Code(text):
            return _code(text)
        case str():
            return _escaped(piece)


def _code(text: str) -> str:
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{edge}{' '.join(text.split())}{edge}{fence}".replace("|", "\\|")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.splitlines()))
