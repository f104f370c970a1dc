"""The words of an expression: one linear pass over the text, every token with its place.

Source: cel-spec, language definition, "Syntax". Left out and refused by name: bytes, unsigned integers.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from oecheck.language.limits import MAX_INT, MAX_TEXT
from oecheck.language.problems import LanguageError, Problem, SyntaxProblem
from oecheck.values.patterns import pattern

__all__ = ["Token", "tokens"]

_TOKEN = pattern(
    r"""
      (?P<space>\s+|//[^\n]*)
    | (?P<string>
        [rR](?:'''(?:[^']|'(?!''))*'''|\"\"\"(?:[^"]|"(?!""))*\"\"\"|'[^'\r\n]*'|"[^"\r\n]*")
      | '''(?:[^'\\]|\\.|'(?!''))*'''|\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
      | '(?!'')(?:[^'\\\r\n]|\\.)*'|"(?!"")(?:[^"\\\r\n]|\\.)*"|''|"")
    | (?P<bytes>(?:[bB][rR]?|[rR][bB])['"])
    | (?P<float>[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|\.[0-9]+(?:[eE][+-]?[0-9]+)?)
    | (?P<int>(?:0[xX][0-9a-fA-F]+|[0-9]+)[uU]?)
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<sign>&&|\|\||[=!<>]=|[-+*/%!<>?:.,()\[\]{}])
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_ESCAPE = pattern(
    r"\\(?:([abfnrtv\\?\"'`])|[xX]([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0-3][0-7]{2})|(.?))",
    re.DOTALL,
)
_TURNED = {"=<": "<=", "=>": ">=", "=!": "!="}
_NAMED = dict(zip("abfnrtv", "\a\b\f\n\r\t\v", strict=True))


class Token(NamedTuple):
    """One word: `kind` is string, float, int, name, sign or end; `value` what it says."""

    kind: str
    value: str | int | float
    offset: int
    end: int


def tokens(text: str) -> list[Token]:
    """The tokens of an expression, an `end` token last.

    Raises:
        LanguageError: something in the text is no token of the language.
    """
    if len(text) > MAX_TEXT:
        raise LanguageError([SyntaxProblem(0, len(text), "cel-too-long", found=len(text), limit=MAX_TEXT)])
    found: list[Token] = []
    problems: list[Problem] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            problem = _no_token(text, position)
            problems.append(problem)
            if text[position] in "\"'":
                break  # the rest of the text cannot be told apart from the string that never ends
            position = problem.end
            continue
        start, position = position, match.end()
        kind = match.lastgroup
        if kind == "name" or kind == "sign":  # most of all
            found.append(Token(kind, match.group(), start, position))
        elif kind == "bytes":
            problems.append(SyntaxProblem(start, position, "cel-no-bytes"))
            break
        elif kind != "space":
            found.append(_literal(match, problems))
    if problems:
        raise LanguageError(problems)
    found.append(Token("end", "", len(text), len(text)))
    return found


def _no_token(text: str, position: int) -> Problem:
    if text[position] in "\"'":
        return SyntaxProblem(position, len(text), "cel-string-without-end")
    if text[position : position + 2] in _TURNED:
        pair = text[position : position + 2]
        return SyntaxProblem(position, position + 2, "cel-unexpected-sign", _TURNED[pair], found=pair)
    wanted = {"=": ("==",), "&": ("&&",), "|": ("||",)}.get(text[position], ())
    return SyntaxProblem(position, position + 1, "cel-unexpected-character", *wanted, found=text[position])


def _literal(match: re.Match[str], problems: list[Problem]) -> Token:
    kind = str(match.lastgroup)
    value: str | int | float
    if kind == "string":
        value = _string(match, problems)
    elif kind == "float":
        value = float(match.group())
    else:
        value = _integer(match, problems)
    return Token(kind, value, match.start(), match.end())


def _integer(match: re.Match[str], problems: list[Problem]) -> int:
    written = match.group()
    if written[-1] in "uU":
        problems.append(SyntaxProblem(match.start(), match.end(), "cel-no-unsigned", written[:-1], found=written))
        return 0
    # One more than the largest: the parser takes it with a minus sign only. Long digit strings are not converted.
    hexadecimal = written[:2] in ("0x", "0X")
    digits = written.lstrip("0xX" if hexadecimal else "0")
    value = int(digits or "0", 16 if hexadecimal else 10) if len(digits) <= 20 else MAX_INT + 2
    if value > MAX_INT + 1:
        problems.append(SyntaxProblem(match.start(), match.end(), "cel-number-too-large", found=written[:40]))
        return 0
    return value


def _string(match: re.Match[str], problems: list[Problem]) -> str:
    written, offset = match.group(), match.start()
    raw = written[0] in "rR"
    body = written[1:] if raw else written
    quotes = 3 if len(body) >= 6 and body[:3] in ("'''", '"""') else 1
    inside = body[quotes:-quotes].replace("\r\n", "\n").replace("\r", "\n") if quotes == 3 else body[quotes:-quotes]
    if raw:
        return inside

    def unescape(escape: re.Match[str]) -> str:
        named, byte, four, eight, octal, _other = escape.groups()
        if named:
            return _NAMED.get(named, named)
        code = int(octal, 8) if octal else int(byte or four or eight or "110000", 16)
        if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            start = offset + quotes + escape.start()
            problems.append(SyntaxProblem(start, start + len(escape.group()), "cel-escape", found=escape.group()))
            return ""
        return chr(code)

    return _ESCAPE.sub(unescape, inside)
