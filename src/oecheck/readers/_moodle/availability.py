"""What holds an activity or section back: the JSON tree of Moodle 2.7 and later, and the fields of 2.6 and before.

Source: formats/moodle-mbz.md §5; Moodle `availability/classes/tree.php`, `availability/condition/*`.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from oecheck.documents import DocumentUnreadable
from oecheck.documents.json import YamlNode, parse_json
from oecheck.documents.xml_stream import StreamNode
from oecheck.model.source import Source
from oecheck.readers._moodle.fields import date, field

__all__ = ["Restriction", "Restrictions", "read_restrictions"]

_PREVIOUS = "-1"
_NOT = ("!&", "!|")
_MAX_CHARACTERS = 256 << 10
"""Of one tree; the largest seen has some 200."""
_INCOMPLETE = "0"


class Restriction(msgspec.Struct, frozen=True):
    """One condition.

    Attributes:
        kind: completion, grade, date, group or grouping.
        target: id of the course module, grade item, group or grouping; "previous" for the activity before; "".
        needed: everybody has to meet it, and it asks for something to be done (not for its opposite, nor for one of
            several).
        start, end: of a date.
    """

    kind: str
    target: str = ""
    needed: bool = True
    start: str | None = None
    end: str | None = None


class Restrictions(msgspec.Struct, frozen=True):
    """All conditions of one activity or section.

    Attributes:
        problem: code of what is wrong with the JSON; "".
        opens: date from which it is there for everybody.
    """

    source: Source
    conditions: tuple[Restriction, ...] = ()
    problem: str = ""

    @property
    def opens(self) -> str | None:
        return next((one.start for one in self.conditions if one.kind == "date" and one.needed and one.start), None)


def read_restrictions(node: StreamNode, file: str) -> Restrictions | None:
    """The conditions of a `module` or `section`; None without any."""
    for name in ("availability", "availabilityjson"):
        text = field(node, name)
        holder = node.child(name)
        if text and holder is not None:
            return _from_json(text, holder.source(file))
    found = tuple(_from_fields(node))
    return Restrictions(node.source(file), found) if found else None


def _from_json(text: str, source: Source) -> Restrictions:
    try:
        root = parse_json(text, source.file, max_bytes=_MAX_CHARACTERS).root
    except DocumentUnreadable as error:
        return Restrictions(source, problem=error.code)
    if root.kind != "mapping" or root.scalar("op") is None:
        return Restrictions(source, problem="no-tree")
    found: list[Restriction] = []
    waiting: list[tuple[YamlNode, bool, bool]] = [(root, True, True)]
    while waiting:
        node, needed, wanted = waiting.pop()
        if node.kind != "mapping":
            return Restrictions(source, tuple(found), "no-tree")
        children = node.get("c")
        if children is None:
            found.extend(_condition(node, needed=needed and wanted))
            continue
        operator = node.scalar("op") or ""
        alone = len(children.items) < 2
        all_of = operator in ("&", "!|") or alone
        inner = wanted != (operator in _NOT)
        waiting.extend((child, needed and all_of, inner) for child in reversed(children.items))
    return Restrictions(source, tuple(found))


def _condition(node: YamlNode, *, needed: bool) -> Iterator[Restriction]:
    kind = node.scalar("type") or ""
    if kind == "completion":
        target = node.scalar("cm") or ""
        asked = needed and node.scalar("e") != _INCOMPLETE
        yield Restriction("completion", "previous" if target == _PREVIOUS else target, asked)
    elif kind == "grade":
        yield Restriction("grade", node.scalar("id") or "", needed and node.scalar("min") is not None)
    elif kind == "date":
        moment = date(node.scalar("t") or "")
        after = node.scalar("d") == ">="
        yield Restriction("date", "", needed, moment if after else None, None if after else moment)
    elif kind in ("group", "grouping"):
        yield Restriction(kind, node.scalar("id") or "", needed)


def _from_fields(node: StreamNode) -> Iterator[Restriction]:
    start, end = date(field(node, "availablefrom")), date(field(node, "availableuntil"))
    if start or end:
        yield Restriction("date", "", True, start, end)
    holder = node.child("availability_info")
    for one in holder.named("availability") if holder is not None else ():
        if field(one, "sourcecmid"):
            yield Restriction("completion", field(one, "sourcecmid"), field(one, "requiredcompletion") != _INCOMPLETE)
        elif field(one, "gradeitemid"):
            yield Restriction("grade", field(one, "gradeitemid"), bool(field(one, "grademin")))
