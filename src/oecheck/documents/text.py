"""The bytes of a text file as text: which encoding it declares, which it is in, and whether the two agree.

Needed by OHE-PKG-009. A declaration is a byte order mark, an XML declaration, an HTML `meta`, or a CSS `@charset`.
"""

from __future__ import annotations

import codecs
import re

import msgspec

from oecheck.values.patterns import pattern

__all__ = ["Decoded", "decode"]

_SEARCHED = 1024
"""HTML Living Standard, "prescan a byte stream": a declaration stands in the first 1,024 bytes."""
_XML = pattern(rb"^\s{0,64}<\?xml\s[^>]{0,200}?encoding\s{0,8}=\s{0,8}[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_META = pattern(rb"<meta\s[^>]{0,300}?charset\s{0,8}=\s{0,8}[\"']?\s{0,8}([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_CSS = pattern(rb'^@charset "([A-Za-z0-9._:-]{1,40})";')
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encoding Standard §4.2: these labels mean Windows-1252 to every browser.
_WESTERN = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"})


class Decoded(msgspec.Struct, frozen=True):
    """Text and how it was come by.

    Attributes:
        text: the text; what cannot be decoded is U+FFFD.
        declared: encoding as the file declares it, as written; "" without a declaration.
        used: Python's name of the encoding it was read in.
        valid: all bytes are characters in the declared encoding (UTF-8 without a declaration).
        conflict: two declarations differ, or the declared encoding cannot be the one of these bytes.
        line: of the first byte that is wrong, 1-based; 0 when all are right.
        bom: it begins with a byte order mark.
    """

    text: str
    declared: str
    used: str
    valid: bool
    conflict: bool
    line: int = 0
    bom: bool = False


def decode(data: bytes) -> Decoded:
    """The text of a file, whatever it declares; never raises."""
    marked = next(((bom, encoding) for bom, encoding in _BOMS if data.startswith(bom)), None)
    body = data[len(marked[0]) :] if marked else data
    names = _declarations(body[:_SEARCHED])
    declared = names[0] if names else ""
    codecs_of_names = {_codec(name) for name in names}
    if marked is not None:
        conflict = any(not _agrees(codec, marked[1]) for codec in codecs_of_names)
        return _read(body, marked[1], declared, conflict, bom=True)
    codec = _codec(declared) if declared else "utf-8"
    conflict = len(codecs_of_names) > 1 or (bool(declared) and not _possible(body, codec))
    if not _possible(body, codec):
        codec = "utf-8"
    return _read(body, codec, declared, conflict, bom=False)


def _declarations(head: bytes) -> list[str]:
    matches = [pattern.search(head) for pattern in (_XML, _CSS, _META)]
    return [match[1].decode("ascii") for match in matches if match is not None]


def _codec(name: str) -> str:
    """Python's name of an encoding that is one of text; "" when there is none."""
    try:
        info = codecs.lookup(name)
    except LookupError:
        return ""
    if not getattr(info, "_is_text_encoding", True):
        return ""
    return "cp1252" if info.name in _WESTERN else info.name


def _possible(body: bytes, codec: str) -> bool:
    """8-bit bytes with a declaration that can be read cannot be UTF-16 or UTF-32."""
    return bool(codec) and not (codec.startswith(("utf-16", "utf-32", "utf-7")) and b"\x00" not in body[:_SEARCHED])


def _agrees(codec: str, marked: str) -> bool:
    return codec == marked or (codec in ("utf-16", "utf-32") and marked.startswith(codec))


def _read(body: bytes, codec: str, declared: str, conflict: bool, *, bom: bool) -> Decoded:
    try:
        return Decoded(body.decode(codec), declared, codec, True, conflict, 0, bom)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
    fallback = codec
    if codec == "utf-8" and not _has_utf8(body):
        fallback = "cp1252"
    return Decoded(body.decode(fallback, "replace"), declared, fallback, False, conflict, line, bom)


def _has_utf8(body: bytes) -> bool:
    """Some character outside ASCII is right as UTF-8, so that single wrong bytes are damage, not another encoding."""
    return any(not char.isascii() and char != "\ufffd" for char in body.decode("utf-8", "replace"))
