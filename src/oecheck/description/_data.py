"""The data files of this floor: the schema of the record, and which key settles which requirement."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from oecheck.texts import texts
from oecheck.values.locations import schemas_root, standards_root

__all__ = ["ASKED", "Ask", "asks", "schema"]

_EDITION = "ohe/0.1"
ASKED = "record.ask."
"""Keys of the program's texts that hold what each key asks, so that it is translated with them."""


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """One key of the record, as `standards/ohe/<edition>/record.yaml` explains it.

    Attributes:
        requirements: requirements it can settle.
        fields: fields of the course model it fills.
        asks: what the person who fills it in has to know.
        example: how it is written.
    """

    requirements: tuple[str, ...]
    fields: tuple[str, ...]
    asks: str
    example: str


@cache
def schema() -> Mapping[str, Any]:
    """The JSON Schema of the record."""
    decoded: dict[str, Any] = msgspec.json.decode((schemas_root() / "course-description.schema.json").read_bytes())
    return decoded


def asks(language: str = "en") -> Mapping[str, Ask]:
    """The keys of the record in the order in which a person is asked for them.

    Args:
        language: of what each key asks; English where it is not translated.
    """
    told = texts(language)
    return {
        key: msgspec.structs.replace(ask, asks=told.get(f"{ASKED}{key}", ask.asks)) for key, ask in _english().items()
    }


@cache
def _english() -> Mapping[str, Ask]:
    from oecheck.documents.yaml import parse_yaml, to_data  # a check without a record needs no YAML

    path = standards_root() / _EDITION / "record.yaml"
    keys: dict[str, Any] = to_data(parse_yaml(path.read_bytes(), path.name).root)["keys"]
    return {key: msgspec.convert(entry, Ask) for key, entry in keys.items()}
