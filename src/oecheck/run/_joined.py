"""Findings at places that people know: files under the names they had on the platform, packages inside the package.

Moodle keeps files under digests (`files/0b/0b4f…`); the name that the author gave one stands beside it. What was found
in a package inside the package is told at its place in the outer one (`outer.zip!/inner.html`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from oecheck.engine import Finding, RuleResult, cut
from oecheck.model.outcome import Basis, Outcome
from oecheck.model.package import File
from oecheck.model.report import Limit
from oecheck.model.source import Source
from oecheck.run._assertions import StructuralFinding
from oecheck.run._look import Look

__all__ = ["joined", "named", "placed"]


def named(seen: Look) -> Look:
    """What was seen of a package, with the names of its files wherever they lie under others."""
    return _at(_Place(None, seen.files), seen) if any(file.name for file in seen.files) else seen


def placed(seen: Look, outer: File) -> Look:
    """What was seen of an inner package, with the places that it has in the outer one."""
    return _at(_Place(outer, seen.files), seen)


def _at(place: _Place, seen: Look) -> Look:
    return Look(
        files=seen.files,
        results=tuple(place.result(result) for result in seen.results),
        structural=tuple(place.check(finding) for finding in seen.structural),
        limits=tuple(place.limit(limit) for limit in seen.limits),
    )


def joined(whole: Look, inner: Sequence[Look], limits: Iterable[Limit]) -> Look:
    """The outer package with the counts and findings of the inner ones added."""
    by_rule: dict[str, list[RuleResult]] = {}
    for seen in inner:
        for result in seen.results:
            by_rule.setdefault(result.rule.id, []).append(result)
    return Look(
        files=whole.files,
        results=cut([_sum(result, by_rule.get(result.rule.id, ())) for result in whole.results]),
        structural=(*whole.structural, *(finding for seen in inner for finding in seen.structural)),
        limits=(*whole.limits, *(limit for seen in inner for limit in seen.limits), *limits),
    )


def _sum(result: RuleResult, more: Sequence[RuleResult]) -> RuleResult:
    if not more:
        return result
    every = (result, *more)
    counts = {outcome: sum(one.counts.get(outcome, 0) for one in every) for outcome in Outcome}
    bases = {one.basis for one in every}
    basis = next((kind for kind in (Basis.DECLARATION, Basis.FACT) if kind in bases), Basis.NONE)
    findings = tuple(finding for one in every for finding in one.findings)
    unlisted = {outcome: sum(one.unlisted.get(outcome, 0) for one in every) for outcome in Outcome}
    return RuleResult(result.rule, counts, findings, basis, result.beside, unlisted)


class _Place:
    """Where a package lies (None: it is the outer one), and what people call its files."""

    def __init__(self, outer: File | None, files: Iterable[File]) -> None:
        self._outer = outer.source if outer else Source("")
        self._names = {file.path: file.name for file in files}

    def result(self, result: RuleResult) -> RuleResult:
        return msgspec.structs.replace(result, findings=tuple(self._finding(one) for one in result.findings))

    def check(self, finding: StructuralFinding) -> StructuralFinding:
        return msgspec.structs.replace(
            finding, source=self._source(finding.source), arguments=self._arguments(finding.arguments)
        )

    def limit(self, limit: Limit) -> Limit:
        return msgspec.structs.replace(
            limit, source=self._source(limit.source), arguments=self._arguments(limit.arguments)
        )

    def _finding(self, finding: Finding) -> Finding:
        return msgspec.structs.replace(
            finding,
            sources=tuple(self._source(source) for source in finding.sources),
            arguments=self._arguments(finding.arguments),
        )

    def _source(self, source: Source) -> Source:
        name = self._names.get(source.file, "")
        own = source.breadcrumb if not name or name in source.breadcrumb else (name, *source.breadcrumb)
        return msgspec.structs.replace(source, file=self._path(source.file), breadcrumb=(*self._outer.breadcrumb, *own))

    def _path(self, path: str) -> str:
        if not self._outer.file:
            return path
        return f"{self._outer.file}!/{path}" if path else self._outer.file

    def _arguments(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Paths are told as paths in the outer package, with the name that people know; everything else stays."""
        return {name: self._argument(value) for name, value in arguments.items()}

    def _argument(self, value: Any) -> Any:
        if isinstance(value, str):
            if value not in self._names:
                return value
            name = self._names[value]
            return f"{name} ({self._path(value)})" if name else self._path(value)
        if isinstance(value, (list, tuple)):
            return type(value)(self._argument(one) for one in value)
        return value
