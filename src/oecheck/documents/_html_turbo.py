"""The usual back end: turbohtml, the HTML standard's tree with line and column."""

from __future__ import annotations

from turbohtml import Document, Element, HTMLParseError, Text, parse_xml
from turbohtml import parse as parse_tree

from oecheck.documents._html_tree import Tree

__all__ = ["parse"]


def parse(data: bytes | str, xml_first: bool = False) -> Tree:
    """Parses with turbohtml; by XML rules only where the page is well-formed under them."""
    document = _parse_xhtml(data) if xml_first else None
    if document is None:
        document = parse_tree(data)
        encoding = document.encoding or ""
    else:
        encoding = "utf-8"
    return Tree(document, Element, Text, "" if isinstance(data, str) else encoding)


def _parse_xhtml(data: bytes | str) -> Document | None:
    """The page under XML rules; None where they do not hold (entities of a DTD, unclosed tags, another encoding)."""
    try:
        return parse_xml(data if isinstance(data, str) else data.decode("utf-8-sig"))
    except (UnicodeDecodeError, HTMLParseError):
        return None
