"""Closures of function calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from oecheck.language.closures import CLASSES, Evaluate, at
from oecheck.language.declarations import Overload
from oecheck.language.results import NO_VALUE, Failure, joined
from oecheck.language.types import Type

__all__ = ["invocation"]

_SEQUENCES: Final = (tuple, list)
_MISFIT: Final = object()


def invocation(name: str, overloads: Sequence[Overload], arguments: Sequence[Evaluate], offset: int) -> Evaluate:
    """The closure of a call.

    Args:
        name: of the function, for failures.
        overloads: the one that the checker chose, or all that the values choose from.
        arguments: closures of the arguments, a member call's target first.
        offset: where the call stands.
    """
    if len(overloads) == 1 and not overloads[0].needs_run and len(arguments) <= 2:
        return _fast(name, overloads[0], arguments, offset)
    if len(overloads) == 1:
        return _single(name, overloads[0], arguments, offset)

    def evaluate(run: Any, frame: Any) -> Any:
        return _chosen(name, overloads, run, [argument(run, frame) for argument in arguments], offset)

    return evaluate


def _fast(name: str, overload: Overload, arguments: Sequence[Evaluate], offset: int) -> Evaluate:
    """Calls with one or two arguments, where the values have the classes promised."""
    call: Callable[..., Any] = overload.call
    wanted = [CLASSES.get(parameter.name) for parameter in overload.parameters]
    first = arguments[0] if arguments else None

    def evaluate_one(run: Any, frame: Any) -> Any:
        value = first(run, frame)  # type: ignore[misc]  # never None where this closure is taken
        if value.__class__ is wanted[0]:
            return at(offset, call(value))
        return _chosen(name, (overload,), run, [value], offset)

    def evaluate_two(run: Any, frame: Any) -> Any:
        one = first(run, frame)  # type: ignore[misc]  # never None where this closure is taken
        other = arguments[1](run, frame)
        if one.__class__ is wanted[0] and other.__class__ is wanted[1]:
            return at(offset, call(one, other))
        return _chosen(name, (overload,), run, [one, other], offset)

    if first is None:
        return lambda _run, _frame: at(offset, call())
    return evaluate_one if len(arguments) == 1 else evaluate_two


def _single(name: str, overload: Overload, arguments: Sequence[Evaluate], offset: int) -> Evaluate:
    """Calls with any arguments, where the values have the classes promised."""
    call: Callable[..., Any] = overload.call
    needs_run = overload.needs_run
    wanted = [CLASSES.get(parameter.name) for parameter in overload.parameters]

    def evaluate(run: Any, frame: Any) -> Any:
        values = [argument(run, frame) for argument in arguments]
        if [value.__class__ for value in values] == wanted:
            return at(offset, call(run, *values) if needs_run else call(*values))
        return _chosen(name, (overload,), run, values, offset)

    return evaluate


def _chosen(name: str, overloads: Sequence[Overload], run: Any, values: list[Any], offset: int) -> Any:
    """Calls the first overload that the values fit."""
    missing: Any = None
    for value in values:
        if value.__class__ in NO_VALUE:
            missing = joined(missing, value)
    if missing is not None:
        return missing
    for overload in overloads:
        deep = len(overloads) > 1
        fitted = [_fit(value, wanted, deep) for value, wanted in zip(values, overload.parameters, strict=True)]
        if _MISFIT not in map(_identity, fitted):
            before = (run,) if overload.needs_run else ()
            return at(offset, overload.call(*before, *fitted))
    return Failure("cel-no-overload", offset, function=name)


def _identity(value: Any) -> Any:
    """Only the marker itself, so that no value's own `==` is asked."""
    return _MISFIT if value is _MISFIT else None


def _fit(value: Any, wanted: Type, deep: bool) -> Any:
    """The value as the parameter wants it, or `_MISFIT`; `deep` looks at the elements of lists as well."""
    if wanted.name == "double":
        return float(value) if value.__class__ is int and not deep else _exact(value, float)
    if wanted.name in ("string", "int", "bool"):
        return _exact(value, CLASSES[wanted.name])
    if wanted.name == "map":
        return _exact(value, dict)
    if wanted.name == "list":
        if value.__class__ not in _SEQUENCES:
            return _MISFIT
        inside = wanted.parameters[0]
        if deep and any(_fit(item, inside, deep) is _MISFIT for item in value):
            return _MISFIT
    return value


def _exact(value: Any, wanted: type) -> Any:
    return value if value.__class__ is wanted else _MISFIT
