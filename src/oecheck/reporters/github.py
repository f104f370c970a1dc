"""The report as GitHub annotations: workflow commands on standard output of a step.

GitHub shows ten errors, ten warnings and ten notices of a step and hides the rest without a word. So that the ones
shown are worth it, every requirement gets one annotation, which counts its places, before any gets a second; a closing
notice tells how many findings stand behind them. What people said of failures, and what is wrong with their waivers and
verdicts, has a part of the room.

Source: GitHub documentation, "Workflow commands" (escapes as in the runner's own toolkit: `%`, CR, LF; in properties
also `:` and `,`) and "Usage limits for annotations".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oecheck.model.outcome import Level, Outcome
from oecheck.model.report import Assertion, Report, RequirementResult
from oecheck.reporters._definition import RenderOptions, ReporterDefinition
from oecheck.reporters._facts import (
    Words,
    address,
    decides,
    fair_shares,
    incomplete_key,
    incomplete_limits,
    of_people,
    place,
    provenance,
)
from oecheck.reporters._marks import all_marks, marks
from oecheck.reporters._stream import in_pieces
from oecheck.reporters._visible import exact, visible

__all__ = ["REPORTER"]

_SHOWN = 10  # of each kind and step
_KINDS = {Level.MUST: "error", Level.SHOULD: "warning"}


def _render(report: Report, _options: RenderOptions) -> Iterator[bytes]:
    yield from in_pieces(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    words = Words(report.language, "report.github.")
    limits = incomplete_limits(report)
    if limits:
        told = words(incomplete_key(report), count=len(limits), reason=words.limit(limits[0]))
        yield _command("error", told, title=report.subject.name)
    found = shown = 0
    answers = _answers(report, words)
    for level, kind in _KINDS.items():
        groups = [(one, _failed(one)) for one in report.requirements if one.level is level and decides(one)]
        groups = sorted((group for group in groups if group[1]), key=lambda group: -len(group[1]))
        room = _SHOWN - (bool(limits) if kind == "error" else len(answers["warning"]))
        shares = fair_shares([len(assertions) for _, assertions in groups], room)
        for (requirement, assertions), share in zip(groups, shares, strict=True):
            yield from _annotations(kind, requirement, assertions, share, report)
        found += sum(len(assertions) for _, assertions in groups)
        shown += sum(shares)
    yield from (line for lines in answers.values() for line in lines)
    yield _command("notice", _summary(report, found, shown, words), title=report.subject.name)


def _failed(requirement: RequirementResult) -> list[Assertion]:
    """Failures that count: those that are answered or that only follow from another one are in the other formats."""
    return [
        one for one in requirement.assertions if one.outcome is Outcome.FAILED and not one.answered and not one.because
    ]


def _answers(report: Report, words: Words) -> dict[str, list[str]]:
    """Failures that are waived or known (notices) or that an independent reviewer disputes (warnings), with the reason.

    A waiver, a verdict or a baseline that is not what its owner thinks comes first.
    """
    told: dict[str, list[str]] = {"warning": [], "notice": []}
    for limit in of_people(report):
        if limit.code != "disputed":  # that one stands with its failure
            kind, source = "notice" if limit.code == "baseline" else "warning", limit.source
            told[kind].append(_command(kind, words.limit(limit), title=f"{limit.code} {address(source)}"))
    for requirement in report.requirements:
        for one in requirement.assertions:
            said = list(all_marks(one, report, report.language))
            if not said or not one.answered:
                continue
            kind = "notice" if one.waiver or one.known else "warning"
            source, title = place(one), f"{requirement.id} {requirement.title}"
            text = " ".join((one.message, *said))
            told[kind].append(_command(kind, text, file=source.file, line=source.line, col=source.column, title=title))
    return {"warning": told["warning"][: _SHOWN // 2], "notice": told["notice"][: _SHOWN - 1]}


def _annotations(
    kind: str, requirement: RequirementResult, assertions: Sequence[Assertion], share: int, report: Report
) -> Iterator[str]:
    words = Words(report.language, "report.github.")
    title = f"{requirement.id} {requirement.title}"
    for number, assertion in enumerate(assertions[:share]):
        text = " ".join(
            part for part in (assertion.message, *marks(assertion, report, report.language), assertion.remedy) if part
        )
        if not number and len(assertions) > share:
            text = f"{text} {words('places', shown=share, count=len(assertions))}"
        source = place(assertion)
        yield _command(kind, text, file=source.file, line=source.line, col=source.column, title=title)


def _summary(report: Report, found: int, shown: int, words: Words) -> str:
    counts = report.summary.requirements
    told = words(
        "summary",
        statement=report.claim.statement,
        satisfied=counts.satisfied,
        not_satisfied=counts.not_satisfied,
        not_determined=counts.not_determined,
        not_applicable=counts.not_applicable,
        shown=shown,
        count=found,
    )
    return f"{told} {'; '.join(f'{name} {value}' for name, value in provenance(report).items())}"


def _command(kind: str, text: str, **properties: object) -> str:
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value)
    return f"::{kind} {told}::{_data(visible(text))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(exact(text)).replace(":", "%3A").replace(",", "%2C")


REPORTER = ReporterDefinition(
    name="github", media_type="text/plain; charset=utf-8", suffix=".github.txt", render=_render, joined=True
)
