"""Google's engine for CEL (cel-expr-python, a development dependency) as oracle."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from cel_expr_python import cel
from cel_expr_python.ext.ext_math import ExtMath
from cel_expr_python.ext.ext_strings import ExtStrings

from tests.language.language_cases import identical

TYPES = {
    "int": cel.Type.INT,
    "double": cel.Type.DOUBLE,
    "string": cel.Type.STRING,
    "bool": cel.Type.BOOL,
    "dyn": cel.Type.DYN,
}


def google_type(written: str) -> Any:
    """A type of ours as one of Google's; kinds of the model become maps."""
    if written.startswith("list<"):
        return cel.Type.List(google_type(written[5:-1]))
    if written.startswith("map<"):
        key, _, value = written[4:-1].partition(",")
        return cel.Type.Map(google_type(key.strip()), google_type(value.strip()))
    return TYPES.get(written, cel.Type.Map(cel.Type.STRING, cel.Type.DYN))


@cache
def environment(variables: tuple[tuple[str, str], ...]) -> Any:
    declared = {name: google_type(written) for name, written in variables}
    return cel.NewEnv(variables=declared, extensions=[ExtStrings(), ExtMath()])


def evaluate(text: str, variables: Mapping[str, str], data: Mapping[str, Any]) -> tuple[str, Any]:
    """("refused" | "failed" | "value", value)."""
    try:
        compiled = environment(tuple(variables.items())).compile(text)
    except Exception:  # noqa: BLE001 - the binding raises plain Exception for whatever it refuses
        return "refused", None
    try:
        result = compiled.eval(data=dict(data))
    except Exception:  # noqa: BLE001 - as above
        return "failed", None
    if result.type() == cel.Type.ERROR:
        return "failed", None
    return "value", result.plain_value()


def without_states(value: Any) -> Any:
    """Data without what is absent or unknown: maps have no place for it."""
    if isinstance(value, dict):
        parts = {key: without_states(part) for key, part in value.items()}
        return {key: part for key, part in parts.items() if part is not None}
    if isinstance(value, list):
        return [without_states(item) for item in value]
    if isinstance(value, str) and value.startswith("("):
        return value.removeprefix("(conflict) ") if value.startswith("(conflict) ") else None
    return value


# Functions and names that Google's engine does not know, and states that only our model has.
OURS = ("has(course", "abs(", "sum(", "distinct(", "fold(", "words(", "isDate(", "isLanguageTag(", "primaryLanguage(")
STATES = ("course.subtitle", "course.level", "course.share", "course.graded", "course.price", "course.files")


def compare(case: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """What Google's engine says otherwise, or ""."""
    text = str(case["text"])
    ours = text if "math.abs(" not in text else ""
    if any(word in ours for word in OURS) or any(state in text for state in STATES):
        return ""
    kind, value = evaluate(text, data["variables"], without_states(data["given"]))
    if "gives" in case:
        return "" if kind == "value" and identical(value, case["gives"]) else f"{kind} {value!r}"
    if "failure" in case:
        return "" if kind == "failed" else f"{kind} {value!r}"
    if "course" in text:  # maps have no fields that could be misspelt
        return ""
    return "" if kind == "refused" else f"{kind} {value!r}"
