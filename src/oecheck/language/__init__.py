"""The rule language: CEL, parsed, typed against the course model, compiled to closures.

    expression = parse(text)                                    # LanguageError: SyntaxProblem
    checked = check(expression, environment, expected=BOOL)     # LanguageError: TypeProblem
    program = compile(checked, environment)                     # `checked` can be stored with msgspec
    program(run, frame)                                         # a value, Unknown, Absent or Failure
    program.explain(run, frame)                                 # Trace: values of all parts, facts read

The manual page with every case is docs/language.md; the states of values are in docs/architecture.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oecheck.language.compiler import Program, compile
from oecheck.language.declarations import (
    AttributeGetter,
    FactGetter,
    Field,
    Function,
    Kind,
    Overload,
    attribute_getter,
    function,
)
from oecheck.language.environment import Environment
from oecheck.language.nodes import Checked, Expression
from oecheck.language.plain import PlainRule
from oecheck.language.results import NO_VALUE, Absent, Failure, Read, Reason, Trace, Unknown
from oecheck.language.types import BOOL, DOUBLE, DYN, INT, NULL, STRING, Type, list_of, map_of, message, parse_type

if TYPE_CHECKING:
    from oecheck.language.advice import advise
    from oecheck.language.checker import check
    from oecheck.language.parser import parse
    from oecheck.language.problems import LanguageError, Problem, SyntaxProblem, TypeProblem
    from oecheck.language.structs import field_meanings, kinds_from_structs

# Compiled rules are stored: running them needs neither parser nor checker, so these load when first asked for.
_LATER = {
    "advise": "advice",
    "check": "checker",
    "parse": "parser",
    "LanguageError": "problems",
    "Problem": "problems",
    "SyntaxProblem": "problems",
    "TypeProblem": "problems",
    "field_meanings": "structs",
    "kinds_from_structs": "structs",
}

__all__ = [
    "BOOL",
    "DOUBLE",
    "DYN",
    "INT",
    "NO_VALUE",
    "NULL",
    "STRING",
    "Absent",
    "AttributeGetter",
    "Checked",
    "Environment",
    "Expression",
    "FactGetter",
    "Failure",
    "Field",
    "Function",
    "Kind",
    "LanguageError",
    "Overload",
    "PlainRule",
    "Problem",
    "Program",
    "Read",
    "Reason",
    "SyntaxProblem",
    "Trace",
    "Type",
    "TypeProblem",
    "Unknown",
    "advise",
    "attribute_getter",
    "check",
    "compile",
    "field_meanings",
    "function",
    "kinds_from_structs",
    "list_of",
    "map_of",
    "message",
    "parse",
    "parse_type",
]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(name)
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = value
    return value
