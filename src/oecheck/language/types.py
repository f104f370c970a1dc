"""Types of the rule language."""

from __future__ import annotations

import msgspec

__all__ = [
    "BOOL",
    "DOUBLE",
    "DYN",
    "INT",
    "NULL",
    "STRING",
    "Type",
    "accepts",
    "bind",
    "common",
    "list_of",
    "map_of",
    "message",
    "parse_type",
    "substitute",
]

_SCALARS = frozenset({"bool", "int", "double", "string", "null", "dyn"})


class Type(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A type: a scalar, `list` or `map` with parameters, a kind of the course model, or a type parameter.

    Attributes:
        name: `bool`, `int`, `double`, `string`, `null`, `dyn`, `list`, `map`, name of a kind, or one capital letter.
        parameters: element type of a list; key and value type of a map.
    """

    name: str
    parameters: tuple[Type, ...] = ()

    @property
    def is_parameter(self) -> bool:
        return len(self.name) == 1 and self.name.isupper()

    @property
    def is_message(self) -> bool:
        return self.name not in _SCALARS and not self.parameters and not self.is_parameter

    def __str__(self) -> str:
        inside = ", ".join(str(parameter) for parameter in self.parameters)
        return f"{self.name}<{inside}>" if inside else self.name


BOOL = Type("bool")
INT = Type("int")
DOUBLE = Type("double")
STRING = Type("string")
NULL = Type("null")
DYN = Type("dyn")  # only known when the expression runs


def list_of(element: Type) -> Type:
    """The type of lists of an element type."""
    return Type("list", (element,))


def map_of(key: Type, value: Type) -> Type:
    """The type of maps from a key type to a value type."""
    return Type("map", (key, value))


def message(kind: str) -> Type:
    """The type of things of a kind of the course model."""
    return Type(kind)


def parse_type(text: str) -> Type:
    """A type from its written form, `list<image>`, `map<string, int>`, `string`.

    Raises:
        ValueError: the text is no type.
    """
    tokens = text.replace("<", " < ").replace(">", " > ").replace(",", " , ").split()
    if not tokens or len(tokens) > 40 or not all(token in "<>," or token.isidentifier() for token in tokens):
        raise ValueError(text)
    found, position = _type_at(tokens, 0, text)
    if position != len(tokens):
        raise ValueError(text)
    return found


def _type_at(tokens: list[str], position: int, text: str) -> tuple[Type, int]:
    if position >= len(tokens) or tokens[position] in "<>,":
        raise ValueError(text)
    name, position = tokens[position], position + 1
    wanted = {"list": 1, "map": 2}.get(name, 0)
    parameters: list[Type] = []
    for index in range(wanted):
        if tokens[position : position + 1] != ["<" if index == 0 else ","]:
            raise ValueError(text)
        parameter, position = _type_at(tokens, position + 1, text)
        parameters.append(parameter)
    if wanted:
        if tokens[position : position + 1] != [">"]:
            raise ValueError(text)
        position += 1
    return Type(name, tuple(parameters)), position


def accepts(wanted: Type, found: Type) -> bool:
    """Whether a value of type `found` may stand where `wanted` is wanted; `dyn` fits everywhere."""
    if wanted == found or DYN in (wanted, found):
        return True
    return (
        wanted.name == found.name
        and len(wanted.parameters) == len(found.parameters) > 0
        and all(map(accepts, wanted.parameters, found.parameters))
    )


def common(left: Type, right: Type) -> Type | None:
    """The type that values of both types have, or None; where one side says less (`dyn`) the other decides."""
    if left == right or right == DYN:
        return left
    if left == DYN:
        return right
    if left.name != right.name or not left.parameters or len(left.parameters) != len(right.parameters):
        return None
    inner = [common(one, other) for one, other in zip(left.parameters, right.parameters, strict=True)]
    known = [found for found in inner if found is not None]
    return Type(left.name, tuple(known)) if len(known) == len(inner) else None


def bind(wanted: Type, found: Type, bound: dict[str, Type]) -> bool:
    """Like `accepts`, for a `wanted` with type parameters, which get their meaning in `bound`."""
    if wanted.is_parameter:
        merged = common(bound.get(wanted.name, DYN), found)
        if merged is None:
            return False
        bound[wanted.name] = merged
        return True
    if wanted.parameters and wanted.name == found.name:
        return all(bind(one, other, bound) for one, other in zip(wanted.parameters, found.parameters, strict=True))
    return accepts(wanted, found)


def substitute(wanted: Type, bound: dict[str, Type]) -> Type:
    """A type with its type parameters replaced by what they are bound to; unbound ones are `dyn`."""
    if wanted.is_parameter:
        return bound.get(wanted.name, DYN)
    if not wanted.parameters:
        return wanted
    return Type(wanted.name, tuple(substitute(parameter, bound) for parameter in wanted.parameters))
