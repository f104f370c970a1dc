"""One open package, evaluated: the outer one, and each package inside it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from oecheck.containers import HasProblems, package_findings
from oecheck.engine import RuleResult
from oecheck.facts import registry
from oecheck.model.package import File
from oecheck.model.report import Limit
from oecheck.rules import Catalogue, CompiledRule
from oecheck.run._assertions import StructuralFinding
from oecheck.run._limits import broken_conditions, limits_of
from oecheck.run._read import Opened
from oecheck.run._structural import structural_findings
from oecheck.run._targets import facts_needed
from oecheck.run._unseen import with_unseen
from oecheck.run._witness import Witness

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


def look(
    container: HasProblems,
    opened: Opened,
    catalogue: Catalogue,
    rules: Sequence[CompiledRule],
    witness: Witness,
) -> Look:
    """Evaluates rules, and the structural checks of its format, on a package.

    Args:
        container: that it lies in.
        opened: what was read of it.
        catalogue: the standard.
        rules: of it, those to evaluate.
        witness: where facts and results come from.
    """
    conditions = catalogue.conditions(opened.inputs.package.format)
    run = witness.targets(opened.inputs, registry(), facts_needed((*rules, *conditions)))
    results = with_unseen(witness.evaluate(rules, run), run, container)
    files = run.files  # what cannot be read is known only now
    reported = (*package_findings(container), *opened.findings)
    structure = witness.evaluate(conditions, run)
    structural = structural_findings(catalogue, reported, structure)
    limits = (*limits_of(opened, run, container, files), *broken_conditions(structure))
    witness.end(run, opened, container.problems)
    return Look(files=files, results=results, structural=structural, limits=limits)
