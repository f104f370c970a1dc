"""Damage to what is written in lines: YAML, CSV, INI, captions, style sheets, expressions."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.fuzz.mutate_bytes import NUMBERS, PIECES, spoil_bytes

__all__ = ["spoil_lines"]

_ODD = (
    *(b"---", b"...", b"- ", b"&a", b"*a", b"!!int x", b"key: value", b"? x", b"<<: *a", b"|", b">", b"%YAML 9"),
    *(b"a: {b: [c", b'"', b"'", b"@import url(", b"}", b"{", b"/*", b"*/", b"[AU]", b"=", b";", b",,,", b"\t", b"#"),
    *(b"00:00:01.000 --> 00:00:00.000", b"-->", b"WEBVTT", b"1", b"99:99:99,999 --> x", b"NOTE", b"STYLE", b"[]"),
    *(b"has(", b"))", b" && ", b"||", b"? :", b".all(x, ", b"~1", b"a.b.c", b"size(", b"matches('(a+)+')", b"in"),
)


def spoil_lines(chance: random.Random, data: bytes) -> bytes:
    """A copy with one line dropped, doubled, moved, indented, cut or changed."""
    lines = data.split(b"\n")
    if len(lines) < 2 or chance.random() < 0.2:
        return spoil_bytes(chance, data)
    at = chance.randrange(len(lines))
    chance.choice(_DAMAGES)(chance, lines, at)
    return b"\n".join(lines)


def _drop(_chance: random.Random, lines: list[bytes], at: int) -> None:
    del lines[at]


def _double(chance: random.Random, lines: list[bytes], at: int) -> None:
    lines[at:at] = [lines[at]] * chance.choice((1, 1, 3, 300))


def _move(chance: random.Random, lines: list[bytes], at: int) -> None:
    lines.insert(chance.randrange(len(lines)), lines.pop(at))


def _indent(chance: random.Random, lines: list[bytes], at: int) -> None:
    lines[at] = chance.choice((b" ", b"  ", b"\t", b"- ", b" " * 200)) + lines[at].lstrip()


def _odd(chance: random.Random, lines: list[bytes], at: int) -> None:
    lines[at] = chance.choice(_ODD)


def _inside(chance: random.Random, lines: list[bytes], at: int) -> None:
    line = lines[at]
    start = chance.randrange(len(line) + 1)
    end = min(start + chance.choice((0, 0, 1, 5)), len(line))
    lines[at] = line[:start] + chance.choice(_ODD + PIECES + NUMBERS) + line[end:]


def _value(chance: random.Random, lines: list[bytes], at: int) -> None:
    """What stands behind the first `:` or `=`, or after the last comma."""
    for mark in (b":", b"=", b","):
        head, found, _ = lines[at].partition(mark)
        if found:
            lines[at] = head + mark + b" " + chance.choice(_ODD + PIECES + NUMBERS)
            return
    _inside(chance, lines, at)


_DAMAGES: tuple[Callable[[random.Random, list[bytes], int], None], ...] = (
    *(_drop, _double, _move, _indent, _odd, _inside, _inside, _value, _value),
)
