"""The tree of an expression: frozen, with the place of every node in the text, storable with msgspec.

The parser makes it with every `type` empty and every `slot` -1; the checker gives a copy in which both are filled in.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from oecheck.language.types import DYN, Type

__all__ = [
    "Binary",
    "Call",
    "Checked",
    "Comprehension",
    "Conditional",
    "Expression",
    "Has",
    "Index",
    "ListLiteral",
    "Literal",
    "Logic",
    "MapLiteral",
    "Name",
    "Node",
    "Select",
    "Unary",
    "arguments_of",
    "children",
]


class _Base(msgspec.Struct, frozen=True, array_like=True, tag_field="node", tag=True, kw_only=True, gc=False):
    """What every node has: its place, `end` not included, and the type that the checker found."""

    offset: int
    end: int
    type: Type = DYN


class Literal(_Base, frozen=True, kw_only=True):
    """A number, text, truth value or null as written."""

    value: bool | int | float | str | None


class Name(_Base, frozen=True, kw_only=True):
    """A variable; `slot` is its place in the frame."""

    name: str
    slot: int = -1


class Select(_Base, frozen=True, kw_only=True):
    """`operand.field`."""

    operand: Node
    field: str
    field_offset: int


class Has(_Base, frozen=True, kw_only=True):
    """`has(operand.field)`."""

    operand: Node
    field: str
    field_offset: int


class Index(_Base, frozen=True, kw_only=True):
    """`operand[index]`."""

    operand: Node
    index: Node


class Unary(_Base, frozen=True, kw_only=True):
    """`!operand` or `-operand`."""

    operator: str
    operand: Node


class Binary(_Base, frozen=True, kw_only=True):
    """Arithmetic, comparison or `in`; `operator_offset` is where the operator stands."""

    operator: str
    left: Node
    right: Node
    operator_offset: int


class Logic(_Base, frozen=True, kw_only=True):
    """`a && b && c` or `a || b || c`: a chain of one operator is one node, so long chains are not deep."""

    operator: str
    operands: tuple[Node, ...]


class Conditional(_Base, frozen=True, kw_only=True):
    """`condition ? then : otherwise`."""

    condition: Node
    then: Node
    otherwise: Node


class ListLiteral(_Base, frozen=True, kw_only=True):
    """`[a, b]`."""

    items: tuple[Node, ...]


class MapLiteral(_Base, frozen=True, kw_only=True):
    """`{key: value}`."""

    keys: tuple[Node, ...]
    values: tuple[Node, ...]


class Call(_Base, frozen=True, kw_only=True):
    """`f(a)` or, with a target, `t.f(a)`.

    Attributes:
        function: name as written.
        target: what the call is made on; None for `f(a)`.
        arguments: the others.
        name_offset: where the name stands.
        overload: index of the overload in its `Function` that the checker chose; -1 where values decide.
    """

    function: str
    target: Node | None
    arguments: tuple[Node, ...]
    name_offset: int
    overload: int = -1


class Comprehension(_Base, frozen=True, kw_only=True):
    """A macro over a list or the keys of a map: all, exists, exists_one, map, filter.

    Attributes:
        macro: its name.
        over: what is walked.
        variable: name of the element in `condition` and `body`.
        variable_offset: where that name is declared.
        condition: of `map` with three arguments; None otherwise.
        body: what is evaluated for each element.
        slot: place of the element in the frame.
    """

    macro: str
    over: Node
    variable: str
    variable_offset: int
    condition: Node | None
    body: Node
    slot: int = -1


Node: TypeAlias = (
    Literal
    | Name
    | Select
    | Has
    | Index
    | Unary
    | Binary
    | Logic
    | Conditional
    | ListLiteral
    | MapLiteral
    | Call
    | Comprehension
)


class Expression(msgspec.Struct, frozen=True, array_like=True):
    """A parsed expression: its text and its tree."""

    text: str
    root: Node


class Checked(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An expression with every name resolved; it can be stored and compiled later.

    It is valid only for an environment with the same kinds, fields and functions.

    Attributes:
        text: the expression.
        root: its tree with types, slots and overloads filled in.
        variables: number of variables of the environment it was checked in: what the frame holds.
        loops: places that the frame needs for elements of lists.
    """

    text: str
    root: Node
    variables: int
    loops: int

    @property
    def type(self) -> Type:
        """Type of the result."""
        return self.root.type


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below a node, in the order of the text."""
    match node:
        case Literal() | Name():
            return ()
        case Select() | Has() | Unary():
            return (node.operand,)
        case Index():
            return (node.operand, node.index)
        case Binary():
            return (node.left, node.right)
        case Logic():
            return node.operands
        case Conditional():
            return (node.condition, node.then, node.otherwise)
        case ListLiteral():
            return node.items
        case MapLiteral():
            return tuple(part for pair in zip(node.keys, node.values, strict=True) for part in pair)
        case Call():
            return node.arguments if node.target is None else (node.target, *node.arguments)
        case Comprehension():
            condition = () if node.condition is None else (node.condition,)
            return (node.over, *condition, node.body)


def arguments_of(node: Call) -> tuple[Node, ...]:
    """All values that the function gets, the target of a member call first."""
    return node.arguments if node.target is None else (node.target, *node.arguments)
