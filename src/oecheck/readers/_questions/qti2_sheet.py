"""A text that grows tag by tag and keeps to the lines and columns of the document it was made from.

Between attributes white space means nothing: what is lost of a document there, or is shorter than it was, is made up
for inside the tag before. Where a tag became longer than it was, what follows on its line stands too far to the right.
"""

from __future__ import annotations

__all__ = ["Sheet"]


_MOST_COLUMNS = 1_000
"""Columns that are kept to; a document of one endless line would be repeated as blanks before each of its texts."""


class Sheet:
    """Tags and texts in order.

    Args:
        line, column: place in the document, 1-based, at which the text begins; column 0 where only the line is known.
    """

    def __init__(self, line: int, column: int) -> None:
        column = _kept(column)
        self._parts: list[str] = [" " * (column - 1)]
        self._line = line
        self._column = column
        self._tag = -1  # place of the last tag among the parts; -1 once a line has ended after it
        self._since = 0  # characters after that tag

    def __str__(self) -> str:
        return "".join(self._parts)

    def tag(self, text: str) -> None:
        """Adds a tag."""
        self._tag, self._since = len(self._parts), 0
        self._parts.append(text)
        self._column += len(text)

    def text(self, text: str) -> None:
        """Adds what is no tag; markup in it is escaped."""
        written = text.replace("&", "&amp;").replace("<", "&lt;")
        self._parts.append(written)
        lines = written.count("\n")
        if lines:
            self._line += lines
            self._column = len(written) - written.rfind("\n")
            self._tag = -1
        else:
            self._column += len(written)
            self._since += len(written)

    def align(self, line: int, column: int) -> None:
        """Goes on to a place of the document, as far as that is ahead."""
        lines, column = line - self._line, _kept(column)
        if lines > 0:
            self._break(lines, column)
        elif lines == 0 and column > self._column and self._tag >= 0:
            self._pad(" " * (column - self._column))
            self._column = column

    def _break(self, lines: int, column: int) -> None:
        if self._tag < 0:
            self.text("\n" * lines + " " * (column - 1))
            return
        spaces = max(column - 2 - self._since, 0)  # the end of the tag and what follows it stand before the place
        self._pad("\n" * lines + " " * spaces)
        self._line += lines
        self._column = spaces + 2 + self._since

    def _pad(self, space: str) -> None:
        self._parts[self._tag] = self._parts[self._tag][:-1] + space + ">"


def _kept(column: int) -> int:
    return column if 1 <= column <= _MOST_COLUMNS else 1
