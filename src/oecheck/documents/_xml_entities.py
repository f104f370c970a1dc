"""Names between & and ; that an XML document does not hold itself: the text that they stand for is never fetched.

Names of HTML (`&nbsp;`) are read as HTML means them, entities of the document itself are left to the parser, all others
are read as blanks. Each replacement is as long as what it replaces wherever that can be, so places stay what they are.
Source: XML 1.0 §4.1 (entity declared), §4.4.3 (included if validating).
"""

from __future__ import annotations

import re
from html.entities import name2codepoint

import msgspec

from oecheck.documents._problem import MAX_PROBLEMS, DocumentProblem
from oecheck.values.patterns import pattern

__all__ = ["SpelledOut", "first_declaration", "spell_out", "without_halves"]

_NAME = rb"[A-Za-z_][A-Za-z0-9_.-]{0,60}"
# Marked sections and comments hold no references; one without an end takes the rest, so that the search stays linear.
_REFERENCE = pattern(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(" + _NAME + rb");", re.DOTALL)
_DECLARATION = pattern(rb"<!ENTITY\s{1,9}(" + _NAME + rb")\s{1,9}(SYSTEM|PUBLIC)?")
_OUTSIDE = pattern(rb"<!DOCTYPE\s{1,9}[^\s>\[]{1,200}\s{1,9}(?:SYSTEM|PUBLIC)\b|<!ENTITY\s{1,9}%")
# References by number to half a character (U+D800 to U+DFFF), which no text can hold. Source: XML 1.0 §2.2, Char.
_HEX_HALF = pattern(rb"&#x(0*)[dD][89a-fA-F][0-9a-fA-F]{2};")
_DECIMAL_HALF = pattern(rb"&#(0*)(5[567][0-9]{3});")
_HALVES = range(0xD800, 0xE000)
_PREDEFINED = frozenset({b"lt", b"gt", b"amp", b"apos", b"quot"})
_HEAD_BYTES = 256 << 10
"""Where declarations are looked for; the document type stands at the start."""


class SpelledOut(msgspec.Struct):
    """A document in which every name stands for something that is in it.

    Attributes:
        data: the document.
        names: names that were replaced, each once at its first place: `html-entity`, `external-entity`,
            `undeclared-entity`.
        outside: the document type names a part outside the document that may declare names.
    """

    data: bytes
    names: tuple[DocumentProblem, ...]
    outside: bool


def spell_out(data: bytes) -> SpelledOut:
    """The document with what its own declarations do not tell replaced."""
    head = data[:_HEAD_BYTES]
    declared: dict[bytes, bool] = {}
    for found in _DECLARATION.finditer(head):
        declared.setdefault(found[1], bool(found[2]))  # the first one binds
    places: dict[bytes, int] = {}

    def replace(match: re.Match[bytes]) -> bytes:
        name = match[1]
        if name is None or name in _PREDEFINED or declared.get(name) is False:
            return match[0]
        if len(places) < MAX_PROBLEMS:
            places.setdefault(name, match.start())
        return _replacement(name, len(match[0]), known=name not in declared)

    spelled = _REFERENCE.sub(replace, data)
    names = tuple(_problem(data, name, at, external=name in declared) for name, at in places.items())
    return SpelledOut(spelled, names, _OUTSIDE.search(head) is not None)


def first_declaration(data: bytes) -> tuple[int, int]:
    """Line and column of the first entity that a document declares; 1, 1 without one."""
    return _place(data, max(data.find(b"<!ENTITY"), 0))


def without_halves(data: bytes) -> bytes:
    """The document with U+FFFD for every half character that it names by number; places stay what they are.

    libxml2 names the mistake and, when it goes on, puts bytes into the tree that are no text.
    """

    def decimal(match: re.Match[bytes]) -> bytes:
        return b"&#%s65533;" % match[1] if int(match[2]) in _HALVES else match[0]

    return _DECIMAL_HALF.sub(decimal, _HEX_HALF.sub(rb"&#x\1FFFD;", data))


def _replacement(name: bytes, length: int, *, known: bool) -> bytes:
    point = name2codepoint.get(name.decode("ascii")) if known else None
    if point is None:
        return b" " * length
    return b"&#%s;" % str(point).encode("ascii").rjust(length - 3, b"0")


def _problem(data: bytes, name: bytes, at: int, *, external: bool) -> DocumentProblem:
    shown = name.decode("ascii")
    html = shown in name2codepoint and not external
    code = "external-entity" if external else "html-entity" if html else "undeclared-entity"
    return DocumentProblem(code, *_place(data, at), {"name": shown})


def _place(data: bytes, at: int) -> tuple[int, int]:
    start = data.rfind(b"\n", 0, at) + 1
    return data.count(b"\n", 0, at) + 1, len(data[start:at].decode("utf-8", "replace")) + 1
