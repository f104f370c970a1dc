"""`oecheck batch SOURCE...`, and what is done with its results."""

from __future__ import annotations

import click

from oecheck.cli._folder import CommandFolder
from oecheck.cli._said import said

__all__ = ["COMMAND"]

_RUN = "run"


class _Commands(CommandFolder):
    """The word `run` may be left out, since it is what the command is for."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.names, *ctx.help_option_names):
            args = [_RUN, *args]
        return super().parse_args(ctx, args)


COMMAND: click.Command = _Commands("batch", "_batch", help=said("batch.help"), epilog=said("batch.epilog"))
