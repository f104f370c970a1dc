"""The encoding of a page for the fall-back parser.

Source: WHATWG HTML §13.2.3: BOM, then a `meta` in the first 1,024 bytes, then UTF-8 where it fits, then windows-1252.
"""

from __future__ import annotations

import codecs
import re

from oecheck.values.patterns import pattern

__all__ = ["decode"]

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = pattern(rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_PRESCAN_BYTES = 1024
_WEB_LATIN = frozenset({"iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii", "windows-1252", "cp1252"})


def decode(data: bytes) -> tuple[str, str]:
    """The text of a page and the encoding it was read in; never an error."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name
    declared = _CHARSET.search(data[:_PRESCAN_BYTES])
    name = _codec(declared[1].decode("ascii").lower()) if declared else ""
    if not name:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            name = "windows-1252"
    return data.decode(name, "replace"), name


def _codec(label: str) -> str:
    """Python's codec for a label; "" when it has none."""
    if label in _WEB_LATIN:
        return "windows-1252"
    if label.startswith("utf-16"):  # a meta that can be read as ASCII is not in UTF-16
        return "utf-8"
    try:
        "".encode(label)  # fails for codecs that do not make text (`zip`, `hex`), which `lookup` also finds
    except (LookupError, UnicodeError):
        return ""
    return label
