"""One element of a parsed page."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from oecheck.documents._html_roles import presentational, role_of
from oecheck.model.source import Source

__all__ = ["HtmlElement"]


class HtmlElement(msgspec.Struct, gc=False, eq=False):
    """One element.

    Attributes:
        node: the back end's own node.
        name: lower case, without prefix.
        attributes: names in lower case (camel case in SVG), values as text, "" where there is none.
        ordinal: 1 for the first element of its name in the document.
        place: its source, once it was asked for; the facts of a page share it.
    """

    node: Any
    name: str
    attributes: dict[str, str]
    ordinal: int
    place: Source | None = None

    @property
    def line(self) -> int:
        """Line of its start tag in the markup, 1-based; 0 for an element that is only implied."""
        place = self.node.position
        return place[0] if place else 0

    @property
    def column(self) -> int:
        """Column of its start tag, 1-based."""
        place = self.node.position
        return place[1] + 1 if place else 0

    def get(self, name: str) -> str:
        """An attribute without white space around it; "" when there is none."""
        value = self.attributes.get(name)
        return value.strip() if value else ""

    @property
    def role(self) -> str:
        """The role that it says it has: the first word that is one; "" where it keeps that of its kind."""
        return role_of(self.attributes)

    @property
    def presentational(self) -> bool:
        """Whether its role takes its meaning away: none, and neither focusable nor with a global property."""
        return presentational(self.name, self.attributes)

    @property
    def pointer(self) -> str:
        """An XPath that finds it, and no other element."""
        return _pointer(self.name, self.ordinal)


@lru_cache(maxsize=1 << 16)
def _pointer(name: str, ordinal: int) -> str:
    """XPath of the n-th element of a name: the pages of a course share a few thousand of them."""
    return f"(//{name})[{ordinal}]"
