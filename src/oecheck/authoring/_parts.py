"""What differs between two values of a file, told part by part and not as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

__all__ = ["Part", "parts"]

Part = tuple[str, str, str]
"""Name, old and new; the name of a part follows that of the whole: `remedy.default`."""

_MOST = 400
"""Characters of a value that are shown: a whole word list would bury what else differs."""
# What tells the entries of a list apart, so that one that was put in does not make all behind it differ.
_PAIR = ("ours", "theirs")
_NAMES = (_PAIR, ("code",), ("id",), ("value",), ("clause",), ("annex",))


def parts(name: str, old: Any, new: Any) -> Iterator[Part]:
    """Every part that differs: `parameters.min_words.value` and not the whole of it.

    Args:
        name: of the whole; "" for a file.
        old, new: its two values, as mappings, lists and scalars.
    """
    if isinstance(old, list | tuple) and isinstance(new, list | tuple):
        if _plain(old) and _plain(new) and (without := _only_in(old, new)) != (added := _only_in(new, old)):
            yield name, _shown(without), _shown(added)
            return
        old, new = _keyed(old, new)
    if not (isinstance(old, dict) and isinstance(new, dict)):
        yield name, _shown(old), _shown(new)
        return
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield from parts(f"{name}.{key}" if name else str(key), old.get(key), new.get(key))


def _plain(values: list[Any] | tuple[Any, ...]) -> bool:
    return not any(isinstance(value, list | tuple | dict) for value in values)


def _only_in(one: list[Any] | tuple[Any, ...], other: list[Any] | tuple[Any, ...]) -> list[Any]:
    known = set(other)
    return [value for value in one if value not in known]


def _keyed(old: Any, new: Any) -> tuple[Any, Any]:
    """Two lists as mappings: by place where they are as long as each other, else by what names their entries.

    Where only the order differs, or nothing names the entries, they are told whole.
    """
    for names in _NAMES:
        one, other = (_by(values, names) for values in (old, new))
        if one is not None and other is not None and (names == _PAIR or len(old) != len(new)):
            return (old, new) if one == other else (one, other)
    if len(old) == len(new) and not (_plain(old) and _plain(new)):
        return dict(enumerate(old, 1)), dict(enumerate(new, 1))
    return old, new


def _by(values: Any, names: tuple[str, ...]) -> dict[str, Any] | None:
    """The entries by their names; None where one has no name or two have the same."""
    if not all(isinstance(value, dict) and all(name in value for name in names) for value in values):
        return None
    found = {" ".join(str(value[name]) for name in names): value for value in values}
    return found if len(found) == len(values) else None


def _shown(value: Any) -> str:
    if value is None or value == []:
        return ""
    if isinstance(value, list | tuple) and _plain(value):
        text = ", ".join(map(str, value))
    else:
        text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"
