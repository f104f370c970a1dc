"""Commands that are the modules of a folder: adding a command is adding a file."""

from __future__ import annotations

import pkgutil
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from oecheck.cli._help import listed

__all__ = ["CommandFolder"]


class CommandFolder(click.Group):
    """The modules of a folder whose names do not begin with an underscore; each is imported when it is asked for.

    Args:
        name: of the group.
        folder: in this one, for example `_batch`; "" is this one itself.
        **options: what else click takes for a group.
    """

    def __init__(self, name: str, folder: str = "", **options: Any) -> None:
        super().__init__(name, **options)
        self._folder = folder

    @cached_property
    def names(self) -> list[str]:
        """The words for the commands, in the order of the alphabet."""
        folder = str(Path(__file__).parent / self._folder)
        return sorted(module.name for module in pkgutil.iter_modules([folder]) if not module.name.startswith("_"))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """As click asks for them."""
        return self.names

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click gives it
        """The command of a module; None where there is no such module."""
        if cmd_name not in self.names:
            return None
        place = ("oecheck", "cli", *filter(None, (self._folder,)), cmd_name)
        command: click.Command = import_module(".".join(place)).COMMAND
        return listed(command)
