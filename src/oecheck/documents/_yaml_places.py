"""From a place in a scalar's value to its place in the source.

An expression of a rule may stand in any style of scalar; its errors have to point at the right character of the file.
"""

from __future__ import annotations

from oecheck.documents._node import YamlNode

__all__ = ["position_in"]

_ESCAPE_DIGITS = {"x": 2, "u": 4, "U": 8}
"""Hexadecimal digits behind an escape of a double-quoted scalar (YAML 1.2.2 §5.7)."""


def position_in(text: str, node: YamlNode, offset: int) -> tuple[int, int]:
    """Line and column, 1-based, of the character at `offset` of a scalar's value.

    Args:
        text: the whole source (`YamlTree.text`).
        node: a scalar of it.
        offset: counts characters of `node.text`; its length gives the place behind the last.
    """
    at = _index(text, node.line, node.column)
    if node.style in ("|", ">"):
        walked = _walk_block(text, at, node.text, offset)
    elif node.style == "'":
        walked = _walk_single(text, at + 1, node.text, offset)
    elif node.style == '"':
        walked = _walk_double(text, at + 1, node.text, offset)
    else:
        walked = _walk_folded(text, at, node.text, offset)
    return _place(text, walked)


def _index(text: str, line: int, column: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
    return at + column - 1


def _place(text: str, index: int) -> tuple[int, int]:
    index = min(index, len(text))
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


def _walk_block(text: str, at: int, value: str, offset: int) -> int:
    """Literal and folded: behind the header line, indentation is skipped at each line."""
    end = text.find("\n", at)
    at = _skip_blanks(text, len(text) if end < 0 else end + 1)
    blank = value[: len(value) - len(value.lstrip(" \n"))]
    start = blank.rfind("\n") + 1  # blanks that the value's first line of text begins with are no indentation
    return _walk_folded(text, at - (len(blank) - start), value[start:], max(offset - start, 0))


def _walk_folded(text: str, at: int, value: str, offset: int) -> int:
    """The next equal character is the one; a blank or line end of the value may be a fold of the source."""
    for position in range(min(offset, len(value))):
        at = _step(text, at, value[position], value[position + 1 : position + 2])
    if offset < len(value):
        at = _reach(text, at, value[offset])
    return at


def _step(text: str, at: int, char: str, following: str) -> int:
    """Behind one character of the value."""
    at = _reach(text, at, char)
    if text[at : at + 1] == char and char != "\n":
        return at + 1
    if text[at : at + 1] in ("\n", "\r"):
        at += 1
        return at if following == "\n" else _skip_blanks(text, at, following)
    return at + 1


def _reach(text: str, at: int, char: str) -> int:
    """Where a character of the value stands: over indentation and line ends that the value does not have."""
    if char in (" ", "\n", "\t"):
        return _skip_trailing(text, at) if char == "\n" or text[at : at + 1] != char else at
    while at < len(text) and text[at] != char and text[at] in " \t\r\n":
        at += 1
    return at


def _skip_trailing(text: str, at: int) -> int:
    """Blanks at the end of a line belong to no value."""
    ahead = at
    while ahead < len(text) and text[ahead] in " \t\r":
        ahead += 1
    return ahead if text[ahead : ahead + 1] == "\n" else at


def _skip_blanks(text: str, at: int, following: str = "") -> int:
    """Indentation; blanks of the value itself are left for it."""
    if following and following in " \t":
        return at
    while at < len(text) and text[at] in " \t\n":
        at += 1
    return at


def _walk_single(text: str, at: int, value: str, offset: int) -> int:
    """Single-quoted: a quote is written twice; line ends fold."""
    for position in range(min(offset, len(value))):
        if value[position] == "'":
            at = _reach(text, at, "'") + 2
        else:
            at = _step(text, at, value[position], value[position + 1 : position + 2])
    return _reach(text, at, value[offset]) if offset < len(value) else at


def _walk_double(text: str, at: int, value: str, offset: int) -> int:
    """Double-quoted: escapes take more than one character, an escaped line end takes none of the value."""
    for position in range(min(offset, len(value))):
        at = _skip_escaped_ends(text, at)
        if text[at : at + 1] == "\\":
            at += 2 + _ESCAPE_DIGITS.get(text[at + 1 : at + 2], 0)
        else:
            at = _step(text, at, value[position], value[position + 1 : position + 2])
    at = _skip_escaped_ends(text, at)
    if offset < len(value) and text[at : at + 1] != "\\":
        at = _reach(text, at, value[offset])
    return at


def _skip_escaped_ends(text: str, at: int) -> int:
    while text[at : at + 2] == "\\\n":
        at = _skip_blanks(text, at + 2)
    return at
