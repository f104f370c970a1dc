"""Which files something in the package leads to (PKG-005)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.model.fact import Fact
from oecheck.model.package import File, ReadResult
from oecheck.model.page import Link, Page
from oecheck.values.media_type import by_name

__all__ = ["FACTS"]

_LEADS = frozenset({"found", "case"})
_SCRIPT = "text/javascript"
_LEADING = frozenset({"text/html", "application/xhtml+xml", "text/css", _SCRIPT})


def reachable_paths(
    reading: ReadResult,
    page_values: Callable[[str], Iterable[tuple[Page, Any]]],
    file_values: Callable[[str], dict[str, tuple[Link, ...]]],
) -> tuple[str, ...] | Fact[tuple[str, ...]]:
    """Paths that the structure lists or refers to, and all that their pages and style sheets lead to in turn.

    Unreadable as soon as the links of one page are: what that page leads to is not known then.
    """
    edges = _edges(page_values, file_values)
    if isinstance(edges, Fact):
        return edges
    start = reading.listed | {item.target for item in reading.references if item.state in _LEADS}
    return tuple(sorted(_closure(edges, start)))


def _edges(
    page_values: Callable[[str], Iterable[tuple[Page, Any]]],
    file_values: Callable[[str], dict[str, tuple[Link, ...]]],
) -> dict[str, list[str]] | Fact[tuple[str, ...]]:
    """What each page and style sheet leads to; the links of a page that is unreadable in place of all."""
    edges: dict[str, list[str]] = {}
    for page, links in page_values("links"):
        if isinstance(links, Fact):
            return links
        edges.setdefault(page.path, []).extend(link.target for link in links if link.state in _LEADS)
    for path, links in file_values("css_links").items():
        edges.setdefault(path, []).extend(link.target for link in links if link.state in _LEADS)
    return edges


def _closure(edges: dict[str, list[str]], start: Iterable[str]) -> set[str]:
    """The paths and all that they lead to."""
    seen = set(start)
    waiting = sorted(seen)
    while waiting:
        for target in edges.get(waiting.pop(), ()):
            if target and target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def led_by_scripts(
    named_in_scripts: frozenset[str],
    page_values: Callable[[str], Iterable[tuple[Page, Any]]],
    file_values: Callable[[str], dict[str, tuple[Link, ...]]],
) -> frozenset[str]:
    """Paths that scripts name, and all that pages and style sheets among them lead to in turn."""
    edges = _edges(page_values, file_values)
    return named_in_scripts if isinstance(edges, Fact) else frozenset(_closure(edges, named_in_scripts))


def _reachable_set(reachable_paths: tuple[str, ...]) -> frozenset[str]:
    return frozenset(reachable_paths)


def named_in_record(record: Mapping[str, Any] | None) -> frozenset[str]:
    """Texts of the course description record, as paths of files: who names a file there says that it is needed."""
    found: set[str] = set()
    waiting: list[Any] = [record]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.add(value.partition("#")[0].removeprefix("./"))
        elif isinstance(value, Mapping):
            waiting.extend(value.values())
        elif isinstance(value, (list, tuple)):
            waiting.extend(value)
    return frozenset(found)


def linked(
    file: File, reachable_set: frozenset[str], led_by_scripts: frozenset[str], named_in_record: frozenset[str]
) -> bool:
    """Whether the structure leads to the file, or what a script names, or whether the record names it."""
    return file.path in reachable_set or file.path in led_by_scripts or file.path in named_in_record


def runs_scripts(files: tuple[File, ...], reachable_set: frozenset[str]) -> bool:
    """Whether the course runs a script file, which may load others by names that are written down nowhere."""
    return any(file.media_type == _SCRIPT and file.path in reachable_set for file in files)


def lacks_pages(reading: ReadResult, page_values: Callable[[str], Iterable[tuple[Page, Any]]]) -> bool:
    """Whether a page or script that the structure or a page refers to is missing: what it leads to is not known."""
    if any(item.state == "missing" and _leads_on(item.href) for item in reading.references):
        return True
    pages = (links for _, links in page_values("links") if not isinstance(links, Fact))
    return any(link.state == "missing" and _leads_on(link.href) for links in pages for link in links)


def _leads_on(href: str) -> bool:
    return by_name(href.partition("#")[0].partition("?")[0]) in _LEADING


FACTS = (
    FactDefinition(
        of="course",
        name="reachable_paths",
        type="list<string>",
        meaning="paths of the files that the structure, a page or a style sheet leads to",
        function=reachable_paths,
        needs=("page.links", "file.css_links"),
    ),
    FactDefinition(
        of="course",
        name="reachable_set",
        type="list<string>",
        meaning="the same paths, for quick look-ups",
        function=_reachable_set,
    ),
    FactDefinition(
        of="course",
        name="led_by_scripts",
        type="list<string>",
        meaning="paths of the files that the text of a script names, and of what these lead to",
        function=led_by_scripts,
        needs=("page.links", "file.css_links"),
    ),
    FactDefinition(
        of="course",
        name="named_in_record",
        type="list<string>",
        meaning="texts of the record, as paths of files (only for other facts)",
        function=named_in_record,
    ),
    FactDefinition(
        of="course",
        name="runs_scripts",
        type="bool",
        meaning="a script file is among what the structure, a page or a style sheet leads to",
        function=runs_scripts,
    ),
    FactDefinition(
        of="course",
        name="lacks_pages",
        type="bool",
        meaning="a page, style sheet or script that the structure or a page refers to is missing",
        function=lacks_pages,
        needs=("page.links",),
    ),
    FactDefinition(
        of="file",
        name="linked",
        type="bool",
        meaning="the structure, a page, a style sheet or the text of a script leads to it, or the record names it",
        function=linked,
    ),
)
