"""Where a look at a package gets its facts and results from."""

from __future__ import annotations

from collections.abc import Iterable

from oecheck.containers import ContainerProblem
from oecheck.engine import RuleResult, evaluate
from oecheck.facts import FactInputs, FactRegistry
from oecheck.model.package import File
from oecheck.model.report import Limit
from oecheck.rules import CompiledRule
from oecheck.run._read import Opened
from oecheck.run._targets import PackageTargets

__all__ = ["Witness"]


class Witness:
    """What a look asks; this one asks the open package. Others write down what it says, or tell what was written.

    Args:
        all_outcomes: results list passed and inapplicable targets too.
    """

    def __init__(self, all_outcomes: bool = False) -> None:
        self._all_outcomes = all_outcomes

    def targets(self, inputs: FactInputs, registry: FactRegistry, needed: Iterable[tuple[str, str]]) -> PackageTargets:
        """The things and facts of a package that rules need."""
        return PackageTargets(inputs, registry, needed)

    def evaluate(self, rules: Iterable[CompiledRule], run: PackageTargets) -> tuple[RuleResult, ...]:
        """The results of rules, in their order."""
        return evaluate(rules, run, all_outcomes=self._all_outcomes)

    def end(
        self,
        run: PackageTargets,
        opened: Opened,  # noqa: ARG002 - for those that write it down
        problems: tuple[ContainerProblem, ...],  # noqa: ARG002 - for those that write it down
    ) -> None:
        """Told when nothing more is asked of a package; `problems` are those of its container that were reported."""
        run.let_go()

    def place(self, file: File, deeper: Iterable[Limit]) -> None:
        """Told where the package that was looked at last lies in the outer one, and what is inside it in turn."""

    def leave(self, limits: Iterable[Limit]) -> None:
        """Told what was left out of the packages inside the package."""
