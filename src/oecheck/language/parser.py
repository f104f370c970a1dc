"""Text to tree: operator precedence of CEL, macros, limits on depth and size.

Nothing here recurses deeper than `MAX_DEPTH` levels of nesting, whatever the text.
"""

from __future__ import annotations

from oecheck.language.cursor import Cursor
from oecheck.language.limits import MAX_DEPTH, MAX_INT, RESERVED
from oecheck.language.measured import Measured
from oecheck.language.nodes import (
    Binary,
    Call,
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
from oecheck.language.problems import LanguageError, SyntaxProblem
from oecheck.language.tokens import Token

__all__ = ["MACROS", "parse"]

_RELATION, _SUM, _PRODUCT = 3, 4, 5
_BINARY = dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "in"), _RELATION)
_BINARY |= {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "%": _PRODUCT}
_CONSTANTS = {"true": True, "false": False, "null": None}
MACROS = {"all": (2,), "exists": (2,), "exists_one": (2,), "filter": (2,), "map": (2, 3)}


def parse(text: str) -> Expression:
    """The tree of an expression.

    Raises:
        LanguageError: the text is no expression, or is too long, deep or large.
    """
    return Expression(text, _Parser(text).whole())


class _Parser(Cursor):
    """One pass over the tokens of one text."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._nesting = 0
        self._made = Measured().node

    def whole(self) -> Node:
        if self.next.kind == "end":
            raise LanguageError([SyntaxProblem(0, self.next.end, "cel-empty")])
        root = self._expression()
        if self.next.kind != "end":
            self.fail(self.next, "end of the expression")
        return root

    # grammar

    def _expression(self) -> Node:
        self._nesting += 1
        if self._nesting > MAX_DEPTH:
            token = self.next
            raise LanguageError([SyntaxProblem(token.offset, token.end, "cel-too-deep", limit=MAX_DEPTH)])
        condition = self._logic("||")
        if self.take("?"):
            then = self._logic("||")
            self.want(":")
            otherwise = self._expression()
            condition = self._made(
                Conditional(
                    offset=condition.offset,
                    end=otherwise.end,
                    condition=condition,
                    then=then,
                    otherwise=otherwise,
                )
            )
        self._nesting -= 1
        return condition

    def _logic(self, operator: str) -> Node:
        operands: list[Node] = [self._logic("&&") if operator == "||" else self._binary(_RELATION)]
        while self.take(operator):
            operands.append(self._logic("&&") if operator == "||" else self._binary(_RELATION))
        if len(operands) == 1:
            return operands[0]
        return self._made(
            Logic(offset=operands[0].offset, end=operands[-1].end, operator=operator, operands=tuple(operands))
        )

    def _binary(self, least: int) -> Node:
        left = self._unary()
        while True:
            token = self.next
            level = _BINARY.get(str(token.value), 0) if token.kind in ("sign", "name") else 0
            if level < least:
                return left
            self.advance()
            right = self._binary(level + 1)
            left = self._made(
                Binary(
                    offset=left.offset,
                    end=right.end,
                    operator=str(token.value),
                    left=left,
                    right=right,
                    operator_offset=token.offset,
                )
            )

    def _unary(self) -> Node:
        signs: list[Token] = []
        while self.at("!") or self.at("-"):
            signs.append(self.advance())
        number = self.next
        if signs and signs[-1].value == "-" and number.kind in ("int", "float"):
            minus = signs.pop()
            operand = self._postfix(self._number(minus.offset, self.advance(), negative=True))
        else:
            operand = self._postfix(self._primary())
        for sign in reversed(signs):
            operand = self._made(Unary(offset=sign.offset, end=operand.end, operator=str(sign.value), operand=operand))
        return operand

    def _number(self, offset: int, token: Token, negative: bool) -> Node:
        assert isinstance(token.value, int | float)  # for the type checker: kinds int and float hold numbers
        if token.kind == "int" and token.value > MAX_INT and not negative:
            written = str(token.value)
            raise LanguageError([SyntaxProblem(offset, token.end, "cel-number-too-large", found=written)])
        value = -token.value if negative else token.value
        return self._made(Literal(offset=offset, end=token.end, value=value))

    def _primary(self) -> Node:
        token = self.advance()
        match token.kind:
            case "string":
                return self._made(Literal(offset=token.offset, end=token.end, value=token.value))
            case "int" | "float":
                return self._number(token.offset, token, negative=False)
            case "name" if token.value in _CONSTANTS:
                value = _CONSTANTS[str(token.value)]
                return self._made(Literal(offset=token.offset, end=token.end, value=value))
            case "name" if self.at("("):
                return self._call(None, token)
            case "name" if token.value != "in":
                return self._name(token)
        return self._bracketed(token)

    def _name(self, token: Token) -> Node:
        word = str(token.value)
        if word in RESERVED:
            raise LanguageError([SyntaxProblem(token.offset, token.end, "cel-reserved-word", found=word)])
        return self._made(Name(offset=token.offset, end=token.end, name=word))

    def _bracketed(self, token: Token) -> Node:
        match token.value if token.kind == "sign" else "":
            case "(":
                inside = self._expression()
                self.want(")")
                return inside
            case "[":
                items = self._list("]")
                return self._made(ListLiteral(offset=token.offset, end=self._before, items=tuple(items)))
            case "{":
                return self._map(token)
        self._position -= 1
        self.fail(token, "a value")
        raise AssertionError  # _fail always raises

    @property
    def _before(self) -> int:
        """Where the last token taken ends."""
        return self._tokens[self._position - 1].end

    def _list(self, closing: str) -> list[Node]:
        """Expressions separated by commas up to the closing bracket, which is taken."""
        items: list[Node] = []
        while not self.take(closing):
            items.append(self._expression())
            if not self.take(","):
                self.want(closing)
                break
            if closing == ")" and self.at(")"):
                self.fail(self.next, "a value")
        return items

    def _map(self, opening: Token) -> Node:
        keys: list[Node] = []
        values: list[Node] = []
        while not self.take("}"):
            keys.append(self._expression())
            self.want(":")
            values.append(self._expression())
            if not self.take(","):
                self.want("}")
                break
        return self._made(MapLiteral(offset=opening.offset, end=self._before, keys=tuple(keys), values=tuple(values)))

    def _postfix(self, node: Node) -> Node:
        while True:
            if self.take("."):
                node = self._member(node)
            elif self.take("["):
                index = self._expression()
                end = self.want("]").end
                node = self._made(Index(offset=node.offset, end=end, operand=node, index=index))
            else:
                return node

    def _member(self, operand: Node) -> Node:
        token = self.next
        if token.kind != "name" or token.value in ("in", *_CONSTANTS):
            self.fail(token, "the name of a field or function")
        self.advance()
        if self.at("("):
            return self._call(operand, token)
        return self._made(
            Select(
                offset=operand.offset,
                end=token.end,
                operand=operand,
                field=str(token.value),
                field_offset=token.offset,
            )
        )

    # calls and macros

    def _call(self, target: Node | None, name: Token) -> Node:
        self.want("(")
        arguments = self._list(")")
        word = str(name.value)
        if target is None and word == "has":
            return self._has(name, arguments)
        if target is not None and word in MACROS:
            return self._macro(target, name, arguments)
        return self._made(
            Call(
                offset=name.offset if target is None else target.offset,
                end=self._before,
                function=word,
                target=target,
                arguments=tuple(arguments),
                name_offset=name.offset,
            )
        )

    def _has(self, name: Token, arguments: list[Node]) -> Node:
        selected = arguments[0] if len(arguments) == 1 else None
        if not isinstance(selected, Select):
            raise LanguageError([SyntaxProblem(name.offset, self._before, "cel-has-argument")])
        return self._made(
            Has(
                offset=name.offset,
                end=self._before,
                operand=selected.operand,
                field=selected.field,
                field_offset=selected.field_offset,
            )
        )

    def _macro(self, over: Node, name: Token, arguments: list[Node]) -> Node:
        word = str(name.value)
        if len(arguments) not in MACROS[word]:
            wanted = " / ".join(str(count) for count in MACROS[word])
            problem = SyntaxProblem(
                name.offset, self._before, "cel-macro-arguments", macro=word, wanted=wanted, found=len(arguments)
            )
            raise LanguageError([problem])
        variable = arguments[0]
        if not isinstance(variable, Name):
            raise LanguageError([SyntaxProblem(variable.offset, variable.end, "cel-macro-variable", macro=word)])
        return self._made(
            Comprehension(
                offset=over.offset,
                end=self._before,
                macro=word,
                over=over,
                variable=variable.name,
                variable_offset=variable.offset,
                condition=arguments[1] if len(arguments) == 3 else None,
                body=arguments[-1],
            )
        )
