"""`oecheck batch SOURCE...`, and what is done with its results."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path

import click

from oecheck.cli._help import listed
from oecheck.cli._said import said

__all__ = ["COMMAND"]

_RUN = "run"


class _Commands(click.Group):
    """The modules of `cli/_batch`; the word `run` may be left out, since it is what the command is for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        return _names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click gives it
        if cmd_name not in _names():
            return None
        command: click.Command = import_module(f"oecheck.cli._batch.{cmd_name}").COMMAND
        return listed(command)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*_names(), *ctx.help_option_names):
            args = [_RUN, *args]
        return super().parse_args(ctx, args)


@cache
def _names() -> list[str]:
    folder = str(Path(__file__).parent / "_batch")
    return sorted(module.name for module in pkgutil.iter_modules([folder]) if not module.name.startswith("_"))


COMMAND: click.Command = _Commands("batch", help=said("batch.help"), epilog=said("batch.epilog"))
