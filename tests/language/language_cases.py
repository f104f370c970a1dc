"""The cases of cases.yaml as an environment, a frame and single cases, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml

from oecheck.language import Environment, Field, Kind, Type, attribute_getter, parse_type
from oecheck.model.fact import Fact, State, unreadable, unsupported

FILE = Path(__file__).with_name("cases.yaml")
DATA: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = [case for group in DATA["groups"] for case in group["cases"]]

KINDS = {
    name: Kind(
        name, {field: Field(field, parse_type(type_), attribute_getter(field)) for field, type_ in fields.items()}
    )
    for name, fields in DATA["kinds"].items()
}
VARIABLES = {name: parse_type(type_) for name, type_ in DATA["variables"].items()}
ENVIRONMENT = Environment(KINDS, VARIABLES)


def as_model(value: Any, type_: Type) -> Any:
    """Plain data as the model holds it: things with attributes, tuples, None for absent, facts for unknown."""
    match value:
        case "(absent)":
            return None
        case "(unsupported)":
            return unsupported()
        case "(unreadable)":
            return unreadable("encrypted")
        case str() if value.startswith("(conflict) "):
            return Fact(value=value.removeprefix("(conflict) "), state=State.CONFLICT)
    if type_.name in KINDS:
        fields = KINDS[type_.name].fields
        return SimpleNamespace(**{name: as_model(part, fields[name].type) for name, part in value.items()})
    if type_.name == "list":
        return tuple(as_model(item, type_.parameters[0]) for item in value)
    return value


FRAME = [as_model(DATA["given"][name], type_) for name, type_ in VARIABLES.items()]


def as_plain(value: Any) -> Any:
    """A result for comparison: tuples as lists."""
    if isinstance(value, list | tuple):
        return [as_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: as_plain(item) for key, item in value.items()}
    return value


def identical(one: Any, other: Any) -> bool:
    """Equal and of the same types all the way down: 1 is not 1.0, true is not 1."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list):
        return len(one) == len(other) and all(map(identical, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(identical(value, other[key]) for key, value in one.items())
    return bool(one == other)
