"""Examples: there is one for every outcome, and each speaks of what the model has."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol

from oecheck.authoring._given import ExampleRun, GivenError, given_to
from oecheck.authoring._known import Known
from oecheck.authoring._pointer import pointer_to
from oecheck.authoring._written import WrittenFile
from oecheck.language.problems import close_to
from oecheck.model.outcome import Outcome, RequirementClass
from oecheck.rules import Example, RuleFile
from oecheck.vocabulary import SINGLE

__all__ = ["lint_examples", "lint_given", "lint_outcomes"]


class _WithExamples(Protocol):
    @property
    def for_each(self) -> str: ...
    @property
    def when(self) -> tuple[str, ...]: ...
    @property
    def examples(self) -> tuple[Example, ...]: ...


def lint_examples(file: WrittenFile, rule: RuleFile, known: Known) -> None:
    """Notes what is wrong with the examples of a rule."""
    lint_outcomes(file, "", rule.examples, rule.impossible, list(_wanted(rule)))
    codes = {entry.code for entry in rule.expect} | {entry.doubt.code for entry in rule.expect if entry.doubt}
    failing = {entry.code for entry in rule.expect}
    for index, example in enumerate(rule.examples):
        pointer = pointer_to("examples", index)
        if example.outcome is Outcome.FAILED and not example.code and len(failing) > 1:
            file.add(pointer, "example-code-missing", known=", ".join(sorted(failing)))
        if example.outcome is Outcome.FAILED and example.code and example.code not in failing:
            near = close_to(example.code, codes)
            file.add(f"{pointer}/code", "example-code", found=example.code, known=", ".join(failing), suggestions=near)
        for name in example.parameters:
            if name not in rule.parameters:
                near = close_to(name, rule.parameters)
                at = pointer + pointer_to("parameters", name)
                file.add(at, "example-parameter", at_key=True, found=name, suggestions=near)
    _lint_codes(file, rule)
    lint_given(file, "", rule, known, composite=bool(rule.requires))


_ALWAYS = "true"


def _lint_codes(file: WrittenFile, rule: RuleFile) -> None:
    """Notes codes that no example shows: nobody would have seen their message."""
    shown = {example.code for example in rule.examples}
    if len(rule.expect) == 1 and any(one.outcome is Outcome.FAILED and not one.code for one in rule.examples):
        shown.add(rule.expect[0].code)
    for index, entry in enumerate(rule.expect):
        doubt, pointer = entry.doubt, pointer_to("expect", index, "code")
        always = doubt is not None and doubt.when.strip() == _ALWAYS
        if doubt is not None and always and doubt.code != entry.code:
            file.add(pointer, "code-never", code=entry.code, doubt=doubt.code)
        elif not always and entry.code not in shown:
            file.add(pointer, "example-of-code-missing", code=entry.code)
        if doubt is not None and doubt.code not in shown:
            file.add(pointer_to("expect", index, "doubt", "code"), "example-of-code-missing", code=doubt.code)


def _wanted(rule: RuleFile) -> Iterator[Outcome]:
    """Outcomes that need an example, or a reason why there is none; of a manual requirement those that it can have."""
    if rule.review is not None:
        yield Outcome.UNTESTED if rule.rule_class is RequirementClass.MANUAL else Outcome.CANT_TELL
    decided = rule.rule_class is not RequirementClass.MANUAL
    if decided or (rule.review is not None and rule.review.proven):
        yield Outcome.PASSED
    if decided or rule.expect:
        yield Outcome.FAILED
    if decided or rule.when or rule.for_each not in SINGLE:
        yield Outcome.INAPPLICABLE


def lint_outcomes(
    file: WrittenFile, below: str, examples: tuple[Example, ...], impossible: Collection[str], wanted: list[Outcome]
) -> None:
    """Notes outcomes without an example and without a reason, and two examples of one name."""
    given = {example.outcome for example in examples}
    for outcome in wanted:
        if outcome not in given and outcome.value not in impossible:
            file.add(f"{below}/examples", "example-missing", at_key=True, outcome=outcome.value)
    for outcome in given:
        if outcome.value in impossible:
            file.add(
                f"{below}/impossible/{outcome.value}", "example-not-impossible", at_key=True, outcome=outcome.value
            )
    names: set[str] = set()
    for index, example in enumerate(examples):
        if example.name in names:
            file.add(f"{below}/examples/{index}/name", "example-name-twice", name=example.name)
        names.add(example.name)


def lint_given(file: WrittenFile, below: str, rule: _WithExamples, known: Known, *, composite: bool = False) -> None:
    """Notes what the examples give and the model does not have."""
    if rule.for_each not in known.words.target_kinds:
        return
    for index, example in enumerate(rule.examples):
        try:
            ExampleRun(given_to(example, composite=composite), rule.for_each, known.kinds, None)
        except GivenError as error:
            for problem in error.problems:
                pointer = f"{below}/examples/{index}/given{problem.pointer}"
                unknown = problem.code == "unknown-given"
                file.note(pointer, problem.code, problem.arguments, at_key=unknown)
