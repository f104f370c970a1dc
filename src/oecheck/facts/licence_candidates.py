"""Licences that pages refer to, where the course declares none (LIC-001): look-alike text, never a declaration.

Scripts that write such a link into every page count, too: Rustici's sample courses show their licence in no other way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import msgspec

from oecheck.facts._definition import FactDefinition
from oecheck.model.course import Licence
from oecheck.model.page import Link, Page
from oecheck.model.source import Source
from oecheck.values.licence import normalise
from oecheck.values.patterns import pattern

__all__ = ["FACTS"]

_HOSTS = ("creativecommons.org", "www.creativecommons.org")
_WRITTEN_LINK = pattern(
    rb"rel=\\?[\"']license\\?[\"'][^<>\n]{0,200}href=\\?[\"'](https?://(?:www\.)?creativecommons\.org/[^\"'\\\s]{1,200})"
)
"""A link with `rel="license"` that a script writes; the licence of a library in a comment is none of the course."""
_MOST = 10


def script_licences(content: bytes, path: str) -> tuple[Licence, ...]:
    """The licences that a script writes into pages."""
    return tuple(
        licence
        for match in islice(_WRITTEN_LINK.finditer(content), _MOST)
        for licence in _named(
            match[1].decode("ascii", "replace"), Source(path, content.count(b"\n", 0, match.start()) + 1)
        )
    )[:_MOST]


def licence_candidates(
    page_values: Callable[[str], Iterable[tuple[Page, Any]]], file_values: Callable[[str], Mapping[str, Any]]
) -> tuple[Licence, ...]:
    """The licences that links of pages lead to, each once, with the first place; then those that scripts write."""
    found: dict[str, Licence] = {}
    for _page, links in page_values("links"):
        for link in links if isinstance(links, tuple) else ():
            for licence in _licence_of(link):
                found.setdefault(licence.id, licence)
    for written in file_values("script_licences").values():
        for licence in written if isinstance(written, tuple) else ():
            found.setdefault(licence.id, licence)
    return tuple(found.values())[:_MOST]


def _licence_of(link: Link) -> Iterator[Licence]:
    if link.host in _HOSTS and link.control:
        yield from _named(link.href, link.source)


def _named(href: str, source: Source) -> Iterator[Licence]:
    parts = normalise(href)
    if parts.id:
        yield Licence(source=source, **msgspec.structs.asdict(parts))


FACTS = (
    FactDefinition(
        of="file",
        name="script_licences",
        type="list<licence>",
        meaning="licences that a script writes into pages (only for other facts)",
        function=script_licences,
        media_types=("text/javascript", "application/javascript"),
    ),
    FactDefinition(
        of="course",
        name="licence_candidates",
        type="list<licence>",
        meaning="licences that links in pages lead to, and those that scripts write into them, each once",
        function=licence_candidates,
        needs=("page.links", "file.script_licences"),
    ),
)
