"""Findings of the engine and of the structural checks as assertions of the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from oecheck.engine import Finding, RuleResult
from oecheck.model.fingerprint import Fingerprinter
from oecheck.model.outcome import Mode, Outcome, RequirementClass
from oecheck.model.report import Assertion, Note
from oecheck.model.source import Source
from oecheck.rules import CompiledCheck, CompiledRule
from oecheck.run._wording import Wording, argument, block, place

__all__ = ["StructuralFinding", "assertions_of", "note_of", "structural_assertion"]

_MODES = {
    RequirementClass.AUTOMATIC: Mode.AUTOMATIC,
    RequirementClass.ASSISTED: Mode.SEMI_AUTO,
    RequirementClass.MANUAL: Mode.MANUAL,
}


class StructuralFinding(msgspec.Struct, frozen=True):
    """A structural check that did not hold, with the values for its message."""

    check: CompiledCheck
    source: Source
    arguments: Mapping[str, Any]
    variant: str = ""


def assertions_of(result: RuleResult, wording: Wording, fingerprinter: Fingerprinter) -> list[Assertion]:
    """The failed and undecided targets of a rule."""
    return [_assertion(result.rule, finding, wording, fingerprinter) for finding in result.findings]


def _assertion(rule: CompiledRule, finding: Finding, wording: Wording, fingerprinter: Fingerprinter) -> Assertion:
    arguments = {name: argument(value) for name, value in finding.arguments.items()}
    code = finding.reason if finding.code == "unknown" else finding.code
    return Assertion(
        outcome=finding.outcome,
        mode=_MODES[rule.file.rule_class],
        rule=rule.id,
        rev=rule.file.rev,
        code=code,
        arguments=arguments,
        message=wording.message(rule, finding, arguments),
        remedy=wording.remedy(rule, finding),
        sources=tuple(map(place, finding.sources)),
        fingerprint=fingerprinter.of(rule.id, code, finding.sources[0], arguments),
        kind=block(rule, finding),
        declare=rule.file.declare,
        basis=finding.basis,
        evidence=wording.evidence(rule, finding, arguments),
    )


def structural_assertion(
    finding: StructuralFinding, rule: CompiledRule, wording: Wording, fingerprinter: Fingerprinter
) -> Assertion:
    """A structural error as a failure of the requirement that folds it in."""
    check = finding.check
    arguments = {name: argument(value) for name, value in finding.arguments.items()}
    return Assertion(
        outcome=Outcome.FAILED,
        mode=Mode.AUTOMATIC,
        rule=rule.id,
        rev=rule.file.rev,
        code=check.id,
        arguments=arguments,
        message=wording.fill(check.message(finding.variant), arguments),
        remedy=wording.fill(check.remedy, arguments),
        sources=(place(finding.source),),
        fingerprint=fingerprinter.of(rule.id, check.id, finding.source, arguments),
        kind="package",
    )


def note_of(finding: StructuralFinding, wording: Wording, fingerprinter: Fingerprinter) -> Note:
    """A structural warning or hint: advice that decides nothing."""
    check = finding.check
    arguments = {name: argument(value) for name, value in finding.arguments.items()}
    return Note(
        check=check.id,
        severity=check.severity,
        arguments=arguments,
        message=wording.fill(check.message(finding.variant), arguments),
        remedy=wording.fill(check.remedy, arguments),
        source=place(finding.source),
        fingerprint=fingerprinter.of("", check.id, finding.source, arguments),
    )


def by_requirement(findings: Iterable[StructuralFinding]) -> dict[str, list[StructuralFinding]]:
    """Structural errors by the requirement that they are reported under."""
    grouped: dict[str, list[StructuralFinding]] = {}
    for finding in findings:
        if finding.check.severity == "error":
            grouped.setdefault(finding.check.reported_as, []).append(finding)
    return grouped
