"""Options that commands share, and the types of their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

import click

from oecheck.cli._language import speak
from oecheck.cli._said import said
from oecheck.texts import languages, nearest

__all__ = ["DATE", "SIZE", "common_options", "lang_option", "option"]

Command = TypeVar("Command", bound=Callable[..., Any])

_SIZE = re.compile(r"([0-9]{1,15}) ?([KMGT]?)(I?)B?", re.IGNORECASE)
_POWERS = {"": 0, "K": 1, "M": 2, "G": 3, "T": 4}


class _Size(click.ParamType):  # type: ignore[type-arg]  # no subscript before click 8.4
    """Bytes: `500000`, `64 MiB`, `2GB` (B, kB = 1,000, KiB = 1,024; IEC 80000-13)."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        match = _SIZE.fullmatch(str(value).strip())
        if match is None:
            self.fail(said("type.size", value=value), param, ctx)
        number, prefix, binary = match.groups()
        return int(number) * int((1024 if binary else 1000) ** _POWERS[prefix.upper()])


class _Date(click.ParamType):  # type: ignore[type-arg]  # no subscript before click 8.4
    """A calendar date, `2026-11-23` (ISO 8601)."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return date.fromisoformat(str(value)).isoformat() if value else ""
        except ValueError:
            self.fail(said("type.date", value=value), param, ctx)


class _Language(click.ParamType):  # type: ignore[type-arg]  # no subscript before click 8.4
    """A language that the program has words in, from a BCP 47 tag or the name of a locale."""

    name = "TAG"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        found = nearest(str(value))
        if not found:
            self.fail(said("type.language", value=value, known=", ".join(languages())), param, ctx)
        return found


LANGUAGE = _Language()
SIZE = _Size()
DATE = _Date()


def option(
    name: str, *short: str, key: str = "", words: Mapping[str, object] | None = None, **attributes: Any
) -> Callable[[Command], Command]:
    """An option whose help is the text `cli.option.<name>`; `key` replaces the name where a command means another."""
    return click.option(f"--{name}", *short, help=said(f"option.{key or name}", **(words or {})), **attributes)


def common_options(command: Command) -> Command:
    """`--lang` and `--debug`, which are read from the words themselves before anything can break.

    `_language` and `_guard` do that; here the options are declared, and a language without words is refused.
    """
    declared = option("debug", is_flag=True, expose_value=False)(command)
    return lang_option(declared)


def lang_option(command: Command) -> Command:
    """`--lang` alone; it may also stand before the name of a command."""
    return option("lang", type=LANGUAGE, expose_value=False, callback=_speak, metavar="TAG")(command)


def _speak(_context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        speak(value, asked=True)
