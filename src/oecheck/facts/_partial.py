"""Which facts cannot be told of a package that was only read in part.

A torn manifest may have lost modules and activities; a manifest that was handed in alone says nothing of what its files
hold. What rests on that is unreadable, never absent: nothing fails for what nobody could look at.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from oecheck.facts._registry import FactRegistry, parameters
from oecheck.model.fact import Fact, Method

__all__ = ["lacking", "partial_facts", "resting_on", "stands"]

_STRUCTURE = frozenset({"course", "manifest", "reading", "module", "activity"})
_CONTENTS = frozenset({"container", "file_values", "files", "page_values", "pages"})
_LACKING: Mapping[str, frozenset[str]] = {  # code of what was left out -> parameters of facts that are not whole
    "damaged-manifest": _STRUCTURE,
    "manifest-limit": _STRUCTURE,
    "manifest-unreadable": _STRUCTURE,
    "reader-broke": _STRUCTURE
    | {"files", "resolver"},  # it is the reader that tells roles of files and where links lead
    "h5p-content-unreadable": _STRUCTURE,
    "brightspace-parts": frozenset({"course"}),
    "not-a-course-backup": frozenset({"course"}),
    "lone-manifest": _CONTENTS,
    "lone-cartridge": _STRUCTURE | _CONTENTS,
}
_NOTHING: frozenset[str] = frozenset()
# Each thing in these lists was seen; only that a list is empty proves nothing.
_SEEN = frozenset({"exposures", "private_traces", "secret_exposures"})
_SEEN_IN_PAGES = frozenset(
    {
        "fixed_widths",
        "heavy_pages",
        "media",
        "moving_images",
        "network_needs",
        "nowhere_links",
        "outside_addresses",
        "outside_hosts",
        "plain_http",
        "tracks",
    }
)


def lacking(code: str) -> frozenset[str]:
    """Parameters of facts that are not whole where a reader says this code of what it left out."""
    return _LACKING.get(code, _NOTHING)


def partial_facts(registry: FactRegistry, incomplete: Collection[str]) -> dict[tuple[str, str], str]:
    """Facts that rest on what is not whole, with the code of why; empty for a package that was read as a whole."""
    found: dict[tuple[str, str], str] = {}
    for code in incomplete:
        for key in resting_on(registry, _LACKING.get(code, frozenset())):
            found.setdefault(key, code)
    return found


def stands(name: str, value: object, reason: str) -> bool:
    """Whether a value holds though the package was not read as a whole."""
    if isinstance(value, Fact):
        return value.method is Method.SUPPLIED
    seen = _SEEN | _SEEN_IN_PAGES if _LACKING.get(reason, _NOTHING).isdisjoint(_CONTENTS) else _SEEN
    return name in seen and isinstance(value, tuple) and bool(value)


@lru_cache(maxsize=64)
def resting_on(registry: FactRegistry, lacking: frozenset[str]) -> frozenset[tuple[str, str]]:
    """Facts with one of these parameters, and those that need them in turn."""
    resting: set[tuple[str, str]] = set()
    needed_by: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for key, fact in registry.facts.items():
        if lacking.intersection(name for name in parameters(fact) if name != fact.of or name == "course"):
            resting.add(key)
        for needed in registry.requirements(key):
            needed_by.setdefault(needed, []).append(key)
    waiting = list(resting)
    while waiting:
        for key in needed_by.get(waiting.pop(), ()):
            if key not in resting:
                resting.add(key)
                waiting.append(key)
    return frozenset(resting)
