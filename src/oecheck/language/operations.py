"""Closures for what an expression does with values: comparison, arithmetic, elements, logic; see `closures`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from oecheck.language.closures import CLASSES, Evaluate, at
from oecheck.language.limits import MAX_INT, MIN_INT
from oecheck.language.operators import ARITHMETIC, ORDER, arithmetic, contained, element, equal, negated, ordered
from oecheck.language.results import NO_VALUE, Failure, joined

__all__ = [
    "arithmetic_of",
    "conditional",
    "conjunction",
    "contained_in",
    "disjunction",
    "element_at",
    "equal_to",
    "equality",
    "list_of_items",
    "map_of_entries",
    "member_of",
    "minus",
    "negation",
    "order_of",
    "truth",
]


# comparison


def equal_to(left: Evaluate, value: Any, negate: bool) -> Evaluate:
    """`left == literal`, or `!=`."""
    wanted = value.__class__

    def evaluate(run: Any, frame: Any) -> Any:
        found = left(run, frame)
        if found.__class__ is wanted:
            return (found == value) is not negate
        if found.__class__ in NO_VALUE:
            return found
        return equal(found, value) is not negate

    return evaluate


def equality(left: Evaluate, right: Evaluate, kind: str, negate: bool) -> Evaluate:
    """`left == right`, or `!=`."""
    wanted = CLASSES.get(kind)

    def evaluate(run: Any, frame: Any) -> Any:
        one = left(run, frame)
        other = right(run, frame)
        if one.__class__ is wanted and other.__class__ is wanted and wanted is not tuple:
            return (one == other) is not negate
        if one.__class__ in NO_VALUE or other.__class__ in NO_VALUE:
            return joined(one, other)
        return equal(one, other) is not negate

    return evaluate


def order_of(sign: str, left: Evaluate, right: Evaluate, kind: str, offset: int) -> Evaluate:
    """`left < right` and its like."""
    wanted = CLASSES.get(kind)
    compare = ORDER[sign]

    def evaluate(run: Any, frame: Any) -> Any:
        one = left(run, frame)
        other = right(run, frame)
        if one.__class__ is wanted and other.__class__ is wanted:
            return compare(one, other)
        if one.__class__ in NO_VALUE or other.__class__ in NO_VALUE:
            return joined(one, other)
        return at(offset, ordered(sign, one, other))

    return evaluate


def member_of(left: Evaluate, values: Sequence[str]) -> Evaluate:
    """`left in ["a", "b"]`, for texts."""
    known = frozenset(values)

    def evaluate(run: Any, frame: Any) -> Any:
        found = left(run, frame)
        if found.__class__ is str:
            return found in known
        return found if found.__class__ in NO_VALUE else False

    return evaluate


def contained_in(left: Evaluate, right: Evaluate, texts: bool, offset: int) -> Evaluate:
    """`left in right`; `texts` when both sides are known to hold texts."""

    def evaluate(run: Any, frame: Any) -> Any:
        one = left(run, frame)
        other = right(run, frame)
        if texts and one.__class__ is str and other.__class__ is tuple:
            return one in other
        if one.__class__ in NO_VALUE or other.__class__ in NO_VALUE:
            return joined(one, other)
        return at(offset, contained(one, other))

    return evaluate


# arithmetic and elements


def arithmetic_of(sign: str, left: Evaluate, right: Evaluate, kind: str, offset: int) -> Evaluate:
    """`left + right` and its like."""
    wanted = CLASSES.get(kind)
    compute = ARITHMETIC.get((sign, kind))

    def evaluate(run: Any, frame: Any) -> Any:
        one = left(run, frame)
        other = right(run, frame)
        if compute is not None and one.__class__ is wanted and other.__class__ is wanted:
            result = compute(one, other)
            if result.__class__ is not int or MIN_INT <= result <= MAX_INT:
                return at(offset, result)
        if one.__class__ in NO_VALUE or other.__class__ in NO_VALUE:
            return joined(one, other)
        if kind == "double":  # elements of lists of doubles may be whole numbers
            one, other = _double(one), _double(other)
        return at(offset, arithmetic(sign, one, other))

    return evaluate


def _double(value: Any) -> Any:
    return float(value) if value.__class__ is int else value


def minus(operand: Evaluate, offset: int) -> Evaluate:
    """`-operand`."""

    def evaluate(run: Any, frame: Any) -> Any:
        value = operand(run, frame)
        return value if value.__class__ in NO_VALUE else at(offset, negated(value))

    return evaluate


def element_at(operand: Evaluate, index: Evaluate, offset: int) -> Evaluate:
    """`operand[index]`."""

    def evaluate(run: Any, frame: Any) -> Any:
        within = operand(run, frame)
        place = index(run, frame)
        if within.__class__ in NO_VALUE or place.__class__ in NO_VALUE:
            return joined(within, place)
        return at(offset, element(within, place))

    return evaluate


def list_of_items(items: Sequence[Evaluate]) -> Evaluate:
    """`[a, b]`."""

    def evaluate(run: Any, frame: Any) -> Any:
        values = [item(run, frame) for item in items]
        missing: Any = None
        for value in values:
            if value.__class__ in NO_VALUE:
                missing = joined(missing, value)
        return values if missing is None else missing

    return evaluate


def map_of_entries(keys: Sequence[Evaluate], values: Sequence[Evaluate], offset: int) -> Evaluate:
    """`{key: value}`."""

    def evaluate(run: Any, frame: Any) -> Any:
        entries: dict[Any, Any] = {}
        missing: Any = None
        for key, value in zip(keys, values, strict=True):
            name, content = key(run, frame), value(run, frame)
            if name.__class__ in NO_VALUE or content.__class__ in NO_VALUE:
                missing = joined(missing, joined(name, content))
            elif name.__class__ not in (str, int, bool):
                missing = joined(missing, Failure("cel-map-key", offset))
            elif name in entries:
                missing = joined(missing, Failure("cel-duplicate-key", offset))
            else:
                entries[name] = content
        return entries if missing is None else missing

    return evaluate


# logic


def negation(operand: Evaluate, offset: int) -> Evaluate:
    """`!operand`."""

    def evaluate(run: Any, frame: Any) -> Any:
        value = operand(run, frame)
        if value is True:
            return False
        if value is False:
            return True
        return value if value.__class__ in NO_VALUE else Failure("cel-no-overload", offset, function="!")

    return evaluate


def conjunction(operands: Sequence[Evaluate], offset: int) -> Evaluate:
    """`a && b`: false if any is false; else unknown, absent or failure if any is; else true."""
    return _absorbing(operands, False, "&&", offset)


def disjunction(operands: Sequence[Evaluate], offset: int) -> Evaluate:
    """`a || b`: true if any is true; else unknown, absent or failure if any is; else false."""
    return _absorbing(operands, True, "||", offset)


def _absorbing(operands: Sequence[Evaluate], absorbing: bool, sign: str, offset: int) -> Evaluate:
    neutral = not absorbing

    def evaluate(run: Any, frame: Any) -> Any:
        missing: Any = None
        for operand in operands:
            value = operand(run, frame)
            if value is absorbing:
                return value
            if value is not neutral:
                missing = joined(missing, truth(value, sign, offset))
        return neutral if missing is None else missing

    def evaluate_two(run: Any, frame: Any) -> Any:
        value = first(run, frame)
        if value is absorbing:
            return value
        other = second(run, frame)
        if other is absorbing or (value is neutral and other is neutral):
            return other
        return joined(truth(value, sign, offset), truth(other, sign, offset))

    if len(operands) != 2:
        return evaluate
    first, second = operands
    return evaluate_two


def truth(value: Any, sign: str, offset: int) -> Any:
    """The value if it is a truth value or no value; else the failure that it is."""
    if value.__class__ is bool or value.__class__ in NO_VALUE:
        return value
    return Failure("cel-no-overload", offset, function=sign)


def conditional(condition: Evaluate, then: Evaluate, otherwise: Evaluate, offset: int) -> Evaluate:
    """`condition ? then : otherwise`; only the side taken is evaluated."""

    def evaluate(run: Any, frame: Any) -> Any:
        value = condition(run, frame)
        if value is True:
            return then(run, frame)
        if value is False:
            return otherwise(run, frame)
        return truth(value, "?", offset)

    return evaluate
