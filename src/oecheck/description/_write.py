"""A small YAML writer: block style, stable order, and nothing that a hostile title could break out of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["comment", "lines_of", "printable", "quoted"]

_INDENT = "  "
_WIDTH = 110  # characters of a comment line
# Words of letters that YAML readers take for nothing but text, whatever their version.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*")
_NOT_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def quoted(value: object) -> str:
    """A scalar as YAML 1.2, plain only where every reader agrees that it is text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and text.casefold() not in _NOT_TEXT:
        return text
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    code = ord(character)
    if character in _ESCAPES:
        return _ESCAPES[character]
    if 0xD800 <= code <= 0xDFFF:  # half of a pair is no character
        return "\\uFFFD"
    if code < 0x20 or 0x7F <= code <= 0xA0 or code in (0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF):
        return f"\\u{code:04X}"
    return character


def lines_of(key: str, value: Any, depth: int = 0) -> Iterator[str]:
    """The lines of one key. Values nest no deeper than the schema of the record."""
    head = f"{_INDENT * depth}{quoted(key)}:"
    if isinstance(value, Mapping):
        yield head
        for name, entry in value.items():
            yield from lines_of(name, entry, depth + 1)
    elif isinstance(value, list | tuple):
        yield from _list(head, value, depth)
    else:
        yield f"{head} {quoted(value)}"


def _list(head: str, value: list[Any] | tuple[Any, ...], depth: int) -> Iterator[str]:
    if not value:
        yield f"{head} []"
        return
    yield head
    for entry in value:
        if isinstance(entry, Mapping):
            block = [line for name, part in entry.items() for line in lines_of(name, part, depth + 2)]
            yield f"{_INDENT * (depth + 1)}- {block[0].lstrip()}"
            yield from block[1:]
        else:
            yield f"{_INDENT * (depth + 1)}- {quoted(entry)}"


def comment(text: str) -> Iterator[str]:
    """A text as lines that begin with `##`; whatever stands in it, it stays a comment."""
    line = ""
    for word in printable(text).split():
        if line and len(line) + len(word) + 1 > _WIDTH:
            yield f"## {line}"
            line = ""
        line = f"{line} {word}" if line else word
    if line:
        yield f"## {line}"


def printable(text: str) -> str:
    """A text for one line: what does not print is a space."""
    return "".join(character if character.isprintable() else " " for character in text)
