"""Use of artificial intelligence: what the record says, and what the content shows (PRV-008)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._recorded import recorded
from oecheck.model.content import Remote
from oecheck.model.course import Course
from oecheck.model.fact import Fact, Method, State
from oecheck.model.page import Link, Page
from oecheck.model.source import Source

__all__ = ["FACTS"]

_NONE = "none"
_HOSTS = "ai_services"
_MAX = 20

Record = Mapping[str, Any] | None
PageValues = Callable[[str], Iterable[tuple[Page, Any]]]


def ai_use(record: Record) -> Fact[str] | None:
    """`none`, or `stated` where the record says what it is used for; absent where nobody says anything."""
    said = recorded(record, "ai")
    if said is None or said.state is not State.PRESENT:
        return None
    none = isinstance(said.value, str)
    return Fact(value=_NONE if none else "stated", method=Method.SUPPLIED, sources=said.sources)


def ai_gaps(record: Record) -> tuple[str, ...]:
    """Keys that a statement lacks: uses, dataSent, alternative."""
    said = (record or {}).get("ai")
    if not isinstance(said, Mapping):
        return ()
    return tuple(key for key in ("uses", "dataSent", "alternative") if not said.get(key))


def ai_launches(course: Course, page_values: PageValues, standard_data: Any) -> Fact[tuple[str, ...]]:
    """Hosts of services of artificial intelligence that the course launches, loads or links to."""
    hosts = standard_data.vocabulary(_HOSTS)
    found: dict[str, Source] = {}
    for host, place in _hosts(course, page_values):
        if _listed(host, hosts):
            found.setdefault(host, place)
    places = tuple(dict.fromkeys(found.values()))[:8]
    return Fact(value=tuple(found)[:_MAX], method=Method.DERIVED, sources=places)


def _hosts(course: Course, page_values: PageValues) -> Iterator[tuple[str, Source]]:
    for tool in course.tools:
        yield tool.host, tool.source
    for name in ("remotes", "links"):
        for page, parts in page_values(name):
            if page.audience != "instructor" and isinstance(parts, tuple):
                yield from ((part.host, part.source) for part in parts if isinstance(part, (Link, Remote)))


def _listed(host: str, hosts: frozenset[str]) -> bool:
    while host:
        if host in hosts:
            return True
        host = host.partition(".")[2]
    return False


FACTS = (
    FactDefinition(
        of="course",
        name="ai_use",
        type="string",
        meaning="what the record says of artificial intelligence: none, or stated",
        function=ai_use,
    ),
    FactDefinition(
        of="course",
        name="ai_gaps",
        type="list<string>",
        meaning="what the record's statement on artificial intelligence lacks: uses, dataSent, alternative",
        function=ai_gaps,
    ),
    FactDefinition(
        of="course",
        name="ai_launches",
        type="list<string>",
        meaning="hosts of services of artificial intelligence that the course launches, loads or links to",
        function=ai_launches,
        needs=("page.remotes", "page.links"),
    ),
)
