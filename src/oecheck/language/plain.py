"""The plain path: a whole rule as one Python function, for the many things of which everything is known.

Closures answer every question about a value that is absent, unknown or of another class than promised. Nearly all
values are plain, and of a course with many pages the same rule is asked thousands of times. So its lines are written
out as Python source, in which each read tests for the class that the type checker promised and otherwise gives the
thing back unjudged; what is given back, or fails, the closures judge again. The plain path decides nothing that they
would decide otherwise (`tests/language/test_plain.py`), and knows less of the language than they do: a rule that says
more has none. Why: docs/decisions/0010-plain-path.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from types import NoneType
from typing import Any, Final, NoReturn, TypeAlias

from oecheck.language.closures import CLASSES
from oecheck.language.compiler import Program
from oecheck.language.declarations import AttributeGetter, FactGetter, Field, Overload
from oecheck.language.environment import Environment
from oecheck.language.limits import MAX_INT, MIN_INT
from oecheck.language.nodes import (
    Binary,
    Call,
    Comprehension,
    Conditional,
    Has,
    ListLiteral,
    Literal,
    Logic,
    Name,
    Node,
    Select,
    Unary,
    arguments_of,
)
from oecheck.language.results import NO_VALUE
from oecheck.language.types import STRING, Type, list_of
from oecheck.model.fact import Fact

__all__ = ["PlainRule", "Walk"]

Walk: TypeAlias = Callable[[Any, Iterable[Any], Sequence[Any]], tuple[int, int, list[Any]]]
"""(run, targets, a frame) → how many passed, how many are inapplicable, and the targets to look at closely."""

MAX_LIST = 100_000
"""Elements of a list that the plain path goes through; the closures count the work of longer ones."""

_SCALARS: Final = frozenset({"string", "int", "double", "bool"})
_NOT_PLAIN: Final = (NoneType, Fact, *NO_VALUE)
_MEMBERS: Final[dict[Any, str]] = {str.startswith: "startswith", str.endswith: "endswith"}

_TEMPLATE = """\
def walk(run, targets, frame):
    value = run.value
    {variables} = frame
    passed = inapplicable = 0
    left = []
    for target in targets:
        v0 = target.entity
        {page} = target.page
        try:
            if not ({when}):
                inapplicable += 1
            elif {expect}:
                passed += 1
            else:
                left.append(target)
        except Unusual:
            left.append(target)
    return passed, inapplicable, left
