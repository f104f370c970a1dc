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

__all__ = ["SpelledOut", "first_declaration", "spell_out"]

_NAME = rb"[A-Za-z_][A-Za-z0-9_.-]{0,60}"
# Marked sections and comments hold no references; one without an end takes the rest, so that the search stays linear.
_REFERENCE = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(" + _NAME + rb");", re.DOTALL)
_DECLARATION = re.compile(rb"<!ENTITY\s{1,9}(" + _NAME + rb")\s{1,9}(SYSTEM|PUBLIC)?")
_OUTSIDE = re.compile(rb"<!DOCTYPE\s{1,9}[^\s>\[]{1,200}\s{1,9}(?:SYSTEM|PUBLIC)\b|<!ENTITY\s{1,9}%")
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
