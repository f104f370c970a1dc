"""Licences that pages refer to, where the course declares none (LIC-001): look-alike text, never a declaration."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from oecheck.facts._definition import FactDefinition
from oecheck.model.content import Link, Page
from oecheck.model.course import Licence
from oecheck.values.licence import normalise

__all__ = ["FACTS"]

_HOSTS = ("creativecommons.org", "www.creativecommons.org")
_MOST = 10


def licence_candidates(page_values: Callable[[str], Iterable[tuple[Page, Any]]]) -> tuple[Licence, ...]:
    """The licences that links of pages lead to, each once, with the first place."""
    found: dict[str, Licence] = {}
    for _page, links in page_values("links"):
        for link in links if isinstance(links, tuple) else ():
            licence = _licence_of(link)
            if licence is not None and licence.id not in found:
                found[licence.id] = licence
    return tuple(found.values())[:_MOST]


def _licence_of(link: Link) -> Licence | None:
    if link.host not in _HOSTS or not link.control:
        return None
    parts = normalise(link.href)
    return Licence(source=link.source, **msgspec.structs.asdict(parts)) if parts.id else None


FACTS = (
    FactDefinition(
        of="course",
        name="licence_candidates",
        type="list<licence>",
        meaning="licences that links in pages lead to, each once",
        function=licence_candidates,
        needs=("page.links",),
    ),
)
