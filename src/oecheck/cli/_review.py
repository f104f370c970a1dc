"""What a review needs of a package and of the standard: the questions, and digests of the content."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from oecheck.acceptance.claim import claim_after_review
from oecheck.acceptance.review import apply_review, read_review
from oecheck.acceptance.review_file import OUTCOMES, Contents, Question
from oecheck.cli._mistakes import told_by_schema
from oecheck.containers import Container, EntryUnreadable
from oecheck.model.outcome import Outcome
from oecheck.model.report import Report
from oecheck.rules import Catalogue, CompiledRule
from oecheck.run import CheckOptions, catalogue_for, inspect_package

__all__ = ["catalogue_of", "claim_step", "contents_of", "questions_of", "review_step"]


def review_step(file: Path, options: CheckOptions) -> Callable[[Report, str], Report]:
    """Lays the verdicts of a file over the report of its package.

    Raises:
        UsageError: the file cannot be used.
    """
    with told_by_schema(file, "review"):
        written = read_review(file)

    def _merge(report: Report, package: str) -> Report:
        catalogue = catalogue_of(options)
        contents = contents_of(package, options, report)
        return apply_review(report, written, questions_of(catalogue), contents, catalogue.standard.pre_check)

    return _merge


def claim_step(file: Path, options: CheckOptions) -> Callable[[Report, str], Report]:
    """Says anew what may be claimed, once waivers lie beside the verdicts.

    Raises:
        UsageError: the file cannot be used.
    """
    relation = read_review(file).value.relation

    def _claim(report: Report, _package: str) -> Report:
        claim = claim_after_review(report, relation, catalogue_of(options).standard.pre_check)
        return msgspec.structs.replace(report, claim=claim)

    return _claim


def catalogue_of(options: CheckOptions) -> Catalogue:
    """The rules of a check."""
    return catalogue_for(options)


def questions_of(catalogue: Catalogue) -> Mapping[str, Question]:
    """What each rule asks of a person."""
    return {rule.id: _question(rule, catalogue.labels.get(rule.id, {})) for rule in catalogue.rules}


# What a page, a document or a track shows by itself; of anything else a finding may name some of many files only.
_IN_ONE_FILE = frozenset(
    {"active_object", "document", "exposure", "file", "fixed_width", "form_field", "formula", "frame", "heading"}
    | {"image", "link", "page", "table", "text_style", "track"}
)


def _question(rule: CompiledRule, labels: Mapping[str, str]) -> Question:
    review = rule.file.review
    whole = rule.single or rule.for_each not in _IN_ONE_FILE
    if review is None:
        return Question(single=whole)
    answers = {name: Outcome(value) for name, value in review.answers.items()}
    # A question with placeholders is filled in where it stands in a finding; as such it would read like a mistake.
    return Question("" if "{" in review.question else review.question, answers or OUTCOMES, whole, labels)


def contents_of(package: str, options: CheckOptions, report: Report) -> Contents:
    """Digests of all files of a package."""
    with inspect_package(Path(package), options) as seen:
        return Contents(dict(_digests(seen.inputs.container)), report.subject.description_sha256)


def _digests(container: Container) -> Iterator[tuple[str, str]]:
    for path in container.files:
        try:
            yield path, container.digest(path)
        except EntryUnreadable as problem:
            yield path, problem.code
