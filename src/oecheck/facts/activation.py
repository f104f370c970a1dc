"""What stands between an installed copy and its use (SCR-003)."""

from __future__ import annotations

from oecheck.facts._definition import FactDefinition
from oecheck.facts._record_said import Record, told
from oecheck.model.content import ActiveObject
from oecheck.model.fact import Value

__all__ = ["FACTS"]

_PROGRAMS = frozenset({"executable", "script_file"})
_MOST = 10


def activation(record: Record) -> Value[str]:
    """What unlocks a copy after it was installed, as the record says; `none` is an answer."""
    return told(record, "activation")


def programs(active_objects: tuple[ActiveObject, ...]) -> tuple[str, ...]:
    """Paths of the programs in the package that an operating system would run."""
    return tuple(dict.fromkeys(one.path for one in active_objects if one.kind in _PROGRAMS))[:_MOST]


FACTS = (
    FactDefinition(
        of="course",
        name="activation",
        type="string",
        meaning="what unlocks a copy after it was installed, as the record says; none is an answer",
        function=activation,
    ),
    FactDefinition(
        of="course",
        name="programs",
        type="list<string>",
        meaning="paths of programs in the package that an operating system would run, at most ten",
        function=programs,
    ),
)
