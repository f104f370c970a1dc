"""The usual back end: turbohtml, the HTML standard's tree with line and column."""

from __future__ import annotations

from turbohtml import Element, Text
from turbohtml import parse as parse_tree

from oecheck.documents._html_tree import Tree

__all__ = ["parse"]


def parse(data: bytes | str) -> Tree:
    """Parses with turbohtml."""
    document = parse_tree(data)
    return Tree(document, Element, Text, "" if isinstance(data, str) else document.encoding or "")
