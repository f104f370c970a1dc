"""XHTML made readable for a parser of HTML.

XML lets any element end itself; to HTML `<title/>` is a start tag, which swallows the page. turbohtml's own XML mode
tells no lines, so the tags are written out instead. Lines stay; columns move behind such a tag on its line.
"""

from __future__ import annotations

import re

from oecheck.documents._html_elements import VOID
from oecheck.values.patterns import pattern

__all__ = ["written_out"]

# `[^<>]` ends at the next tag, so that the search stays linear on a page of open tags.
_BYTES = pattern(rb"<([A-Za-z][A-Za-z0-9:._-]{0,60})(\s[^<>]*)?/>")
_TEXT = pattern(r"<([A-Za-z][A-Za-z0-9:._-]{0,60})(\s[^<>]*)?/>")


def written_out(data: bytes | str) -> bytes | str:
    """The page with `<name/>` as `<name></name>`, but for elements that HTML ends itself."""
    if isinstance(data, str):
        return _TEXT.sub(_text_pair, data)
    return _BYTES.sub(_bytes_pair, data)


def _text_pair(match: re.Match[str]) -> str:
    name = match[1]
    return match[0] if name.lower() in VOID else f"<{name}{match[2] or ''}></{name}>"


def _bytes_pair(match: re.Match[bytes]) -> bytes:
    name = match[1]
    return match[0] if name.decode("ascii").lower() in VOID else b"<%b%b></%b>" % (name, match[2] or b"", name)
