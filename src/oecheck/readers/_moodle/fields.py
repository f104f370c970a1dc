"""Values of a Moodle descriptor: what stands for nothing, numbers, dates, texts.

Source: formats/moodle-mbz.md §2 (`$@NULL@$`, seconds since 1970, the twin `…format` of each text).
"""

from __future__ import annotations

from html import escape
from math import isfinite

from oecheck.documents.xml_stream import StreamNode
from oecheck.readers._moodle.markdown import to_html
from oecheck.values.date import parse

__all__ = ["date", "field", "flag", "markup_of", "number", "whole"]

_NULL = "$@NULL@$"
_PLAIN, _MARKDOWN = "2", "4"
"""FORMAT_PLAIN and FORMAT_MARKDOWN; 0 (Moodle's own) and 1 are HTML."""


def field(node: StreamNode | None, name: str) -> str:
    """Text of a child, blanks at its ends taken off; "" where it is missing, empty or null."""
    found = node.child(name) if node is not None else None
    text = found.text.strip() if found is not None else ""
    return "" if text == _NULL else text


def flag(node: StreamNode | None, name: str) -> bool:
    """Whether a child says yes."""
    return field(node, name) not in ("", "0")


def number(text: str) -> float | None:
    """A finite number; None for anything else."""
    try:
        value = float(text) if text and len(text) < 32 else None
    except ValueError:
        return None
    return value if value is not None and isfinite(value) else None


def whole(text: str) -> int | None:
    """A whole number; None for anything else."""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None


def date(text: str) -> str | None:
    """ISO 8601 of seconds since 1970; None for 0, which is Moodle's "never"."""
    return parse(text).iso or None if text.isascii() and text.isdigit() else None


def markup_of(node: StreamNode, name: str, *, plain: bool = False) -> str:
    """The HTML of a text; "" where it has none.

    Args:
        node: element that holds the text and its format.
        name: the text.
        plain: whether words without any tag or reference are wanted as well.
    """
    holder = node.child(name)
    if holder is None or not field(node, name):
        return ""
    written = field(node, name + "format")
    if written == _MARKDOWN:
        return to_html(holder.text)
    if written == _PLAIN:
        return escape(holder.text) if plain else ""
    return holder.text if plain or any(mark in holder.text for mark in "<&") else ""
