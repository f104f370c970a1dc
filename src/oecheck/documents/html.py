"""HTML documents: elements by name in document order, with line and column, attributes and text.

One small interface over turbohtml, with the standard library's `html.parser` where turbohtml does not import. Any bytes
give a document: malformed markup is mended as the HTML standard says (the fall-back mends less). Time and memory grow
with the length of the markup, whatever its shape; what lies over a limit is left out and said in `incomplete`.

Source: WHATWG HTML §13.2 (parsing), §13.2.3 (encoding).
"""

from __future__ import annotations

from collections.abc import Callable

from oecheck.documents._html_document import HtmlDocument
from oecheck.documents._html_element import HtmlElement
from oecheck.documents._html_hidden import HIDDEN
from oecheck.documents._html_names import (
    content_name,
    document_text,
    explicit_name,
    folded,
    name_of,
    shown_text,
    tooltip,
)
from oecheck.documents._html_tree import Tree
from oecheck.documents._html_xhtml import written_out

__all__ = [
    "HIDDEN",
    "MAX_MARKUP",
    "HtmlDocument",
    "HtmlElement",
    "content_name",
    "document_text",
    "explicit_name",
    "folded",
    "name_of",
    "parse_html",
    "shown_text",
    "tooltip",
]

MAX_MARKUP = 2 << 20
"""Bytes or characters of one page that are looked at. Own choice: four times the longest of 785 real pages (0.5 MB)."""

_STRAY = bytes(range(9))
_LOOKED_AT = 64  # bytes in which UTF-16 shows itself
_XML_SUFFIXES = (".xhtml", ".xht")

_chosen: Callable[[bytes | str], Tree] | None = None


def parse_html(
    data: bytes | str,
    file: str,
    *,
    line_offset: int = 0,
    parser: Callable[[bytes | str], Tree] | None = None,
) -> HtmlDocument:
    """Parses one page.

    Args:
        data: the page; the encoding of bytes is taken from a BOM, a `meta`, their form, or windows-1252.
        file: its path in the package; in `.xhtml` any element can end itself (`<title/>`).
        line_offset: lines before the markup in that file, where the markup is a part of it.
        parser: back end; by default turbohtml, or the standard library's parser where that does not import.

    Returns:
        The document; never an error, whatever the bytes.
    """
    incomplete: tuple[str, ...] = ()
    if len(data) > MAX_MARKUP:
        data, incomplete = data[:MAX_MARKUP], ("page-too-long",)
    if file.lower().endswith(_XML_SUFFIXES):
        data = written_out(data)
    if isinstance(data, bytes) and data[:1] < b"\t":
        data = _begun(data)
    tree = (parser or _parser())(data)
    return HtmlDocument(tree, file, line_offset, incomplete)


def _begun(data: bytes) -> bytes:
    """A page with blanks for the zero bytes and control characters before its first tag.

    A browser opens the body for them, and gives the `html` that is written behind them to the one that it made; here
    it would be no page of its own. Bytes of UTF-16 stay: they hold more zeros.
    """
    rest = data.lstrip(_STRAY)
    return data if b"\0" in rest[:_LOOKED_AT] else b" " * (len(data) - len(rest)) + rest


def _parser() -> Callable[[bytes | str], Tree]:
    global _chosen
    if _chosen is None:
        try:
            from oecheck.documents._html_turbo import parse
        except ImportError:  # no wheel for this machine (Intel mac, Windows on ARM)
            from oecheck.documents._html_stdlib import parse
        _chosen = parse
    return _chosen
