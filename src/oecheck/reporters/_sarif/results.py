"""Findings as SARIF results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from oecheck.model.outcome import Level, Outcome
from oecheck.model.report import Assertion, Note, Report, RequirementResult
from oecheck.reporters._facts import Words, decides, fair_shares, to_tell, without_verdict
from oecheck.reporters._marks import marks
from oecheck.reporters._sarif.places import location
from oecheck.reporters._visible import visible

__all__ = ["LEVELS", "LeftOut", "notes_by_check", "results_of"]

_MOST = 5_000  # GitHub code scanning shows the first 5,000 results of a run
LEVELS = {Level.MUST: "error", Level.SHOULD: "warning", Level.MAY: "note"}
_KINDS = {Outcome.PASSED: "pass", Outcome.INAPPLICABLE: "notApplicable"}
_RANK = {Outcome.FAILED: 0, Outcome.CANT_TELL: 1, Outcome.UNTESTED: 2}


class LeftOut(msgspec.Struct, frozen=True):
    """Of one rule: results in the file and results in all."""

    rule: str
    shown: int
    count: int


def notes_by_check(report: Report) -> dict[str, list[Note]]:
    """Advice by the structural check that gave it."""
    found: dict[str, list[Note]] = {}
    for note in report.notes:
        found.setdefault(note.check, []).append(note)
    return found


def results_of(report: Report, words: Words) -> tuple[Iterator[dict[str, Any]], list[LeftOut]]:
    """The results, made one by one, and what is left out of them."""
    groups = sorted((one for one in report.requirements if to_tell(one)), key=_rank)
    notes = notes_by_check(report)
    sizes = [*(len(to_tell(one)) for one in groups), *(len(some) for some in notes.values())]
    shares = fair_shares(sizes, _MOST)
    names = [*(one.id for one in groups), *notes]
    cut = [LeftOut(name, share, size) for name, share, size in zip(names, shares, sizes, strict=True) if share < size]
    return _results(report, groups, list(notes.values()), shares, words), cut


def _rank(requirement: RequirementResult) -> tuple[int, int, str]:
    worst = min(map(_outcome_rank, to_tell(requirement)))
    return worst, list(Level).index(requirement.level), requirement.id


def _results(
    report: Report,
    groups: Sequence[RequirementResult],
    notes: Sequence[Sequence[Note]],
    shares: Sequence[int],
    words: Words,
) -> Iterator[dict[str, Any]]:
    indexes = {one.id: index for index, one in enumerate(report.requirements)}
    left = iter(shares)
    for requirement in groups:
        for assertion in sorted(to_tell(requirement), key=_outcome_rank)[: next(left)]:
            yield _result(assertion, requirement, indexes[requirement.id], report, words)
    for index, some in enumerate(notes, len(indexes)):
        for note in some[: next(left)]:
            yield _advice(note, index, words)


def _outcome_rank(assertion: Assertion) -> int:
    return _RANK.get(assertion.outcome, 3)


def _result(
    assertion: Assertion, requirement: RequirementResult, index: int, report: Report, words: Words
) -> dict[str, Any]:
    kind, level = _kind(assertion, requirement)
    result: dict[str, Any] = {
        "ruleId": assertion.rule,
        "ruleIndex": index,
        "kind": kind,
        "level": level,
        "message": {"text": _text(assertion.message, assertion.remedy, words)},
        "locations": [location(source) for source in assertion.sources[:1]] or [_PACKAGE],
        "partialFingerprints": {"oecheck/v1": assertion.fingerprint},
        "properties": _properties(assertion),
    }
    if related := [location(source) for source in assertion.sources[1:]]:
        result["relatedLocations"] = related
    if suppressions := _suppressions(assertion, report):
        result["suppressions"] = suppressions
    return result


_PACKAGE: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"index": 0}}}


def _kind(assertion: Assertion, requirement: RequirementResult) -> tuple[str, str]:
    """Kind and level; a level other than none is for failures only (SARIF §3.27.10)."""
    if assertion.outcome is Outcome.FAILED:
        return "fail", LEVELS[requirement.level] if decides(requirement) else "note"
    if without_verdict(assertion):
        return "review" if assertion.kind == "person" else "open", "none"
    return _KINDS[assertion.outcome], "none"


def _properties(assertion: Assertion) -> dict[str, Any]:
    told: dict[str, Any] = {
        "code": assertion.code,
        "outcome": assertion.outcome.value,
        "mode": assertion.mode.value,
        "basis": assertion.basis.value,
        "declare": assertion.declare,
        "because": assertion.because,
        "waiver": assertion.waiver,
        "known": assertion.known,
        "evidence": [visible(line) for line in assertion.evidence],
    }
    return {name: value for name, value in told.items() if value}


def _suppressions(assertion: Assertion, report: Report) -> list[dict[str, Any]]:
    """Waiver and dispute; a dispute that overrules nothing is under review, so that viewers go on showing the result.

    A result with one suppression that is not accepted counts as not suppressed (SARIF §3.27.23), so a waiver stands
    alone where there is one.
    """
    told = [visible(mark) for mark in marks(assertion, report, report.language)]
    if not told:
        return []
    overruled = assertion.verdict is not None and assertion.verdict.overrules
    status = "accepted" if assertion.waiver or overruled else "underReview"
    return [{"kind": "external", "status": status, "justification": " ".join(told)}]


def _text(message: str, remedy: str, words: Words) -> str:
    return visible(f"{message} {words('mend', remedy=remedy)}" if remedy else message)


def _advice(note: Note, index: int, words: Words) -> dict[str, Any]:
    return {
        "ruleId": note.check,
        "ruleIndex": index,
        "kind": "fail",
        "level": "note",
        "message": {"text": _text(note.message, note.remedy, words)},
        "locations": [location(note.source)],
        "partialFingerprints": {"oecheck/v1": note.fingerprint},
        "properties": {"advice": True, "severity": note.severity},
    }
