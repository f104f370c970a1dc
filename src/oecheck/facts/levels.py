"""Whether the level of a course is told in a qualifications framework (WRK-005)."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from oecheck.facts._definition import FactDefinition
from oecheck.facts._run import StandardData
from oecheck.model.course import Classification, Course
from oecheck.model.fact import Fact, State, Value, plain
from oecheck.values.text import fold

__all__ = ["FACTS"]

_LOM = "lom"
_ADDRESS = ("http://", "https://", "urn:")
_ORDER = ("framework", "wrong-value", "other-framework", "unnamed")


class _Table(NamedTuple):
    """Framework names (folded) that are in the vocabulary, and its entries."""

    names: Collection[str]
    entries: Collection[str]


def level_standing(course: Course, standard_data: StandardData) -> Value[str]:
    """The best that a level of the course says; None without any level.

    `framework`: a level of a framework that the standard has a table of, or an address. `wrong-value`: the framework
    has no such level. `other-framework`: a named framework without a table here. `unnamed`: no framework at all, as
    the words that LOM has for contexts and difficulty.
    """
    levels = course.levels
    if isinstance(levels, Fact) and levels.state in (State.UNSUPPORTED, State.UNREADABLE):
        return Fact(state=levels.state, reason=levels.reason, sources=levels.sources)
    entries = standard_data.vocabulary("qualification_levels")
    table = _Table({fold(entry).rpartition(" = ")[0] for entry in entries}, {fold(entry) for entry in entries})
    found = {_standing(level, table) for level in plain(levels) or ()}
    best = next((word for word in _ORDER if word in found), None)
    if isinstance(levels, Fact) and best is not None:
        return Fact(value=best, method=levels.method, sources=levels.sources)
    return best


def _standing(level: Classification, table: _Table) -> str:
    scheme, value = fold(level.scheme), fold(level.code or level.label)
    if value.startswith(_ADDRESS) or (scheme.startswith(_ADDRESS) and value):
        return "framework"
    name = next((name for name in table.names if name in (scheme, scheme.partition(" (")[0])), "")
    if name:
        bare = value.removeprefix(name).removeprefix("level").strip().removeprefix("level").strip()
        return "framework" if f"{name} = {bare}" in table.entries else "wrong-value"
    if scheme.startswith(_LOM) or not scheme or not value:
        return "unnamed"
    return "other-framework"


FACTS = (
    FactDefinition(
        of="course",
        name="level_standing",
        type="string",
        meaning="framework, wrong-value, other-framework or unnamed: what the best of its levels says",
        function=level_standing,
    ),
)
