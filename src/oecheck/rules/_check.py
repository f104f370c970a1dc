"""Rule files checked: every expression parsed and typed before any package is opened.

The result holds no program yet: it can be stored, so that a later start needs neither YAML nor the type checker.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from oecheck.errors import RuleFileProblem
from oecheck.language import (
    BOOL,
    DOUBLE,
    INT,
    STRING,
    Checked,
    Environment,
    LanguageError,
    Type,
    check,
    list_of,
    message,
    parse,
)
from oecheck.language import nodes as tree
from oecheck.language.problems import close_to
from oecheck.model.outcome import REVIEW
from oecheck.rules._checked import CheckedRule, Words, parameter_value, variable_name
from oecheck.rules._placeholder import refuse_unreadable
from oecheck.rules._shape import RuleFile

__all__ = [
    "FAILED",
    "Locate",
    "check_rule",
    "variables",
]

_parsed = lru_cache(maxsize=512)(parse)  # a third of the expressions of an edition stands in it more than once

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
FAILED = "failed"
"""Variable of a rule with `requires`: the ids of the requirements named there that failed."""


def variables(file: RuleFile, with_manifest: bool = False) -> dict[str, Type]:
    """Variables of a rule's expressions in the order of the frame: the thing, what is around it, the parameters.

    The last one of a composite is `failed`.
    """
    kinds = [file.for_each, "course", "package", "page", *(["manifest"] if with_manifest else [])]
    found = {variable_name(kind): message(kind) for kind in kinds}
    found["today"] = STRING
    types = {bool: BOOL, int: INT, float: DOUBLE, str: STRING}
    for name, parameter in file.parameters.items():
        found[name] = types[type(parameter_value(parameter.value))]
    if file.requires:
        found[FAILED] = list_of(STRING)
    return found


Locate = Callable[[str, int], tuple[int, int]]
"""(JSON Pointer in the file, offset in the text there) → line and column."""


class _Checker:
    """Collects what is wrong with one rule file."""

    def __init__(self, file: RuleFile, path: str, environment: Environment, locate: Locate) -> None:
        self.problems: list[RuleFileProblem] = []
        self.facts: set[tuple[str, str]] = set()
        self._path = path
        self._environment = environment
        self._locate = locate
        self._file = file

    def expression(self, text: str, pointer: str, expected: Type | None = BOOL, shift: int = 0) -> Checked | None:
        """The typed expression, or None after noting what is wrong with it; of any readable type without `expected`."""
        try:
            checked = check(_parsed(text), self._environment, expected)
            if expected is None:
                refuse_unreadable(text, checked.root.type, self._environment.kinds)
        except LanguageError as error:
            for problem in error.problems:
                line, column = self._locate(pointer, problem.offset + shift)
                arguments = {**problem.arguments, "suggestions": problem.suggestions}
                self.problems.append(RuleFileProblem(self._path, line, column, problem.code, **arguments))
            return None
        self.facts.update(_fields(checked.root))
        return checked

    def placeholders(self) -> dict[str, tuple[tuple[str, Checked], ...]]:
        """Expressions inside the messages, by code."""
        found: dict[str, tuple[tuple[str, Checked], ...]] = {}
        for code, template, pointer in _templates(self._file):
            for match in _PLACEHOLDER.finditer(template):
                checked = self.expression(match[1], pointer, None, match.start(1))
                if checked is not None:
                    found[code] = (*found.get(code, ()), (match[1], checked))
        return found


def _templates(file: RuleFile) -> Iterator[tuple[str, str, str]]:
    """Texts with placeholders: code, text, place in the file. Those of the review share the code `review`."""
    for code, template in file.messages.items():
        yield code, template, f"/messages/{code}"
    if file.review is not None:
        yield REVIEW, file.review.question, "/review/question"
        for index, line in enumerate(file.review.look_at):
            yield REVIEW, line, f"/review/look_at/{index}"


def check_rule(
    file: RuleFile, path: str, words: Words, locate: Locate, with_manifest: bool = False
) -> tuple[CheckedRule | None, list[RuleFileProblem]]:
    """The rule with its expressions typed, and everything that is wrong with them.

    Args:
        file: the rule as written.
        path: where it stands, for problems.
        words: the names it may use.
        locate: finds the line and column of a place in the file.
        with_manifest: it is a structural check.
    """
    if file.for_each not in words.target_kinds:
        line, column = locate("/for_each", 0)
        known = sorted(words.target_kinds)
        arguments = {"found": file.for_each, "known": ", ".join(known), "suggestions": close_to(file.for_each, known)}
        return None, [RuleFileProblem(path, line, column, "unknown-kind", **arguments)]
    checker = _Checker(file, path, words.environment(variables(file, with_manifest)), locate)
    when = [checker.expression(line, f"/when/{index}") for index, line in enumerate(file.when)]
    that = [checker.expression(entry.that, f"/expect/{index}/that") for index, entry in enumerate(file.expect)]
    doubts = [
        checker.expression(entry.doubt.when, f"/expect/{index}/doubt/when") if entry.doubt else None
        for index, entry in enumerate(file.expect)
    ]
    written = file.review.proven if file.review else ""
    proven = checker.expression(written, "/review/proven") if written else None
    about = checker.expression(file.about, "/about", STRING) if file.about else None
    placeholders = checker.placeholders()
    if checker.problems:
        return None, checker.problems
    return (
        CheckedRule(
            file,
            tuple(line for line in when if line),
            tuple(line for line in that if line),
            tuple(doubts),
            placeholders,
            tuple(sorted(checker.facts)),
            with_manifest,
            proven,
            about,
        ),
        [],
    )


def _fields(root: tree.Node) -> Iterator[tuple[str, str]]:
    """Fields and facts that an expression reads."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (tree.Select, tree.Has)) and node.operand.type.is_message:
            yield (node.operand.type.name, node.field)
        waiting += tree.children(node)
