"""The rule language: CEL, parsed, typed against the course model, compiled to closures.

    expression = parse(text)                                    # LanguageError: SyntaxProblem
    checked = check(expression, environment, expected=BOOL)     # LanguageError: TypeProblem
    program = compile(checked, environment)                     # `checked` can be stored with msgspec
    program(run, frame)                                         # a value, Unknown, Absent or Failure
    program.explain(run, frame)                                 # Trace: values of all parts, facts read

The manual page with every case is docs/language.md; the states of values are in docs/architecture.md.
"""

from __future__ import annotations

from oecheck.language.check import Checked, check
from oecheck.language.compile import Program, compile
from oecheck.language.environment import (
    AttributeGetter,
    Environment,
    Field,
    Function,
    Kind,
    Overload,
    attribute_getter,
    function,
)
from oecheck.language.parse import Expression, parse
from oecheck.language.problems import LanguageError, Problem, SyntaxProblem, TypeProblem
from oecheck.language.results import Absent, Failure, Read, Reason, Trace, Unknown
from oecheck.language.structs import field_meanings, kinds_from_structs
from oecheck.language.types import BOOL, DOUBLE, DYN, INT, NULL, STRING, Type, list_of, map_of, message, parse_type

__all__ = [
    "BOOL",
    "DOUBLE",
    "DYN",
    "INT",
    "NULL",
    "STRING",
    "Absent",
    "AttributeGetter",
    "Checked",
    "Environment",
    "Expression",
    "Failure",
    "Field",
    "Function",
    "Kind",
    "LanguageError",
    "Overload",
    "Problem",
    "Program",
    "Read",
    "Reason",
    "SyntaxProblem",
    "Trace",
    "Type",
    "TypeProblem",
    "Unknown",
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
