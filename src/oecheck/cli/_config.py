"""`oecheck.toml`, or `[tool.oecheck]` in `pyproject.toml`: options that need not be typed each time.

A key is a long option of `check` without its dashes; the command line wins. The nearest file upward from the working
directory counts, and only that one. Paths in it are relative to it. See `schemas/config.schema.json`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import click

from oecheck.cli._said import said
from oecheck.cli._suggest import suggestion
from oecheck.errors import UsageError

__all__ = ["ConfiguredCommand", "config_file", "configurable"]

_FILE, _SHARED_FILE = "oecheck.toml", "pyproject.toml"
# What belongs to one call and is no setting.
_NO_SETTINGS = frozenset({"help", "debug"})
_FILES = frozenset({"description", "waivers", "baseline", "review", "policy"})


class ConfiguredCommand(click.Command):
    """A command whose options may stand in the configuration."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        extra["default_map"] = _defaults(self, _every_setting(self, parent))
        return super().make_context(info_name, args, parent, **extra)


def _every_setting(command: click.Command, parent: click.Context | None) -> click.Command:
    """The command `check`, whose options are the settings, whichever command is being run."""
    group = parent.find_root().command if parent else None
    found = group.get_command(parent, "check") if parent and isinstance(group, click.Group) else None
    return found or command


def configurable(command: click.Command) -> dict[str, click.Option]:
    """The options of a command that may stand in the configuration, by key."""
    options = (param for param in command.params if isinstance(param, click.Option))
    named = ((max(param.opts, key=len).removeprefix("--"), param) for param in options)
    return {key: param for key, param in named if key not in _NO_SETTINGS}


def config_file(start: Path) -> tuple[Path, Mapping[str, Any]] | None:
    """The nearest configuration from a folder upward, with its settings.

    Raises:
        UsageError: it is not TOML.
    """
    for folder in (start, *start.parents):
        own = folder / _FILE
        if own.is_file():
            return own, _read(own)
        shared = folder / _SHARED_FILE
        if shared.is_file():
            settings = _read(shared).get("tool", {}).get("oecheck")
            if settings is not None:
                return shared, settings
    return None


def _read(file: Path) -> dict[str, Any]:
    import tomllib  # imported here: most people have no configuration

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as problem:
        raise UsageError("config-syntax", file=_shown(file), detail=problem) from problem


def _defaults(command: click.Command, every_setting: click.Command) -> dict[str, Any]:
    """Settings for a command, by the names that click has for its options."""
    found = config_file(Path.cwd())
    if found is None:
        return {}
    file, settings = found
    _tell_other(file)
    known, own = configurable(every_setting), configurable(command)
    checked = dict(_checked(file, settings, known))
    # `format` is any report format for `check`, and one of three words elsewhere: the setting is that of `check`.
    same = {key for key, param in own.items() if key in known and type(param.type) is type(known[key].type)}
    return {str(own[key].name): value for key, value in checked.items() if key in same}


def _tell_other(file: Path) -> None:
    """Says that settings which lie beside the ones that count do not."""
    other = file.with_name(_SHARED_FILE)
    if file.name != _FILE or not other.is_file():
        return
    with suppress(UsageError):  # what is wrong in a file that does not count is nobody's business
        if "oecheck" in _read(other).get("tool", {}):
            print(said("config.both", file=_shown(file), other=_shown(other)), file=sys.stderr)


def _checked(file: Path, settings: Mapping[str, Any], known: Mapping[str, click.Option]) -> Iterator[tuple[str, Any]]:
    for key, value in settings.items():
        if key not in known:
            raise UsageError("config-key", file=_shown(file), key=key, suggestion=suggestion(key, known))
        yield key, _value(file, key, value, known[key])


def _value(file: Path, key: str, value: Any, param: click.Option) -> Any:
    """The value as click wants it, or a usage error that names file and key."""
    if param.is_flag or param.multiple:
        values = [value] if isinstance(value, str) else value
        right = isinstance(value, bool) if param.is_flag else _are_texts(values)
        if not right:
            raise UsageError(f"config-{'flag' if param.is_flag else 'list'}", file=_shown(file), key=key, value=value)
        return value if param.is_flag else [_placed(file, key, one) for one in values]
    if isinstance(value, bool) or not isinstance(value, (str, int, date)):
        raise UsageError("config-single", file=_shown(file), key=key, value=value)
    try:
        param.type.convert(str(value), param, None)
    except click.BadParameter as problem:
        raise UsageError("config-value", file=_shown(file), key=key, value=value, detail=problem.message) from problem
    return _placed(file, key, str(value))


def _are_texts(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(one, str) for one in values)


def _placed(file: Path, key: str, value: str) -> str:
    """Paths of the configuration, made relative to the working directory."""
    if key in _FILES or (key == "standard" and (file.parent / value).exists()):
        return os.path.relpath(file.parent / value)
    if key == "output" and "=" in value:
        name, path = value.split("=", 1)
        return f"{name}={os.path.relpath(file.parent / path)}"
    return value


def _shown(file: Path) -> str:
    return Path(os.path.relpath(file)).as_posix()
