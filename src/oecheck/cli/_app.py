"""The program as one group of commands."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import click

from oecheck._version import __version__
from oecheck.cli._folder import CommandFolder
from oecheck.cli._help import HelpPage
from oecheck.cli._options import lang_option
from oecheck.cli._said import said
from oecheck.errors import UsageError

__all__ = ["application"]


class _Commands(CommandFolder):
    """The commands of this folder; a word that is none of them is answered with what may have been meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = args[0]
        if word not in self.names and not word.startswith("-"):
            raise _unknown(word, self.names)
        return super().resolve_command(ctx, args)


def _unknown(word: str, names: list[str]) -> UsageError:
    if Path(word).exists():
        return UsageError("command-missing", package=word)
    from oecheck.cli._suggest import suggestion

    return UsageError("command-unknown", command=word, suggestion=suggestion(word, names))


@cache
def application() -> click.Group:
    """The command `oecheck`."""
    # The only place that click has for the look of help, for all commands and groups alike.
    click.Context.formatter_class = HelpPage
    group = _Commands(
        "oecheck",
        help=said("help"),
        epilog=said("epilog"),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    shown = click.version_option(__version__, "-V", "--version", message="oecheck %(version)s")(group)
    return lang_option(shown)
