"""One open package, evaluated: the outer one, and each package inside it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from oecheck.containers import Container, package_findings
from oecheck.engine import RuleResult, evaluate
from oecheck.facts import registry
from oecheck.model.package import File
from oecheck.model.report import Limit
from oecheck.rules import Catalogue, CompiledRule
from oecheck.run._assertions import StructuralFinding
from oecheck.run._limits import broken_conditions, limits_of
from oecheck.run._read import Opened
from oecheck.run._structural import structural_findings
from oecheck.run._targets import PackageTargets, facts_needed
from oecheck.run._unseen import with_unseen

__all__ = ["Look", "look"]


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What was seen of one package.

    Attributes:
        files: its entries, after their bytes were looked at.
        results: of the rules, in their order.
        structural: numbered checks that did not hold.
        limits: what was left out.
    """

    files: Sequence[File]
    results: Sequence[RuleResult]
    structural: Sequence[StructuralFinding]
    limits: Sequence[Limit]


def look(container: Container, opened: Opened, catalogue: Catalogue, rules: Sequence[CompiledRule]) -> Look:
    """Evaluates rules, and the structural checks of its format, on an open package."""
    conditions = catalogue.conditions(opened.inputs.package.format)
    run = PackageTargets(opened.inputs, registry(), facts_needed((*rules, *conditions)))
    results = with_unseen(evaluate(rules, run), run)
    files = run.files  # what cannot be read is known only now
    reported = (*package_findings(container), *opened.findings)
    structural, structure = structural_findings(catalogue, conditions, reported, run)
    limits = (*limits_of(opened, run, container, files), *broken_conditions(structure))
    run.let_go()
    return Look(files=files, results=results, structural=structural, limits=limits)
