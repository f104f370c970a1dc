"""Damage to XML and HTML by tags, without a parser: whatever the document is by now, it has tags."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.fuzz.mutate_bytes import NUMBERS, PIECES, spoil_bytes

__all__ = ["spoil_markup"]

_TOKEN = re.compile(rb"<[^<>]*>|[^<]+|<")
_ATTRIBUTE = re.compile(rb"""\s([A-Za-z_:][\w:.-]*)\s*=\s*("[^"]*"|'[^']*')""")
_NAME = re.compile(rb"</?([A-Za-z_][\w:.-]*)")
_DEPTHS = (2, 30, 200, 300, 3000)
"""How deep a tag is nested in itself: around the limits of parsers, and far beyond them."""
_ODD = (
    *(b"<!-- -- -->", b"<?pi x?>", b"<![CDATA[<a>]]>", b"<x:y/>", b'<a xmlns=""/>', b"<a a='1' a='2'/>", b"</z>"),
    *(b"<!DOCTYPE a SYSTEM 'http://host.invalid/a'>", b"<script>", b"<style>@import url(a.css)", b"<svg><a></svg>"),
    *(b"<table><td><table>", b"<base href='//x'>", b"<img src>", b"<a href='%'>", b"<iframe srcdoc='<p>'>"),
    *(b"<p hidden>", b"<template><p>", b"<textarea>", b"<title>", b"<plaintext>", b"<frameset>", b"<math><mi>"),
)


def spoil_markup(chance: random.Random, data: bytes) -> bytes:
    """A copy with one damage to tags, attributes or texts."""
    tokens = _TOKEN.findall(data)
    if not tokens:
        return spoil_bytes(chance, data)
    return chance.choice(_DAMAGES)(chance, tokens)


def _at(chance: random.Random, tokens: list[bytes], *, tag: bool) -> int:
    """A token of the wanted kind, as far as a few tries find one."""
    at = chance.randrange(len(tokens))
    for _ in range(12):
        if (tokens[at][:1] == b"<") is tag:
            break
        at = chance.randrange(len(tokens))
    return at


def _element(chance: random.Random, tokens: list[bytes]) -> tuple[int, int]:
    """From a start tag to its end tag, as far as they balance within a thousand tokens."""
    start = _at(chance, tokens, tag=True)
    name = _NAME.match(tokens[start])
    if name is None or tokens[start].startswith(b"</") or tokens[start].endswith(b"/>"):
        return start, start + 1
    opening, closing = b"<" + name[1], b"</" + name[1]
    depth = 0
    for at in range(start, min(start + 1000, len(tokens))):
        token = tokens[at]
        if token.startswith(closing):
            depth -= 1
        elif token.startswith(opening) and not token.endswith(b"/>"):
            depth += 1
        if depth == 0:
            return start, at + 1
    return start, start + 1


def _drop(chance: random.Random, tokens: list[bytes]) -> bytes:
    at = chance.randrange(len(tokens))
    return b"".join(tokens[:at] + tokens[at + 1 :])


def _drop_element(chance: random.Random, tokens: list[bytes]) -> bytes:
    start, end = _element(chance, tokens)
    return b"".join(tokens[:start] + tokens[end:])


def _repeat_element(chance: random.Random, tokens: list[bytes]) -> bytes:
    start, end = _element(chance, tokens)
    piece = b"".join(tokens[start:end])
    times = min(chance.choice((1, 2, 50, 500)), 1 + (64 << 10) // max(len(piece), 1))
    return b"".join((*tokens[:end], piece * times, *tokens[end:]))


def _move_element(chance: random.Random, tokens: list[bytes]) -> bytes:
    start, end = _element(chance, tokens)
    piece, rest = tokens[start:end], tokens[:start] + tokens[end:]
    at = chance.randrange(len(rest) + 1)
    return b"".join((*rest[:at], *piece, *rest[at:]))


def _nest(chance: random.Random, tokens: list[bytes]) -> bytes:
    """An element inside itself, often."""
    start, end = _element(chance, tokens)
    name = _NAME.match(tokens[start])
    depth = chance.choice(_DEPTHS)
    closing = b"</" + name[1] + b">" if name else b""
    opening = tokens[start].replace(b"/>", b">")[:200]
    inner = b"".join(tokens[start:end])
    return b"".join((*tokens[:start], opening * depth, inner, closing * depth, *tokens[end:]))


def _rename(chance: random.Random, tokens: list[bytes]) -> bytes:
    """A tag, or all tags of its name, take the name of another tag."""
    at = _at(chance, tokens, tag=True)
    other = _NAME.match(tokens[_at(chance, tokens, tag=True)])
    name = _NAME.match(tokens[at])
    if name is None or other is None:
        return _drop(chance, tokens)
    new = chance.choice((other[1], name[1].swapcase(), b"x:" + name[1], b"x"))
    places = [at] if chance.random() < 0.5 else range(len(tokens))
    for place in places:
        found = _NAME.match(tokens[place])
        if found is not None and found[1] == name[1]:
            tokens[place] = tokens[place].replace(name[1], new, 1)
    return b"".join(tokens)


def _attribute(chance: random.Random, tokens: list[bytes]) -> bytes:
    """An attribute is dropped, doubled, or has another value: nonsense, a number, another attribute's value."""
    at = next((place for _ in range(20) if b"=" in tokens[place := _at(chance, tokens, tag=True)]), None)
    found = list(_ATTRIBUTE.finditer(tokens[at])) if at is not None else []
    if at is None or not found:
        return _insert(chance, tokens)
    one = chance.choice(found)
    token = tokens[at]
    others = _ATTRIBUTE.findall(tokens[_at(chance, tokens, tag=True)])
    value = chance.choice((b"", *NUMBERS, *PIECES, *(other[1].strip(b"\"'") for other in others)))
    changed = chance.choice((b"", one[0] * 2, b" " + one[1] + b'="' + value.replace(b'"', b"") + b'"'))
    tokens[at] = token[: one.start()] + changed + token[one.end() :]
    return b"".join(tokens)


def _text(chance: random.Random, tokens: list[bytes]) -> bytes:
    at = _at(chance, tokens, tag=False)
    if tokens[at][:1] == b"<":
        return _insert(chance, tokens)
    other = tokens[_at(chance, tokens, tag=False)]
    tokens[at] = chance.choice((b"", tokens[at] * 20, other, chance.choice(PIECES), chance.choice(NUMBERS)))
    return b"".join(tokens)


def _insert(chance: random.Random, tokens: list[bytes]) -> bytes:
    at = chance.randrange(len(tokens) + 1)
    return b"".join((*tokens[:at], chance.choice(_ODD + PIECES), *tokens[at:]))


def _cut(chance: random.Random, tokens: list[bytes]) -> bytes:
    return b"".join(tokens[: chance.randrange(len(tokens))])


_DAMAGES: tuple[Callable[[random.Random, list[bytes]], bytes], ...] = (
    *(_drop, _drop_element, _repeat_element, _move_element, _nest, _rename, _attribute, _attribute, _attribute),
    *(_text, _text, _insert, _cut),
)
