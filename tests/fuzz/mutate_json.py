"""Damage to JSON by values; what is no JSON any more is damaged by its bytes."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from typing import Any

from tests.fuzz.mutate_bytes import PIECES, spoil_bytes

__all__ = ["spoil_json"]

_DEEP: list[Any] = []
for _ in range(150):
    _DEEP = [_DEEP]
_ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 10**30, -(10**19), 1e308, "", " ", "x", "0", "\0", "\ud800", "\u202e", "²"),
    *([], {}, [[]], {"": {}}, [None], _DEEP, "a" * 5000, "<p>", "http://[", "../x", "%", float("inf"), float("nan")),
    *("<img src=x><a href='y'>", "10" * 2000, ["a"] * 300, {"a": "b"}),
)


def spoil_json(chance: random.Random, data: bytes) -> bytes:
    """A copy with one value dropped, changed, moved or renamed."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return spoil_bytes(chance, data)
    spots = _spots(value)
    if not spots:
        return json.dumps(chance.choice(_ODD)).encode()
    holder, key = chance.choice(spots)
    chance.choice(_DAMAGES)(chance, holder, key, spots)
    try:
        return json.dumps(value, ensure_ascii=chance.random() < 0.7).encode("utf-8", "surrogatepass")
    except (ValueError, RecursionError):  # a value that holds itself
        return spoil_bytes(chance, data)


Spot = tuple[Any, Any]


def _spots(value: Any) -> list[Spot]:
    """Every place of a value, as (list or dict, index or key)."""
    found: list[Spot] = []
    waiting = [value]
    while waiting and len(found) < 20_000:
        inner = waiting.pop()
        if isinstance(inner, dict):
            found += [(inner, key) for key in inner]
            waiting += inner.values()
        elif isinstance(inner, list):
            found += [(inner, index) for index in range(len(inner))]
            waiting += inner
    return found


def _drop(_chance: random.Random, holder: Any, key: Any, _spots: list[Spot]) -> None:
    del holder[key]


def _odd(chance: random.Random, holder: Any, key: Any, _spots: list[Spot]) -> None:
    holder[key] = copy.deepcopy(chance.choice(_ODD))


def _other(chance: random.Random, holder: Any, key: Any, spots: list[Spot]) -> None:
    """The value of another place."""
    from_holder, from_key = chance.choice(spots)
    holder[key] = from_holder[from_key]


def _rename(chance: random.Random, holder: Any, key: Any, spots: list[Spot]) -> None:
    if isinstance(holder, dict):
        keys = [name for _, name in spots if isinstance(name, str)]
        holder[chance.choice((key.swapcase(), "", "x", chance.choice(keys or ["y"])))] = holder.pop(key)
    else:
        holder.append(holder[key])


def _wrap(chance: random.Random, holder: Any, key: Any, _spots: list[Spot]) -> None:
    value = holder[key]
    holder[key] = chance.choice(([value], {"a": value}, [value] * 50, str(value), [[value], value]))


def _text(chance: random.Random, holder: Any, key: Any, _spots: list[Spot]) -> None:
    """A text with something in it that steers."""
    piece = chance.choice(PIECES).decode("utf-8", "replace")
    value = str(holder[key])
    at = chance.randrange(len(value) + 1)
    holder[key] = value[:at] + piece + value[at:]


_DAMAGES: tuple[Callable[[random.Random, Any, Any, list[Spot]], None], ...] = (
    *(_drop, _odd, _odd, _other, _rename, _wrap, _text),
)
