"""The report as a table for spreadsheets: one row each for what was checked, every requirement, finding, advice, limit.

UTF-8 with a byte order mark (without one, spreadsheets misread every language but English) and lines as in RFC 4180.
No cell is a formula (`_spreadsheet`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import Any

from oecheck.model.report import Assertion, Report, RequirementResult, Verdict
from oecheck.model.source import Source
from oecheck.reporters._definition import RenderOptions, ReporterDefinition
from oecheck.reporters._facts import Words, place, provenance
from oecheck.reporters._spreadsheet import no_formula
from oecheck.reporters._stream import in_pieces
from oecheck.reporters._visible import exact

__all__ = ["COLUMNS", "REPORTER"]

COLUMNS = (
    "record",  # run, requirement, finding, advice, limit
    "id",
    "code",
    "level",
    "class",
    "status",
    "outcome",
    "mode",
    "basis",
    "message",
    "remedy",
    "evidence",
    "file",
    "line",
    "column",
    "pointer",
    "breadcrumb",
    "snippet",
    "area",
    "clause",
    "rev",
    "passed",
    "failed",
    "cantTell",
    "inapplicable",
    "untested",
    "kind",
    "declare",
    "because",
    "waiver",
    "fingerprint",
    "answer",
    "reason",
    "evaluator",
    "judged",
    "machine",
    "dispute",
    "waiverReason",
    "waiverOwner",
    "waiverUntil",
    "known",
)


class _Line:
    """A file for `csv.writer` that keeps the line just written."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def _render(report: Report, _options: RenderOptions) -> Iterator[bytes]:
    yield from in_pieces(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    line = _Line()
    write = csv.writer(line).writerow
    yield _head()
    for row in _rows(report):
        write([_cell(row.get(name, "")) for name in COLUMNS])
        yield line.text


def _head() -> str:
    """Byte order mark and names of the columns."""
    line = _Line()
    csv.writer(line).writerow(COLUMNS)
    return "\ufeff" + line.text


def _cell(value: object) -> object:
    return no_formula(exact(value)) if isinstance(value, str) else value


def _rows(report: Report) -> Iterator[dict[str, object]]:
    for name, value in provenance(report).items():
        yield {"record": "run", "code": name, "message": value}
    yield {"record": "run", "code": report.claim.kind, "message": report.claim.statement}
    words = Words(report.language, "report.")
    for limit in report.limits:
        outcome = "incomplete" if limit.incomplete else ""
        told = {"record": "limit", "code": limit.code, "outcome": outcome, "message": words.limit(limit)}
        yield told | _place(limit.source)
    waivers = {line.get("id"): line for line in report.waivers}
    for requirement in report.requirements:
        yield _requirement(requirement)
        for assertion in requirement.assertions:
            yield _finding(assertion, requirement) | _waiver(waivers.get(assertion.waiver))
    for note in report.notes:
        told = {"record": "advice", "id": note.check, "code": note.check, "level": note.severity}
        said = {"message": note.message, "remedy": note.remedy, "fingerprint": note.fingerprint}
        yield told | said | _place(note.source)


def _requirement(requirement: RequirementResult) -> dict[str, object]:
    counts = requirement.outcomes
    return {
        "record": "requirement",
        "id": requirement.id,
        "level": requirement.level.value,
        "class": requirement.requirement_class.value,
        "status": requirement.status.value,
        "basis": requirement.basis.value,
        "message": requirement.title,
        "area": requirement.area,
        "clause": requirement.clause,
        "rev": requirement.rev,
        "passed": counts.passed,
        "failed": counts.failed,
        "cantTell": counts.cant_tell,
        "inapplicable": counts.inapplicable,
        "untested": counts.untested,
    }


def _finding(assertion: Assertion, requirement: RequirementResult) -> dict[str, object]:
    return (
        {
            "record": "finding",
            "id": assertion.rule,
            "code": assertion.code,
            "level": requirement.level.value,
            "outcome": assertion.outcome.value,
            "mode": assertion.mode.value,
            "basis": assertion.basis.value,
            "message": assertion.message,
            "remedy": assertion.remedy,
            "evidence": " | ".join(assertion.evidence),
            "area": requirement.area,
            "clause": requirement.clause,
            "rev": assertion.rev,
            "kind": assertion.kind,
            "declare": assertion.declare,
            "because": assertion.because,
            "waiver": assertion.waiver,
            "fingerprint": assertion.fingerprint,
            "known": "yes" if assertion.known else "",
        }
        | _place(place(assertion))
        | _verdict(assertion.verdict)
    )


def _waiver(line: Mapping[str, Any] | None) -> dict[str, object]:
    """Why a failure is accepted, who answers for it, until when."""
    return {f"waiver{name.capitalize()}": line.get(name, "") for name in ("reason", "owner", "until")} if line else {}


def _verdict(verdict: Verdict | None) -> dict[str, object]:
    """What a person said of it, beside what the program alone had found."""
    if verdict is None:
        return {}
    return {
        "answer": verdict.answer,
        "reason": verdict.reason,
        "evaluator": verdict.evaluator,
        "judged": verdict.date,
        "machine": verdict.machine_outcome.value,
        "dispute": "yes" if verdict.dispute else "",
    }


def _place(source: Source) -> dict[str, object]:
    return {
        "file": source.file,
        "line": source.line or "",
        "column": source.column or "",
        "pointer": source.pointer,
        "breadcrumb": " › ".join(source.breadcrumb),
        "snippet": source.snippet,
    }


REPORTER = ReporterDefinition(
    name="csv",
    media_type="text/csv; charset=utf-8",
    suffix=".csv",
    render=_render,
    joined=True,
    head=_head().encode("utf-8"),
)
