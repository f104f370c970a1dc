"""Looking things up in the JSON of an H5P package, whatever shape it has."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from oecheck.documents.json import YamlNode
from oecheck.values.text import strip_markup

__all__ = ["each", "find", "flag", "mapping", "number", "plain_text", "string", "words_at"]


def find(node: YamlNode | None, *path: str) -> YamlNode | None:
    """The value reached by taking one key after the other; None where one is missing."""
    for name in path:
        node = node.get(name) if node is not None else None
    return node


def mapping(node: YamlNode | None, *path: str) -> YamlNode | None:
    """The object at a path."""
    found = find(node, *path)
    return found if found is not None and found.kind == "mapping" else None


def each(node: YamlNode | None, *path: str) -> Iterator[YamlNode]:
    """The items of the list at a path."""
    found = find(node, *path)
    return iter(()) if found is None else iter(found.items)


def string(node: YamlNode | None, *path: str) -> str:
    """The text or number at a path, blanks at its ends taken off; "" where there is none."""
    found = find(node, *path)
    if found is None or found.kind != "scalar" or found.style == "null":
        return ""
    return found.text.strip()


def plain_text(node: YamlNode | None) -> str:
    """The words of a text that may hold HTML; "" where it is no text."""
    if node is None or node.kind != "scalar" or node.style != "string":
        return ""
    return strip_markup(node.text)


def words_at(node: YamlNode | None, *path: str) -> str:
    """The words of the text at a path."""
    return plain_text(find(node, *path))


def number(node: YamlNode | None, *path: str) -> float | None:
    """A finite number at a path, also where it is written as text."""
    written = string(node, *path)
    try:
        value = float(written) if written and len(written) < 32 else None
    except ValueError:
        return None
    return value if value is not None and isfinite(value) else None


def flag(node: YamlNode | None, *path: str) -> bool | None:
    """A truth value at a path; None where there is none."""
    written = string(node, *path).lower()
    return {"true": True, "1": True, "false": False, "0": False}.get(written)
