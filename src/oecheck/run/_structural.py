"""The numbered structural checks of a package: of its container, its reader, its record, and the data conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from oecheck.engine import RuleResult
from oecheck.model.outcome import Outcome
from oecheck.model.package import PackageFinding
from oecheck.rules import Catalogue
from oecheck.run._assertions import StructuralFinding

__all__ = ["structural_findings"]


def structural_findings(
    catalogue: Catalogue, reported: Iterable[PackageFinding], conditions: Iterable[RuleResult]
) -> list[StructuralFinding]:
    """What is wrong with the build of the package: as reported, and as the data conditions came out.

    What the edition has no number for is none of its checks: an edition that is frozen stays what it was, whatever
    later readers report. What is said twice of one place, as of a record that several levels name, is told once.
    """
    found = [_reported(catalogue, finding) for finding in reported if finding.check in catalogue.checks]
    found += [finding for result in conditions for finding in _unmet(catalogue, result)]
    found.sort(key=_rank)
    return [one for place, one in enumerate(found) if not place or not _same(found[place - 1], one)]


def _reported(catalogue: Catalogue, finding: PackageFinding) -> StructuralFinding:
    return StructuralFinding(catalogue.checks[finding.check], finding.source, finding.arguments, finding.variant)


def _unmet(catalogue: Catalogue, result: RuleResult) -> Iterator[StructuralFinding]:
    check = catalogue.checks[result.rule.id]
    for finding in result.findings:
        if finding.outcome is Outcome.FAILED:
            yield StructuralFinding(check, finding.sources[0], finding.arguments)


def _same(one: StructuralFinding, other: StructuralFinding) -> bool:
    return (
        one.check is other.check
        and one.variant == other.variant
        and one.source == other.source
        and one.arguments == other.arguments
    )


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
