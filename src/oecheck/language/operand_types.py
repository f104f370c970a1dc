"""What type an operator gives for operands of two types."""

from __future__ import annotations

from typing import Final

from oecheck.language.nodes import Binary, Literal, Node
from oecheck.language.types import BOOL, DOUBLE, DYN, INT, STRING, Type, common

__all__ = ["arithmetic", "conversions", "converted", "element_type", "membership", "order"]

_NUMBERS: Final = (INT, DOUBLE)
_ADDABLE: Final = ("int", "double", "string", "list")


def element_type(items: tuple[Node, ...]) -> Type:
    """The type of all items, `dyn` where they differ."""
    found = items[0].type if items else DYN
    for item in items[1:]:
        if DYN in (found, item.type):
            return DYN
        found = common(found, item.type) or DYN
    return found


def membership(value: Type, within: Type) -> Type | None:
    """The type of `value in within`; None where it makes no sense."""
    if within == DYN:
        return BOOL
    if within.name not in ("list", "map"):
        return None
    return BOOL if common(within.parameters[0], value) else None


def order(left: Type, right: Type) -> Type | None:
    """The type of a comparison by size; None where the operands have no order."""
    if left in _NUMBERS and right in _NUMBERS:
        return BOOL  # numbers of both types are ordered (cel-spec, "Ordering")
    shared = common(left, right)
    return BOOL if shared is not None and shared in (*_NUMBERS, STRING, BOOL, DYN) else None


def arithmetic(operator: str, left: Type, right: Type) -> Type | None:
    """The type of a sum, product and the like; None where the operands do not go together."""
    shared = common(left, right)
    if shared is None or shared == DYN:
        return shared
    allowed = {"+": _ADDABLE, "%": ("int",)}.get(operator, ("int", "double"))
    return shared if shared.name in allowed else None


def conversions(written: str, type_: Type, other: Type) -> tuple[str, ...]:
    """What could stand for an operand beside one of another type: its size, or its value as a number."""
    if other not in _NUMBERS:
        return ()
    if written[:1] in "\"'":
        return (written[1:-1],) if written[1:-1].isdecimal() else ()
    if type_ == STRING:
        return f"size({written})", f"{other.name}({written})"
    return (f"size({written})",) if type_.name in ("list", "map") else ()


def converted(node: Binary) -> str:
    """What would make a mixed comparison or sum right: the int side as a double."""
    side = node.left if node.left.type == INT else node.right
    if isinstance(side, Literal):
        return f"{side.value}.0"
    return "double(…)"
