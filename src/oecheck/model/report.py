"""The canonical report: what one check found, as it stands in the JSON file.

Every report format is a function of `Report`. Names are fixed by DESIGN.md §6 and
`schemas/report-1.0.schema.json`; text is made last, in `language`, from code and arguments.
"""

from __future__ import annotations

from typing import Any

import msgspec

from oecheck.model.outcome import Basis, Level, Mode, Outcome, RequirementClass, Status
from oecheck.model.source import Source

__all__ = [
    "AreaSummary",
    "Assertion",
    "Attachments",
    "Claim",
    "FormatEvidence",
    "Limit",
    "Note",
    "OutcomeCounts",
    "ProfileInfo",
    "Report",
    "RequirementResult",
    "StandardInfo",
    "StatusCounts",
    "Subject",
    "Summary",
    "ToolInfo",
    "Verdict",
]


class ToolInfo(msgspec.Struct, frozen=True):
    """What made the report."""

    name: str
    version: str
    rule_format: str


class StandardInfo(msgspec.Struct, frozen=True):
    """Which standard was checked; `digest` is the sha256 over all its files."""

    id: str
    edition: str
    status: str
    digest: str


class ProfileInfo(msgspec.Struct, frozen=True):
    """Which profiles, and the sha256 of the catalogue that they resolve to."""

    ids: tuple[str, ...]
    digest: str


class FormatEvidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """One descriptor found; `evidence` is a code (text key `evidence.<code>`), `detail` what was seen."""

    format: str
    version: str
    evidence: str
    source: Source
    detail: str = ""
    primary: bool = False
    readable: bool = False


class Subject(msgspec.Struct, frozen=True, omit_defaults=True):
    """The package that was checked. `name` has no folders; `sha256` is of the package as received.

    `provider` is the responsible organisation, never a person, and `country` its country (ISO 3166-1 alpha-2); "" where
    it is not known. `description` is the name of the record, where one was given beside the package.
    """

    name: str
    sha256: str
    size_bytes: int
    format: str
    format_version: str
    formats: tuple[FormatEvidence, ...]
    producer: str
    title: str
    languages: tuple[str, ...]
    description_sha256: str
    provider: str = ""
    country: str = ""
    description: str = ""


class OutcomeCounts(msgspec.Struct, frozen=True, rename={"cant_tell": "cantTell"}):
    """Targets by outcome."""

    passed: int = 0
    failed: int = 0
    cant_tell: int = 0
    inapplicable: int = 0
    untested: int = 0


class StatusCounts(msgspec.Struct, frozen=True):
    """Requirements by status."""

    satisfied: int = 0
    not_satisfied: int = 0
    not_determined: int = 0
    not_applicable: int = 0


class AreaSummary(msgspec.Struct, frozen=True):
    """One clause of the standard."""

    id: str
    title: str
    requirements: StatusCounts


class Summary(msgspec.Struct, frozen=True):
    """Counts over the whole report."""

    requirements: StatusCounts
    outcomes: OutcomeCounts
    areas: tuple[AreaSummary, ...]


