"""What expressions may name: kinds with their fields, variables, functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Any

import msgspec

from oecheck.language.limits import RESERVED
from oecheck.language.types import Type, parse_type

__all__ = ["AttributeGetter", "Environment", "Field", "Function", "Kind", "Overload", "attribute_getter", "function"]


class AttributeGetter:
    """Reads an attribute of a thing; the compiler knows it and calls `read` without the detour."""

    __slots__ = ("read",)

    def __init__(self, name: str) -> None:
        self.read: Callable[[Any], Any] = attrgetter(name)

    def __call__(self, _run: Any, thing: Any) -> Any:
        return self.read(thing)


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


class Environment:
    """Everything that an expression may name.

    Attributes:
        kinds: kinds by name.
        variables: type of each variable, in the order of the frame.
        slots: place of each variable in the frame.
        functions: declared functions and those of the language, by name.
    """

    __slots__ = ("functions", "kinds", "slots", "variables")

    def __init__(
        self, kinds: Mapping[str, Kind], variables: Mapping[str, Type], functions: Iterable[Function] = ()
    ) -> None:
        """Names what expressions may use.

        Raises:
            ValueError: a variable's name is a reserved word of CEL, or a field or variable is of a kind not given.
        """
        from oecheck.language.functions import STANDARD

        reserved = RESERVED.intersection(variables)
        if reserved:
            raise ValueError(f"reserved words of CEL cannot be variables: {', '.join(sorted(reserved))}")
        self.kinds = dict(kinds)
        self.variables = dict(variables)
        self.slots = {name: slot for slot, name in enumerate(self.variables)}
        self.functions = STANDARD | {declared.name: declared for declared in functions}
        for owner, type_ in self._types():
            if type_.is_message and type_.name not in self.kinds:
                raise ValueError(f"{owner}: no kind {type_.name!r}")

    def _types(self) -> Iterable[tuple[str, Type]]:
        pending = list(self.variables.items())
        pending += [
            (f"{kind.name}.{field.name}", field.type) for kind in self.kinds.values() for field in kind.fields.values()
        ]
        while pending:
            owner, type_ = pending.pop()
            yield owner, type_
            pending += [(owner, parameter) for parameter in type_.parameters]
