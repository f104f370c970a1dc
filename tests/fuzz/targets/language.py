"""The rule language: any text is an expression or a LanguageError, and any expression has a value or a failure."""

from __future__ import annotations

import re

from oecheck.language import LanguageError, check, compile, parse
from oecheck.language.patterns import matches, pattern_problem
from tests.fuzz.case import Case, Target
from tests.fuzz.written import RULES
from tests.language.language_cases import CASES, ENVIRONMENT, FRAME

__all__ = ["TARGETS"]

_LINE = re.compile(r"that: *['\"]?(.+?)['\"]?\}?$", re.MULTILINE)


def _expression(data: bytes) -> None:
    source = data.decode("utf-8", "replace")
    try:
        program = compile(check(parse(source), ENVIRONMENT), ENVIRONMENT)
    except LanguageError as error:
        _placed(error, len(source))
        return
    result = program(None, FRAME)
    assert type(program.explain(None, FRAME).result) is type(result)


def _placed(error: LanguageError, length: int) -> None:
    assert error.problems
    assert all(0 <= problem.offset <= problem.end <= length for problem in error.problems)


def _pattern(data: bytes) -> None:
    source = data.decode("utf-8", "replace")
    if not pattern_problem(source):
        matches("a" * 200 + "é1 b", source)


def _expressions(_: object) -> list[Case]:
    texts = [case["text"] for case in CASES]
    texts += [found for data in RULES.values() for found in _LINE.findall(data.decode())]
    return [Case(text[:30], text.encode(), _expression) for text in dict.fromkeys(texts)]


_PATTERNS = ("^[a-c]+$", "(a|b)*c{2,3}", r"\d+\s?(min|h)\b", "[^a-z0-9é]", "(?i)x", "(a+)+$", r"\p{L}+", "a.*b.*c")
TARGETS = (
    Target("language", _expressions, 2),
    Target("language-pattern", lambda _: [Case(text, text.encode(), _pattern) for text in _PATTERNS]),
)
