"""Verdicts of people merged into a report.

A verdict turns what the program could not tell into an outcome. It never takes a failure away: a dispute stands beside
it. A verdict whose content or rule has changed since is void, and told. Source: proposal §4.1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import msgspec

from oecheck.acceptance._counts import summary_of
from oecheck.acceptance._written import Written, read_written, require_once
from oecheck.acceptance.claim import claim_after_review
from oecheck.acceptance.review_file import OUTCOMES, Contents, Entry, Question, ReviewFile
from oecheck.errors import UsageError
from oecheck.model.outcome import (
    IN_ORDER,
    REVIEW,
    Basis,
    Mode,
    Outcome,
    RequirementClass,
    Status,
    fold,
    status_of,
)
from oecheck.model.report import Assertion, Limit, OutcomeCounts, Report, RequirementResult, Verdict
from oecheck.model.source import Source
from oecheck.texts import text

__all__ = ["apply_review", "read_review"]

# Somewhere it is tomorrow already.
_ZONES = timedelta(days=1)
_FIELDS = {
    Outcome.PASSED: "passed",
    Outcome.FAILED: "failed",
    Outcome.CANT_TELL: "cant_tell",
    Outcome.INAPPLICABLE: "inapplicable",
    Outcome.UNTESTED: "untested",
}


def read_review(file: Path) -> Written[ReviewFile]:
    """The verdicts of a file.

    Raises:
        UsageError: it cannot be read, does not follow its schema, judges one thing twice, or a verdict lacks
            evaluator, date, relation or the standard it is by.
    """
    written = read_written(file, ReviewFile)
    review = written.value
    require_once(file, written, "verdicts", [f"{one.rule} {one.fingerprint}".strip() for one in review.verdicts])
    for index, entry in enumerate(review.verdicts):
        if not entry.answer:
            continue
        line = written.source("verdicts", index).line
        given = {
            "evaluator": entry.evaluator or review.evaluator,
            "relation": review.relation,
            "date": _date(entry.date or review.date),
            "standard": review.standard,
        }
        for name, value in given.items():
            if not value.strip():
                raise UsageError("review-unfilled", file=file.as_posix(), line=line, field=name)
    return written


def _date(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return ""


def apply_review(
    report: Report,
    written: Written[ReviewFile],
    questions: Mapping[str, Question],
    contents: Contents,
    pre_check: str,
) -> Report:
    """The report with the verdicts of a person.

    Args:
        report: of the package.
        written: the review file.
        questions: by id of the rule.
        contents: digests of the package as it is now.
        pre_check: fixed sentence of the standard, with placeholders, for what stays a pre-check.

    Raises:
        UsageError: a review by another standard, an answer that its rule does not know, or a dispute without a reason.
    """
    standard = f"{report.standard.id}@{report.standard.edition}"
    if written.value.standard not in ("", standard):
        source = written.source("standard")
        raise UsageError(
            "review-other-standard", file=source.file, line=source.line, before=written.value.standard, now=standard
        )
    merging = _Merging(report, written, questions, contents)
    requirements = tuple(merging.requirement(one) for one in report.requirements)
    merged = msgspec.structs.replace(
        report,
        requirements=requirements,
        summary=summary_of(requirements, report.summary),
        limits=(*report.limits, *merging.told(), *_disputes(requirements, report.language)),
        attachments=msgspec.structs.replace(report.attachments, review_sha256=written.sha256),
    )
    return msgspec.structs.replace(merged, claim=claim_after_review(merged, written.value.relation, pre_check))


class _Merging:
    """One review laid over one report."""

    def __init__(
        self,
        report: Report,
        written: Written[ReviewFile],
        questions: Mapping[str, Question],
        contents: Contents,
    ) -> None:
        self._report, self._written, self._questions, self._contents = report, written, questions, contents
        self._entries: dict[tuple[str, str], tuple[int, Entry]] = {}
        for index, entry in enumerate(written.value.verdicts):
            if entry.answer:
                self._entries[entry.rule, entry.fingerprint] = (index, entry)
        self._used: set[int] = set()
        self._reasons: dict[int, str] = {}

    def requirement(self, result: RequirementResult) -> RequirementResult:
        """The requirement with its verdicts; the same object where there is none."""
        assertions = [self._assertion(one, result) for one in result.assertions]
        if (whole := self._whole(result)) is not None:
            assertions.append(whole)
        judged = [one for one in assertions if one.verdict is not None]
        if not judged:
            return result
        counts = _counts(result.outcomes, judged)
        return msgspec.structs.replace(
            result,
            assertions=tuple(assertions),
            outcomes=OutcomeCounts(**{_FIELDS[name]: count for name, count in counts.items()}),
            status=_status(counts, result),
            basis=Basis.REVIEWER,
        )

    def told(self) -> Iterator[Limit]:
        """A line where the review names another package, and one for each verdict that does not count."""
        package = self._written.value.package
        if self._entries and package not in ("", self._report.subject.name):
            source = self._written.source("package")
            message = text("limit.review-other-package", self._report.language, package=package)
            yield Limit("review-other-package", {"package": package}, source, message, incomplete=False)
        for index, entry in enumerate(self._written.value.verdicts):
            if not entry.answer or index in self._used:
                continue
            code = f"verdict-{self._reasons.get(index, 'gone')}"
            arguments = {"rule": entry.rule, "answer": entry.answer, "place": entry.place, "date": self._day(entry)}
            source = self._written.source("verdicts", index)
            yield Limit(code, arguments, source, text(f"limit.{code}", self._report.language, **arguments), False)

    def _assertion(self, assertion: Assertion, result: RequirementResult) -> Assertion:
        verdict = self._verdict(result, assertion)
        if verdict is None:
            return assertion
        outcome = assertion.outcome if verdict.dispute else verdict.outcome
        mode = _mode(result)
        return msgspec.structs.replace(assertion, outcome=outcome, mode=mode, basis=Basis.REVIEWER, verdict=verdict)

    def _whole(self, result: RequirementResult) -> Assertion | None:
        """The verdict on a requirement of which every target passed as far as a program can tell."""
        if result.status is not Status.NOT_DETERMINED or any(one.outcome not in IN_ORDER for one in result.assertions):
            return None
        verdict = self._verdict(result, None)
        if verdict is None:
            return None
        message = self._questions.get(result.id, Question()).question or result.title
        return Assertion(
            verdict.outcome,
            _mode(result),
            result.id,
            result.rev,
            REVIEW,
            {},
            message,
            "",
            (Source(""),),
            _whole_name(result.id),
            kind="person",
            basis=Basis.REVIEWER,
            verdict=verdict,
        )

    def _verdict(self, result: RequirementResult, assertion: Assertion | None) -> Verdict | None:
        index, entry = self._entries.get((result.id, assertion.fingerprint if assertion else ""), (-1, None))
        if entry is None or (assertion and assertion.outcome in IN_ORDER):
            return None
        question = self._questions.get(result.id, Question())
        if reason := self._void(entry, result, assertion, question):
            self._reasons[index] = reason
            return None
        machine = assertion.outcome if assertion else Outcome.CANT_TELL
        failed = machine is Outcome.FAILED
        outcome = self._outcome(index, entry, OUTCOMES if failed else question.answers)
        dispute = failed and outcome is not Outcome.FAILED
        if dispute and not entry.reason.strip():
            raise self._problem("review-dispute", index, rule=entry.rule)
        self._used.add(index)
        review = self._written.value
        evaluator = entry.evaluator or review.evaluator
        return Verdict(
            entry.answer, outcome, entry.reason, evaluator, self._day(entry), machine, dispute, review.relation
        )

    def _void(
        self, entry: Entry, result: RequirementResult, assertion: Assertion | None, question: Question
    ) -> Literal["", "future", "rule-changed", "content-changed"]:
        """Why a verdict does not count; "" where it does."""
        if date.fromisoformat(self._day(entry)) - date.fromisoformat(self._report.evaluated_at[:10]) > _ZONES:
            return "future"
        if entry.rev != result.rev:
            return "rule-changed"
        return "" if entry.content == self._contents.of(assertion, question) else "content-changed"

    def _day(self, entry: Entry) -> str:
        return _date(entry.date or self._written.value.date)

    def _outcome(self, index: int, entry: Entry, answers: Mapping[str, Outcome]) -> Outcome:
        if entry.answer not in answers:
            raise self._problem("review-answer", index, answer=entry.answer, answers=" | ".join(answers))
        return answers[entry.answer]

    def _problem(self, code: str, index: int, **arguments: object) -> UsageError:
        source = self._written.source("verdicts", index)
        return UsageError(code, file=source.file, line=source.line, **arguments)


def _disputes(requirements: Iterable[RequirementResult], language: str) -> Iterator[Limit]:
    """A line for each disputed failure, so that every format shows both sides."""
    for requirement in requirements:
        for one in requirement.assertions:
            if one.verdict is None or not one.verdict.dispute:
                continue
            arguments = {"rule": one.rule, "evaluator": one.verdict.evaluator, "reason": one.verdict.reason}
            yield Limit("disputed", arguments, one.sources[0], text("limit.disputed", language, **arguments), False)


def _whole_name(rule: str) -> str:
    """Fingerprint of the verdict on a requirement as a whole."""
    return f"{rule}/{REVIEW}"


def _mode(result: RequirementResult) -> Mode:
    return Mode.MANUAL if result.requirement_class is RequirementClass.MANUAL else Mode.SEMI_AUTO


def _counts(before: OutcomeCounts, judged: list[Assertion]) -> Counter[Outcome]:
    """Targets by outcome after the verdicts; a disputed failure stays counted as what the program found."""
    counts = Counter({outcome: getattr(before, name) for outcome, name in _FIELDS.items()})
    for one in judged:
        if one.verdict is None or one.verdict.dispute:
            continue
        if one.fingerprint != _whole_name(one.rule):  # a verdict on the whole takes no target's outcome away
            counts[one.verdict.machine_outcome] -= 1
        counts[one.outcome] += 1
    return counts


def _status(counts: Counter[Outcome], result: RequirementResult) -> Status:
    """With verdicts, what is assisted or manual can be satisfied; a disputed failure stays a failure."""
    folded = fold(outcome for outcome, count in counts.items() if count > 0)
    return Status.SATISFIED if folded is Outcome.PASSED else status_of(folded, result.requirement_class)
