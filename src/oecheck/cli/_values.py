"""Values of expressions in a few words."""

from __future__ import annotations

from typing import Any

import msgspec

from oecheck.cli._said import said
from oecheck.language import Absent, Failure, Unknown
from oecheck.model.entity import Entity
from oecheck.model.fact import Fact
from oecheck.model.source import Source

__all__ = ["shown_value"]

_MAX_LISTED = 8
_MAX_TEXT = 60


def shown_value(value: Any) -> str:
    """A value as a person would write it; a thing by its kind, a fact with its state and its place."""
    if isinstance(value, Fact):
        return _fact(value)
    if value is None or isinstance(value, Absent):
        return said("inspect.absent")
    if isinstance(value, Unknown):
        return said("value.unknown", reasons=", ".join(f"{one.field}: {one.fact.reason}" for one in value.reasons))
    if isinstance(value, Failure):
        return said("value.failure", code=value.code)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value if len(value) <= _MAX_TEXT else value[: _MAX_TEXT - 1] + "…"}"'
    if isinstance(value, (tuple, list)):
        more = ["…"] if len(value) > _MAX_LISTED else []
        return f"[{', '.join([*map(shown_value, value[:_MAX_LISTED]), *more])}]"
    if isinstance(value, (Entity, msgspec.Struct)):
        return type(value).__name__
    return str(value)


def _fact(fact: Fact[Any]) -> str:
    words = fact.state.value if fact.value is None else shown_value(fact.value)
    return f"{words} ({', '.join(filter(None, (fact.method.value, fact.reason, *map(_place, fact.sources[:1]))))})"


def _place(source: Source) -> str:
    return f"{source.file}:{source.line}" if source.line else source.file