"""


class Unusual(Exception):
    """A value that is not plain: the closures know what it means."""


class _Unwritable(Exception):
    """An expression of which the plain path does not know a part."""


class PlainRule:
    """The plain path of a rule; it is written when first asked for.

    Args:
        when, expect: the lines of the rule.
        page: place of the page in the frame; None where it has none.
    """

    __slots__ = ("_expect", "_page", "_tried", "_walk", "_when")

    def __init__(self, when: Sequence[Program], expect: Sequence[Program], page: int | None) -> None:
        self._when = when
        self._expect = expect
        self._page = page
        self._tried = False
        self._walk: Walk | None = None

    @property
    def walk(self) -> Walk | None:
        """The function; None for a rule that says more than the plain path knows."""
        if not self._tried:
            self._tried = True
            self._walk = self._written()
        return self._walk

    def _written(self) -> Walk | None:
        programs = (*self._when, *self._expect)
        if not programs:
            return None
        writer = _Writer(programs[0].environment, programs[0].checked.variables)
        try:
            when, expect = (
                writer.all_of(program.checked.root for program in part) for part in (self._when, self._expect)
            )
        except _Unwritable:
            return None
        return writer.function(
            _TEMPLATE.format(
                variables=", ".join(f"v{slot}" for slot in range(programs[0].checked.variables)) + ",",
                page="_" if self._page is None else f"v{self._page}",
                when=when,
                expect=expect,
            )
        )


class _Writer:
    """Writes expressions as Python; what is no text there is kept under a name."""

    def __init__(self, environment: Environment, variables: int) -> None:
        self._environment = environment
        self._variables = variables
        self._names: dict[str, Any] = {
            "Unusual": Unusual,
            "unusual": _unusual,
            "listed": _listed,
            "whole": _whole,
            "NOT_PLAIN": frozenset(_NOT_PLAIN),
        }
        self._temporaries = 0

    def function(self, source: str) -> Walk:
        # our own text, made of checked trees: nothing of a package or of a rule is in it but as a literal
        exec(compile(source, "<plain path>", "exec"), self._names)
        walk: Walk = self._names["walk"]
        return walk

    def all_of(self, nodes: Iterable[Node]) -> str:
        return " and ".join(map(self._node, nodes)) or "True"

    def _kept(self, value: Any) -> str:
        name = f"k{len(self._names)}"
        self._names[name] = value
        return name

    def _temporary(self) -> str:
        self._temporaries += 1
        return f"t{self._temporaries}"

    def _node(self, node: Node) -> str:  # one case a line, nothing else
        match node:
            case Literal():
                return self._literal(node)
            case Name():
                return self._name(node)
            case Select():
                return self._class_tested(self._read(node), node.type)
            case Has():
                return self._has(node)
            case Unary(operator="!"):
                return f"(not {self._node(node.operand)})"
            case Binary():
                return self._binary(node)
            case Logic():
                word = " and " if node.operator == "&&" else " or "
                return f"({word.join(map(self._node, node.operands))})"
            case Conditional():
                then, otherwise = self._node(node.then), self._node(node.otherwise)
                return f"({then} if {self._node(node.condition)} else {otherwise})"
            case Call():
                return self._call(node)
            case Comprehension():
                return self._loop(node)
        raise _Unwritable

    def _literal(self, node: Literal) -> str:
        if isinstance(node.value, bool | int | str):
            return repr(node.value)
        return self._kept(node.value)

    def _name(self, node: Name) -> str:
        variable = f"v{node.slot}"
        if node.type.name in _SCALARS:
            return f"({variable} if {variable}.__class__ is {CLASSES[node.type.name].__name__} else unusual())"
        return variable

    def _class_tested(self, read: str, type_: Type) -> str:
        """A value that was read, if it is of the class that its type promises."""
        value, class_ = self._temporary(), CLASSES.get(type_.name)
        if class_ is not None:
            return f"({value} if ({value} := {read}).__class__ is {class_.__name__} else unusual())"
        if not type_.is_message:
            raise _Unwritable
        return f"({value} if ({value} := {read}).__class__ not in NOT_PLAIN else unusual())"

    def _read(self, node: Select | Has) -> str:
        """How a field or fact is read, whatever it gives."""
        operand, field = self._node(node.operand), self._field(node)
        if isinstance(field.get, AttributeGetter):
            return f"{operand}.{field.get.name}"
        if isinstance(field.get, FactGetter):
            return f"value({field.get.of!r}, {field.get.name!r}, {operand})"
        raise _Unwritable

    def _field(self, node: Select | Has) -> Field:
        kind = self._environment.kinds.get(node.operand.type.name)
        if kind is None:
            raise _Unwritable
        return kind.fields[node.field]

    def _has(self, node: Has) -> str:
        value, read, type_ = self._temporary(), self._read(node), self._field(node).type
        class_ = CLASSES.get(type_.name)
        if class_ is None:
            raise _Unwritable
        there = f"len({value}) > 0" if class_ is tuple else "True"
        tested = f"{there} if ({value} := {read}).__class__ is {class_.__name__}"
        return f"({tested} else False if {value} is None else unusual())"

    def _binary(self, node: Binary) -> str:
        left, sign, right = node.left, node.operator, node.right
        if sign == "in":
            return self._contained(left, right)
        same = left.type.name if left.type == right.type else ""
        written = f"({self._node(left)} {sign} {self._node(right)})"
        if (sign in ("==", "!=") and same in _SCALARS) or (
            sign in ("<", "<=", ">", ">=") and same in _SCALARS - {"bool"}
        ):
            return written
        if sign in ("+", "-", "*") and same in ("int", "double"):
            return f"whole{written}" if same == "int" else written
        raise _Unwritable

    def _contained(self, left: Node, right: Node) -> str:
        if left.type != STRING:
            raise _Unwritable
        if isinstance(right, ListLiteral):
            values = [item.value for item in right.items if isinstance(item, Literal) and isinstance(item.value, str)]
            if len(values) == len(right.items):
                return f"({self._node(left)} in {self._kept(frozenset(values))})"
        if right.type != list_of(STRING):
            raise _Unwritable
        return f"({self._node(left)} in {self._node(right)})"

    def _call(self, node: Call) -> str:
        arguments = arguments_of(node)
        if node.overload < 0:
            raise _Unwritable
        overload = self._environment.functions[node.function].overloads[node.overload]
        if not all(map(_fits, arguments, overload.parameters)):
            raise _Unwritable
        written = [self._node(argument) for argument in arguments]
        return self._built_in(overload, written) or self._class_tested(self._called(overload, written), node.type)

    def _built_in(self, overload: Overload, written: Sequence[str]) -> str:
        """Calls of which Python knows the result's class."""
        if overload.call is len:
            return f"len({written[0]})"
        if overload.call in _MEMBERS:
            return f"{written[0]}.{_MEMBERS[overload.call]}({written[1]})"
        if overload.call is str.__contains__:
            return f"({written[1]} in {written[0]})"
        return ""

    def _called(self, overload: Overload, written: Sequence[str]) -> str:
        before = ("run",) if overload.needs_run else ()
        return f"{self._kept(overload.call)}({', '.join((*before, *written))})"

    def _loop(self, node: Comprehension) -> str:
        if not isinstance(node.over, Select) or node.over.type.name != "list" or node.condition is not None:
            raise _Unwritable
        if not isinstance(node.over.operand, Name):  # Python lets nothing be named where the things to walk are told
            raise _Unwritable
        each = f"for v{node.slot} in listed({self._read(node.over)})"
        match node.macro:
            case "all" | "exists":
                return f"{'all' if node.macro == 'all' else 'any'}({self._node(node.body)} {each})"
            case "filter":
                return f"[v{node.slot} {each} if {self._node(node.body)}]"
        raise _Unwritable


def _fits(argument: Node, parameter: Type) -> bool:
    """Whether a plain value of the argument is one that the function may be called with as it is."""
    name = argument.type.name
    return name == parameter.name and (name in _SCALARS or name == "list")


def _unusual() -> NoReturn:
    raise Unusual


def _listed(value: Any) -> tuple[Any, ...]:
    if value.__class__ is not tuple or len(value) > MAX_LIST:
        raise Unusual
    return value


def _whole(value: int) -> int:
    if not MIN_INT <= value <= MAX_INT:
        raise Unusual
    return value
