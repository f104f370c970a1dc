"""Typed tree to closures: a fast program, and on request a second one that keeps a trace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from oecheck.language import closures, operations
from oecheck.language.closures import Evaluate
from oecheck.language.declarations import AttributeGetter
from oecheck.language.environment import Environment
from oecheck.language.invoke import invocation
from oecheck.language.loops import loop
from oecheck.language.nodes import (
    Binary,
    Call,
    Checked,
    Comprehension,
    Conditional,
    Has,
    Index,
    ListLiteral,
    Literal,
    Logic,
    MapLiteral,
    Name,
    Node,
    Select,
    Unary,
    arguments_of,
)
from oecheck.language.results import Trace
from oecheck.language.types import STRING, list_of

__all__ = ["Program", "compile"]


class Program:
    """An expression ready to run. Its closures are made when it is first called: many a rule has no target.

    Attributes:
        evaluate: the fast path, a plain function of (run, frame); the same as calling the program.
        checked, environment: what it was made from.
    """

    __slots__ = ("_traced", "checked", "environment", "evaluate")

    def __init__(self, checked: Checked, environment: Environment) -> None:
        self.checked = checked
        self.evaluate: Evaluate = self._first
        self.environment = environment
        self._traced: Evaluate | None = None

    def __call__(self, run: Any, frame: Sequence[Any]) -> Any:
        """The value, or an `Unknown`, `Absent` or `Failure`.

        Args:
            run: handed to getters and functions.
            frame: values of the environment's variables, in its order: plain values, or None for absent; where a
                variable is no thing but a text or number, also a `Fact`.
        """
        return self.evaluate(run, frame)

    def _first(self, run: Any, frame: Sequence[Any]) -> Any:
        self.evaluate = _started(self.checked, self.environment, traced=False)
        return self.evaluate(run, frame)

    def explain(self, run: Any, frame: Sequence[Any]) -> Trace:
        """Evaluates again with a trace: the value of every part, and every fact that was read."""
        if self._traced is None:
            self._traced = _started(self.checked, self.environment, traced=True)
        trace = Trace()
        trace.result = self._traced(run, [*frame, trace])
        return trace


def compile(checked: Checked, environment: Environment) -> Program:
    """The program of a checked expression; the environment has the kinds and functions it was checked with."""
    return Program(checked, environment)


def _started(checked: Checked, environment: Environment, traced: bool) -> Evaluate:
    """The closure of the whole: gives loops their places in a frame of their own."""
    variables = checked.variables
    body = _Compiler(environment, variables, variables + checked.loops, traced).node(checked.root)
    if not checked.loops and not traced:
        return body
    room = [*[None] * checked.loops, 0]
    # A traced program gets its trace behind the variables; it is moved behind loops and work.
    return lambda run, frame: body(run, [*frame[:variables], *room, *frame[variables:]])


class _Compiler:
    """Makes closures for the nodes of one tree."""

    def __init__(self, environment: Environment, variables: int, work: int, traced: bool) -> None:
        self._environment = environment
        self._variables = variables
        self._work = work
        self._traced = traced

    def node(self, node: Node) -> Evaluate:
        evaluate = self._plain(node)
        if not self._traced or isinstance(node, Literal):
            return evaluate
        place, kept = (node.offset, node.end), self._work + 1

        def traced(run: Any, frame: Any) -> Any:
            value = evaluate(run, frame)
            frame[kept].values[place] = value
            return value

        return traced

    def _all(self, nodes: Sequence[Node]) -> list[Evaluate]:
        return [self.node(node) for node in nodes]

    def _plain(self, node: Node) -> Evaluate:  # one case a line, nothing else
        match node:
            case Literal():
                return closures.constant(node.value)
            case Name():
                return self._name(node)
            case Select():
                return self._select(node)
            case Has():
                return self._has(node)
            case Index():
                return operations.element_at(self.node(node.operand), self.node(node.index), node.index.offset)
            case Unary(operator="!"):
                return operations.negation(self.node(node.operand), node.offset)
            case Unary():
                return operations.minus(self.node(node.operand), node.offset)
            case Binary():
                return self._binary(node)
            case Logic():
                combine = operations.conjunction if node.operator == "&&" else operations.disjunction
                return combine(self._all(node.operands), node.offset)
            case Conditional():
                return operations.conditional(
                    self.node(node.condition), self.node(node.then), self.node(node.otherwise), node.offset
                )
            case ListLiteral():
                return self._list(node)
            case MapLiteral():
                return operations.map_of_entries(self._all(node.keys), self._all(node.values), node.offset)
            case Call():
                return self._call(node)
            case Comprehension():
                return self._comprehension(node)

    def _comprehension(self, node: Comprehension) -> Evaluate:
        condition = None if node.condition is None else self.node(node.condition)
        over, body = self.node(node.over), self.node(node.body)
        return loop(node, over, condition, body, self._work)

    def _name(self, node: Name) -> Evaluate:
        if node.slot >= self._variables:
            return closures.element_of(node.slot)
        return closures.variable(node.slot, node.name, node.type.name)

    def _select(self, node: Select) -> Evaluate:
        kind = self._environment.kinds.get(node.operand.type.name)
        if kind is None:
            return closures.key_of(self.node(node.operand), node.field, node.field_offset)
        get, name, type_ = kind.fields[node.field].get, node.field, node.type.name
        if isinstance(get, AttributeGetter) and isinstance(node.operand, Name) and not self._traced:
            return closures.attribute_of(node.operand.slot, node.operand.name, get.read, name, type_)
        operand = self.node(node.operand)
        return self._reading(lambda get: closures.field_of(operand, get, name, type_, node.field_offset), get, name)

    def _has(self, node: Has) -> Evaluate:
        kind = self._environment.kinds.get(node.operand.type.name)
        operand = self.node(node.operand)
        if kind is None:
            return closures.has_key(operand, node.field, node.field_offset)
        field, offset = kind.fields[node.field], node.field_offset
        type_ = field.type.name
        return self._reading(
            lambda get: closures.has_field(operand, get, field.name, type_, offset), field.get, field.name
        )

    def _reading(self, make: Callable[[closures.Get], Evaluate], get: closures.Get, name: str) -> Evaluate:
        """The closure of a field read; in a traced program one that tells the trace in its frame what was read."""
        if not self._traced:
            return make(get)
        kept = self._work + 1

        def evaluate(run: Any, frame: Any) -> Any:
            def noting(run: Any, thing: Any) -> Any:
                value = get(run, thing)
                frame[kept].note(thing, name, value)
                return value

            return make(noting)(run, frame)

        return evaluate

    def _binary(self, node: Binary) -> Evaluate:
        left, right = self.node(node.left), self.node(node.right)
        kind = node.left.type.name if node.left.type == node.right.type else ""
        match node.operator:
            case "==" | "!=":
                negate = node.operator == "!="
                if isinstance(node.right, Literal):
                    return operations.equal_to(left, node.right.value, negate)
                return operations.equality(left, right, kind, negate)
            case "in":
                texts = _texts(node.right)
                if texts is not None:
                    return operations.member_of(left, texts)
                of_texts = node.left.type == STRING and node.right.type == list_of(STRING)
                return operations.contained_in(left, right, of_texts, node.operator_offset)
            case "<" | "<=" | ">" | ">=":
                return operations.order_of(node.operator, left, right, kind, node.operator_offset)
        return operations.arithmetic_of(node.operator, left, right, node.type.name, node.operator_offset)

    def _list(self, node: ListLiteral) -> Evaluate:
        if all(isinstance(item, Literal) for item in node.items):
            return closures.constant([item.value for item in node.items if isinstance(item, Literal)])
        return operations.list_of_items(self._all(node.items))

    def _call(self, node: Call) -> Evaluate:
        function = self._environment.functions[node.function]
        if node.overload >= 0:
            overloads = [function.overloads[node.overload]]
        else:
            count, member = len(arguments_of(node)), node.target is not None
            overloads = [o for o in function.overloads if o.member == member and len(o.parameters) == count]
        return invocation(node.function, overloads, self._all(arguments_of(node)), node.name_offset)


def _texts(node: Node) -> list[str] | None:
    """The texts of a list of literal texts."""
    if not isinstance(node, ListLiteral) or not node.items:
        return None
    values = [item.value for item in node.items if isinstance(item, Literal)]
    texts = [value for value in values if isinstance(value, str)]
    return texts if len(texts) == len(node.items) else None
