"""The examples of rule files, run: each is a test of its rule."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from oecheck.authoring._given import ExampleRun, GivenError, failed_before, given_to
from oecheck.engine import Finding, RuleResult, evaluate
from oecheck.language import Kind, Trace
from oecheck.model.guard import Broken, guarded
from oecheck.model.outcome import Outcome, fold
from oecheck.rules import Catalogue, CompiledRule, Example, parameter_value
from oecheck.vocabulary import kinds

__all__ = ["ExampleResult", "Explained", "run_examples"]


class Explained(msgspec.Struct, frozen=True):
    """One expression of a rule, and how it came to its value.

    Attributes:
        where: `when`, or the code of the expectation or doubt.
        text: the expression.
        trace: value of every part, and the facts that were read.
    """

    where: str
    text: str
    trace: Trace


class ExampleResult(msgspec.Struct, frozen=True, kw_only=True):
    """What an example gave, beside what it should give.

    Attributes:
        rule: id of the rule or structural check.
        example: the example.
        index: its place in the file, from 0.
        outcome: what the rule gave.
        codes: codes of the findings.
        findings: the findings, with their arguments.
        problem: what is wrong with the example itself.
        broken: the rule broke.
        explained: every expression of the rule on the first thing of the example, where that was asked for.
    """

    rule: str
    example: Example
    index: int
    outcome: Outcome = Outcome.UNTESTED
    codes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    problem: GivenError | None = None
    broken: Broken | None = None
    explained: tuple[Explained, ...] = ()

    @property
    def as_expected(self) -> bool:
        """Whether outcome and code are those that the example names, and nothing else was found."""
        if self.problem is not None or self.broken is not None or self.outcome is not self.example.outcome:
            return False
        return not self.example.code or self.codes == (self.example.code,)


def run_examples(
    catalogue: Catalogue, only: frozenset[str] = frozenset(), explain: bool = False
) -> Iterator[ExampleResult]:
    """Runs the examples of all rules and structural checks, or of those whose ids are named.

    Args:
        catalogue: rules with their lexicons and vocabularies.
        only: ids; none is all.
        explain: also keep how each expression came to its value.
    """
    rules = [*catalogue.rules, *(check.rule for check in catalogue.checks.values() if check.rule is not None)]
    known = kinds()
    for rule in rules:
        if only and rule.id not in only:
            continue
        for index, example in enumerate(rule.file.examples):
            yield _run(rule, example, index, (catalogue, known, explain))


def _run(
    rule: CompiledRule, example: Example, index: int, around: tuple[Catalogue, dict[str, Kind], bool]
) -> ExampleResult:
    catalogue, known, explain = around
    try:
        run = ExampleRun(given_to(example, composite=bool(rule.file.requires)), rule.for_each, known, catalogue)
    except GivenError as error:
        return ExampleResult(rule=rule.id, example=example, index=index, problem=error)
    rule = _with_parameters(rule, example)
    failed = failed_before(example)
    results = guarded(evaluate, [rule], run, failed)
    if isinstance(results, Broken):
        return ExampleResult(rule=rule.id, example=example, index=index, broken=results)
    result: RuleResult = results[0]
    return ExampleResult(
        rule=rule.id,
        example=example,
        index=index,
        outcome=fold(outcome for outcome, count in result.counts.items() if count),
        codes=tuple(finding.reason if finding.code == "unknown" else finding.code for finding in result.findings),
        findings=result.findings,
        explained=tuple(_explained(rule.after(failed) if rule.file.requires else rule, run)) if explain else (),
    )


def _explained(rule: CompiledRule, run: ExampleRun) -> Iterator[Explained]:
    """Every expression, on the first thing that the example gives."""
    target = next(iter(run.targets(rule.for_each)), None)
    if target is None:
        return
    frame = rule.framer(run)(target.entity, target.page)
    programs = [("when", program) for program in rule.when]
    for entry in rule.expect:
        programs.append((entry.code, entry.that))
        if entry.doubt is not None:
            programs.append((entry.doubt.code, entry.doubt.when))
    for where, program in programs:
        yield Explained(where, program.checked.text, program.explain(run, frame))


def _with_parameters(rule: CompiledRule, example: Example) -> CompiledRule:
    """The rule with the values that the example sets, as a profile would."""
    if not example.parameters:
        return rule
    written = {name: parameter.value for name, parameter in rule.file.parameters.items()} | example.parameters
    changed = tuple(parameter_value(text) for text in written.values())
    return msgspec.structs.replace(rule, constants=(*changed, *rule.constants[len(changed) :]))
