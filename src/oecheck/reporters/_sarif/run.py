"""The run around the results: the tool with its rules, the package, what was not looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from oecheck.model.report import Limit, Note, Report, RequirementResult
from oecheck.reporters._facts import Words, decides, incomplete_limits, provenance, to_tell
from oecheck.reporters._sarif.places import BASE, location, uri
from oecheck.reporters._sarif.results import LEVELS, LeftOut, notes_by_check
from oecheck.reporters._visible import exact, visible

__all__ = ["driver", "run_properties"]


def driver(report: Report, words: Words) -> dict[str, Any]:
    """The tool, with one rule per requirement and then one per structural check that gave advice."""
    rules = [_rule(one, report, words) for one in report.requirements]
    for check, notes in notes_by_check(report).items():
        rules.append(_advice_rule(check, notes[0], words))
    return {
        "name": report.tool.name,
        "semanticVersion": report.tool.version,
        "rules": rules,
    }


def _advice_rule(check: str, example: Note, words: Words) -> dict[str, Any]:
    """One structural check; a rule that GitHub shows needs both descriptions and the help."""
    title = f"{words('advice')}: {check}"
    return {
        "id": check,
        "shortDescription": {"text": title},
        "fullDescription": {"text": f"{title}. {visible(example.message)}"},
        "help": {"text": visible(example.remedy or example.message)},
        "defaultConfiguration": _level("note"),
    }


def _level(level: str) -> dict[str, Any]:
    return {"level": level}


def _rule(requirement: RequirementResult, report: Report, words: Words) -> dict[str, Any]:
    title, why = visible(requirement.title), visible(requirement.why)
    clause = words(
        "clause",
        clause=requirement.clause,
        standard=f"{report.standard.id} {report.standard.edition}",
        level=words.shared(f"report.level.{requirement.level.value}", ""),
        status=words.shared(f"report.html.status.{requirement.status.value}", ""),
    )
    level = LEVELS[requirement.level] if decides(requirement) else "note"
    return {
        "id": requirement.id,
        "shortDescription": {"text": title},
        "fullDescription": {"text": " ".join(part for part in (f"{title}.", why) if part)},
        "help": {"text": " ".join(part for part in (why, clause) if part)},
        "defaultConfiguration": _level(level),
        "properties": {
            "tags": [requirement.area, requirement.level.value, requirement.requirement_class.value],
            "clause": requirement.clause,
            "rev": requirement.rev,
            "lifecycle": requirement.lifecycle,
            "status": requirement.status.value,
            "basis": requirement.basis.value,
            "outcomes": msgspec.to_builtins(requirement.outcomes),
        },
    }


def run_properties(report: Report, left_out: Sequence[LeftOut], words: Words) -> dict[str, Any]:
    """Everything of the run but tool and results."""
    name = uri(report.subject.name)
    root = words("root", name=exact(report.subject.name))
    notifications = [_limit(limit, words) for limit in report.limits]
    notifications += _left_out(report, left_out, words)
    successful = not incomplete_limits(report)
    return {
        "automationDetails": {"id": f"{report.tool.name}/{'+'.join(report.profile.ids)}/{name}/"},
        "originalUriBaseIds": {BASE: {"description": {"text": root}}},
        "columnKind": "unicodeCodePoints",
        "language": report.language,
        "artifacts": [_package(report)],
        "invocations": [{"executionSuccessful": successful, "toolExecutionNotifications": notifications}],
        "properties": _summary(report),
    }


def _package(report: Report) -> dict[str, Any]:
    subject = report.subject
    package: dict[str, Any] = {"location": {"uri": uri(subject.name)}, "roles": ["analysisTarget"]}
    if subject.sha256:
        package["hashes"] = {"sha-256": subject.sha256}
        package["length"] = subject.size_bytes
    return package


def _summary(report: Report) -> dict[str, Any]:
    return {
        "claim": report.claim.statement,
        "claimKind": report.claim.kind,
        "requirements": msgspec.to_builtins(report.summary.requirements),
        "outcomes": msgspec.to_builtins(report.summary.outcomes),
        "provenance": {name: exact(value) for name, value in provenance(report).items()},
    }


def _limit(limit: Limit, words: Words) -> dict[str, Any]:
    return {
        "descriptor": {"id": limit.code},
        "level": "error" if limit.incomplete else "note",
        "message": {"text": visible(words.limit(limit))},
        "locations": [location(limit.source)],
    }


def _left_out(report: Report, left_out: Sequence[LeftOut], words: Words) -> list[dict[str, Any]]:
    if not left_out:
        return []
    count = sum(len(to_tell(one)) for one in report.requirements) + len(report.notes)
    shown = count - sum(one.count - one.shown for one in left_out)
    lines = [words("left-out", shown=shown, count=count)]
    lines += [words("left-out-rule", rule=one.rule, shown=one.shown, count=one.count) for one in left_out]
    return [{"descriptor": {"id": "results-left-out"}, "level": "warning", "message": {"text": " ".join(lines)}}]
