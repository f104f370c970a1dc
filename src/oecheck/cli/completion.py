"""`oecheck completion SHELL`"""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from oecheck.cli._said import said

__all__ = ["COMMAND"]

_SHELLS = ("bash", "zsh", "fish")
# The variable that the script sets to ask for completions; click derives it from the program's name.
_VARIABLE = "_OECHECK_COMPLETE"


@click.command("completion", help=said("completion.help"))
@click.argument("shell", type=click.Choice(_SHELLS))
def _command(shell: str) -> None:
    kind = get_completion_class(shell)
    if kind is None:
        raise click.BadParameter(shell)
    click.echo(kind(click.get_current_context().find_root().command, {}, "oecheck", _VARIABLE).source())


COMMAND: click.Command = _command
