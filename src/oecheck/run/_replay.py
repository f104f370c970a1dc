"""A check from what was kept of a package: the same evaluation, and the package is not opened."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import msgspec

from oecheck.containers import ContainerProblem
from oecheck.engine import RuleResult, evaluate
from oecheck.facts import CLOSED, FactInputs, FactRegistry, KeptFacts, NotKept, Scan, identity_of, resting_on
from oecheck.model.outcome import Outcome
from oecheck.model.package import File, ReadResult
from oecheck.model.report import Limit, Report
from oecheck.rules import Catalogue, CompiledRule
from oecheck.run._check import report_of_look
from oecheck.run._date import evaluation_date
from oecheck.run._inside import content_rules, part_of, with_inner
from oecheck.run._joined import named, placed
from oecheck.run._look import Look, look
from oecheck.run._options import CheckOptions
from oecheck.run._read import Opened
from oecheck.run._record_form import DIGEST, KeptPackage, PackageRecord, Places, classes, digests_of, words_of
from oecheck.run._targets import PackageTargets, facts_needed
from oecheck.run._witness import Witness
from oecheck.store import Unwritable, from_bytes

__all__ = ["replayed"]


def replayed(data: bytes, sha256: str, catalogue: Catalogue, options: CheckOptions) -> Report | None:
    """The report that a check of the package itself would give.

    Args:
        data: what was kept of the package.
        sha256: of the package as it is now.
        catalogue: the rules.
        options: of the check.

    Returns:
        None where the package has changed, or the rules ask for what is not kept.
    """
    try:
        kept = msgspec.msgpack.decode(data, type=KeptPackage)
        if kept.sha256 != sha256:
            return None
        outer, *inside = (from_bytes(part, classes()) for part in (kept.outer, *kept.inside))
        return _Replay(catalogue, options).report(outer, inside, from_bytes(kept.places, classes()))
    except (msgspec.MsgspecError, Unwritable, NotKept):
        return None


class _Replay:
    """One check."""

    def __init__(self, catalogue: Catalogue, options: CheckOptions) -> None:
        self._catalogue = catalogue
        self._options = options
        self._today = evaluation_date(options)

    def report(self, outer: PackageRecord, inside: Iterable[PackageRecord], places: Places) -> Report:
        opened, seen = self._look(outer, self._catalogue.rules)
        looks = [self._inner(*one) for one in zip(inside, places.files, places.deeper, strict=True)]
        whole = with_inner(named(seen), looks, places.limits)
        return report_of_look(whole, opened, self._catalogue, self._options)

    def _inner(self, part: PackageRecord, file: File, deeper: Iterable[Limit]) -> Look:
        _, seen = self._look(part, content_rules(self._catalogue))
        return placed(part_of(seen, deeper), file)

    def _look(self, part: PackageRecord, rules: Iterable[CompiledRule]) -> tuple[Opened, Look]:
        witness = _Kept(part, self._catalogue, self._today)
        opened = self._opened(part)
        seen = look(_Problems(part.problems), opened, self._catalogue, tuple(rules), witness)
        if witness.unanswered:
            raise NotKept
        return opened, seen

    def _opened(self, part: PackageRecord) -> Opened:
        reading = ReadResult(
            course=part.course,
            manifest=part.manifest,
            references=part.references,
            incomplete=part.incomplete,
            lacking=part.lacking,
        )
        inputs = FactInputs(
            container=CLOSED,
            course=part.course,
            package=part.package,
            reading=reading,
            standard_data=self._catalogue,
            resolver=CLOSED,
            record=part.record,
            today=self._today,
        )
        return Opened(
            inputs=inputs,
            findings=part.findings,
            description_sha256=part.description_sha256,
            record=None,
            broken={},
        )


class _Problems(msgspec.Struct, frozen=True):
    """What is known of the container."""

    problems: tuple[ContainerProblem, ...]


class _Kept(Witness):
    """Tells what was kept of a package.

    Rules that are what they were have the results that they had; of their things and facts nothing has changed.

    Args:
        part: what was kept.
        catalogue: the rules.
        today: date of the evaluation.
    """

    def __init__(self, part: PackageRecord, catalogue: Catalogue, today: str) -> None:
        super().__init__()
        self._part = part
        self._digest = digests_of(catalogue)
        self._changed = frozenset(
            name
            for name, before, now in (("today", part.today, today), ("standard_data", part.words, words_of(catalogue)))
            if before != now
        )
        self._outdated: Collection[tuple[str, str]] = ()
        self._run: PackageTargets | None = None

    @property
    def unanswered(self) -> bool:
        """Whether something was asked for that was not kept."""
        return self._run is None or bool(self._run.breakages)

    def targets(self, inputs: FactInputs, registry: FactRegistry, needed: Iterable[tuple[str, str]]) -> PackageTargets:
        """As of a `Witness`.

        Raises:
            NotKept: rules ask for digests of files, and these were not worked out.
        """
        wanted = frozenset(needed)
        if DIGEST in wanted and not self._part.digested:
            raise NotKept
        self._outdated = resting_on(registry, self._changed) if self._changed else ()
        self._run = PackageTargets(inputs, registry, wanted, self._facts(wanted))
        return self._run

    def evaluate(self, rules: Iterable[CompiledRule], run: PackageTargets) -> tuple[RuleResult, ...]:
        """As of a `Witness`."""
        ordered = tuple(rules)
        found = {rule.id: self._result(rule) for rule in ordered}
        kept = {id: result for id, result in found.items() if result is not None}
        failed = {id for id, result in kept.items() if result.counts[Outcome.FAILED]}
        fresh = evaluate([rule for rule in ordered if rule.id not in kept], run, failed)
        results = kept | {result.rule.id: result for result in fresh}
        return tuple(results[rule.id] for rule in ordered)

    def _result(self, rule: CompiledRule) -> RuleResult | None:
        """The result that a rule had; None where it has to be evaluated.

        That of a composite rests on other rules, and that of any rule on the word lists.
        """
        kept = self._part.results.get(rule.id)
        if kept is None or rule.file.requires or "standard_data" in self._changed or kept.rule != self._digest(rule):
            return None
        if self._changed and (rule.reads_date or not facts_needed((rule,)).isdisjoint(self._outdated)):
            return None
        return RuleResult(rule, kept.counts, kept.findings, kept.basis, frozenset(kept.beside))

    def _facts(self, wanted: Collection[tuple[str, str]]) -> KeptFacts:
        """The facts by the identity of the things, which live as long as the record."""
        part = self._part
        identities = {kind: [identity_of(kind, thing) for thing in things] for kind, things in part.things.items()}
        values: dict[tuple[str, str], dict[Any, Any]] = {}
        for key, found in part.values.items():
            of, _, name = key.partition(".")
            if (of, name) in wanted and (of, name) not in self._outdated:
                values[of, name] = dict(zip(identities[of], found, strict=True))
        return KeptFacts(Scan(part.files, part.pages, frozenset(values), part.cut), values)
