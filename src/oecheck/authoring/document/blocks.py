"""What a document is made of, before it becomes HTML or Markdown."""

from __future__ import annotations

import msgspec

__all__ = ["Block", "Code", "Document", "Fold", "Inline", "Items", "Link", "Paragraph", "Part", "Row", "Rows", "Table"]


class Link(msgspec.Struct, frozen=True):
    """A reference to an anchor of the same document."""

    anchor: str
    text: str


class Code(msgspec.Struct, frozen=True):
    """An expression, an id or a value, as it is written."""

    text: str


Inline = tuple[str | Link | Code, ...]


class Paragraph(msgspec.Struct, frozen=True):
    content: Inline


class Items(msgspec.Struct, frozen=True):
    """A list."""

    items: tuple[Inline, ...]


class Row(msgspec.Struct, frozen=True):
    """A label with what belongs to it; `anchor` where others refer to it."""

    label: str
    content: tuple[Inline, ...]
    anchor: str = ""


class Rows(msgspec.Struct, frozen=True):
    """Labels and values, one below the other."""

    rows: tuple[Row, ...]


class Table(msgspec.Struct, frozen=True):
    """A table with a header; the first cell of each line names it."""

    caption: str
    header: tuple[str, ...]
    lines: tuple[tuple[Inline, ...], ...]


class Fold(msgspec.Struct, frozen=True):
    """What is shown when somebody asks for it."""

    summary: str
    blocks: tuple[Paragraph | Items | Rows | Source, ...]


class Source(msgspec.Struct, frozen=True):
    """Lines of a file."""

    text: str


Block = Paragraph | Items | Rows | Table | Fold | Source


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part with a heading: a clause, a requirement, an annex.

    Attributes:
        anchor: permanent name, by which others link to it.
        number: of the clause; "" where the heading stands for itself.
        title: words of the heading.
        blocks: what stands below it.
        parts: parts of the next level.
    """

    anchor: str
    number: str
    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """A whole document."""

    title: str
    about: tuple[Block, ...]
    parts: tuple[Part, ...]
