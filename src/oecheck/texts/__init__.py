"""The words of the program, by language: data, one folder of JSON files per language.

Keys are `error.<code>`, `reason.<code>`, `evidence.<code>`, `limit.<code>`, `report.<key>`, `cli.<key>`, `lint.<code>`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

__all__ = ["fill", "languages", "text", "texts"]

_FOLDER = Path(__file__).parent
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


@cache
def texts(language: str) -> Mapping[str, str]:
    """All texts of a language by key; English stands in for what is not translated."""
    merged: dict[str, str] = {} if language == "en" else dict(texts("en"))
    folder = _FOLDER / language
    if folder.is_dir():
        for part in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if part.name.endswith(".json"):
                merged.update(msgspec.json.decode(part.read_bytes(), type=dict[str, str]))
    return merged


@cache
def languages() -> tuple[str, ...]:
    """Languages that the program has words in."""
    return tuple(sorted(entry.name for entry in _FOLDER.iterdir() if entry.is_dir() and entry.name[0] != "_"))


def fill(template: str, arguments: Mapping[str, object]) -> str:
    """A text with its placeholders replaced; an argument that is not given stays visible as `{name}`."""
    return _PLACEHOLDER.sub(lambda match: str(arguments.get(match[1], match[0])), template)


def text(key: str, language: str = "en", **arguments: object) -> str:
    """The text of a key in a language, filled in.

    Raises:
        KeyError: no language has this key; a defect of the program that a test finds.
    """
    return fill(texts(language)[key], arguments)
