"""The words of the command line, from the texts."""

from __future__ import annotations

from oecheck.cli._language import language
from oecheck.texts import fill, texts

__all__ = ["STANDARD_INPUT", "said"]

# The package name that means standard input.
STANDARD_INPUT = "-"


def said(key: str, **arguments: object) -> str:
    """The text `cli.<key>` in the language of the program, filled in."""
    spoken = language()
    return fill(texts(spoken)[f"cli.{key}"], arguments, spoken)
