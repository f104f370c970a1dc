"""What the content fetches from other hosts while it is shown (OFF-001)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._page_references import bare_url
from oecheck.model.content import NetworkNeed
from oecheck.model.package import File
from oecheck.model.page import Link, Page
from oecheck.model.source import Source
from oecheck.values.patterns import pattern

__all__ = ["FACTS"]

_CALL = pattern(
    r"(?:(?:\bfetch|\bimportScripts|\.(?:get|post|getJSON|load))\s{0,5}\(\s{0,5}|"
    r"\.open\s{0,5}\(\s{0,5}[\"'](?:GET|POST|get|post)[\"']\s{0,5},\s{0,5})\Z"
)
"""A call that fetches, up to the address, which is written out; addresses that a script puts together are not seen."""
_LONGEST_CALL = 40
_ADDRESS = pattern(r"[\"'`](https?://[^\"'`\s]{1,500})[\"'`]")

_MAX_CALLS = 50


def script_calls(content: bytes, path: str) -> tuple[NetworkNeed, ...]:
    """Addresses that a script of the package fetches from, each once."""
    text = content.decode("utf-8-sig", "replace")
    found: dict[str, NetworkNeed] = {}
    for place, address in _calls(text):
        url = bare_url(address)
        if url not in found and len(found) < _MAX_CALLS:
            source = Source(path, text.count("\n", 0, place) + 1)
            found[url] = NetworkNeed(source=source, path=path, what="data", url=url, host=_host(url))
    return tuple(found.values())


def _calls(text: str) -> Iterator[tuple[int, str]]:
    """Place of each call, and its address. Looks at what stands before an address: most scripts hold few of them."""
    done = 0
    colon = text.find("://")
    while colon >= 0:
        address = _ADDRESS.match(text, max(colon - 6, 0)) or _ADDRESS.match(text, max(colon - 5, 0))
        if address is not None:
            first = max(done, address.start() - _LONGEST_CALL)
            call = _CALL.search(text[first : address.start()])
            if call is not None:
                done = address.end()
                yield first + call.start(), address[1]
        colon = text.find("://", colon + 3)


def network_needs(
    files: Iterable[File],
    reachable_set: frozenset[str],
    page_values: Callable[[str], Iterable[tuple[Page, Any]]],
    file_values: Callable[[str], Mapping[str, Any]],
) -> tuple[NetworkNeed, ...]:
    """What pages, style sheets and scripts fetch from elsewhere, also what waits for a click; links do not count."""
    used = [file.path for file in files if file.role == "content" and file.path in reachable_set]
    sheets, calls = file_values("css_links"), file_values("script_calls")
    return (
        *_of_pages(page_values),
        *(need for path in used for need in _of_sheet(sheets.get(path, ()))),
        *(need for path in used for need in calls.get(path, ())),
    )


def _of_pages(page_values: Callable[[str], Iterable[tuple[Page, Any]]]) -> Iterator[NetworkNeed]:
    for page, remotes in page_values("remotes"):
        for remote in remotes if isinstance(remotes, tuple) else ():
            if remote.element == "link@href" and remote.kind in ("other", "image"):
                continue  # a hint, an icon, a web manifest: the page is whole without it
            yield NetworkNeed(source=remote.source, path=page.path, what=remote.kind, url=remote.url, host=remote.host)


def _of_sheet(links: Any) -> Iterator[NetworkNeed]:
    for link in links if isinstance(links, tuple) else ():
        if isinstance(link, Link) and link.kind == "external":
            what = "style" if link.element == "css @import" else "style part"
            yield NetworkNeed(source=link.source, path=link.page, what=what, url=link.href, host=link.host)


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0].lower()


FACTS = (
    FactDefinition(
        of="file",
        name="script_calls",
        type="list<network_need>",
        meaning="addresses that a script fetches from (only for other facts)",
        function=script_calls,
        media_types=("text/javascript", "application/javascript"),
    ),
    FactDefinition(
        of="course",
        name="network_needs",
        type="list<network_need>",
        meaning="what pages, style sheets and scripts fetch from other hosts while they are shown",
        function=network_needs,
        needs=("page.remotes", "file.css_links", "file.script_calls"),
    ),
)
