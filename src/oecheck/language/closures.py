"""Closures for what an expression reads: constants, variables, fields; the fast paths.

Every closure takes (run, frame) and gives a value or an `Unknown`, `Absent` or `Failure`. It first tests for the
class that the type checker promised, which costs some 20 ns; everything else (no value, a value of type dyn, an int
where a double was promised) goes the slow way through `operators`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from oecheck.language.operators import contained, element
from oecheck.language.results import NO_VALUE, Absent, Failure, settled

__all__ = [
    "CLASSES",
    "Evaluate",
    "Get",
    "at",
    "attribute_of",
    "constant",
    "element_of",
    "field_of",
    "has_field",
    "has_key",
    "key_of",
    "variable",
]

Evaluate: TypeAlias = Callable[[Any, Any], Any]
Get: TypeAlias = Callable[[Any, Any], Any]

# The Python class that a value of a type has.
CLASSES: Final[dict[str, type]] = {"string": str, "int": int, "double": float, "bool": bool, "list": tuple}


def at(offset: int, result: Any) -> Any:
    """The result; a failure that has no place yet gets this one."""
    if result.__class__ is Failure and result.offset < 0:
        result.offset = offset
    return result


def constant(value: Any) -> Evaluate:
    """A literal."""
    return lambda _run, _frame: value


def variable(slot: int, name: str, kind: str) -> Evaluate:
    """A variable that is given from outside: it may be absent or a `Fact` like a field."""
    wanted = CLASSES.get(kind)

    def evaluate(_run: Any, frame: Any) -> Any:
        value = frame[slot]
        if value.__class__ is wanted:
            return value
        return settled(value, None, name, kind)

    return evaluate


def element_of(slot: int) -> Evaluate:
    """The variable of a macro: always a plain value."""
    return lambda _run, frame: frame[slot]


# fields


def attribute_of(slot: int, variable: str, read: Callable[[Any], Any], name: str, kind: str) -> Evaluate:
    """A field that is an attribute, of a variable: the commonest read of all."""
    wanted = CLASSES.get(kind)

    def evaluate(_run: Any, frame: Any) -> Any:
        thing = frame[slot]
        try:
            value = read(thing)
        except AttributeError:
            if thing is not None:
                raise
            return Absent(None, variable)
        if value.__class__ is wanted:
            return value
        return settled(value, thing, name, kind)

    return evaluate


def field_of(operand: Evaluate, get: Get, name: str, kind: str, offset: int) -> Evaluate:
    """A field of whatever the operand gives."""
    wanted = CLASSES.get(kind)

    def evaluate(run: Any, frame: Any) -> Any:
        thing = operand(run, frame)
        if thing.__class__ in NO_VALUE:
            return thing
        value = get(run, thing)
        if value.__class__ is wanted:
            return value
        return at(offset, settled(value, thing, name, kind))

    return evaluate


def key_of(operand: Evaluate, name: str, offset: int) -> Evaluate:
    """`operand.name` of a map."""

    def evaluate(run: Any, frame: Any) -> Any:
        within = operand(run, frame)
        if within.__class__ in NO_VALUE:
            return within
        if within.__class__ is not dict:
            return Failure("cel-no-overload", offset, function=".")
        return at(offset, element(within, name))

    return evaluate


def has_field(operand: Evaluate, get: Get, name: str, kind: str, offset: int) -> Evaluate:
    """`has(operand.name)`: false for what is absent or an empty list, unknown for what is unknown."""

    def evaluate(run: Any, frame: Any) -> Any:
        thing = operand(run, frame)
        if thing.__class__ in NO_VALUE:
            return False if thing.__class__ is Absent else thing
        value = at(offset, settled(get(run, thing), thing, name, kind))
        if value.__class__ in NO_VALUE:
            return False if value.__class__ is Absent else value
        return len(value) > 0 if kind in ("list", "map") else True

    return evaluate


def has_key(operand: Evaluate, name: str, offset: int) -> Evaluate:
    """`has(operand.name)` of a map."""

    def evaluate(run: Any, frame: Any) -> Any:
        within = operand(run, frame)
        if within.__class__ in NO_VALUE:
            return False if within.__class__ is Absent else within
        if within.__class__ is not dict:
            return Failure("cel-no-overload", offset, function="has")
        return contained(name, within)

    return evaluate
