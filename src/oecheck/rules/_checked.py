"""A rule whose expressions are typed, in the form that is stored: to run it needs neither parser nor type checker."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import msgspec

from oecheck.language import Checked, Environment, Type
from oecheck.rules._shape import RuleFile

__all__ = ["CheckedRule", "Words", "parameter_value", "variable_name"]

_INTEGER = re.compile(r"-?\d{1,18}")  # within the integers of the language; Python refuses to read very long ones
_DOUBLE = re.compile(r"-?\d+\.\d+")


class CheckedRule(msgspec.Struct, frozen=True, array_like=True):
    """A rule whose expressions are typed, in the order in which they stand in the file.

    Attributes:
        file: the rule as written.
        when: lines of `when`.
        that: `that` of each expectation.
        doubts: `doubt.when` of each expectation, None where it has none.
        placeholders: of the messages: code → (text, expression).
        facts: (kind, name) of every field and fact that the expressions read.
        with_manifest: the rule may also speak of `manifest` (structural checks).
        proven: `review.proven`.
        about: `about`.
    """

    file: RuleFile
    when: tuple[Checked, ...]
    that: tuple[Checked, ...]
    doubts: tuple[Checked | None, ...]
    placeholders: dict[str, tuple[tuple[str, Checked], ...]]
    facts: tuple[tuple[str, str], ...]
    with_manifest: bool = False
    proven: Checked | None = None
    about: Checked | None = None


class Words(msgspec.Struct, frozen=True):
    """The names that rule files may use, as the floor above knows them.

    Attributes:
        environment: makes the environment for some variables (name → type).
        target_kinds: kinds that a rule may look at one by one.
    """

    environment: Callable[[Mapping[str, Type]], Environment]
    target_kinds: frozenset[str]


def parameter_value(text: str) -> bool | int | float | str:
    """A parameter as its text says: whole number, number with a point, true or false, else text."""
    if text in {"true", "false"}:
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DOUBLE.fullmatch(text) else text


def variable_name(kind: str) -> str:
    """Name of the variable that stands for a thing of a kind; `package` is a reserved word of CEL."""
    return "pkg" if kind == "package" else kind
