"""The type checker: every name resolved, every node typed, all problems found in one go."""

from __future__ import annotations

from typing import Final, TypeVar

from msgspec.structs import replace

from oecheck.language.calls import resolve_call, unknown_function
from oecheck.language.declarations import Field
from oecheck.language.environment import Environment
from oecheck.language.nodes import (
    Binary,
    Call,
    Checked,
    Comprehension,
    Conditional,
    Expression,
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
)
from oecheck.language.operand_types import arithmetic, conversions, converted, element_type, membership, order
from oecheck.language.problems import LanguageError, Problem, TypeProblem, close_to
from oecheck.language.types import BOOL, DOUBLE, DYN, INT, NULL, STRING, Type, accepts, common, list_of, map_of

__all__ = ["check"]

_LITERALS: Final = {bool: BOOL, int: INT, float: DOUBLE, str: STRING, type(None): NULL}
_NUMBERS: Final = (INT, DOUBLE)
_SHOWN: Final = 60  # characters of an operand that a message shows
_KEYS: Final = (STRING, INT, BOOL, DYN)
_N = TypeVar("_N", bound=Node)


def check(expression: Expression, environment: Environment, expected: Type | None = None) -> Checked:
    """The expression, checked against what it may name.

    Args:
        expression: the parsed expression.
        environment: kinds, variables and functions it may use.
        expected: type the result must have; None for any.

    Raises:
        LanguageError: with a `TypeProblem` for everything that is wrong.
    """
    checker = _Checker(environment, expression.text)
    root = checker.node(expression.root)
    if expected is not None and not checker.problems and not accepts(expected, root.type):
        checker.problem(root, "cel-wrong-result", found=str(root.type), wanted=str(expected))
    if checker.problems:
        raise LanguageError(checker.problems)
    return Checked(expression.text, root, len(environment.slots), checker.loops)


