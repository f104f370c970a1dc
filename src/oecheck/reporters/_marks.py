"""What people said of a failure, for the formats that show it as a mark: a waiver, a dispute, a baseline."""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.model.outcome import Outcome
from oecheck.model.report import Assertion, Report
from oecheck.reporters._facts import Words

__all__ = ["all_marks", "answered_failures", "disputed", "known_mark", "marks", "waiver_mark"]


def disputed(report: Report) -> int:
    """Failures that somebody disputes, and that stay failures."""
    return sum(
        one.verdict is not None and one.verdict.dispute
        for requirement in report.requirements
        for one in requirement.assertions
    )


def marks(assertion: Assertion, report: Report, language: str) -> Iterator[str]:
    """A sentence for the waiver and one for the dispute of a failure; nothing where there is neither."""
    if assertion.outcome is not Outcome.FAILED:
        return
    yield from waiver_mark(assertion, report, language)
    verdict = assertion.verdict
    if verdict is not None and verdict.dispute:
        yield Words(language, "report.mark.")(
            "disputed", evaluator=verdict.evaluator, date=verdict.date, reason=verdict.reason
        )


def answered_failures(report: Report) -> Iterator[tuple[Assertion, list[str]]]:
    """Failures that a waiver covers or that somebody disputes, each with its marks, in the order of the report."""
    for requirement in report.requirements:
        for assertion in requirement.assertions:
            if said := list(marks(assertion, report, report.language)):
                yield assertion, said


def all_marks(assertion: Assertion, report: Report, language: str) -> Iterator[str]:
    """The same, and one where the baseline has the failure already."""
    yield from marks(assertion, report, language)
    yield from known_mark(assertion, language)


def known_mark(assertion: Assertion, language: str) -> Iterator[str]:
    """That the baseline has the failure already; nothing where it has not."""
    if assertion.known:
        yield Words(language, "report.mark.")("known")


def waiver_mark(assertion: Assertion, report: Report, language: str) -> Iterator[str]:
    """Who answers for the waiver of a failure, until when, and why; nothing where there is none."""
    if assertion.waiver:
        line = next((one for one in report.waivers if one.get("id") == assertion.waiver), {})
        told = {name: line.get(name, "-") for name in ("reason", "owner", "until")}
        yield Words(language, "report.mark.")("waived", waiver=assertion.waiver, **told)
