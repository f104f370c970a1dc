"""The place that a parser has come to in the tokens of a text."""

from __future__ import annotations

from typing import NoReturn

from oecheck.language.problems import LanguageError, SyntaxProblem
from oecheck.language.tokens import Token, tokens

__all__ = ["Cursor"]


class Cursor:
    """One way through the tokens of one text.

    Args:
        text: of the expression.

    Raises:
        LanguageError: the text holds what is no token.
    """

    def __init__(self, text: str) -> None:
        self._tokens = tokens(text)
        self._position = 0

    @property
    def next(self) -> Token:
        """The token that comes next."""
        return self._tokens[self._position]

    def advance(self) -> Token:
        """The next token, taken."""
        token = self._tokens[self._position]
        self._position += 1
        return token

    def at(self, sign: str) -> bool:
        """Whether a sign or word comes next."""
        token = self._tokens[self._position]
        return token.value == sign and token.kind in ("sign", "name")

    def take(self, sign: str) -> bool:
        """Takes a sign or word where it comes next; whether it did."""
        if self.at(sign):
            self._position += 1
            return True
        return False

    def want(self, sign: str) -> Token:
        """The sign or word, taken.

        Raises:
            LanguageError: something else comes next.
        """
        if not self.at(sign):
            self.fail(self.next, sign)
        return self.advance()

    def fail(self, token: Token, wanted: str) -> NoReturn:
        """Says what stands where something else is wanted.

        Raises:
            LanguageError: always.
        """
        if token.kind == "end":
            raise LanguageError([SyntaxProblem(token.offset, token.end, "cel-ends-early", wanted=wanted)])
        found = str(token.value)[:40]
        suggestions = {"and": ("&&",), "or": ("||",), "not": ("!",), "is": ("==",)}.get(found, ())
        problem = SyntaxProblem(token.offset, token.end, "cel-unexpected", *suggestions, found=found, wanted=wanted)
        raise LanguageError([problem])
