"""Character encodings of text files: declared, used, valid, in conflict (PKG-009).

Sources: XML 1.0 appendix F; WHATWG HTML §13.2.3; CSS Syntax §3.2; RFC 8259 §8.1; WebVTT (always UTF-8).
"""

from __future__ import annotations

import codecs
import re

from oecheck.facts._definition import FactDefinition
from oecheck.model.content import Encoding
from oecheck.model.package import File
from oecheck.values.media_type import is_text
from oecheck.values.patterns import pattern

__all__ = ["FACTS", "examine"]

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_XML = pattern(rb"""<\?xml[^>]{0,200}?\sencoding\s{0,5}=\s{0,5}["']([A-Za-z0-9._:-]{1,40})["']""")
_META = pattern(rb"""<meta\b[^>]{0,400}?\bcharset\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_CSS = pattern(rb"""@charset "([A-Za-z0-9._:-]{1,40})";""")
_HEAD_BYTES = 4096
_MUST_BE_UTF8 = frozenset({"application/json", "text/vtt"})
# Codecs of Python that make text of bytes and are no way to write a file.
_NO_CHARACTER_SETS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "mbcs", "oem"})
# Labels that stand for windows-1252 on the web (WHATWG Encoding).
_WEB_LATIN = frozenset({"iso8859-1", "ascii", "cp1252"})
_WEB_TYPES = frozenset({"text/html", "text/css", "text/javascript"})


def encoding(content: bytes, file: File) -> Encoding | None:
    """The encoding of a text file; absent for files that hold no text."""
    if not is_text(file.media_type):
        return None
    return examine(content, file.media_type)


def examine(content: bytes, media_type: str) -> Encoding:
    """How the characters of a text are written, and what is wrong with it."""
    head = content[:_HEAD_BYTES]
    mark = next((name for bom, name in _MARKS if head.startswith(bom)), "")
    labels = [] if mark == "utf-16" else _declarations(head, media_type)
    names = [_codec(label) for label in labels]
    declared = names[0] if names else ""
    if "" in names:
        return Encoding(
            declared=labels[names.index("")],
            used="unknown",
            utf8=_is_utf8(content),
            problem="unknown-name",
            problem_line=1,
        )
    if len(set(names)) > 1 or (mark and declared not in {"", mark}):
        return Encoding(
            declared=declared, used=mark or "unknown", utf8=_is_utf8(content), problem="conflict", problem_line=1
        )
    if mark == "utf-16":
        return _decoded(content, "utf-16", declared, media_type)
    if declared.startswith(("utf-16", "utf-32")):  # it could be read as ASCII, so it is not in them
        return Encoding(declared=declared, utf8=_is_utf8(content), problem="conflict", problem_line=1)
    return _eight_bit(content, declared, media_type)


def encoding_problem(encoding: Encoding | None) -> str | None:
    """Code of what is wrong with the encoding of a text file, "" for nothing."""
    return None if encoding is None else encoding.problem


def utf8(encoding: Encoding | None) -> bool | None:
    """A text file is UTF-8."""
    return None if encoding is None else encoding.utf8


def _declarations(head: bytes, media_type: str) -> list[str]:
    patterns = {"text/html": (_META,), "text/css": (_CSS,), "application/xhtml+xml": (_XML, _META)}.get(media_type)
    if patterns is None:
        patterns = (_XML,) if media_type.endswith("xml") else ()
    if media_type == "text/html" and head.lstrip(codecs.BOM_UTF8).lstrip().startswith(b"<?xml"):
        patterns = (_META, _XML)  # XHTML that is called HTML: the meta decides in browsers
    found = (pattern.search(head) for pattern in patterns)
    return [match[1].decode("ascii").lower() for match in found if match is not None]


def _codec(label: str) -> str:
    """Python's name of a declared encoding; "" when it knows none that makes text."""
    try:
        name = codecs.lookup(label).name
        "".encode(name)  # fails for codecs that are no character sets (`zip`, `hex`)
    except (LookupError, UnicodeError):
        return ""
    return "" if name in _NO_CHARACTER_SETS else name


def _eight_bit(content: bytes, declared: str, media_type: str) -> Encoding:
    line = _first_not_utf8(content)
    if declared in {"", "utf-8"}:
        if not line:
            return Encoding(declared=declared)
        if media_type in _MUST_BE_UTF8:
            problem = "not-utf8-as-required"
        else:
            problem = "invalid" if declared or media_type.endswith("xml") else "undeclared"
        return Encoding(declared=declared, used="unknown", utf8=False, problem=problem, problem_line=line)
    if not line:
        ascii_only = content.isascii()
        return Encoding(
            declared=declared,
            problem="" if ascii_only or declared in {"utf-8", "utf-8-sig"} else "looks-like-utf8",
            problem_line=0 if ascii_only else 1,
        )
    codec = "cp1252" if declared in _WEB_LATIN and media_type in _WEB_TYPES else declared
    return _decoded(content, codec, declared, media_type)


def _decoded(content: bytes, codec: str, declared: str, media_type: str) -> Encoding:
    problem, line = "", 0
    try:
        content.decode(codec)
    except UnicodeDecodeError as error:
        tolerated = codec == "cp1252"  # five unassigned bytes, which browsers take for control characters
        if not tolerated:
            problem, line = "invalid", content.count(b"\n", 0, error.start) + 1
    if not problem and media_type in _MUST_BE_UTF8:
        problem, line = "not-utf8-as-required", 1
    return Encoding(declared=declared, used=codec, utf8=False, problem=problem, problem_line=line)


def _is_utf8(content: bytes) -> bool:
    return not _first_not_utf8(content)


def _first_not_utf8(content: bytes) -> int:
    """Line of the first byte that is not UTF-8; 0 when all are."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return content.count(b"\n", 0, error.start) + 1
    return 0


FACTS = (
    FactDefinition(
        of="file",
        name="encoding",
        type="encoding",
        meaning="declared and used character encoding of a text file",
        function=encoding,
    ),
    FactDefinition(
        of="file",
        name="encoding_problem",
        type="string",
        meaning="code of what is wrong with its character encoding; empty when nothing is",
        function=encoding_problem,
    ),
    FactDefinition(of="file", name="utf8", type="bool", meaning="a text file is UTF-8", function=utf8),
)
