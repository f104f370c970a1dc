"""The page `docs/commands.md`, made from the commands: `python -m oecheck.cli._manual > docs/commands.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from oecheck.cli._app import application
from oecheck.cli._said import said
from oecheck.errors import ExitCode

__all__ = ["commands_page"]


def commands_page() -> str:
    """The page as Markdown."""
    root = application()
    context = root.make_context("oecheck", [], resilient_parsing=True)
    lines = [f"# {said('manual.title')}", "", said("manual.made"), "", *_exit_codes()]
    for path, command in _commands(root, context):
        lines += ["", f"## {path}", "", *_command(path, command, context)]
    return "\n".join(lines) + "\n"


def _exit_codes() -> Iterator[str]:
    yield f"| {said('manual.code')} | {said('manual.meaning')} |"
    yield "|---|---|"
    for code in ExitCode:
        yield f"| {int(code)} | {said(f'exit.{int(code)}')} |"


def _commands(group: click.Group, context: click.Context, path: str = "oecheck") -> Iterator[tuple[str, click.Command]]:
    """All commands, those of groups in the place of the group."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, context, f"{path} {name}")
        elif command is not None:
            yield f"{path} {name}", command


def _command(path: str, command: click.Command, parent: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=path, parent=parent)
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    yield from ("```", usage, "```", "", (command.help or "").strip(), "")
    yield f"| {said('manual.option')} | {said('manual.meaning')} |"
    yield "|---|---|"
    options = (param for param in command.get_params(context) if isinstance(param, click.Option))
    for param in options:
        record = param.get_help_record(parent)
        if record:
            words, meaning = record
            yield f"| `{_cell(words)}` | {_cell(meaning)} |"
    if command.epilog:
        yield from ("", command.epilog)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("  ", " ")


if __name__ == "__main__":
    sys.stdout.write(commands_page())
