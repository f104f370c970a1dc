"""Which form of a word a number asks for.

Source: Unicode CLDR, Language Plural Rules, cardinal numbers, for the languages that the program has words in. A
language that is not here has one form for 1 and another for everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

__all__ = ["CATEGORIES", "category"]

CATEGORIES = ("zero", "one", "two", "few", "many", "other")


def category(number: str, language: str) -> str:
    """The CLDR category of a number as it is printed; no number is `other`, and so is a fraction in all but French."""
    primary = language.partition("-")[0]
    whole, point, _ = number.partition(".")
    if not whole.isascii() or not whole.isdigit():
        return "other"
    if point:
        return "one" if primary == "fr" and int(whole) in {0, 1} else "other"
    return _RULES.get(primary, _one_or_other)(int(whole))


def _one_or_other(number: int) -> str:
    return "one" if number == 1 else "other"


def _french(number: int) -> str:
    if number in {0, 1}:
        return "one"
    return "many" if number % 1_000_000 == 0 else "other"


def _spanish(number: int) -> str:
    if number == 1:
        return "one"
    return "many" if number and number % 1_000_000 == 0 else "other"


def _russian(number: int) -> str:
    ten, hundred = number % 10, number % 100
    if ten == 1 and hundred != 11:
        return "one"
    return "few" if ten in {2, 3, 4} and hundred not in {12, 13, 14} else "many"


def _arabic(number: int) -> str:
    few = range(3, 11)
    many = range(11, 100)
    if number in {0, 1, 2}:
        return ("zero", "one", "two")[number]
    return "few" if number % 100 in few else "many" if number % 100 in many else "other"


_RULES: Mapping[str, Callable[[int], str]] = {
    "ar": _arabic,
    "es": _spanish,
    "fr": _french,
    "ru": _russian,
    "zh": lambda _number: "other",
}
