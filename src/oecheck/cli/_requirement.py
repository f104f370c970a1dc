"""One requirement or structural check on a page: for providers and, with everything, for those who edit it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from oecheck.cli._language import language
from oecheck.cli._said import said
from oecheck.cli._suggest import suggestion
from oecheck.errors import UsageError
from oecheck.model.outcome import Outcome
from oecheck.reporters._layout import columns
from oecheck.reporters._text.page import Page
from oecheck.rules import Catalogue, CompiledRule, Example, RuleFile, StructuralCheck
from oecheck.texts import fill

__all__ = ["requirement_page"]

_Row = tuple[str, str]


def requirement_page(catalogue: Catalogue, id: str, page: Page, whole: bool) -> Iterator[str]:
    """The lines of the page.

    Args:
        catalogue: the standard.
        id: of a requirement or a structural check; capital letters make no difference.
        page: makes the lines.
        whole: with the expressions, all examples and the remarks.

    Raises:
        UsageError: there is no such requirement or check; the likely ids are named.
    """
    rules = {rule.id: rule for rule in catalogue.rules}
    name = id.upper() if id.upper() in catalogue.checks or id.upper() in rules else id
    if name in rules:
        rule = rules[name]
        return _page(rule.id, rule.title, rule.file.statement, _rule(rule, catalogue, whole), page)
    if name in catalogue.checks:
        check = catalogue.checks[name].spec
        return _page(check.id, check.statement, "", _check(check, catalogue, whole), page)
    raise UsageError("explain-unknown", id=id, suggestion=suggestion(id.upper(), [*rules, *catalogue.checks]))


def _page(id: str, title: str, statement: str, rows: Iterable[_Row], page: Page) -> Iterator[str]:
    yield from page.paragraph(f"{id}  {title}", style="strong")
    yield ""
    if statement:
        yield from page.paragraph(statement, 1)
        yield ""
    told = [(said(f"explain.{name}"), text) for name, text in rows if text]
    size = max(columns(label) for label, _ in told)
    before = ""
    for label, text in told:
        yield from page.labelled("" if label == before else label, text, size)
        before = label


def _rule(rule: CompiledRule, catalogue: Catalogue, whole: bool) -> Iterator[_Row]:
    file = rule.file
    yield "why", file.why
    yield "level", f"{file.level.value}, {said(f'class.{file.rule_class.value}')}"
    yield "clause", said("explain.stands", clause=file.clause, since=file.since, status=file.status, rev=file.rev)
    way = "single" if rule.single else "each"
    yield "looks", said(f"explain.{way}", kind=file.for_each.replace("_", " "))
    if whole:
        yield from _formal(file)
    yield from (("parameter", _parameter(name, file)) for name in file.parameters)
    yield from _examples(rule, catalogue, file.examples, file.messages, whole)
    yield from (("mend", text if name == "default" else f"{name}: {text}") for name, text in file.remedy.items())
    yield "declare", file.declare
    yield "proves", file.proves
    yield from (("assumes", text) for text in file.assumptions)
    yield from (("related", f"{one.standard} {one.clause} ({one.relation}) {one.note}") for one in file.references)
    if file.structural:
        reported = (
            id for id, one in catalogue.checks.items() if one.reported_as == file.id and not one.spec.covered_by
        )
        yield "checks", ", ".join(reported)
    if whole:
        yield "notes", file.notes
        yield from (("impossible", f"{outcome}: {reason}") for outcome, reason in file.impossible.items())


def _check(check: StructuralCheck, catalogue: Catalogue, whole: bool) -> Iterator[_Row]:
    yield "level", said(f"severity.{check.severity}")
    yield "clause", check.source
    yield "formats", ", ".join(check.applies_to)
    yield "related", said("explain.covered", id=check.covered_by) if check.covered_by else check.reported_as
    if whole:
        yield from _formal(check)
    messages = {check.id: check.message} if isinstance(check.message, str) else check.message
    yield from (("says", text) for text in messages.values())
    rule = catalogue.checks[check.id].rule
    if rule is not None:
        yield from _examples(rule, catalogue, check.examples, messages, whole)
    yield "mend", check.remedy
    yield "notes", check.notes


def _formal(written: RuleFile | StructuralCheck) -> Iterator[_Row]:
    """The lines that a program reads."""
    yield from (("when", line) for line in written.when)
    if isinstance(written, StructuralCheck):
        yield "expect", written.that
        return
    for entry in written.expect:
        yield "expect", f"{entry.code}: {entry.that}"
        if entry.doubt is not None:
            yield "expect", said("explain.doubt", code=entry.doubt.code, when=entry.doubt.when)


def _parameter(name: str, file: RuleFile) -> str:
    one = file.parameters[name]
    limits = [said("explain.least", value=f"{one.minimum:g}")] if one.minimum is not None else []
    limits += [said("explain.most", value=f"{one.maximum:g}")] if one.maximum is not None else []
    about = "; ".join(filter(None, (one.source, *limits)))
    return " ".join(filter(None, (f"{name} = {one.value}", one.unit, f"({about})", one.why)))


def _examples(
    rule: CompiledRule,
    catalogue: Catalogue,
    examples: tuple[Example, ...],
    messages: Mapping[str, str],
    whole: bool,
) -> Iterator[_Row]:
    """Examples in words, what fails with what would be said; all of them, or the first of each outcome and code."""
    from oecheck.authoring.examples import run_examples

    seen: set[tuple[str, str]] = set()
    for result in run_examples(catalogue, frozenset({rule.id})):
        example = examples[result.index]
        key = (example.outcome.value, example.code)
        if key in seen and not whole:
            continue
        seen.add(key)
        text = f"{said(f'outcome.{example.outcome.value}')}: {example.name}"
        finding = result.findings[0] if result.findings else None
        if finding is not None and example.outcome in (Outcome.FAILED, Outcome.CANT_TELL) and finding.code in messages:
            told = {name: _plain(value) for name, value in finding.arguments.items()}
            text += f" – {fill(messages[finding.code], told, language())}"
        yield "example", text


def _plain(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_plain, value))
    return "" if value is None else str(value)
