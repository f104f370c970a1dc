"""`oecheck standard ...`: for people who edit rules."""

from __future__ import annotations

import click

from oecheck.cli._folder import CommandFolder
from oecheck.cli._said import said

__all__ = ["COMMAND"]

COMMAND: click.Command = CommandFolder("standard", "_standard", help=said("standard.help"))
