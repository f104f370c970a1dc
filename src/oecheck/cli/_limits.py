"""The options that bound how much of a package is looked at; their defaults are those of `Limits`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from oecheck.cli._options import SIZE, option
from oecheck.cli._said import said
from oecheck.containers import Limits

__all__ = ["LIMITS", "limit_options", "limits_of"]

Command = TypeVar("Command", bound=Callable[..., Any])

# Option → field of Limits.
LIMITS: dict[str, str] = {
    "max-entries": "entries",
    "max-size": "total_bytes",
    "max-entry-size": "entry_bytes",
    "max-read-size": "read_bytes",
    "max-ratio": "ratio",
    "max-depth": "depth",
    "max-name-length": "name_length",
    "max-inside": "inside_count",
    "max-inside-size": "inside_bytes",
}
_DEFAULTS = Limits()
_BINARY = (("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10))


def limit_options(command: Command) -> Command:
    """All of them, in the order of the table."""
    for name, field in reversed(LIMITS.items()):
        default = getattr(_DEFAULTS, field)
        size = field.endswith("_bytes")
        kind: click.ParamType[Any] = SIZE if size else click.IntRange(0 if field == "inside_count" else 1)
        shown = _size(default) if size else str(default)
        metavar = "SIZE" if size else "N"
        command = option(name, type=kind, default=default, metavar=metavar, words={"default": shown})(command)
    return command


def _size(size_bytes: int) -> str:
    """A size in its largest binary unit without remainder."""
    for unit, factor in _BINARY:
        if size_bytes % factor == 0:
            return f"{size_bytes // factor} {unit}"
    return said("bytes", count=size_bytes)


def limits_of(words: Mapping[str, Any]) -> Limits:
    """The limits that the options ask for."""
    return Limits(**{field: words[name.replace("-", "_")] for name, field in LIMITS.items()})
