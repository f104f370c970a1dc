"""Writes down what rules read of a package while it is checked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from oecheck.containers import ContainerProblem
from oecheck.engine import RuleResult
from oecheck.facts import FactInputs, FactRegistry
from oecheck.model.fact import plain
from oecheck.model.package import File
from oecheck.model.report import Limit
from oecheck.rules import Catalogue, CompiledRule
from oecheck.run._read import Opened
from oecheck.run._record_form import (
    DIGEST,
    KeptPackage,
    KeptResult,
    PackageRecord,
    Places,
    classes,
    digests_of,
    words_of,
)
from oecheck.run._targets import PackageTargets
from oecheck.run._witness import Witness
from oecheck.store import Unwritable, to_bytes
from oecheck.vocabulary import target_kinds

__all__ = ["Recorder"]

_EXPOSURES = ("course", "exposures")
"""Personal data and secrets that were found in the package."""
_ADDRESS = "email"
"""An exposure that is a mail address on a page."""


class Recorder(Witness):
    """The record of one check. Nothing that is wrong with it ends the check: it is left out as a whole.

    Facts quote texts of the course. So nothing is written down of a package in which secrets or data of learners were
    found: they are counted, and no file of ours holds them. A mail address on a page is a text of the course like any.

    Args:
        catalogue: the rules.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._words = words_of(catalogue)
        self._digest = digests_of(catalogue)
        self._results: list[RuleResult] = []
        self._parts: list[bytes] = []
        self._files: list[File] = []
        self._deeper: list[tuple[Limit, ...]] = []
        self._limits: tuple[Limit, ...] = ()
        self._sha256 = ""
        self._usable = True

    def targets(self, inputs: FactInputs, registry: FactRegistry, needed: Iterable[tuple[str, str]]) -> PackageTargets:
        """As of a `Witness`."""
        self._results = []
        return super().targets(inputs, registry, (*needed, _EXPOSURES))

    def evaluate(self, rules: Iterable[CompiledRule], run: PackageTargets) -> tuple[RuleResult, ...]:
        """As of a `Witness`."""
        results = super().evaluate(rules, run)
        self._results += results
        self._usable = self._usable and not any(result.unlisted for result in results)  # other rules: other shares
        return results

    def end(self, run: PackageTargets, opened: Opened, problems: tuple[ContainerProblem, ...]) -> None:
        """As of a `Witness`: writes down what rules read, and what other rules may read of the same things."""
        self._usable = self._usable and not opened.broken and _may_be_kept(run)
        if self._usable:
            things = _things(run)
            part = self._part(run, opened, problems, things, _values(run, things))
            self._usable = not run.breakages  # which may not happen the next time
            self._parts.append(self._bytes(part))
            self._sha256 = self._sha256 or opened.inputs.package.sha256
        super().end(run, opened, problems)

    def place(self, file: File, deeper: Iterable[Limit]) -> None:
        """As of a `Witness`."""
        self._files.append(file)
        self._deeper.append(tuple(deeper))

    def leave(self, limits: Iterable[Limit]) -> None:
        """As of a `Witness`."""
        self._limits = tuple(limits)

    def record(self) -> bytes | None:
        """The record; None where there is none to keep."""
        places = self._bytes(Places(tuple(self._files), tuple(self._deeper), self._limits))
        if not self._usable or len(self._parts) != len(self._files) + 1:
            return None
        outer, *inside = self._parts
        return msgspec.msgpack.encode(KeptPackage(self._sha256, outer, tuple(inside), places))

    def _part(
        self,
        run: PackageTargets,
        opened: Opened,
        problems: tuple[ContainerProblem, ...],
        things: dict[str, tuple[Any, ...]],
        values: dict[str, tuple[Any, ...]],
    ) -> PackageRecord:
        inputs, reading = opened.inputs, opened.inputs.reading
        return PackageRecord(
            course=inputs.course,
            package=inputs.package,
            manifest=reading.manifest,
            references=reading.references,
            incomplete=reading.incomplete,
            lacking=reading.lacking,
            findings=opened.findings,
            problems=problems,
            description_sha256=opened.description_sha256,
            record=inputs.record,
            files=run.files,
            pages=run.pages,
            cut=run.cut,
            results={result.rule.id: self._kept(result) for result in self._results},
            things=things,
            values=values,
            today=inputs.today,
            words=self._words,
            digested=DIGEST in run.wanted,
        )

    def _kept(self, result: RuleResult) -> KeptResult:
        return KeptResult(
            self._digest(result.rule), result.counts, result.findings, result.basis, tuple(sorted(result.beside))
        )

    def _bytes(self, value: Any) -> bytes:
        try:
            return to_bytes(value, classes())
        except Unwritable:  # a plug-in's own kind of value, or a name that is not UTF-8
            self._usable = False
            return b""


def _may_be_kept(run: PackageTargets) -> bool:
    """Whether the texts of the package may stand in a file of ours."""
    exposures = plain(run.value(*_EXPOSURES, run.inputs.course)) or ()
    return all(one.what == _ADDRESS for one in exposures)


def _things(run: PackageTargets) -> dict[str, tuple[Any, ...]]:
    """The things of each kind that a fact is wanted of."""
    kinds = sorted({of for of, _ in run.wanted & run.registry.facts.keys()} & target_kinds())
    return {kind: tuple(target.entity for target in run.targets(kind)) for kind in kinds}


def _values(run: PackageTargets, things: dict[str, tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    """Every fact that is wanted, of every thing: a rule may ask it of one that it passed over before."""
    return {
        f"{of}.{name}": tuple(run.value(of, name, thing) for thing in things[of])
        for of, name in sorted(run.wanted & run.registry.facts.keys())
        if of in things
    }
