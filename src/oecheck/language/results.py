"""What an evaluation gives when it gives no value, and the trace that explains it.

Source: docs/architecture.md, "model: states"; cel-spec, "Evaluation": errors and unknowns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from oecheck.language.limits import MAX_REASONS
from oecheck.model.fact import Fact, State

__all__ = [
    "NO_VALUE",
    "Absent",
    "Failure",
    "Read",
    "Reason",
    "Trace",
    "Unknown",
    "joined",
    "settled",
]


class Reason(NamedTuple):
    """One fact that was needed and could not be known.

    Attributes:
        object: the thing of the course model it belongs to.
        field: its name.
        fact: the fact, with its state (unsupported, unreadable), reason code and sources.
    """

    object: object
    field: str
    fact: Fact[Any]


class Unknown:
    """The value depends on facts that are not known; `reasons` names them, in the order they were met."""

    __slots__ = ("reasons",)

    def __init__(self, *reasons: Reason) -> None:
        self.reasons = reasons[:MAX_REASONS]

    def __repr__(self) -> str:
        return f"Unknown({', '.join(f'{reason.field}: {reason.fact.reason}' for reason in self.reasons)})"


class Absent:
    """The value needs a field that has a place and is empty there."""

    __slots__ = ("field", "object")

    def __init__(self, object: object, field: str) -> None:
        self.object = object
        self.field = field

    def __repr__(self) -> str:
        return f"Absent({self.field})"


class Failure:
    """The evaluation broke: the run is incomplete.

    Attributes:
        code: key of the text, without the leading `reason.`.
        offset: character of the expression it happened at; -1 when a function leaves that to its caller.
        arguments: values of the text's placeholders; never text of the package.
    """

    __slots__ = ("arguments", "code", "offset")

    def __init__(self, code: str, offset: int = -1, **arguments: object) -> None:
        self.code = code
        self.offset = offset
        self.arguments: Mapping[str, object] = arguments

    def __repr__(self) -> str:
        return f"Failure({self.code} at {self.offset} {dict(self.arguments)})"


NO_VALUE: Final = (Unknown, Absent, Failure)


def joined(first: Any, second: Any) -> Any:
    """What an operator gives when nothing absorbs its operands: unknown before the first error before values.

    Args:
        first, second: results of operands; at least one of them is no value.
    """
    if first.__class__ is Unknown:
        if second.__class__ is not Unknown or len(first.reasons) >= MAX_REASONS:
            return first
        return Unknown(*first.reasons, *(new for new in second.reasons if not _among(new, first.reasons)))
    if second.__class__ is Unknown or first.__class__ not in NO_VALUE:
        return second
    return first


def _among(reason: Reason, reasons: tuple[Reason, ...]) -> bool:
    return any(known.object is reason.object and known.field == reason.field for known in reasons)


_CLASSES: Final = {"string": str, "int": int, "double": float, "bool": bool}


def settled(value: Any, thing: object, field: str, kind: str) -> Any:
    """The result of reading a field: what a getter gave, with facts resolved and absence told apart.

    Args:
        value: what the getter gave: a value, None, a `Fact`, or a result that is no value.
        thing, field: what was read.
        kind: name of the field's type.
    """
    if value.__class__ is Fact:
        if value.state is State.UNSUPPORTED or value.state is State.UNREADABLE:
            return Unknown(Reason(thing, field, value))
        value = None if value.state is State.ABSENT else value.value
    if value is None:
        return () if kind == "list" else {} if kind == "map" else Absent(thing, field)
    wanted = _CLASSES.get(kind)
    if wanted is None or value.__class__ is wanted or value.__class__ in NO_VALUE:
        return value
    if wanted is float and value.__class__ is int:
        return float(value)
    if wanted is str and isinstance(value, str):  # members of a StrEnum
        return str(value)
    return Failure("cel-field-type", field=field, wanted=kind, found=value.__class__.__name__)


class Read(NamedTuple):
    """One fact that an evaluation read: whose, its name, and the value or `Fact` as the model holds it."""

    object: object
    field: str
    value: Any


class Trace:
    """How an evaluation came to its result.

    Attributes:
        result: the result.
        values: value of each sub-expression that was evaluated, by (offset, end); in a macro the last element's,
            which is the deciding one where `exists` or `all` stopped.
        touched: every fact read, once, in the order of reading: the evidence.
    """

    __slots__ = ("_seen", "result", "touched", "values")

    def __init__(self) -> None:
        self.result: Any = None
        self.values: dict[tuple[int, int], Any] = {}
        self.touched: list[Read] = []
        self._seen: set[tuple[int, str]] = set()

    def note(self, thing: object, field: str, value: Any) -> None:
        """Remember that a fact was read."""
        key = (id(thing), field)
        if key not in self._seen:
            self._seen.add(key)
            self.touched.append(Read(thing, field, value))
