"""What the examples of rules came to, as lines for people: differences, explanations, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from oecheck.cli._language import language
from oecheck.cli._said import said
from oecheck.cli._values import shown_value
from oecheck.model.outcome import Outcome
from oecheck.reporters._text.page import Page
from oecheck.texts import fill, texts

if TYPE_CHECKING:
    from oecheck.authoring.examples import ExampleResult, Explained
    from oecheck.rules import CompiledRule

__all__ = ["example_lines"]


def example_lines(results: list[ExampleResult], rules: list[CompiledRule], page: Page) -> Iterator[str]:
    """What came out otherwise than written, how each example came to its outcome where asked for, and the counts."""
    for result in results:
        if not result.as_expected:
            yield from _difference(result, page)
        elif result.explained:
            outcome = " ".join((result.outcome.value, *result.codes))
            yield from page.paragraph(f"{result.rule}: {result.example.name}  {outcome}", style="strong")
        for explained in result.explained:
            yield from _explanation(explained, page)
    wrong = sum(not result.as_expected for result in results)
    counts = said("standard.test.counts", examples=len(results), rules=len(rules), wrong=wrong)
    yield from page.paragraph(counts, style="bad" if wrong else "good")
    yield from _coverage(results, rules, page)


def _difference(result: ExampleResult, page: Page) -> Iterator[str]:
    wanted = f"{result.example.outcome.value} {result.example.code}".rstrip()
    found = " ".join((result.outcome.value, *result.codes))
    yield from page.paragraph(f"{result.rule}: {result.example.name}", style="bad")
    yield from page.paragraph(said("standard.test.wanted", wanted=wanted), 1)
    yield from page.paragraph(said("standard.test.found", found=_reason(result) or found), 1)
    for finding in result.findings:
        for name, value in finding.arguments.items():
            yield from page.paragraph(f"{name} = {shown_value(value)}", 2, hang=2)


def _explanation(explained: Explained, page: Page) -> Iterator[str]:
    """An expression with its value, then every part of it with its own, then the facts read and where they stand."""
    text, trace = explained.text, explained.trace
    yield from page.paragraph(f"{explained.where}: {text}  =  {shown_value(trace.result)}", 1, hang=2)
    for (offset, end), value in sorted(trace.values.items()):
        if end - offset < len(text.strip()):
            yield from page.paragraph(f"{text[offset:end]}  =  {shown_value(value)}", 2, hang=2)
    for read in trace.touched:
        words = said("inspect.read", field=read.field, value=shown_value(read.value))
        yield from page.paragraph(words, 2, "faint", hang=2)


def _coverage(results: list[ExampleResult], rules: list[CompiledRule], page: Page) -> Iterator[str]:
    """Examples by outcome; rules that none of them triggers; codes that none of them shows."""
    by_outcome = Counter(result.example.outcome for result in results)
    listed = ", ".join(f"{outcome.value} {by_outcome[outcome]}" for outcome in Outcome if by_outcome[outcome])
    yield from page.paragraph(said("standard.test.outcomes", outcomes=listed or "-"))
    shown = {(result.rule, code) for result in results for code in result.codes}
    triggered = {rule for rule, _ in shown}
    never = [rule.id for rule in rules if rule.expect and rule.id not in triggered]
    if never:
        yield from page.paragraph(said("standard.test.never", rules=", ".join(never)), hang=2)
    codes = [f"{rule.id}/{code}" for rule in rules for code in _codes(rule) if (rule.id, code) not in shown]
    if codes:
        yield from page.paragraph(said("standard.test.codes", codes=", ".join(codes)), hang=2)


def _codes(rule: CompiledRule) -> Iterator[str]:
    for entry in rule.expect:
        yield entry.code
        if entry.doubt is not None and entry.doubt.code != entry.code:
            yield entry.doubt.code


def _reason(result: ExampleResult) -> str:
    """Why an example could not be run at all."""
    if result.problem is not None:
        known = texts(language())
        return " ".join(
            f"{one.pointer}: {fill(known.get(f'lint.{one.code}', one.code), one.arguments, language())}"
            for one in result.problem.problems
        )
    if result.broken is not None:
        return said("standard.test.broke", error=result.broken.error, place=result.broken.place)
    return ""
