"""Damaged copies of any content: of its bytes, its markup, its JSON values, its lines; the same for the same chance."""

from __future__ import annotations

import random

from tests.fuzz.mutate_bytes import spoil_bytes
from tests.fuzz.mutate_json import spoil_json
from tests.fuzz.mutate_lines import spoil_lines
from tests.fuzz.mutate_markup import spoil_markup

__all__ = ["MAX_BYTES", "mutated"]

MAX_BYTES = 512 << 10
"""No copy is longer: what is long on purpose is in tests/hostile."""
_BYTES_ALONE = 0.2
"""Share of the copies where only the bytes are damaged, whatever they are."""


def mutated(chance: random.Random, data: bytes) -> bytes:
    """A copy with one to four damages."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 4))):
        data = _once(chance, data)[:MAX_BYTES]
    return data


def _once(chance: random.Random, data: bytes) -> bytes:
    if chance.random() < _BYTES_ALONE:
        return spoil_bytes(chance, data)
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"<":
        return spoil_markup(chance, data)
    if start in (b"{", b"["):
        return spoil_json(chance, data)
    if b"\0" in data[:256]:
        return spoil_bytes(chance, data)
    return spoil_lines(chance, data)
