"""Pages for people, of commands other than `check`."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from oecheck.cli._language import language
from oecheck.cli._terminal import has_unicode, width_of, write_bytes, writes_colour
from oecheck.reporters import RenderOptions
from oecheck.reporters._text.page import Page

__all__ = ["page_for_terminal", "print_lines"]


def page_for_terminal(colour: str = "auto") -> Page:
    """A page as wide and as colourful as standard output is."""
    unicode = has_unicode(sys.stdout) or not sys.stdout.isatty()
    options = RenderOptions(width=width_of(sys.stdout), colour=writes_colour(sys.stdout, colour), unicode=unicode)
    return Page(language(), options)


def print_lines(lines: Iterable[str]) -> None:
    """Writes lines to standard output."""
    for line in lines:
        write_bytes(line.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.flush()
