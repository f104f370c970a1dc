"""The condition of a structural check, in the shape of a rule: one engine evaluates both."""

from __future__ import annotations

from oecheck.errors import RuleFileProblem
from oecheck.model.outcome import Level, RequirementClass
from oecheck.rules._check import Locate, check_rule
from oecheck.rules._checked import CheckedRule, Words
from oecheck.rules._shape import Expectation, RuleFile, StructuralCheck

__all__ = ["check_condition"]


def check_condition(
    check: StructuralCheck, name: str, index: int, words: Words, locate: Locate
) -> tuple[CheckedRule | None, list[RuleFileProblem]]:
    """The condition with its expressions typed, and everything that is wrong with them.

    Args:
        check: a check that has `that`.
        name: its file, for problems.
        index: its place in the file, from 0.
        words: the names it may use.
        locate: finds the line and column of a place in the file.
    """
    renamed = {"/expect/0/that": "/that", f"/messages/{check.id}": "/message"}

    def inside(pointer: str, offset: int) -> tuple[int, int]:
        return locate(f"/checks/{index}{renamed.get(pointer, pointer)}", offset)

    return check_rule(_as_rule(check), name, words, inside, with_manifest=True)


def _as_rule(check: StructuralCheck) -> RuleFile:
    """A structural check in the shape of a rule, so that one engine evaluates both."""
    return RuleFile(
        id=check.id,
        rev=1,
        title=check.statement,
        statement=check.statement,
        why="",
        level=Level.MUST,
        rule_class=RequirementClass.AUTOMATIC,
        clause="",
        status="draft",
        since="",
        for_each=check.for_each,
        when=check.when,
        expect=(Expectation(code=check.id, that=check.that),),
        messages={check.id: str(check.message)},
        remedy={"default": check.remedy},
        examples=check.examples,
    )