class _Checker:
    """One walk over one tree. A node that is wrong gets type `dyn`, so that it is reported once."""

    def __init__(self, environment: Environment, text: str) -> None:
        self.environment = environment
        self._text = text
        self.problems: list[Problem] = []
        self.loops = 0
        self._elements: list[tuple[str, Type]] = []  # variables of the macros around, outermost first

    def problem(self, node: Node, code: str, *suggestions: str, **arguments: object) -> None:
        self.problems.append(TypeProblem(node.offset, node.end, code, *suggestions, **arguments))

    def node(self, node: Node) -> Node:  # one case a line, nothing else
        match node:
            case Literal():
                return replace(node, type=_LITERALS[type(node.value)])
            case Name():
                return self._name(node)
            case Select() | Has():
                return self._selection(node)
            case Index():
                return self._index(node)
            case Unary():
                return self._unary(node)
            case Binary():
                return self._binary(node)
            case Logic():
                operands = tuple(self._wanted(operand, BOOL, node.operator) for operand in node.operands)
                return replace(node, operands=operands, type=BOOL)
            case Conditional():
                return self._conditional(node)
            case ListLiteral():
                items = tuple(self.node(item) for item in node.items)
                return replace(node, items=items, type=list_of(element_type(items)))
            case MapLiteral():
                return self._map(node)
            case Call():
                return self._call(node)
            case Comprehension():
                return self._comprehension(node)

    def _wanted(self, node: Node, wanted: Type, where: str) -> Node:
        """The node, checked, in a place where one type is wanted."""
        checked = self.node(node)
        if not accepts(wanted, checked.type):
            found = str(checked.type)
            self.problem(checked, "cel-wrong-type", found=found, wanted=str(wanted), where=where)
        return checked

    # names and fields

    def _name(self, node: Name) -> Node:
        for slot, (name, type_) in reversed(tuple(enumerate(self._elements))):
            if name == node.name:
                return replace(node, slot=len(self.environment.slots) + slot, type=type_)
        if node.name in self.environment.slots:
            return replace(node, slot=self.environment.slots[node.name], type=self.environment.variables[node.name])
        known = [*self.environment.variables, *(name for name, _ in self._elements)]
        self.problem(
            node, "cel-unknown-name", *close_to(node.name, known), found=node.name, known=", ".join(sorted(known))
        )
        return node

    def _selection(self, node: Select | Has) -> Node:
        operand = self.node(node.operand)
        type_ = self._field(operand, node)
        return replace(node, operand=operand, type=BOOL if isinstance(node, Has) else type_)

    def _field(self, operand: Node, node: Select | Has) -> Type:
        if operand.type == DYN:
            return DYN
        if operand.type.name == "map":
            key, value = operand.type.parameters
            if not accepts(key, STRING):
                self._at_field(node, "cel-wrong-type", found="string", wanted=str(key), where=".")
            return value
        kind = self.environment.kinds.get(operand.type.name)
        if kind is None:
            self._at_field(node, "cel-no-fields", found=str(operand.type), field=node.field)
            return DYN
        field: Field | None = kind.fields.get(node.field)
        if field is None:
            close = close_to(node.field, kind.fields)
            known = ", ".join(sorted(kind.fields))
            self._at_field(node, "cel-unknown-field", *close, found=node.field, kind=kind.name, known=known)
            return DYN
        return field.type

    def _at_field(self, node: Select | Has, code: str, *suggestions: str, **arguments: object) -> None:
        end = node.field_offset + len(node.field)
        self.problems.append(TypeProblem(node.field_offset, end, code, *suggestions, **arguments))

    # operators

    def _index(self, node: Index) -> Node:
        operand, index = self.node(node.operand), self.node(node.index)
        checked = replace(node, operand=operand, index=index)
        if operand.type == DYN:
            return checked
        if operand.type.name not in ("list", "map"):
            self.problem(operand, "cel-wrong-type", found=str(operand.type), wanted="list / map", where="[]")
            return checked
        wanted = INT if operand.type.name == "list" else operand.type.parameters[0]
        if not accepts(wanted, index.type):
            self.problem(index, "cel-wrong-type", found=str(index.type), wanted=str(wanted), where="[]")
        return replace(checked, type=operand.type.parameters[-1])

    def _unary(self, node: Unary) -> Node:
        if node.operator == "!":
            return replace(node, operand=self._wanted(node.operand, BOOL, "!"), type=BOOL)
        operand = self.node(node.operand)
        if operand.type not in (*_NUMBERS, DYN):
            self.problem(operand, "cel-wrong-type", found=str(operand.type), wanted="int / double", where="-")
            return replace(node, operand=operand)
        return replace(node, operand=operand, type=operand.type)

    def _binary(self, node: Binary) -> Node:
        left, right = self.node(node.left), self.node(node.right)
        checked = replace(node, left=left, right=right)
        if node.operator in ("==", "!="):
            type_ = BOOL if common(left.type, right.type) else None
        elif node.operator == "in":
            type_ = membership(left.type, right.type)
        elif node.operator in ("<", "<=", ">", ">="):
            type_ = order(left.type, right.type)
        else:
            type_ = arithmetic(node.operator, left.type, right.type)
        if type_ is None:
            self._mismatch(checked)
            return checked if node.operator in "+-*/%" else replace(checked, type=BOOL)
        return replace(checked, type=type_)

    def _mismatch(self, node: Binary) -> None:
        left, right = node.left.type, node.right.type
        numbers = left in _NUMBERS and right in _NUMBERS
        code = "cel-mixed-numbers" if numbers else "cel-null" if NULL in (left, right) else "cel-wrong-operands"
        one, other = self._written(node.left), self._written(node.right)
        mixed = (converted(node),) if numbers and left != right else ()
        hints = mixed or (*conversions(one, left, right), *conversions(other, right, left))
        end = node.operator_offset + len(node.operator)
        said = {"operator": node.operator, "left": str(left), "right": str(right), "one": one, "other": other}
        self.problems.append(TypeProblem(node.operator_offset, end, code, *hints, **said))

    def _written(self, node: Node) -> str:
        """A part of the expression as its author wrote it."""
        text = " ".join(self._text[node.offset : node.end].split())
        return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"

    def _conditional(self, node: Conditional) -> Node:
        condition = self._wanted(node.condition, BOOL, "?")
        then, otherwise = self.node(node.then), self.node(node.otherwise)
        type_ = common(then.type, otherwise.type)
        if type_ is None:
            problem = {"left": str(then.type), "right": str(otherwise.type), "operator": "? :"}
            written = {"one": self._written(then), "other": self._written(otherwise)}
            self.problem(node, "cel-wrong-operands", **problem, **written)
        return replace(node, condition=condition, then=then, otherwise=otherwise, type=type_ or DYN)

    def _map(self, node: MapLiteral) -> Node:
        keys = tuple(self.node(key) for key in node.keys)
        values = tuple(self.node(value) for value in node.values)
        key_type = element_type(keys)
        for key in keys:
            if key.type not in _KEYS:
                self.problem(key, "cel-wrong-type", found=str(key.type), wanted="string / int / bool", where="{}")
            elif DYN not in (key.type, keys[0].type) and key.type != keys[0].type:
                self.problem(key, "cel-mixed-keys", found=str(key.type))
        return replace(node, keys=keys, values=values, type=map_of(key_type, element_type(values)))

    # functions and macros

    def _call(self, node: Call) -> Node:
        target = node.target
        if isinstance(target, Name) and target.name not in self._in_scope():
            qualified = f"{target.name}.{node.function}"
            if qualified in self.environment.functions:  # math.greatest(a, b)
                node, target = replace(node, function=qualified, target=None), None
        if node.function not in self.environment.functions:
            self.problems.append(unknown_function(node, self.environment))
            return node  # a misspelt macro: its variable would only be a second problem
        checked = replace(
            node,
            target=None if target is None else self.node(target),
            arguments=tuple(self.node(argument) for argument in node.arguments),
        )
        resolved, problems = resolve_call(checked, self.environment)
        self.problems += problems
        return resolved

    def _in_scope(self) -> set[str]:
        return {*self.environment.slots, *(name for name, _ in self._elements)}

    def _comprehension(self, node: Comprehension) -> Node:
        over = self.node(node.over)
        if over.type.name not in ("list", "map", "dyn"):
            self.problem(over, "cel-wrong-type", found=str(over.type), wanted="list / map", where=node.macro)
        element = over.type.parameters[0] if over.type.parameters else DYN
        slot = len(self.environment.slots) + len(self._elements)
        self._elements.append((node.variable, element))
        self.loops = max(self.loops, len(self._elements))
        condition = None if node.condition is None else self._wanted(node.condition, BOOL, "map")
        body = self.node(node.body) if node.macro == "map" else self._wanted(node.body, BOOL, node.macro)
        self._elements.pop()
        result = {"map": list_of(body.type), "filter": list_of(element)}.get(node.macro, BOOL)
        return replace(node, over=over, condition=condition, body=body, slot=slot, type=result)
