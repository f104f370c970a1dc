"""One scalar of the record typed by its schema."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any, Final

from oecheck.documents.yaml import YamlNode

__all__ = ["WRONG", "empty", "typed"]

WRONG: Final = object()
"""What stands for a value that the schema does not allow."""

_NUMBER = re.compile(r"[-+]?[0-9]{1,15}(\.[0-9]{1,15})?")
_BOOLEANS = {"true": True, "false": False}
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})  # YAML 1.2 core schema
# JSON scalars have a type of their own; YAML scalars are text until the schema types them.
_JSON_STYLES = {
    "string": ("string",),
    "number": ("number", "integer"),
    "true": ("boolean",),
    "false": ("boolean",),
    "null": (),
}


def empty(node: YamlNode) -> bool:
    """Nothing is written there, or nothing but white space."""
    if node.kind != "scalar":
        return False
    return node.style == "null" or not node.text.strip() or (node.style == "plain" and node.text in _NULLS)


def typed(node: YamlNode, schema: Mapping[str, Any]) -> Any:
    """The value as the type that the schema names, or WRONG."""
    text, wanted = node.text, schema["type"]
    if wanted not in _JSON_STYLES.get(node.style, (wanted,)):
        return WRONG
    if wanted == "boolean":
        return _BOOLEANS.get(text.strip().casefold(), WRONG)
    if wanted in ("number", "integer"):
        return _number(text.strip(), schema)
    return text if _fits(text, schema) else WRONG


def _number(text: str, schema: Mapping[str, Any]) -> Any:
    if not _NUMBER.fullmatch(text):
        return WRONG
    value = float(text)
    if value < schema.get("minimum", value) or value > schema.get("maximum", value):
        return WRONG
    if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
        return WRONG
    if value.is_integer():
        return int(value)
    return WRONG if schema["type"] == "integer" else value


def _fits(text: str, schema: Mapping[str, Any]) -> bool:
    if "const" in schema and text != schema["const"]:
        return False
    if "enum" in schema and text not in schema["enum"]:
        return False
    if not schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text)):
        return False
    if "pattern" in schema and not re.search(schema["pattern"], text):
        return False
    return schema.get("format") != "date" or _is_day(text)


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
