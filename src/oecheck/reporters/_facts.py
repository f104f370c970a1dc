"""What several formats say of a report or a finding in the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from oecheck.model.outcome import IN_ORDER, Level, Outcome, RequirementClass, Status
from oecheck.model.report import Assertion, Limit, Report, RequirementResult
from oecheck.model.source import Source
from oecheck.texts import fill, texts, untranslated

__all__ = [
    "Words",
    "address",
    "decides",
    "fair_shares",
    "incomplete_key",
    "incomplete_limits",
    "of_people",
    "part_only",
    "place",
    "provenance",
    "unmet",
    "unread",
    "unseen",
    "waits_for_a_person",
    "without_verdict",
]

_NO_PLACE = Source("")
_OTHER_EDITION = "edition-changed"
_UNKNOWN = "unknown"
_CHOSEN = ("only-selected", "skipped")
_OF_PEOPLE = ("baseline", "disputed", "review-", "verdict-", "waiver-")


class Words:
    """Texts of one language, under the prefix of one report format.

    Args:
        language: of the report.
        prefix: of the keys, with the last point: `report.html.`.
    """

    def __init__(self, language: str, prefix: str) -> None:
        self._language = language
        self._texts: Mapping[str, str] = texts(language)
        self._prefix = prefix

    def __call__(self, key: str, **arguments: object) -> str:
        return fill(self._texts[self._prefix + key], arguments, self._language)

    def shared(self, key: str, fallback: str, **arguments: object) -> str:
        """A text of another area, or the fallback where a distribution outside ours has no words for its code."""
        return fill(self._texts.get(key, fallback), arguments, self._language)

    def limit(self, limit: Limit) -> str:
        """What was left out or broke."""
        return limit.message or self.shared(f"limit.{limit.code}", limit.code, **limit.arguments)


def place(assertion: Assertion) -> Source:
    """The decisive place; the package itself where a passed target names none."""
    return assertion.sources[0] if assertion.sources else _NO_PLACE


def address(source: Source) -> str:
    """`file:line:column`; the pointer stands in where the file has no lines."""
    if not source.file or not source.line:
        return " ".join(part for part in (source.file, source.pointer) if part)
    return ":".join(str(part) for part in (source.file, source.line, source.column) if part)


def decides(requirement: RequirementResult) -> bool:
    """Whether the requirement still decides anything: deprecated and withdrawn ones are told and never decide."""
    return requirement.lifecycle not in ("deprecated", "withdrawn")


def unmet(report: Report, level: Level) -> list[RequirementResult]:
    """Requirements of a level that are not satisfied."""
    return [one for one in report.requirements if one.status is Status.NOT_SATISFIED and one.level is level]


def waits_for_a_person(requirement: RequirementResult) -> bool:
    """No program can settle it, and no person has."""
    by_hand = requirement.requirement_class is not RequirementClass.AUTOMATIC
    return by_hand and requirement.status is Status.NOT_DETERMINED


def without_verdict(assertion: Assertion) -> bool:
    """Neither passed nor failed nor outside: somebody has to look."""
    return assertion.outcome in (Outcome.CANT_TELL, Outcome.UNTESTED)


def to_tell(requirement: RequirementResult) -> list[Assertion]:
    """What somebody has to act on, or has judged; what is in order is listed on demand, and for programs only."""
    return [one for one in requirement.assertions if one.outcome not in IN_ORDER or one.verdict is not None]


def incomplete_limits(report: Report) -> list[Limit]:
    """What made the run incomplete; a report with one of these is not a result."""
    return [limit for limit in report.limits if limit.incomplete]


def incomplete_key(report: Report) -> str:
    """The key of the text that says why an incomplete run is none: not always was part of the package not looked at."""
    if unread(report):
        return "incomplete.unread"
    if all(limit.code == _OTHER_EDITION for limit in incomplete_limits(report)):
        return "incomplete.edition"
    return "incomplete"


def unread(report: Report) -> bool:
    """The package could not be read: the report holds no result, and says why."""
    return not report.requirements and report.subject.format == _UNKNOWN and bool(incomplete_limits(report))


def part_only(report: Report) -> bool:
    """Requirements were left out on purpose, so that what is told is nothing of the standard as a whole."""
    return any(limit.code in _CHOSEN for limit in report.limits)


def of_people(report: Report) -> list[Limit]:
    """What is to be said of the files that people laid beside the check: nothing was left out for these."""
    return [limit for limit in report.limits if limit.code.startswith(_OF_PEOPLE)]


def unseen(report: Report) -> list[Limit]:
    """What was left out, or broke."""
    return [limit for limit in report.limits if not limit.code.startswith(_OF_PEOPLE)]


def provenance(report: Report) -> dict[str, str]:
    """What it takes to repeat the run, by fixed names; what is empty is left out."""
    found = {
        "tool": f"{report.tool.name} {report.tool.version}",
        "rule_format": report.tool.rule_format,
        "standard": f"{report.standard.id}@{report.standard.edition}",
        "standard_status": report.standard.status,
        "standard_sha256": report.standard.digest,
        "profile": " + ".join(report.profile.ids),
        "profile_sha256": report.profile.digest,
        "package": report.subject.name,
        "package_sha256": report.subject.sha256,
        "description_sha256": report.subject.description_sha256,
        "format": f"{report.subject.format} {report.subject.format_version}".rstrip(),
        "producer": report.subject.producer,
        "evaluated_at": report.evaluated_at,
        "language": report.language,
        "untranslated": ", ".join(report.untranslated),
        "untranslated_words": str(len(untranslated(report.language)) or ""),
        "report_version": report.report_version,
    }
    return {name: value for name, value in found.items() if value}


def fair_shares(sizes: Sequence[int], total: int) -> list[int]:
    """How many of each group may be shown so that a large group never crowds out the small ones.

    Every group gets as many as it has, up to one cap that is the same for all; what is then left goes to the first
    groups that want more.

    Args:
        sizes: members of each group, the most important group first.
        total: members that may be shown in all.
    """
    if sum(sizes) <= total:
        return list(sizes)
    left, shares = total, [0] * len(sizes)
    by_size = sorted(range(len(sizes)), key=lambda index: sizes[index])
    for position, index in enumerate(by_size):
        shares[index] = min(sizes[index], left // (len(sizes) - position))
        left -= shares[index]
    for index, size in enumerate(sizes):
        more = min(size - shares[index], left)
        shares[index] += more
        left -= more
    return shares
