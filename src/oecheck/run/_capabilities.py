"""Telling *absent* from *unsupported*: what a format has no place for is not the author's omission (DESIGN §2.2)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

import msgspec

from oecheck.model.course import Course, Provider
from oecheck.model.fact import Fact, unsupported

__all__ = ["with_capabilities"]

_Struct = TypeVar("_Struct", bound=msgspec.Struct)
_OF_TOOL = ("purpose", "owner", "fallback")
_OF_PROVIDER = ("country",)


def with_capabilities(course: Course, capabilities: Collection[str]) -> Course:
    """The course, with every empty field that its format has no place for marked as unsupported.

    Args:
        course: as the reader gives it.
        capabilities: names of what the format has a place for: `course.<field>`, and of the fields that few formats
            know `provider.country`, `tool.purpose`, `tool.owner`, `tool.fallback`.
    """
    course = _marked(course, course.__struct_fields__, "course", capabilities)
    if course.tools:
        tools = tuple(_marked(tool, _OF_TOOL, "tool", capabilities) for tool in course.tools)
        course = msgspec.structs.replace(course, tools=tools)
    return msgspec.structs.replace(course, provider=_provider(course.provider, capabilities))


def _marked(entity: _Struct, names: Collection[str], kind: str, capabilities: Collection[str]) -> _Struct:
    empty: dict[str, Fact[object]] = {
        name: unsupported() for name in names if getattr(entity, name) is None and f"{kind}.{name}" not in capabilities
    }
    return msgspec.structs.replace(entity, **empty) if empty else entity


def _provider(told: Any, capabilities: Collection[str]) -> Any:
    if isinstance(told, Fact) and isinstance(told.value, Provider):
        return msgspec.structs.replace(told, value=_marked(told.value, _OF_PROVIDER, "provider", capabilities))
    return _marked(told, _OF_PROVIDER, "provider", capabilities) if isinstance(told, Provider) else told
