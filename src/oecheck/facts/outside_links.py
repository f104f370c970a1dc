"""Where a course sends its learners (CON-006)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.model.course import Activity, Course
from oecheck.model.fact import Fact, Method
from oecheck.model.page import Link, Page
from oecheck.model.source import Source
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


def _activities(course: Course) -> Iterator[Activity]:
    for one in course.activities:
        if one.kind == "link" and one.visibility == "published" and "://" in one.entry:
            yield one


def _places(course: Course, page_values: PageValues) -> dict[str, Source]:
    """Where each address stands first."""
    found: dict[str, Source] = {}
    for link in _followed(page_values):
        if link.scheme in ("http", "https"):
            found.setdefault(link.href, link.source)
    for one in _activities(course):
        found.setdefault(one.entry, one.source)
    return found


def outside_addresses(course: Course, page_values: PageValues) -> tuple[str, ...]:
    """Addresses that learners are sent to, each once; without what the course loads by itself."""
    return tuple(_places(course, page_values))


def outside_hosts(outside_addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Hosts of these with the number of addresses, the commonest first, at most ten."""
    hosts = Counter(map(_host, outside_addresses))
    return tuple(f"{host} ({number})" for host, number in hosts.most_common(_MOST) if host)


def _host(address: str) -> str:
    """Host and port of an address, without the user and password before it and the query behind it."""
    authority = _AUTHORITY_END.split(address.partition("://")[2], maxsplit=1)[0]
    return authority.rpartition("@")[2].lower()


def plain_http(course: Course, page_values: PageValues) -> Fact[tuple[str, ...]]:
    """Those that are not encrypted, with their places."""
    return _told(
        course, page_values, lambda address: address.startswith("http://") and not address[7:].startswith(_NEAR)
    )


def nowhere_links(course: Course, page_values: PageValues) -> Fact[tuple[str, ...]]:
    """Those that lead to the author's own computer or network, with their places."""
    return _told(course, page_values, lambda address: address.partition("://")[2].startswith(_NEAR))


def _told(course: Course, page_values: PageValues, holds: Callable[[str], bool]) -> Fact[tuple[str, ...]]:
    places = _places(course, page_values)
    chosen = tuple(address for address in places if holds(address.lower()))
    sources = tuple(places[address] for address in chosen[:_MOST])
    return Fact(value=chosen, method=Method.DERIVED, sources=sources)


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
        needs=("page.links",),
    ),
    FactDefinition(
        of="course",
        name="nowhere_links",
        type="list<string>",
        meaning="those that lead to the author's own computer or a private network",
        function=nowhere_links,
        needs=("page.links",),
    ),
)
