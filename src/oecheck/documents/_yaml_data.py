"""YAML read at once as plain values: for files that are right, which nearly all are, and without places."""

from __future__ import annotations

from typing import Any

import yaml

__all__ = ["LOADER", "MAX_CHARACTERS", "MAX_DEPTH", "plain_data"]

MAX_CHARACTERS = 4 << 20
MAX_DEPTH = 100
# The C loader is ten times faster; PyYAML may have been built without it.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NODES: Any = {yaml.ScalarEvent: str, yaml.MappingStartEvent: dict, yaml.SequenceStartEvent: list}
_ENDS = frozenset((yaml.MappingEndEvent, yaml.SequenceEndEvent))


def plain_data(data: bytes) -> Any:
    """Dicts, lists and texts, as `to_data` of the tree; None where anything is wrong.

    What that is, and where, the tree tells (`parse_yaml`): it takes three times as long.
    """
    if len(data) > MAX_CHARACTERS:
        return None
    try:
        return _built(LOADER(data.decode("utf-8-sig")))
    except (UnicodeDecodeError, yaml.YAMLError):
        return None


def _built(loader: Any) -> Any:
    """The one document of the events; None for what is more than mappings, sequences and scalars."""
    document: list[Any] = []
    inside: Any = document
    key: str | None = None
    around: list[Any] = []
    for event in iter(loader.get_event, None):
        kind = event.__class__
        if kind in _ENDS:
            inside, key = around.pop(), None
        elif kind in _NODES:
            made = _NODES[kind]() if kind is not yaml.ScalarEvent else event.value
            if event.anchor is not None or event.tag is not None or len(around) >= MAX_DEPTH:
                return None
            if inside.__class__ is list:
                inside.append(made)
            elif key is not None:
                inside[key], key = made, None
            elif kind is not yaml.ScalarEvent or made in inside or (made == "<<" and not event.style):
                return None
            else:
                key = made
            if kind is not yaml.ScalarEvent:
                around.append(inside)
                inside = made
        elif kind is yaml.AliasEvent or (kind is yaml.DocumentStartEvent and document):
            return None
    return document[0] if document else {}
