"""Where a course sends its learners (CON-006)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.model.content import Link, Page
from oecheck.model.course import Course
from oecheck.values.patterns import pattern

__all__ = ["FACTS"]

_MOST = 10
_NEAR = ("localhost", "127.", "0.0.0.0", "[::1]", "10.", "192.168.")
_AUTHORITY_END = pattern(r"[/?#\\]")
PageValues = Callable[[str], Iterable[tuple[Page, Any]]]


def _followed(page_values: PageValues) -> Iterator[Link]:
    for page, links in page_values("links"):
        if page.audience != "instructor" and isinstance(links, tuple):
            yield from (link for link in links if link.control and not link.hidden and link.kind == "external")


def _activities(course: Course) -> Iterator[str]:
    for one in course.activities:
        if one.kind == "link" and one.visibility == "published" and "://" in one.entry:
            yield one.entry


def outside_addresses(course: Course, page_values: PageValues) -> tuple[str, ...]:
    """Addresses that learners are sent to, each once; without what the course loads by itself."""
    found = dict.fromkeys(link.href for link in _followed(page_values) if link.scheme in ("http", "https"))
    found.update(dict.fromkeys(_activities(course)))
    return tuple(found)


def outside_hosts(outside_addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Hosts of these with the number of addresses, the commonest first, at most ten."""
    hosts = Counter(map(_host, outside_addresses))
    return tuple(f"{host} ({number})" for host, number in hosts.most_common(_MOST) if host)


def _host(address: str) -> str:
    """Host and port of an address, without the user and password before it and the query behind it."""
    authority = _AUTHORITY_END.split(address.partition("://")[2], maxsplit=1)[0]
    return authority.rpartition("@")[2].lower()


def plain_http(outside_addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Those that are not encrypted."""
    return tuple(
        address
        for address in outside_addresses
        if address.lower().startswith("http://") and not address[7:].lower().startswith(_NEAR)
    )


def nowhere_links(outside_addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Those that lead to the author's own computer or network."""
    return tuple(address for address in outside_addresses if address.partition("://")[2].lower().startswith(_NEAR))


FACTS = (
    FactDefinition(
        of="course",
        name="outside_addresses",
        type="list<string>",
        meaning="web addresses that links and link activities send learners to, each once",
        function=outside_addresses,
        needs=("page.links",),
    ),
    FactDefinition(
        of="course",
        name="outside_hosts",
        type="list<string>",
        meaning="their hosts with the number of addresses, the commonest ten",
        function=outside_hosts,
    ),
    FactDefinition(
        of="course",
        name="plain_http",
        type="list<string>",
        meaning="those that are not encrypted (http:)",
        function=plain_http,
    ),
    FactDefinition(
        of="course",
        name="nowhere_links",
        type="list<string>",
        meaning="those that lead to the author's own computer or a private network",
        function=nowhere_links,
    ),
)
