"""The bytes of an XML document made ready for a parser: their encoding, and what stands before the start."""

from __future__ import annotations

import codecs

import msgspec

from oecheck.documents._problem import DocumentProblem
from oecheck.values.patterns import pattern

__all__ = ["PreparedXml", "prepare"]

_DECLARATION = pattern(rb"<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][A-Za-z0-9._-]{0,40})[\"']")
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-16", "utf16", "utf-32", "utf32", "ucs-2", "ucs-4", "iso-10646-ucs")
_JUNK_SEARCHED = 4096
"""How far the first tag is looked for behind what does not belong there."""


class PreparedXml(msgspec.Struct):
    """Bytes to parse.

    Attributes:
        data: from the first character that belongs to the document.
        encoding: encoding that the bytes were read in.
        recoded: `data` is UTF-8, whatever the declaration says; otherwise it is in `encoding`.
        line_offset, column_offset: lines, and characters of the last line, that were cut off before `data`.
        problems: what was noticed.
    """

    data: bytes
    encoding: str = "utf-8"
    recoded: bool = False
    line_offset: int = 0
    column_offset: int = 0
    problems: list[DocumentProblem] = []

    def text(self) -> str:
        """The document as text, for a second parser that knows fewer encodings."""
        return self.data.decode("utf-8" if self.recoded else self.encoding, "replace")


def prepare(data: bytes) -> PreparedXml:
    """Finds out the encoding (XML 1.0 appendix F) and cuts off what stands before the declaration."""
    prepared = PreparedXml(data, problems=[])
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            prepared.data = data[len(bom) :]
            return _with_bom(prepared, encoding)
    if data.startswith((b"<\x00", b"\x00<")):
        return _recode_wide(prepared, "utf-16-le" if data.startswith(b"<\x00") else "utf-16-be")
    _cut_junk(prepared)
    _drop_nuls(prepared)
    _choose_8bit(prepared)
    return prepared


def _with_bom(prepared: PreparedXml, encoding: str) -> PreparedXml:
    if encoding != "utf-8":
        return _recode_wide(prepared, encoding)
    _cut_junk(prepared)
    _drop_nuls(prepared)
    declared = _declared(prepared.data)
    prepared.recoded = True
    if declared and _codec(declared) not in ("utf-8", "ascii"):
        prepared.problems.append(_mismatch(declared, "UTF-8"))
    _repair_utf8(prepared)
    return prepared


def _recode_wide(prepared: PreparedXml, encoding: str) -> PreparedXml:
    """UTF-16 becomes UTF-8 here: libxml2 knows it under other names, and declarations often tell something else."""
    prepared.data = prepared.data.decode(encoding, "replace").encode("utf-8", "replace")
    declared = _declared(prepared.data)
    prepared.encoding, prepared.recoded = encoding, True
    if declared and not declared.lower().startswith(_WIDE):
        prepared.problems.append(_mismatch(declared, "UTF-16"))
    _drop_nuls(prepared)
    return prepared


def _declared(data: bytes) -> str:
    match = _DECLARATION.match(data)
    return match[1].decode("ascii") if match else ""


def _codec(name: str) -> str:
    """Python's name of an encoding; "" when it knows none."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _cut_junk(prepared: PreparedXml) -> None:
    """Blanks and text before the declaration or the first tag (Moodle plug-ins, template engines)."""
    data = prepared.data
    if data.startswith(b"<"):
        return
    start = data.find(b"<", 0, _JUNK_SEARCHED)
    if start < 0:
        return
    cut = data[:start]
    blank = not cut.strip()
    if blank and not data.startswith(b"<?xml", start):
        return  # blanks before the root element are allowed where there is no declaration
    prepared.data = data[start:]
    prepared.line_offset = cut.count(b"\n")
    prepared.column_offset = len(cut) - cut.rfind(b"\n") - 1
    prepared.problems.append(DocumentProblem("leading-blanks" if blank else "leading-text", 1, 1, {"count": len(cut)}))


def _drop_nuls(prepared: PreparedXml) -> None:
    at = prepared.data.find(b"\x00")
    if at >= 0:
        line = prepared.data.count(b"\n", 0, at) + 1 + prepared.line_offset
        prepared.problems.append(DocumentProblem("nul", line, 0, {"count": prepared.data.count(b"\x00")}))
        prepared.data = prepared.data.replace(b"\x00", b" ")


def _choose_8bit(prepared: PreparedXml) -> None:
    declared = _declared(prepared.data)
    codec = _codec(declared) if declared else "utf-8"
    if declared.lower().startswith(_WIDE):
        prepared.problems.append(_mismatch(declared, "UTF-8"))
        codec, prepared.recoded = "utf-8", True
    elif not codec:
        prepared.problems.append(DocumentProblem("unknown-encoding", 1, 1, {"declared": declared}))
        codec, prepared.recoded = "utf-8", True
    prepared.encoding = codec
    if codec in ("utf-8", "ascii"):
        _repair_utf8(prepared)


def _repair_utf8(prepared: PreparedXml) -> None:
    """Bytes that are not UTF-8: read as Windows-1252 when nothing else in the document is UTF-8, or else replaced."""
    data = prepared.data
    if data.isascii():
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        text = data.decode("utf-8", "replace")
        western = all(char.isascii() or char == "\ufffd" for char in text)
        used = "windows-1252" if western else "utf-8"
        place = (line + prepared.line_offset, column)
        prepared.problems.append(DocumentProblem("invalid-bytes", *place, {"declared": "UTF-8", "used": used}))
        prepared.data = (data.decode("cp1252", "replace") if western else text).encode("utf-8")
        prepared.encoding, prepared.recoded = used, True


def _mismatch(declared: str, used: str) -> DocumentProblem:
    return DocumentProblem("encoding-mismatch", 1, 1, {"declared": declared, "used": used})
