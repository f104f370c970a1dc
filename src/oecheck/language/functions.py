"""The functions of the language: those of CEL, its string and math extensions, and our own declared ones.

Every function is bounded by its input: texts it makes are at most `MAX_RESULT` characters long.
Source: cel-spec, "List of standard definitions", extensions `strings` and `math`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from oecheck.language.declarations import Function, function
from oecheck.language.limits import MAX_INT, MAX_RESULT, MIN_INT
from oecheck.language.results import Failure

__all__ = ["STANDARD"]

_TRUTH: Final = dict.fromkeys(("true", "True", "TRUE", "t", "1"), True) | dict.fromkeys(
    ("false", "False", "FALSE", "f", "0"), False
)
# Unicode White_Space
_SPACE: Final = (
    "\t\n\v\f\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
)
_LOWER: Final = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_UPPER: Final = {lower: lower - 32 for lower in range(ord("a"), ord("z") + 1)}


# conversions


def _int_of_double(value: float) -> Any:
    # The bounds are not included: the largest integers are no doubles (cel-spec, int(double)).
    return int(value) if float(MIN_INT) < value < float(MAX_INT) else Failure("cel-conversion", wanted="int")


# Expressions that convert texts are rare: `re` keeps these once they were needed.
_INTEGER: Final = r"\s*([+-]?[0-9]{1,30})\s*"
_DIGITS: Final = r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_DOUBLE: Final = rf"\s*([+-]?(?:{_DIGITS}|inf|infinity|nan))\s*"


def _int_of_text(text: str) -> Any:
    match = re.fullmatch(_INTEGER, text, re.ASCII)
    value = int(match[1]) if match else MAX_INT + 1
    return value if MIN_INT <= value <= MAX_INT else Failure("cel-conversion", wanted="int")


def _double_of_text(text: str) -> Any:
    match = re.fullmatch(_DOUBLE, text, re.ASCII | re.IGNORECASE)
    return float(match[1]) if match else Failure("cel-conversion", wanted="double")


def _bool_of_text(text: str) -> Any:
    return _TRUTH[text] if text in _TRUTH else Failure("cel-conversion", wanted="bool")


def _text_of_double(value: float) -> str:
    """The fewest digits that read back the same, with an exponent below 0.0001 and from a million on."""
    if not math.isfinite(value):
        return "nan" if value != value else "inf" if value > 0 else "-inf"
    digits = repr(value).partition("e")[0].replace(".", "").lstrip("-0").rstrip("0")
    decimals = max(len(digits) - 1, 0)
    written = f"{value:.{decimals}e}"
    exponent = int(written.partition("e")[2])
    return f"{value:.{max(decimals - exponent, 0)}f}" if -5 < exponent < 6 else written


# texts


def _substring(text: str, start: int, end: int | None = None) -> Any:
    end = len(text) if end is None else end
    return text[start:end] if 0 <= start <= end <= len(text) else Failure("cel-index", found=start, size=len(text))


def _index_of(text: str, part: str, start: int = 0) -> Any:
    return text.find(part, start) if 0 <= start <= len(text) else Failure("cel-index", found=start, size=len(text))


def _last_index_of(text: str, part: str) -> int:
    return text.rfind(part)


def _replace(text: str, old: str, new: str, limit: int = -1) -> Any:
    count = text.count(old) if limit < 0 else min(limit, text.count(old))
    if len(text) + count * (len(new) - len(old)) > MAX_RESULT:
        return Failure("cel-text-too-long", limit=MAX_RESULT)
    return text.replace(old, new, max(limit, -1))


def _split(text: str, separator: str, limit: int = -1) -> Any:
    if limit == 0:
        return []
    if len(text) > MAX_RESULT:
        return Failure("cel-text-too-long", limit=MAX_RESULT)
    if separator:
        return text.split(separator, limit - 1 if limit > 0 else -1)
    if not text:
        return [""]
    return list(text) if limit < 0 or limit > len(text) else [*text[: limit - 1], text[limit - 1 :]]


def _join(parts: Sequence[Any], separator: str = "") -> Any:
    if any(part.__class__ is not str for part in parts):
        return Failure("cel-no-overload", function="join")
    if sum(map(len, parts)) + len(separator) * len(parts) > MAX_RESULT:
        return Failure("cel-text-too-long", limit=MAX_RESULT)
    return separator.join(parts)


def _fold(text: str) -> str:
    from oecheck.values.text import fold

    return fold(text)


def _is_date(text: str) -> bool:
    from oecheck.values import date

    return date.parse(text).valid


def _is_language_tag(text: str) -> bool:
    from oecheck.values import language_tag

    return language_tag.normalise(text).valid


def _primary_language(text: str) -> str:
    from oecheck.values import language_tag

    return language_tag.primary(text)


def _words(text: str) -> list[str]:
    return text.split()


def _matches(text: str, pattern: str) -> bool:
    from oecheck.language.patterns import matches  # few expressions have patterns

    return matches(text, pattern)


def _pattern_problem(pattern: str) -> str:
    from oecheck.language.patterns import pattern_problem

    return pattern_problem(pattern)


# numbers and lists


def _abs(value: Any) -> Any:
    return abs(value) if value != MIN_INT else Failure("cel-overflow")


def _sum_of(zero: int | float) -> Callable[[Sequence[Any]], Any]:
    def total(values: Sequence[Any]) -> Any:
        result: Any = zero
        for value in values:
            if value.__class__ is bool or not isinstance(value, int | float):
                return Failure("cel-no-overload", function="sum")
            result += value
        if zero.__class__ is float:
            return float(result)
        return result if MIN_INT <= result <= MAX_INT else Failure("cel-overflow")

    return total


def _numeric(choose: Callable[..., Any]) -> dict[str, Callable[..., Any]]:
    """Signatures of `math.greatest` and `math.least` for one number type at a time."""

    def of_list(values: Sequence[Any]) -> Any:
        if any(value.__class__ is not int and value.__class__ is not float for value in values):
            return Failure("cel-no-overload", function="math")
        return choose(values) if values else Failure("cel-empty-list")

    signatures: dict[str, Callable[..., Any]] = {}
    for number in ("int", "double"):
        signatures[f"(list<{number}>) -> {number}"] = of_list
        for count in (1, 2, 3):
            signatures[f"({', '.join([number] * count)}) -> {number}"] = lambda *values: choose(values)
    return signatures


def _distinct(values: Sequence[Any]) -> Any:
    """The values, each once, in the order of their first place."""
    if len({value.__class__ for value in values}) > 1:  # only where the element type is dyn
        return Failure("cel-no-overload", function="distinct")
    return list(dict.fromkeys(values))


def _round(value: float) -> float:
    """To the nearest whole number, halves away from zero."""
    return value if not math.isfinite(value) else math.copysign(math.floor(abs(value) + 0.5), value)


def _whole(choose: Callable[[float], int]) -> Callable[[float], float]:
    def of(value: float) -> float:
        return float(choose(value)) if math.isfinite(value) else value

    return of


def _same(value: Any) -> Any:
    return value


_DECLARED: Final = (
    function(
        "size",
        {
            "(string) -> int": len,
            "(list<A>) -> int": len,
            "(map<A, B>) -> int": len,
            "string.() -> int": len,
            "list<A>.() -> int": len,
            "map<A, B>.() -> int": len,
        },
    ),
    function("contains", {"string.(string) -> bool": str.__contains__}),
    function("startsWith", {"string.(string) -> bool": str.startswith}),
    function("endsWith", {"string.(string) -> bool": str.endswith}),
    function(
        "matches",
        {"string.(string) -> bool": _matches, "(string, string) -> bool": _matches},
        literals={1: _pattern_problem},
    ),
    function(
        "int",
        {"(int) -> int": _same, "(double) -> int": _int_of_double, "(string) -> int": _int_of_text},
    ),
    function(
        "double",
        {"(double) -> double": _same, "(int) -> double": float, "(string) -> double": _double_of_text},
    ),
    function(
        "string",
        {
            "(string) -> string": _same,
            "(int) -> string": str,
            "(double) -> string": _text_of_double,
            "(bool) -> string": {True: "true", False: "false"}.__getitem__,
        },
    ),
    function("bool", {"(bool) -> bool": _same, "(string) -> bool": _bool_of_text}),
    function("dyn", {"(A) -> dyn": _same}),
    function("lowerAscii", {"string.() -> string": lambda text: text.translate(_LOWER)}),
    function("upperAscii", {"string.() -> string": lambda text: text.translate(_UPPER)}),
    function("trim", {"string.() -> string": lambda text: text.strip(_SPACE)}),
    function("split", {"string.(string) -> list<string>": _split, "string.(string, int) -> list<string>": _split}),
    function("join", {"list<string>.() -> string": _join, "list<string>.(string) -> string": _join}),
    function("substring", {"string.(int) -> string": _substring, "string.(int, int) -> string": _substring}),
    function("indexOf", {"string.(string) -> int": _index_of, "string.(string, int) -> int": _index_of}),
    function("lastIndexOf", {"string.(string) -> int": _last_index_of}),
    function(
        "replace", {"string.(string, string) -> string": _replace, "string.(string, string, int) -> string": _replace}
    ),
    function("math.greatest", _numeric(max)),
    function("math.least", _numeric(min)),
    function("math.abs", {"(int) -> int": _abs, "(double) -> double": abs}),
    function("math.ceil", {"(double) -> double": _whole(math.ceil)}),
    function("math.floor", {"(double) -> double": _whole(math.floor)}),
    function("math.round", {"(double) -> double": _round}),
    function("abs", {"(int) -> int": _abs, "(double) -> double": abs}),
    function("sum", {"(list<int>) -> int": _sum_of(0), "(list<double>) -> double": _sum_of(0.0)}),
    function(
        "distinct",
        {
            "(list<string>) -> list<string>": _distinct,
            "(list<int>) -> list<int>": _distinct,
            "(list<double>) -> list<double>": _distinct,
            "(list<bool>) -> list<bool>": _distinct,
        },
    ),
    function("fold", {"(string) -> string": _fold}),
    function("isDate", {"(string) -> bool": _is_date}),
    function("isLanguageTag", {"(string) -> bool": _is_language_tag}),
    function("primaryLanguage", {"(string) -> string": _primary_language}),
    function("words", {"(string) -> list<string>": _words}),
)

STANDARD: Final[dict[str, Function]] = {declared.name: declared for declared in _DECLARED}
