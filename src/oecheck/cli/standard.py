"""`oecheck standard ...`: for people who edit rules."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path

import click

from oecheck.cli._help import listed
from oecheck.cli._said import said

__all__ = ["COMMAND"]


class _Commands(click.Group):
    """The modules of `cli/_standard` whose names do not begin with an underscore."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        return _names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click gives it
        if cmd_name not in _names():
            return None
        command: click.Command = import_module(f"oecheck.cli._standard.{cmd_name}").COMMAND
        return listed(command)


@cache
def _names() -> list[str]:
    folder = str(Path(__file__).parent / "_standard")
    return sorted(module.name for module in pkgutil.iter_modules([folder]) if not module.name.startswith("_"))


COMMAND: click.Command = _Commands("standard", help=said("standard.help"))
