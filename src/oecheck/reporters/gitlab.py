"""The report for the code quality view of GitLab: a JSON array with one entry per finding.

The form has no place for what was not checked, so the run itself is an entry of severity info, and a run that is
incomplete is one of severity blocker. Paths are those inside the package.

Source: GitLab documentation, "Code Quality report format" (description, check_name, fingerprint, severity, location).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from oecheck.model.outcome import Level, Outcome
from oecheck.model.report import Assertion, Report, RequirementResult
from oecheck.model.source import Source
from oecheck.reporters._definition import RenderOptions, ReporterDefinition
from oecheck.reporters._facts import Words, decides, place, provenance
from oecheck.reporters._marks import all_marks
from oecheck.reporters._stream import in_pieces
from oecheck.reporters._visible import exact, visible

__all__ = ["REPORTER"]

_SEVERITIES = {Level.MUST: "critical", Level.SHOULD: "major", Level.MAY: "minor"}
_TOLD = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED)


def _render(report: Report, _options: RenderOptions) -> Iterator[bytes]:
    yield from in_pieces(_texts(report))


def _texts(report: Report) -> Iterator[str]:
    mark = "["
    for entry in _entries(report):
        yield f"{mark}\n{msgspec.json.encode(entry).decode('utf-8')}"
        mark = ","
    yield "\n]\n"


def _entries(report: Report) -> Iterator[dict[str, Any]]:
    make = _Maker(report.subject.name)
    words = Words(report.language, "report.")
    run = "; ".join(f"{name} {value}" for name, value in provenance(report).items())
    yield make.entry("oecheck", f"{report.claim.statement} ({run})", "info", Source(""), "run")
    for number, limit in enumerate(report.limits):
        severity = "blocker" if limit.incomplete else "info"
        key = f"limit {limit.code} {limit.source.file} {number}"
        yield make.entry(f"oecheck/{limit.code}", words.limit(limit), severity, limit.source, key)
    for requirement in report.requirements:
        for assertion in requirement.assertions:
            if assertion.outcome in _TOLD:
                said = all_marks(assertion, report, report.language)
                text = " ".join(part for part in (assertion.message, *said, assertion.remedy) if part)
                name = f"{assertion.rule}/{assertion.code}"
                severity = _severity(assertion, requirement)
                yield make.entry(name, text, severity, place(assertion), assertion.fingerprint)
    for note in report.notes:
        yield make.entry(note.check, f"{note.message} {note.remedy}".rstrip(), "info", note.source, note.fingerprint)


def _severity(assertion: Assertion, requirement: RequirementResult) -> str:
    """What could not be told, is answered, only follows from another finding or decides nothing is told as info."""
    if assertion.outcome is not Outcome.FAILED or assertion.answered or assertion.because or not decides(requirement):
        return "info"
    return _SEVERITIES[requirement.level]


class _Maker:
    """Makes entries of one package; the name of the package keeps fingerprints of several packages apart."""

    def __init__(self, package: str) -> None:
        self._package = exact(package)

    def entry(self, check_name: str, text: str, severity: str, source: Source, key: str) -> dict[str, Any]:
        """One entry; the first line stands in where a file has no lines, since the form demands one."""
        named = f"{self._package}\0{exact(key)}".encode()
        return {
            "description": visible(text),
            "check_name": check_name,
            "fingerprint": hashlib.sha256(named).hexdigest()[:40],
            "severity": severity,
            "location": {"path": exact(source.file) or self._package, "lines": {"begin": source.line or 1}},
        }


REPORTER = ReporterDefinition(name="gitlab", media_type="application/json", suffix=".gitlab.json", render=_render)
