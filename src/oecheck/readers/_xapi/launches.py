"""What is launched, and what of it lies in the network.

Source: formats/course-model.md §5, §6 (tools: external AU); xAPI activity types of ADL.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from oecheck.model.course import Tool
from oecheck.model.fact import Value, plain
from oecheck.model.source import Source
from oecheck.values.href import Resolver
from oecheck.values.iri import url_problem, without_query

__all__ = ["Launch", "kind_of", "launch_of", "outside_tools"]

_QUIZ = frozenset({"assessment", "question", "cmi.interaction"})
_VIDEO = frozenset({"https://w3id.org/xapi/video/activity-type/video"})
_ADL = "http://adlnet.gov/expapi/activities/"


class Launch(msgspec.Struct, frozen=True):
    """Where a launch address leads.

    Attributes:
        href: as written, white space around it taken off.
        entry: path in the package, or the address without what may be secret in it; "".
        state: found, missing, case, outside, external, none.
        host: host of an external address; "".
        scheme: lower case; "" for a relative address.
        source: where it stands.
    """

    href: str
    entry: str
    state: str
    host: str
    scheme: str
    source: Source

    @property
    def external(self) -> bool:
        return self.state == "external"


def launch_of(resolver: Resolver, href: str, path: str, source: Source) -> Launch:
    """Where a launch address in the descriptor at `path` leads."""
    found = resolver.resolve(href, path)
    if not href or found.kind == "fragment":
        return Launch(href, "", "none", "", "", source)
    if found.kind == "internal":
        return Launch(href, "" if found.state == "outside" else found.target, found.state, "", found.scheme, source)
    return Launch(href, without_query(href), "external", found.host, found.scheme, source)


def kind_of(activity_type: str, launch: Launch) -> str:
    """Kind of the activity by its type; a launch into the network is a link, everything else is interactive."""
    if activity_type in _VIDEO:
        return "video"
    if activity_type.startswith(_ADL) and activity_type.removeprefix(_ADL) in _QUIZ:
        return "quiz"
    return "link" if launch.external else "interactive"


def outside_tools(launches: Iterable[tuple[Launch, Value[str]]]) -> tuple[Tool, ...]:
    """One tool for each host that activities are launched from, named after its activity where it has only one.

    Args:
        launches: launches with the title of their activity, in document order.
    """
    by_host: dict[tuple[str, str], list[tuple[Launch, Value[str]]]] = {}
    for launch, title in launches:
        if launch.external and not url_problem(launch.href):
            by_host.setdefault((launch.scheme, launch.host), []).append((launch, title))
    return tuple(_tool(scheme, host, uses) for (scheme, host), uses in by_host.items())


def _tool(scheme: str, host: str, uses: list[tuple[Launch, Value[str]]]) -> Tool:
    first, title = uses[0]
    name = plain(title) if len(uses) == 1 else None
    return Tool(
        source=first.source,
        id=f"{scheme}://{host}",
        name=name or host or first.entry or None,
        kind="xapi",
        launch=first.entry or None,
        host=host,
        secure=scheme == "https" if scheme in ("http", "https") else None,
    )
