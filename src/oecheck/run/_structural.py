"""The numbered structural checks of a package: of its container, its reader, its record, and the data conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from oecheck.engine import RuleResult, evaluate
from oecheck.engine import Targets as EngineTargets
from oecheck.model.outcome import Outcome
from oecheck.model.package import PackageFinding
from oecheck.rules import Catalogue, CompiledRule
from oecheck.run._assertions import StructuralFinding

__all__ = ["structural_findings"]


def structural_findings(
    catalogue: Catalogue, conditions: Iterable[CompiledRule], reported: Iterable[PackageFinding], run: EngineTargets
) -> tuple[list[StructuralFinding], tuple[RuleResult, ...]]:
    """What is wrong with the build of the package, and the results of the data conditions (for those that broke)."""
    found = [_reported(catalogue, finding) for finding in reported]
    results = evaluate(conditions, run)
    found += [finding for result in results for finding in _unmet(catalogue, result)]
    return sorted(found, key=_rank), results


def _reported(catalogue: Catalogue, finding: PackageFinding) -> StructuralFinding:
    return StructuralFinding(catalogue.checks[finding.check], finding.source, finding.arguments, finding.variant)


def _unmet(catalogue: Catalogue, result: RuleResult) -> Iterator[StructuralFinding]:
    check = catalogue.checks[result.rule.id]
    for finding in result.findings:
        if finding.outcome is Outcome.FAILED:
            yield StructuralFinding(check, finding.sources[0], finding.arguments)


def _rank(finding: StructuralFinding) -> tuple[Any, ...]:
    place = finding.source
    return (
        finding.check.id,
        place.file,
        place.line,
        place.column,
        place.pointer,
        sorted(map(str, finding.arguments.items())),
    )
