"""Texts of the standard as inlines: ids of requirements become links."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from oecheck.authoring.document.blocks import Inline, Link, Paragraph
from oecheck.texts import fill, texts

__all__ = ["anchor_of", "labelled", "linked", "paragraphs", "word"]

_ID = re.compile(r"\b[A-Z]{3}-[A-Z]{3}-[0-9]{3}\b")


def word(key: str, **arguments: object) -> str:
    """A word of the document itself, from the texts."""
    return fill(texts("en")[f"document.{key}"], arguments)


def anchor_of(number: str) -> str:
    """The permanent anchor of a clause that holds text."""
    return f"clause-{number}"


def linked(words: str, known: Collection[str]) -> Inline:
    """The text with every known requirement that it names as a link."""
    return tuple(_pieces(words, known))


def _pieces(words: str, known: Collection[str]) -> Iterator[str | Link]:
    position = 0
    for match in _ID.finditer(words):
        if match[0] in known:
            if match.start() > position:
                yield words[position : match.start()]
            yield Link(match[0], match[0])
            position = match.end()
    if position < len(words):
        yield words[position:]


def paragraphs(written: Collection[str], known: Collection[str]) -> tuple[Paragraph, ...]:
    """Each text as a paragraph."""
    return tuple(Paragraph(linked(one, known)) for one in written)


def labelled(label: str, words: str, known: Collection[str]) -> Inline:
    """A text with a label before it."""
    return (f"{label}: ", *linked(words, known)) if label else linked(words, known)
