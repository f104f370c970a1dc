"""Kinds of the rule language from the classes of the course model."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec

from oecheck.language.declarations import Field, Kind, attribute_getter
from oecheck.language.types import BOOL, DOUBLE, DYN, INT, STRING, Type, list_of, map_of, message
from oecheck.model.fact import Fact
from oecheck.values.patterns import pattern

__all__ = ["field_meanings", "kinds_from_structs", "type_of"]

_SCALARS: dict[Any, Type] = {str: STRING, bool: BOOL, int: INT, float: DOUBLE, Any: DYN}
_ATTRIBUTE = pattern(r"^(\w+(?:, \w+)*): (.*)$")


def kinds_from_structs(classes: Mapping[str, type[msgspec.Struct]]) -> dict[str, Kind]:
    """The kinds that classes of the model stand for.

    Args:
        classes: kind name → class. Fields whose type the language has no word for, or that hold a class not given
            here (`source`), are left out.
    """
    names = {class_: name for name, class_ in classes.items()}
    return {name: Kind(name, _StructFields(class_, names)) for name, class_ in classes.items()}


class _StructFields(Mapping[str, Field]):
    """The fields of one class. The annotation of one is resolved when it is asked for: a run meets few of them all."""

    def __init__(self, class_: type[msgspec.Struct], names: Mapping[type, str]) -> None:
        self._class = class_
        self._names = names
        self._found: dict[str, Field] = {}

    def __getitem__(self, name: str) -> Field:
        found = self._found.get(name)
        return self._told(name) if found is None else found

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._class.__struct_fields__ if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _told(self, name: str) -> Field:
        type_ = type_of(_annotation(self._class, name), self._names)
        if type_ is None:
            raise KeyError(name)
        return self._found.setdefault(name, Field(name, type_, attribute_getter(name)))


def _annotation(class_: type[msgspec.Struct], name: str) -> Any:
    """The annotation of one field, resolved; `typing.get_type_hints` resolves those of all fields.

    Raises:
        KeyError: there is no such field.
    """
    for base in class_.__mro__:
        written = base.__dict__.get("__annotations__", {}).get(name)  # noqa: RUF063 - importing inspect takes 6 ms
        if written is not None:
            return eval(written, vars(sys.modules[base.__module__])) if isinstance(written, str) else written
    raise KeyError(name)


def type_of(annotation: Any, names: Mapping[type, str]) -> Type | None:
    """The type that an annotation stands for; None where the language has no word for it.

    Args:
        annotation: a resolved annotation: `str`, `Value[int]`, `tuple[Image, ...]`, `dict[str, str]` …
        names: kind name of each class.
    """
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    if isinstance(annotation, type) and annotation in names:
        return message(names[annotation])
    if isinstance(annotation, type) and issubclass(annotation, str):  # a StrEnum
        return STRING
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):  # Value[T] is T | Fact[T] | None
        held = [part for part in arguments if part is not type(None) and get_origin(part) is not Fact]
        return type_of(held[0], names) if len(held) == 1 else None
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        element = type_of(arguments[0], names)
        return None if element is None else list_of(element)
    if origin is dict:
        key, value = (type_of(argument, names) for argument in arguments)
        return None if key is None or value is None else map_of(key, value)
    return None


@cache
def field_meanings(class_: type[msgspec.Struct]) -> dict[str, str]:
    """What the "Attributes:" section of a class says about each field, for the manual."""
    meanings: dict[str, str] = {}
    for ancestor in reversed(class_.__mro__):
        section = (ancestor.__doc__ or "").partition("Attributes:\n")[2]
        text = re.sub(r"\n {10,}", " ", section)  # a line indented further belongs to the one before
        for line in text.splitlines():
            match = _ATTRIBUTE.match(line.strip())
            if match:
                meanings.update(dict.fromkeys(match[1].split(", "), match[2].strip()))
    return meanings
