"""Mistakes in the words of a command, in our own five parts: what click says of them is one English line."""

from __future__ import annotations

from collections.abc import Sequence

import click

from oecheck.cli._said import said
from oecheck.cli._suggest import suggestion
from oecheck.errors import UsageError

__all__ = ["usage_error"]


def usage_error(problem: click.ClickException, words: Sequence[str]) -> UsageError:
    """The mistake as our own error; its place is the command.

    Args:
        problem: what click makes of it.
        words: the words of the command line.
    """
    context = (problem.ctx if isinstance(problem, click.UsageError) else None) or _context_of(words)
    called = context.command_path
    match problem:
        case click.NoSuchOption():
            near = suggestion(problem.option_name, _options(context))
            return UsageError("option-unknown", option=problem.option_name, called=called, suggestion=near)
        case click.BadOptionUsage():
            return _of_option(problem.option_name, context)
        case click.MissingParameter():
            return UsageError("word-missing", word=_name(problem, context), called=called)
        case click.BadParameter():
            kind = problem.param.type if problem.param is not None else None
            detail = _wanted(kind) or problem.message
            return UsageError("value-wrong", word=_name(problem, context), detail=detail, called=called)
    message = problem.format_message()
    if isinstance(context.command, click.Group):
        word = message.partition("'")[2].partition("'")[0]
        near = suggestion(word, context.command.list_commands(context))
        return UsageError("command-of-group-unknown", word=word, called=called, suggestion=near)
    return UsageError("words-left-over", words=message.partition("(")[2].rstrip(")."), called=called)


def _context_of(words: Sequence[str]) -> click.Context:
    """The context of the command that the words name; click leaves it out where an option lacks its value."""
    from oecheck.cli._app import application

    context = click.Context(application(), info_name="oecheck")
    for word in words:
        group = context.command
        found = group.get_command(context, word) if isinstance(group, click.Group) else None
        if found is None:
            break
        context = click.Context(found, info_name=word, parent=context)
    return context


def _of_option(name: str, context: click.Context) -> UsageError:
    """An option without the value it needs, or with one that it does not take."""
    known = (one for one in context.command.get_params(context) if isinstance(one, click.Option))
    found = next((one for one in known if name in one.opts), None)
    if found is None or found.is_flag:
        return UsageError("option-takes-no-value", option=name, called=context.command_path)
    shape = found.make_metavar(context)
    return UsageError("option-needs-value", option=name, shape=shape, called=context.command_path)


def _wanted(kind: object) -> str:
    """What may stand there, in the words of the program; "" for types that say it themselves."""
    if isinstance(kind, click.Choice):
        return said("type.choice", words=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange):
        if kind.max is None:
            return said("type.at-least", least=kind.min)
        return said("type.range", least=kind.min, most=kind.max)
    return said("type.number") if kind in (click.INT, click.FLOAT) else ""


def _name(problem: click.BadParameter, context: click.Context) -> str:
    """The option or argument as people write it."""
    param = problem.param
    if param is None:
        return str(problem.param_hint or "")
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.make_metavar(context).rstrip(".")


def _options(context: click.Context) -> list[str]:
    return [name for one in context.command.get_params(context) for name in one.opts if name.startswith("--")]
