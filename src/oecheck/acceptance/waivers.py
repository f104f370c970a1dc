"""Waivers: findings that somebody accepts for a time, with a reason. Each keeps its outcome.

A waiver that is past its date, ends too late to be one, covers nothing, or could cover whatever comes is told as a
finding of its own and has no effect. Source: proposal §4.1, "accepted, dated, expiring waiver";
`schemas/waivers.schema.json`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

import msgspec

from oecheck.acceptance._counts import in_part
from oecheck.acceptance._written import Filled, Written, read_written, require_once
from oecheck.model.outcome import Outcome
from oecheck.model.report import Assertion, Limit, Report, RequirementResult
from oecheck.texts import text
from oecheck.values.path_pattern import matches

__all__ = ["Waiver", "WaiverFile", "apply_waivers", "read_waivers"]

State = Literal["active", "expired", "unmatched", "too-broad", "too-long"]
LONGEST_DAYS = 731
"""A waiver that ends later than this after the evaluation, two years, is no longer one "for a time"."""
_MANY, _NEARLY_ALL = 20, 0.9
"""Of so many failures a pattern takes in nearly all when it takes in more than this share."""
_WILD = re.compile(r"\*|\?|\[[^\]]*\]")


class Waiver(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One waiver.

    Attributes:
        id: name of it in reports.
        rule: id of a requirement, or `id/code` for one of its findings.
        path: files it is about; `*` stays inside a folder, `**` stands for any folders.
        fingerprint: the one finding it is about.
        reason, owner: why, and who answers for it.
        until: last day it holds.
    """

    id: Filled
    rule: Filled
    reason: Filled
    owner: Filled
    until: date
    path: str = ""
    fingerprint: str = ""

    @property
    def scope(self) -> str:
        """What it is confined to; "" for the whole rule."""
        return self.fingerprint or self.path

    def covers(self, assertion: Assertion) -> bool:
        """Whether a failure is one of those that it is about."""
        rule, _, code = self.rule.partition("/")
        if assertion.outcome is not Outcome.FAILED or assertion.rule != rule or (code and assertion.code != code):
            return False
        if self.fingerprint and assertion.fingerprint != self.fingerprint:
            return False
        return not self.path or any(matches(source.file, self.path) for source in assertion.sources[:1])


class WaiverFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`waivers.yaml`."""

    waivers: tuple[Waiver, ...]


def read_waivers(file: Path) -> Written[WaiverFile]:
    """The waivers of a file.

    Raises:
        UsageError: it cannot be read, does not follow its schema, or has two waivers of one name.
    """
    written = read_written(file, WaiverFile)
    require_once(file, written, "waivers", [waiver.id for waiver in written.value.waivers])
    return written


def apply_waivers(report: Report, written: Written[WaiverFile]) -> Report:
    """The report with the waivers laid beside its failures, on the date of the evaluation."""
    waivers = written.value.waivers
    states = [_state(waiver, report) for waiver in waivers]
    active = [waiver for waiver, (state, _) in zip(waivers, states, strict=True) if state == "active"]
    limits = _told(report, written, states)
    return msgspec.structs.replace(
        report,
        requirements=tuple(_waived(one, active) for one in report.requirements),
        limits=(*report.limits, *limits),
        waivers=tuple(_line(waiver, *state) for waiver, state in zip(waivers, states, strict=True)),
        attachments=msgspec.structs.replace(report.attachments, waivers_sha256=written.sha256),
    )


def _state(waiver: Waiver, report: Report) -> tuple[State, int]:
    """What the waiver is worth, and how many failures it is about."""
    rule = waiver.rule.partition("/")[0]
    found = [one for one in report.requirements if one.id == rule]
    matched = sum(waiver.covers(assertion) for one in found for assertion in one.assertions)
    if _too_broad(waiver, found, report):
        return "too-broad", matched
    left_days = (waiver.until - date.fromisoformat(report.evaluated_at[:10])).days
    if left_days < 0:
        return "expired", matched
    if left_days > LONGEST_DAYS:
        return "too-long", matched
    return ("active" if matched else "unmatched"), matched


def _too_broad(waiver: Waiver, found: Sequence[RequirementResult], report: Report) -> bool:
    """It would also cover what nobody has seen yet: a pattern that fits all, or no scope where targets are many.

    The descriptor of the package is no scope: whatever it refers to has its place there.
    """
    if "*" in waiver.rule:
        return True
    if waiver.fingerprint:
        return False
    descriptors = {sign.source.file for sign in report.subject.formats} - {""}
    if not waiver.path or waiver.path in descriptors:
        return any(_targets(one) > 1 for one in found)
    if not _WILD.search(waiver.path):
        return False
    if _names_nothing(waiver.path) or any(matches(file, waiver.path) for file in descriptors):
        return True
    return _fits_the_rule(waiver, found) or _fits_all(waiver.path, report)


def _fits_the_rule(waiver: Waiver, found: Sequence[RequirementResult]) -> bool:
    """It fits all failures of its requirement, or nearly all of many; one alone says nothing of a pattern."""
    whole = msgspec.structs.replace(waiver, path="")
    failures = [one for result in found for one in result.assertions if whole.covers(one)]
    count, covered = len(failures), sum(map(waiver.covers, failures))
    return count > 1 and (covered == count or (count >= _MANY and covered > _NEARLY_ALL * count))


def _names_nothing(pattern: str) -> bool:
    """No part of it names a folder or a file: `**`, `**/*.html`."""
    stems = (_WILD.sub("", part).partition(".")[0] for part in pattern.split("/"))
    return not any(any(map(str.isalnum, stem)) for stem in stems)


def _fits_all(pattern: str, report: Report) -> bool:
    """It fits every file that the report names, of whatever requirement; one of chosen requirements names too few."""
    if in_part(report):
        return False
    places = {one.sources[0].file for result in report.requirements for one in result.assertions if one.sources}
    return bool(places) and all(matches(place, pattern) for place in places - {""})


def _targets(result: RequirementResult) -> int:
    counts = result.outcomes
    return counts.passed + counts.failed + counts.cant_tell + counts.untested


def _waived(result: RequirementResult, active: Sequence[Waiver]) -> RequirementResult:
    own = [waiver for waiver in active if waiver.rule.partition("/")[0] == result.id]
    if not own:
        return result
    assertions = tuple(_with_waiver(assertion, own) for assertion in result.assertions)
    return msgspec.structs.replace(result, assertions=assertions)


def _with_waiver(assertion: Assertion, waivers: Sequence[Waiver]) -> Assertion:
    found = next((waiver.id for waiver in waivers if waiver.covers(assertion)), "")
    return msgspec.structs.replace(assertion, waiver=found) if found else assertion


def _told(report: Report, written: Written[WaiverFile], states: Sequence[tuple[State, int]]) -> Iterator[Limit]:
    """A line for each waiver that is not what its owner thinks it is."""
    for index, (waiver, (state, matched)) in enumerate(zip(written.value.waivers, states, strict=True)):
        if state == "active":
            continue
        code = f"waiver-{state}"
        arguments: dict[str, Any] = {
            "waiver": waiver.id,
            "rule": waiver.rule,
            "owner": waiver.owner,
            "until": waiver.until.isoformat(),
            "matched": matched,
        }
        message = text(f"limit.{code}", report.language, **arguments)
        yield Limit(code, arguments, written.source("waivers", index), message, incomplete=False)


def _line(waiver: Waiver, state: State, matched: int) -> dict[str, Any]:
    return {
        "id": waiver.id,
        "rule": waiver.rule,
        "scope": waiver.scope,
        "reason": waiver.reason,
        "owner": waiver.owner,
        "until": waiver.until.isoformat(),
        "state": state,
        "matched": matched,
    }
