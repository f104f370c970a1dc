"""Help in the language of the program: click's own words are English, and it has one place where all of them pass."""

from __future__ import annotations

from collections.abc import Iterable

import click

from oecheck.cli._said import said

__all__ = ["HelpPage", "listed"]

# What click writes itself, and the text that stands for it.
_HEADINGS = {"Options": "help.options", "Commands": "help.commands"}
_LINES = {"Show this message and exit.": "help.help", "Show the version and exit.": "help.version"}
_DEFAULT = "[default: "


class HelpPage(click.HelpFormatter):
    """A page of help whose headings and standing lines are ours."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how a command is called."""
        shown = args.replace("[OPTIONS]", said("help.any-options")).replace(
            "COMMAND [ARGS]...", said("help.any-command")
        )
        super().write_usage(prog, shown, f"{said('help.usage')} " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """A heading."""
        super().write_heading(said(_HEADINGS[heading]) if heading in _HEADINGS else heading)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options or commands, each with what it does."""
        super().write_dl([(name, _line(text)) for name, text in rows], col_max, col_spacing)


def listed(command: click.Command) -> click.Command:
    """The command with its first paragraph as the line in a list of commands.

    click would cut it at a point followed by a blank, and after some words: not every language has these.
    """
    command.short_help = command.short_help or (command.help or "").partition("\n\n")[0]
    return command


def _line(text: str) -> str:
    if text in _LINES:
        return said(_LINES[text])
    return text.replace(_DEFAULT, f"[{said('help.default')} ")
