"""The group of commands; each is imported when it is asked for."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path

import click

from oecheck._version import __version__
from oecheck.cli._help import HelpPage, listed
from oecheck.cli._options import lang_option
from oecheck.cli._said import said
from oecheck.errors import UsageError

__all__ = ["application"]


class _Commands(click.Group):
    """The modules of this folder whose name does not begin with an underscore."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        return _names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click gives it
        if cmd_name not in _names():
            return None
        command: click.Command = import_module(f"oecheck.cli.{cmd_name}").COMMAND
        return listed(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = args[0]
        if word not in _names() and not word.startswith("-"):
            raise _unknown(word)
        return super().resolve_command(ctx, args)


@cache
def _names() -> list[str]:
    folder = str(Path(__file__).parent)
    return sorted(module.name for module in pkgutil.iter_modules([folder]) if not module.name.startswith("_"))


def _unknown(word: str) -> UsageError:
    if Path(word).exists():
        return UsageError("command-missing", package=word)
    from oecheck.cli._suggest import suggestion

    return UsageError("command-unknown", command=word, suggestion=suggestion(word, _names()))


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
