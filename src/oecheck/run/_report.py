"""All results of one check as the canonical report (DESIGN §6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from oecheck._version import __version__
from oecheck.engine import RuleResult
from oecheck.model.course import Course
from oecheck.model.fact import plain
from oecheck.model.fingerprint import Fingerprinter
from oecheck.model.outcome import Status
from oecheck.model.package import Package
from oecheck.model.report import (
    AreaSummary,
    Claim,
    FormatEvidence,
    Limit,
    Note,
    OutcomeCounts,
    ProfileInfo,
    Report,
    RequirementResult,
    StandardInfo,
    StatusCounts,
    Subject,
    Summary,
    ToolInfo,
)
from oecheck.model.source import Source
from oecheck.rules import Catalogue
from oecheck.run._assertions import StructuralFinding, by_requirement, note_of
from oecheck.run._consequences import Causes
from oecheck.run._provider import provider_of
from oecheck.run._requirement import requirement_of
from oecheck.run._wording import Wording, argument, made_by, place
from oecheck.values.masked import without_secrets

__all__ = ["ReportInputs", "build_report", "untranslated"]

REPORT_VERSION = "1.0"
_LISTED_CHANGED = 5


class ReportInputs(msgspec.Struct, frozen=True, kw_only=True):
    """What a report is made of."""

    catalogue: Catalogue
    package: Package
    course: Course
    results: Sequence[RuleResult]
    structural: Sequence[StructuralFinding]
    limits: Sequence[Limit]
    date: str
    description_sha256: str


def build_report(inputs: ReportInputs) -> Report:
    """The report; equal inputs give equal reports."""
    package = inputs.package
    maker = made_by(str(plain(package.producer) or ""), package.format)
    wording = Wording(inputs.catalogue.language, maker, package.name, recorded=bool(inputs.description_sha256))
    fingerprinter = Fingerprinter()
    requirements = _requirements(inputs, wording, fingerprinter)
    notes = tuple(
        note_of(found, wording, fingerprinter) for found in inputs.structural if found.check.severity != "error"
    )
    catalogue = inputs.catalogue
    return Report(
        report_version=REPORT_VERSION,
        tool=ToolInfo("oecheck", __version__, catalogue.standard.rule_format),
        standard=StandardInfo(
            catalogue.standard.id, catalogue.standard.edition, catalogue.standard.status, catalogue.digest
        ),
        profile=ProfileInfo(catalogue.profiles, catalogue.profile_digest),
        evaluated_at=inputs.date,
        language=catalogue.language,
        subject=_subject(package, inputs.course, inputs.description_sha256),
        summary=_summary(requirements, catalogue),
        requirements=requirements,
        notes=notes,
        limits=tuple(_worded(limit, wording) for limit in _limits(inputs)),
        waivers=(),
        claim=_claim(requirements, catalogue, wording),
        untranslated=untranslated(requirements, notes, catalogue),
    )


def _requirements(
    inputs: ReportInputs, wording: Wording, fingerprinter: Fingerprinter
) -> tuple[RequirementResult, ...]:
    structural = by_requirement(inputs.structural)
    causes = Causes()
    return causes.explain(
        [
            requirement_of(result, structural.get(result.rule.id, ()), wording, fingerprinter, causes)
            for result in inputs.results
        ],
        {rule.id: rule.file.follows for rule in inputs.catalogue.rules if rule.file.follows},
    )


def untranslated(
    requirements: Iterable[RequirementResult], notes: Iterable[Note], catalogue: Catalogue
) -> tuple[str, ...]:
    """Ids of what stands in the report, with texts in English for lack of a translation."""
    ids = {one.id for one in requirements} | {note.check for note in notes}
    return tuple(sorted(ids & catalogue.untranslated))


def _statuses(requirements: Iterable[RequirementResult]) -> StatusCounts:
    counts = Counter(requirement.status for requirement in requirements)
    return StatusCounts(
        satisfied=counts[Status.SATISFIED],
        not_satisfied=counts[Status.NOT_SATISFIED],
        not_determined=counts[Status.NOT_DETERMINED],
        not_applicable=counts[Status.NOT_APPLICABLE],
    )


def _summary(requirements: Sequence[RequirementResult], catalogue: Catalogue) -> Summary:
    by_area: dict[str, list[RequirementResult]] = {}
    for requirement in requirements:
        by_area.setdefault(requirement.area, []).append(requirement)
    areas = (
        AreaSummary(area.id, area.title, _statuses(by_area[area.id]))
        for area in catalogue.standard.areas
        if area.id in by_area
    )
    counts = [requirement.outcomes for requirement in requirements]
    outcomes = OutcomeCounts(*(sum(getattr(one, name) for one in counts) for name in OutcomeCounts.__struct_fields__))
    return Summary(_statuses(requirements), outcomes, tuple(areas))


def _subject(package: Package, course: Course, description_sha256: str) -> Subject:
    provider, country = provider_of(course)
    return Subject(
        name=package.name,
        sha256=package.sha256,
        size_bytes=package.size_bytes,
        format=package.format,
        format_version=plain(package.format_version) or "",
        formats=tuple(
            FormatEvidence(
                d.format, d.version, d.evidence, place(d.source), without_secrets(d.detail), d.primary, d.readable
            )
            for d in package.descriptors
        ),
        producer=without_secrets(" ".join(filter(None, (plain(package.producer), plain(package.producer_version))))),
        title=without_secrets(plain(course.title) or ""),
        languages=plain(course.languages) or (),
        description_sha256=description_sha256,
        provider=without_secrets(provider),
        country=country,
    )


def _limits(inputs: ReportInputs) -> Iterator[Limit]:
    """What was left out or broke, and first of all whether the standard is the one that was published."""
    changed = inputs.catalogue.changed
    if changed:
        listed = [*changed[:_LISTED_CHANGED], *(["…"] if len(changed) > _LISTED_CHANGED else [])]
        standard = f"{inputs.catalogue.standard.id}@{inputs.catalogue.standard.edition}"
        yield Limit("edition-changed", {"standard": standard, "count": len(changed), "files": listed}, Source(""))
    yield from inputs.limits
    yield from _unlisted(inputs.results, inputs.package)
    yield from _broken_rules(inputs.results, inputs.package)


def _unlisted(results: Iterable[RuleResult], package: Package) -> Iterator[Limit]:
    """What is counted and not listed: nobody takes the list for all there is."""
    counts = {result.rule.id: sum(result.unlisted.values()) for result in results}
    told = [f"{id} ({count})" for id, count in sorted(counts.items()) if count]
    if told:
        arguments = {"count": sum(counts.values()), "requirements": ", ".join(told)}
        yield Limit("findings-cut", arguments, package.source, incomplete=False)


def _broken_rules(results: Iterable[RuleResult], package: Package) -> Iterable[Limit]:
    """One line for each rule that broke inside, so that the run is incomplete and says so."""
    for result in results:
        broken = [finding for finding in result.findings if finding.code == "rule-broke"]
        if broken:
            arguments = {"rule": result.rule.id, "count": len(broken), **broken[0].arguments}
            yield Limit("rule-broke", arguments, package.source)


def _worded(limit: Limit, wording: Wording) -> Limit:
    arguments = {name: argument(value) for name, value in limit.arguments.items()}
    return msgspec.structs.replace(
        limit, arguments=arguments, source=place(limit.source), message=wording.limit(limit.code, arguments)
    )


def _claim(requirements: Sequence[RequirementResult], catalogue: Catalogue, wording: Wording) -> Claim:
    """The pre-check sentence; `missing` is what stands between this package and a claim (proposal §4.1)."""
    counts = _statuses(requirements)
    statement = wording.fill(
        catalogue.standard.pre_check,
        {
            "passed": len(requirements) - counts.not_satisfied,
            "total": len(requirements),
            "undetermined": counts.not_determined,
            "failed": counts.not_satisfied,
        },
    )
    missing = (
        requirement.id
        for requirement in requirements
        if requirement.level == "must" and requirement.status in {Status.NOT_SATISFIED, Status.NOT_DETERMINED}
    )
    return Claim("pre-check", statement, tuple(missing))