class Verdict(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a person said of one assertion (EARL `assertedBy`; proposal §4.1).

    Attributes:
        answer: one of the answers of the rule, or an outcome.
        outcome: the outcome it stands for.
        reason, evaluator, date: why, who, when (ISO 8601).
        machine_outcome: what the program alone had found.
        dispute: it contradicts a failure that the program found: the failure stays listed, and counts as a report of a
            false positive to the editors of the rule.
        relation: of the evaluator to the provider of the course: provider or independent; "" in older reports.
    """

    answer: str
    outcome: Outcome
    reason: str
    evaluator: str
    date: str
    machine_outcome: Outcome
    dispute: bool = False
    relation: str = ""

    @property
    def overrules(self) -> bool:
        """Somebody other than the provider disputes the failure: nobody overrules a failure of a course of her own."""
        return self.dispute and self.relation == "independent"


class Assertion(msgspec.Struct, frozen=True, omit_defaults=True):
    """One outcome of one rule on one target (EARL assertion).

    Attributes:
        outcome: EARL outcome.
        mode: EARL mode.
        rule: id of the requirement.
        rev: revision of the rule.
        code: which expectation was not met, or why it could not be told; unique in the rule. A structural check
            folded into the requirement has its own id (`CC-07`) as code.
        arguments: values for the message, by placeholder.
        message, remedy: texts in the language of the report.
        sources: where, the decisive place first; never empty for failed and cantTell.
        fingerprint: stable against re-zipping, reordering and renumbered lines.
        because: fingerprint of the finding that this one only follows from; "".
        waiver: id of the waiver that covers it; "".
        kind: how the text report groups it: content, package, declaration, person, unchecked.
        declare: key of the course description record that settles it (`licence`), where there is one; "".
        basis: what it rests on.
        evidence: what is laid ready for the person who has to judge, one line each (code `review`).
        known: the baseline has this finding already: it is shown and decides nothing.
        verdict: of a person; None where nobody has judged.
    """

    outcome: Outcome
    mode: Mode
    rule: str
    rev: int
    code: str
    arguments: dict[str, Any]
    message: str
    remedy: str
    sources: tuple[Source, ...]
    fingerprint: str
    because: str = ""
    waiver: str = ""
    kind: str = "content"
    declare: str = ""
    basis: Basis = Basis.FACT
    evidence: tuple[str, ...] = ()
    known: bool = False
    verdict: Verdict | None = None

    @property
    def answered(self) -> bool:
        """Somebody has said that this failure decides nothing: waived, known, or overruled by a reviewer."""
        return bool(self.waiver or self.known or (self.verdict is not None and self.verdict.overrules))


class RequirementResult(msgspec.Struct, frozen=True):
    """One requirement of the resolved catalogue. Passed and inapplicable targets are counted, not listed.

    `why` says in one sentence who is harmed otherwise; `lifecycle` is the state of the rule in its edition (draft,
    candidate, stable, deprecated, withdrawn): the last two never decide the exit code.
    """

    id: str
    rev: int
    title: str
    clause: str
    area: str
    level: Level
    requirement_class: RequirementClass = msgspec.field(name="class")
    status: Status
    basis: Basis
    outcomes: OutcomeCounts
    assertions: tuple[Assertion, ...]
    why: str = ""
    lifecycle: str = "draft"


class Note(msgspec.Struct, frozen=True, omit_defaults=True):
    """A structural check of severity warning or info that did not hold: advice that decides nothing."""

    check: str
    severity: str
    arguments: dict[str, Any]
    message: str
    remedy: str
    source: Source
    fingerprint: str


class Limit(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that was left out or broke, so that the run is incomplete (or might be)."""

    code: str
    arguments: dict[str, Any]
    source: Source
    message: str = ""
    incomplete: bool = True


class Claim(msgspec.Struct, frozen=True):
    """What may be said of the package. A tool alone always gives a pre-check."""

    kind: str
    statement: str
    missing: tuple[str, ...]


class Attachments(msgspec.Struct, frozen=True, omit_defaults=True):
    """The files of people that were laid beside the findings, by sha256; "" where there was none."""

    waivers_sha256: str = ""
    baseline_sha256: str = ""
    review_sha256: str = ""


class Report(msgspec.Struct, frozen=True):
    """The whole report of one package.

    `untranslated` names the requirements and checks whose texts stand in English for lack of a translation into
    `language`.
    """

    report_version: str
    tool: ToolInfo
    standard: StandardInfo
    profile: ProfileInfo
    evaluated_at: str
    language: str
    subject: Subject
    summary: Summary
    requirements: tuple[RequirementResult, ...]
    notes: tuple[Note, ...]
    limits: tuple[Limit, ...]
    waivers: tuple[dict[str, Any], ...]
    claim: Claim
    attachments: Attachments = Attachments()
    untranslated: tuple[str, ...] = ()
