"""The operators of the language on plain values.

`equal` takes any two values; the others take values that are no `Unknown`, `Absent` or `Failure` and give a value or
a `Failure` without offset. Source: cel-spec, "Equality", "Ordering", "Numeric values".
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any, Final

from oecheck.language.limits import MAX_INT, MIN_INT
from oecheck.language.results import Failure

__all__ = ["ARITHMETIC", "ORDER", "arithmetic", "contained", "element", "equal", "negated", "ordered"]

_SEQUENCES: Final = (list, tuple)


def equal(left: Any, right: Any) -> bool:
    """Equality of any two values; values of different types are not equal, numbers compare by value."""
    one, other = left.__class__, right.__class__
    if one is other:
        if one is list or one is tuple:
            return _equal_lists(left, right)
        if one is dict:
            return _equal_maps(left, right)
        return bool(left == right)
    if one in (int, float) and other in (int, float):
        return float(left) == float(right)
    return one in _SEQUENCES and other in _SEQUENCES and _equal_lists(left, right)


def _equal_lists(left: Any, right: Any) -> bool:
    return len(left) == len(right) and all(map(equal, left, right))


def _equal_maps(left: dict[Any, Any], right: dict[Any, Any]) -> bool:
    return len(left) == len(right) and all(
        contained(key, right) is True and equal(value, right[key]) for key, value in left.items()
    )


def contained(value: Any, within: Any) -> Any:
    """`value in within`, for lists and the keys of maps."""
    if within.__class__ is dict:
        return _has_key(within, value)
    if within.__class__ in _SEQUENCES:
        return any(equal(value, item) for item in within)
    return Failure("cel-no-overload", function="in")


def _has_key(within: dict[Any, Any], key: Any) -> bool:
    if key.__class__ not in (str, int, float, bool):
        return False
    # Python takes True for 1; keys of one map are of one type.
    return key in within and (key.__class__ is bool) == (next(iter(within)).__class__ is bool)


def element(within: Any, index: Any) -> Any:
    """`within[index]`, for lists and maps."""
    if within.__class__ is dict:
        return within[index] if _has_key(within, index) else Failure("cel-no-such-key")
    if within.__class__ not in _SEQUENCES:
        return Failure("cel-no-overload", function="[]")
    if index.__class__ is float and index.is_integer():
        index = int(index)
    if index.__class__ is not int:
        return Failure("cel-no-overload", function="[]")
    return within[index] if 0 <= index < len(within) else Failure("cel-index", found=index, size=len(within))


ORDER: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def ordered(sign: str, left: Any, right: Any) -> Any:
    """`left < right` and its like, for two numbers, two texts or two truth values."""
    one, other = left.__class__, right.__class__
    if one in (int, float) and other in (int, float):
        if one is not other:
            left, right = float(left), float(right)
        return ORDER[sign](left, right)
    if one is other and one in (str, bool):
        return ORDER[sign](left, right)
    return Failure("cel-no-overload", function=sign)


def _divide(left: int, right: int) -> Any:
    if right == 0:
        return Failure("cel-division-by-zero")
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


def _remainder(left: int, right: int) -> Any:
    if right == 0:
        return Failure("cel-division-by-zero")
    if left == MIN_INT and right == -1:
        return Failure("cel-overflow")
    return abs(left) % abs(right) * (-1 if left < 0 else 1)


def _divide_doubles(left: float, right: float) -> float:
    if right:
        return left / right
    return math.nan if left == 0 or left != left else math.copysign(math.inf, left) * math.copysign(1.0, right)


ARITHMETIC: Final[dict[tuple[str, str], Callable[[Any, Any], Any]]] = {
    ("+", "int"): operator.add,
    ("-", "int"): operator.sub,
    ("*", "int"): operator.mul,
    ("/", "int"): _divide,
    ("%", "int"): _remainder,
    ("+", "double"): operator.add,
    ("-", "double"): operator.sub,
    ("*", "double"): operator.mul,
    ("/", "double"): _divide_doubles,
    ("+", "string"): operator.add,
    ("+", "list"): lambda left, right: [*left, *right],
}
_NAMES: Final = {int: "int", float: "double", str: "string", list: "list", tuple: "list"}


def arithmetic(sign: str, left: Any, right: Any) -> Any:
    """`left + right` and its like, for two values of one type."""
    kind = _NAMES.get(left.__class__, "")
    compute = ARITHMETIC.get((sign, kind))
    if compute is None or _NAMES.get(right.__class__) != kind:
        return Failure("cel-no-overload", function=sign)
    result = compute(left, right)
    if result.__class__ is int and not MIN_INT <= result <= MAX_INT:
        return Failure("cel-overflow")
    return result


def negated(value: Any) -> Any:
    """`-value`."""
    if value.__class__ is float:
        return -value
    if value.__class__ is not int:
        return Failure("cel-no-overload", function="-")
    return -value if value != MIN_INT else Failure("cel-overflow")
