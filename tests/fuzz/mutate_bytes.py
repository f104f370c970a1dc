"""Damage to bytes, whatever they mean."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

__all__ = ["NUMBERS", "PIECES", "spoil_bytes"]

PIECES = (
    *(b"", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"),
    *(b"\r", b"\n", b"\t", b"\x0b", b"\x85", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\x1b[2J", b"\x7f", b"\xc2\xa0"),
    *(b"<", b">", b"&", b'"', b"'", b"{", b"}", b"[", b"]", b":", b",", b"%", b"\\", b"../", b"/", b"#", b"?", b"-->"),
    *(b"<!--", b"<![CDATA[", b"]]>", b"<?xml", b"<!DOCTYPE a [", b"&amp;", b"&#0;", b"&#x110000;", b"&#xD800;", b"&x;"),
    *(b"NaN", b"inf", b"-1", b"0", b"1e999", b"null", b"true", "é".encode(), "\u0661".encode(), "²".encode()),
    *("\U0001f600".encode(), "\u200f".encode(), "İ".encode(), "ﬃ".encode(), b"http://", b"javascript:", b"data:,"),
    *(
        b"//[",
        b"http://[::1",
        b"http://\xc3\xa9:99999/",
        b"mailto:",
        b"file:///",
        b"$IMS-CC-FILEBASE$",
        b"@@PLUGINFILE@@",
    ),
)
"""What is put in, or in the place of something."""
NUMBERS = (
    *(b"0", b"-1", b"1", b"255", b"256", b"65536", b"2147483648", b"4294967295", b"9223372036854775808"),
    *(b"99999999999999999999999", b"1e400", b"-0", b"0.0", b"1.", b".5", b"1,5", b"007", b"0x10", b"9" * 5000),
    *("\u0663".encode(), "²".encode(), b"NaN", b"1_000", b"+1", b"1e-400"),
)
_NUMBER = re.compile(rb"\d{1,12}")


def spoil_bytes(chance: random.Random, data: bytes) -> bytes:
    """A copy with one damage."""
    if not data:
        return chance.choice(PIECES)
    return chance.choice(_DAMAGES)(chance, data)


def _span(chance: random.Random, data: bytes) -> tuple[int, int]:
    """A stretch, short ones more often."""
    start = chance.randrange(len(data))
    length = min(int(2 ** chance.uniform(0, 12)), len(data) - start)
    return start, start + length


def _flip(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _other_byte(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _drop(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + data[end:]


def _repeat(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    times = min(chance.choice((1, 1, 2, 10, 200)), 1 + (64 << 10) // (end - start))
    return data[:end] + data[start:end] * times + data[end:]


def _move(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    piece, rest = data[start:end], data[:start] + data[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + piece + rest[at:]


def _insert(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(PIECES) + data[at:]


def _replace(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + chance.choice(PIECES) + data[end:]


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def _number(chance: random.Random, data: bytes) -> bytes:
    """Another number in the place of one that stands in the text."""
    from_here = chance.randrange(len(data))
    found = _NUMBER.search(data, from_here) or _NUMBER.search(data)
    if found is None:
        return _other_byte(chance, data)
    return data[: found.start()] + chance.choice(NUMBERS) + data[found.end() :]


def _word(chance: random.Random, data: bytes) -> bytes:
    """Four bytes that a binary format may take for a size."""
    at = chance.randrange(len(data))
    value = chance.choice((0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, len(data)))
    size = chance.choice((1, 2, 4, 8))
    word = (value & ((1 << 8 * size) - 1)).to_bytes(size, chance.choice(("little", "big")))
    return data[:at] + word + data[at + size :]


def _other_encoding(chance: random.Random, data: bytes) -> bytes:
    """The same text in another encoding, whatever the document says of it."""
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(("utf-16", "utf-16-be", "utf-32", "latin-1", "cp1251", "utf-7")), "replace")


Damage = Callable[[random.Random, bytes], bytes]
_DAMAGES: tuple[Damage, ...] = (
    *(_flip, _other_byte, _drop, _repeat, _move, _insert, _insert, _replace, _cut, _number, _number, _word),
    _other_encoding,
)
