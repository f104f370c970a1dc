"""What can be declared: fields of kinds, functions with their signatures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

import msgspec

from oecheck.language.types import Type, parse_type

__all__ = ["AttributeGetter", "FactGetter", "Field", "Function", "Kind", "Overload", "attribute_getter", "function"]


class AttributeGetter:
    """Reads an attribute of a thing; the compiler knows it and calls `read` without the detour."""

    __slots__ = ("name", "read")

    def __init__(self, name: str) -> None:
        self.name = name
        self.read: Callable[[Any], Any] = attrgetter(name)

    def __call__(self, _run: Any, thing: Any) -> Any:
        return self.read(thing)


class FactGetter:
    """Asks the run for a fact of a thing."""

    __slots__ = ("name", "of")

    def __init__(self, of: str, name: str) -> None:
        self.of = of
        self.name = name

    def __call__(self, run: Any, thing: Any) -> Any:
        return run.value(self.of, self.name, thing)


def attribute_getter(name: str) -> AttributeGetter:
    """The getter of a field that is an attribute of the thing itself."""
    return AttributeGetter(name)


class Field(msgspec.Struct, frozen=True):
    """One field of a kind.

    Attributes:
        name: as expressions write it.
        type: its type.
        get: gives the value for (run, thing): a value, None when absent, or a `model.Fact`.
        meaning: one sentence for the manual.
        unit: s, bytes, share …; "" without unit.
    """

    name: str
    type: Type
    get: Callable[[Any, Any], Any]
    meaning: str = ""
    unit: str = ""


class Kind(msgspec.Struct, frozen=True):
    """A kind of thing of the course model: its name and its fields by name."""

    name: str
    fields: Mapping[str, Field]


class Overload(msgspec.Struct, frozen=True):
    """One signature of a function.

    Attributes:
        parameters: types of the arguments; of a member function (`text.trim()`) the first is what it is called on.
        result: type of the result; may use the type parameters of `parameters`.
        call: the function. Gets the values, with `needs_run` the run before them. Gives a value or an `Unknown`,
            `Absent` or `Failure`; it never raises. It is not called when an argument is no value.
        member: called as `target.name(…)`.
        needs_run: the first argument of `call` is the run.
        literals: argument index → check of a literal that must stand there: gives "" or the code of what is wrong.
    """

    parameters: tuple[Type, ...]
    result: Type
    call: Callable[..., Any]
    member: bool = False
    needs_run: bool = False
    literals: Mapping[int, Callable[[str], str]] = {}

    def __str__(self) -> str:
        parts = [str(parameter) for parameter in self.parameters]
        if self.member:
            return f"{parts[0]}.({', '.join(parts[1:])}) -> {self.result}"
        return f"({', '.join(parts)}) -> {self.result}"


class Function(msgspec.Struct, frozen=True):
    """A function by name, with its overloads. A name may hold one dot: `math.greatest`."""

    name: str
    overloads: tuple[Overload, ...]
    meaning: str = ""


def function(
    name: str,
    signatures: Mapping[str, Callable[..., Any]],
    *,
    meaning: str = "",
    needs_run: bool = False,
    literals: Mapping[int, Callable[[str], str]] | None = None,
) -> Function:
    """A function from written signatures: `"string.(string) -> bool"` for a member, `"(list<A>) -> A"` otherwise."""
    overloads = tuple(_overload(signature, call, needs_run, literals or {}) for signature, call in signatures.items())
    return Function(name, overloads, meaning)


def _overload(
    signature: str, call: Callable[..., Any], needs_run: bool, literals: Mapping[int, Callable[[str], str]]
) -> Overload:
    target, _, rest = signature.partition("(")
    inside, _, result = rest.rpartition(") -> ")
    types = ([target.strip(" .")] if target.strip() else []) + _split(inside)
    return Overload(
        parameters=tuple(parse_type(part) for part in types),
        result=parse_type(result),
        call=call,
        member=bool(target.strip()),
        needs_run=needs_run,
        literals=literals,
    )


def _split(inside: str) -> list[str]:
    """The types of a parameter list; commas inside `<>` belong to a type."""
    parts, depth = [""], 0
    for character in inside:
        depth += (character == "<") - (character == ">")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part for part in parts if part.strip()]
