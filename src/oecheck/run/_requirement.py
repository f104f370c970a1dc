"""One requirement in the report: what its rule and its numbered checks found, told once and counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from oecheck.engine import RuleResult
from oecheck.model.fingerprint import Fingerprinter
from oecheck.model.outcome import IN_ORDER, Basis, Outcome, Status, fold, status_of
from oecheck.model.report import Assertion, OutcomeCounts, RequirementResult
from oecheck.rules import CompiledRule
from oecheck.run._assertions import StructuralFinding, assertions_of, structural_assertion
from oecheck.run._consequences import Causes
from oecheck.run._wording import Wording

__all__ = ["requirement_of"]

_ORDER = {
    outcome: rank
    for rank, outcome in enumerate(
        (Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED, Outcome.PASSED, Outcome.INAPPLICABLE)
    )
}


def requirement_of(
    result: RuleResult,
    structural: Collection[StructuralFinding],
    wording: Wording,
    fingerprinter: Fingerprinter,
    causes: Causes,
) -> RequirementResult:
    """The result of one requirement.

    Args:
        result: of its rule.
        structural: what numbered checks that belong to it found; each is a failure.
        wording: the texts of the report.
        fingerprinter: of the whole report, so that no two findings have the same fingerprint.
        causes: of the whole report; the findings of this requirement are noted in it.
    """
    rule = result.rule
    if not result.findings and not structural:  # most of them, in most packages
        return _result(rule, result.counts, result.basis, ())
    extra = [structural_assertion(finding, rule, wording, fingerprinter) for finding in structural]
    found = assertions_of(result, wording, fingerprinter)
    own, said_twice = _said_once(found, extra)
    for assertion, finding in zip(found, result.findings, strict=True):
        causes.note(rule.id, finding.about, said_twice.get(assertion.fingerprint, assertion).fingerprint)
    own = own if not _disproved(rule, extra) else [one for one in own if one.outcome is not Outcome.PASSED]
    counts = _counts(result, found, said_twice, extra)
    basis = result.basis if not extra else Basis.FACT
    return _result(rule, counts, basis, tuple(sorted([*extra, *own], key=_rank)))


def _result(
    rule: CompiledRule, counts: Mapping[Outcome, int], basis: Basis, assertions: tuple[Assertion, ...]
) -> RequirementResult:
    folded = fold([outcome for outcome, count in counts.items() if count])
    return RequirementResult(
        id=rule.id,
        rev=rule.file.rev,
        title=rule.title,
        clause=rule.file.clause,
        area=rule.area,
        level=rule.level,
        requirement_class=rule.file.rule_class,
        status=_status(rule, folded),
        basis=basis,
        outcomes=_outcomes(counts),
        assertions=assertions,
        why=rule.file.why,
        lifecycle=rule.file.status,
    )


def _disproved(rule: CompiledRule, structural: Collection[Assertion]) -> bool:
    """Whether a requirement that stands on numbered checks alone fails by one: then nothing of it passed."""
    return bool(structural) and rule.file.structural


def _counts(
    result: RuleResult,
    found: Iterable[Assertion],
    said_twice: Mapping[str, Assertion],
    structural: Collection[Assertion],
) -> dict[Outcome, int]:
    counts = dict(result.counts)
    for assertion in found:
        counts[assertion.outcome] -= assertion.fingerprint in said_twice
    counts[Outcome.FAILED] += len(structural)
    if _disproved(result.rule, structural):
        counts[Outcome.PASSED] = 0
    return counts


def _said_once(
    assertions: Iterable[Assertion], structural: Iterable[Assertion]
) -> tuple[list[Assertion], dict[str, Assertion]]:
    """The rule's own findings; and by fingerprint what a numbered check tells of the same line instead of them."""
    told = {(place.file, place.line): one for one in structural for place in one.sources[:1] if place.line}
    own: list[Assertion] = []
    twice: dict[str, Assertion] = {}
    for assertion in assertions:
        place = assertion.sources[0]
        teller = None if assertion.outcome in IN_ORDER else told.get((place.file, place.line))
        if teller is not None:
            twice[assertion.fingerprint] = teller
        else:
            own.append(assertion)
    return own, twice


def _status(rule: CompiledRule, folded: Outcome) -> Status:
    """A pass of an assisted rule is only counted as passed where it is proven; then the machine alone satisfies it."""
    proven = rule.proven is not None and folded is Outcome.PASSED
    return Status.SATISFIED if proven else status_of(folded, rule.file.rule_class)


def _rank(assertion: Assertion) -> tuple[int, str, int, int, str]:
    place = assertion.sources[0]
    return (_ORDER[assertion.outcome], place.file, place.line, place.column, assertion.fingerprint)


def _outcomes(counts: Mapping[Outcome, int]) -> OutcomeCounts:
    return OutcomeCounts(
        passed=counts.get(Outcome.PASSED, 0),
        failed=counts.get(Outcome.FAILED, 0),
        cant_tell=counts.get(Outcome.CANT_TELL, 0),
        inapplicable=counts.get(Outcome.INAPPLICABLE, 0),
        untested=counts.get(Outcome.UNTESTED, 0),
    )
