"""The nodes of the graph, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from oecheck.model.outcome import Mode, Outcome, RequirementClass, Status
from oecheck.model.report import Assertion, Report, RequirementResult, Verdict
from oecheck.model.source import Source
from oecheck.reporters._earl.names import Names
from oecheck.reporters._facts import Words, of_people, place, unseen
from oecheck.reporters._marks import known_mark, waiver_mark
from oecheck.reporters._visible import exact, visible

__all__ = ["nodes"]

Node = dict[str, Any]

_MODES = {
    RequirementClass.AUTOMATIC: Mode.AUTOMATIC,
    RequirementClass.ASSISTED: Mode.SEMI_AUTO,
    RequirementClass.MANUAL: Mode.MANUAL,
}


def nodes(report: Report, names: Names) -> Iterator[Node]:
    """Who asserts, what was checked against what, then every requirement with its assertions."""
    words = Words(report.language, "report.earl.")
    yield _tool(report, names)
    yield _package(report, names, words)
    yield _standard(report, names)
    yield from _people(report, names)
    files: set[str] = set()
    for requirement in report.requirements:
        yield _requirement(requirement, names)
        yield _whole(requirement, report, names, words)
        for assertion in requirement.assertions:
            source = place(assertion)
            if source.file and source.file not in files:
                files.add(source.file)
                yield _file(source.file, names)
            yield _target(assertion, source, report, names, words)


def _tool(report: Report, names: Names) -> Node:
    return {
        "id": names.tool,
        "type": ["earl:Assertor", "earl:Software"],
        "name": report.tool.name,
        "revision": report.tool.version,
    }


def _people(report: Report, names: Names) -> Iterator[Node]:
    """Everybody who judged, once."""
    assertions = (one for requirement in report.requirements for one in requirement.assertions)
    for evaluator in sorted({one.verdict.evaluator for one in assertions if one.verdict is not None}):
        yield {
            "id": names.person(evaluator),
            "type": ["earl:Assertor", "foaf:Person"],
            "personName": visible(evaluator),
        }


def _package(report: Report, names: Names, words: Words) -> Node:
    subject = report.subject
    node: Node = {
        "id": names.package,
        "type": "earl:TestSubject",
        "title": visible(subject.title or subject.name),
        "identifier": [exact(subject.name), *([f"sha256:{subject.sha256}"] if subject.sha256 else [])],
        "format": f"{subject.format} {subject.format_version}".rstrip(),
        "description": visible(report.claim.statement),
    }
    if report.limits:
        told = [visible(words.limit(limit)) for limit in of_people(report)]
        node["info"] = [*told, *(words("limit", message=visible(words.limit(limit))) for limit in unseen(report))]
    return node


def _standard(report: Report, names: Names) -> Node:
    standard = report.standard
    return {
        "id": names.standard,
        "type": "earl:TestCriterion",
        "title": f"{standard.id} {standard.edition}",
        "hasVersion": standard.edition,
        "identifier": [f"sha256:{standard.digest}", *(f"profile:{name}" for name in report.profile.ids)],
        "description": standard.status,
    }


def _requirement(requirement: RequirementResult, names: Names) -> Node:
    return {
        "id": names.requirement(requirement.id),
        "type": "earl:TestRequirement",
        "title": visible(requirement.title),
        "description": visible(requirement.why),
        "identifier": requirement.id,
        "hasVersion": str(requirement.rev),
        "isPartOf": names.standard,
    }


def _file(path: str, names: Names) -> Node:
    return {
        "id": names.file(path),
        "type": "earl:TestSubject",
        "identifier": exact(path),
        "isPartOf": names.package,
    }


def _whole(requirement: RequirementResult, report: Report, names: Names, words: Words) -> Node:
    counts = requirement.outcomes
    told = words(
        "counts",
        passed=counts.passed,
        failed=counts.failed,
        cant_tell=counts.cant_tell,
        inapplicable=counts.inapplicable,
        untested=counts.untested,
    )
    outcome = _outcome(requirement)
    return {
        "id": names.whole(requirement.id),
        "type": "earl:Assertion",
        "assertedBy": names.tool,
        "subject": names.package,
        "test": names.requirement(requirement.id),
        "mode": f"earl:{_MODES[requirement.requirement_class].value}",
        "result": {
            "type": "earl:TestResult",
            "outcome": f"earl:{outcome.value}",
            "date": report.evaluated_at,
            "info": told,
        },
    }


def _outcome(requirement: RequirementResult) -> Outcome:
    """The outcome for the whole package; what no program looked at was not tested."""
    if requirement.status is Status.NOT_DETERMINED:
        counts = requirement.outcomes
        looked = counts.cant_tell or counts.passed
        return Outcome.CANT_TELL if looked else Outcome.UNTESTED
    return {
        Status.SATISFIED: Outcome.PASSED,
        Status.NOT_SATISFIED: Outcome.FAILED,
        Status.NOT_APPLICABLE: Outcome.INAPPLICABLE,
    }[requirement.status]


def _target(assertion: Assertion, source: Source, report: Report, names: Names, words: Words) -> Node:
    """One outcome for one target; a person asserts what she judged, and the program what she only disputes."""
    subject = names.file(source.file)
    verdict = assertion.verdict
    judged = verdict if verdict is not None and not verdict.dispute else None
    told = list(map(visible, _told(assertion, report, words)))
    result: Node = {
        "type": "earl:TestResult",
        "outcome": f"earl:{assertion.outcome.value}",
        "date": judged.date if judged else report.evaluated_at,
        "info": told if len(told) > 1 else told[0],
    }
    if assertion.remedy:
        result["description"] = visible(assertion.remedy)
    if pointers := list(_pointers(source, subject)):
        result["pointer"] = pointers
    node = {
        "id": names.assertion(assertion.fingerprint),
        "type": "earl:Assertion",
        "assertedBy": names.person(judged.evaluator) if judged else names.tool,
        "subject": subject,
        "test": names.requirement(assertion.rule),
        "mode": f"earl:{assertion.mode.value}",
        "result": result,
        "identifier": f"{assertion.rule}/{assertion.code}",
    }
    if assertion.because:
        node["relation"] = names.assertion(assertion.because)
    return node


def _told(assertion: Assertion, report: Report, words: Words) -> Iterator[str]:
    """What was found, and what people said of it."""
    yield " ".join((assertion.message, *assertion.evidence))
    if assertion.verdict is not None:
        yield _said_by(assertion.verdict, words)
    yield from waiver_mark(assertion, report, report.language)
    yield from known_mark(assertion, report.language)


def _said_by(verdict: Verdict, words: Words) -> str:
    """What a person answered, and what the program alone had found: that is never lost."""
    return words(
        "dispute" if verdict.dispute else "verdict",
        evaluator=verdict.evaluator,
        date=verdict.date,
        answer=verdict.answer,
        reason=verdict.reason or "-",
        machine=words(f"outcome.{verdict.machine_outcome.value}"),
    )


def _pointers(source: Source, subject: str) -> Iterator[Node]:
    if source.line:
        where: Node = {"type": "ptr:LineCharPointer", "reference": subject, "lineNumber": source.line}
        if source.column:
            where["charNumber"] = source.column
        yield where
    if source.pointer:
        is_path = source.pointer.startswith(("/", "(/")) and not source.file.endswith((".json", ".yaml", ".yml"))
        kind = "ptr:XPathPointer" if is_path else "ptr:ExpressionPointer"
        yield {"type": kind, "reference": subject, "expression": exact(source.pointer)}
