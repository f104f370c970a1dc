"""References of packaged style sheets (PKG-004, PKG-005, PRV-002)."""

from __future__ import annotations

import re
from bisect import bisect_right

from oecheck.facts._css_urls import css_urls
from oecheck.facts._definition import FactDefinition
from oecheck.facts._page_references import cut_href
from oecheck.model.page import Link
from oecheck.model.source import Source
from oecheck.values.href import Resolver

__all__ = ["FACTS"]

MAX_LENGTH = 4 << 20
"""Bytes of a style sheet that are looked at."""


def css_links(content: bytes, path: str, resolver: Resolver) -> tuple[Link, ...]:
    """The `url()` and `@import` references of a style sheet."""
    text = content[:MAX_LENGTH].decode("utf-8-sig", "replace")
    found = list(css_urls(text))
    starts = [0, *(match.end() for match in re.finditer("\n", text))] if found else []
    return tuple(_link(path, resolver, url, place, what, starts) for url, place, what in found)


def _link(path: str, resolver: Resolver, url: str, place: int, what: str, starts: list[int]) -> Link:
    resolved = resolver.resolve(url, path)
    line = bisect_right(starts, place)
    return Link(
        source=Source(path, line, place - starts[line - 1] + 1),
        page=path,
        element="css @import" if what == "style" else "css url()",
        href=cut_href(url, resolved),
        kind=resolved.kind,
        target=resolved.target,
        state=resolved.state,
        embedded=True,
        scheme=resolved.scheme,
        host=resolved.host,
    )


FACTS = (
    FactDefinition(
        of="file",
        name="css_links",
        type="list<link>",
        meaning="the references of a style sheet: url() and @import",
        function=css_links,
        media_types=("text/css",),
    ),
)
