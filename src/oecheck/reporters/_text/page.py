"""A page of lines: indentation, wrapping, emphasis, words."""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.model.source import Source
from oecheck.reporters._definition import RenderOptions
from oecheck.reporters._layout import columns, widest, wrapped
from oecheck.reporters._visible import visible
from oecheck.texts import fill, texts

__all__ = ["Page"]

# Select Graphic Rendition parameters (ECMA-48 §8.3.117); only the eight colours that every terminal theme adapts.
_STYLES = {"strong": "1", "faint": "2", "bad": "1;31", "warn": "1;33", "good": "32", "place": "36"}
_NARROW = 60


class Page:
    """Makes lines for one report and one width; every line passes `visible`, whatever its text came from.

    Args:
        language: of the words.
        options: width, colour, characters.
    """

    def __init__(self, language: str, options: RenderOptions) -> None:
        self._language, self._texts = language, texts(language)
        self._options = options
        self.width = options.width
        self.places = options.places
        self.indent = 2 if options.width < _NARROW else 4
        self._line = "─" if options.unicode else "-"
        self._crumb = " › " if options.unicode else " > "

    def say(self, key: str, **arguments: object) -> str:
        """The text `report.<key>`, filled in."""
        return fill(self._texts[f"report.{key}"], arguments, self._language)

    def words(self, key: str, fallback: str, **arguments: object) -> str:
        """A text of another area, or the fallback where a distribution outside ours has no words for its code."""
        return fill(self._texts.get(key, fallback), arguments, self._language)

    def styled(self, text: str, style: str) -> str:
        """The text with emphasis, where colour is allowed."""
        if not self._options.colour or not style:
            return text
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"

    def heading(self, text: str) -> Iterator[str]:
        """A blank line, then the heading on a drawn line."""
        yield ""
        start = f"{self._line * 2} "
        lines = list(wrapped(visible(text), self.width, start, "   "))
        rest = self.width - columns(lines[-1]) - 1
        lines[-1] += f" {self._line * rest}" if rest > 0 else ""
        for line in lines:
            yield self.styled(line, "strong")

    def paragraph(self, text: str, depth: int = 0, style: str = "", hang: int = 0) -> Iterator[str]:
        """A wrapped paragraph, `depth` steps in; `hang` more columns from its second line on."""
        start = " " * (depth * self.indent)
        for line in wrapped(visible(text), self.width, start, start + " " * hang):
            body = line.lstrip(" ")
            yield line[: len(line) - len(body)] + self.styled(body, style)

    def whole(self, text: str, depth: int = 0, style: str = "") -> str:
        """One line however long: a command, which must stay whole to be copied."""
        return " " * (depth * self.indent) + self.styled(visible(text), style)

    def labelled(self, label: str, text: str, size: int, depth: int = 1, style: str = "") -> Iterator[str]:
        """A label and its text beside it, in a column after `size` columns; below it where that is too wide."""
        start = " " * (depth * self.indent)
        heading = start + self.styled(label, style or "faint")
        words = visible(text)
        if len(start) + size + 2 + widest(words) > self.width:
            yield heading
            yield from self.paragraph(words, depth + 1)
            return
        gap = " " * (size - columns(label) + 2)
        begin, rest = f"{start}{label}{gap}", " " * (len(start) + size + 2)
        lines = wrapped(words, self.width, begin, rest)
        yield heading + next(lines, begin)[len(start) + len(label) :]
        yield from lines

    def place(self, source: Source, depth: int) -> Iterator[str]:
        """Where something is: a path that a terminal or an editor can follow, then the way to it in the course."""
        if address := _address(source):
            yield from self.paragraph(address, depth, "place")
        crumbs = self._crumb.join(title for title in source.breadcrumb if title.strip())
        if crumbs:
            yield from self.paragraph(crumbs, depth, "faint")


def _address(source: Source) -> str:
    """`file:line:column`; the pointer stands in where the file has no lines."""
    if not source.file or not source.line:
        return " ".join(part for part in (source.file, source.pointer) if part)
    return ":".join(str(part) for part in (source.file, source.line, source.column) if part)
