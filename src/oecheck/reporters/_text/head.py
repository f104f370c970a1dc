"""The top of the report: what was checked against what, and how it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from oecheck.model.outcome import Level, Status
from oecheck.model.report import FormatEvidence, Report
from oecheck.reporters._facts import incomplete_key, part_only, unread
from oecheck.reporters._marks import disputed
from oecheck.reporters._text.page import Page

__all__ = ["head", "incomplete"]


def head(report: Report, page: Page) -> Iterator[str]:
    """Name and title, format with its evidence, standard and profile, the verdict in one line, the pre-check."""
    subject = report.subject
    yield from page.paragraph(page.say("checked", name=subject.name), style="strong")
    if subject.title and subject.title != subject.name:
        yield from page.paragraph(subject.title, depth=1)
    yield from page.paragraph(_format(report, page), depth=1)
    yield from page.paragraph(
        page.say(
            "against",
            standard=f"{report.standard.id}@{report.standard.edition}",
            status=page.words(f"claim.status.{report.standard.status}", report.standard.status),
            profile=" + ".join(report.profile.ids),
        ),
        depth=1,
    )
    yield ""
    yield from incomplete(report, page)
    yield from _verdict(report, page)
    yield from page.paragraph(report.claim.statement)


def _format(report: Report, page: Page) -> str:
    subject = report.subject
    name = page.words(f"report.format.{subject.format}", subject.format)
    versioned = name if name.endswith(subject.format_version) else f"{name} {subject.format_version}"
    primary = next((sign for sign in subject.formats if sign.primary), None)
    others = sorted({sign.format for sign in subject.formats if sign.format != subject.format})
    told = page.say("format", format=versioned, evidence=_evidence(primary, page)) if primary else versioned
    if not others:
        return told
    names = ", ".join(page.words(f"report.format.{name}", name) for name in others)
    return f"{told} {page.say('format-others', formats=names)}"


def _evidence(sign: FormatEvidence, page: Page) -> str:
    words = page.words(f"evidence.{sign.evidence}", sign.evidence, detail=sign.detail, version=sign.version)
    place = sign.source.file + (f":{sign.source.line}" if sign.source.line else "")
    words = words.rstrip(".")
    return f"{words} ({place})" if place and place not in words else words


def incomplete(report: Report, page: Page) -> Iterator[str]:
    """Says before anything else that the run did not see all, and why."""
    limits = [limit for limit in report.limits if limit.incomplete]
    if not limits:
        return
    yield from page.paragraph(page.say(incomplete_key(report)), style="bad")
    for limit in limits[: page.places]:
        yield from page.paragraph(limit.message or page.words(f"limit.{limit.code}", limit.code, **limit.arguments), 1)
    if len(limits) > page.places:
        yield from page.paragraph(page.say("showing-reasons", shown=page.places, count=len(limits)), 1)


def _verdict(report: Report, page: Page) -> Iterator[str]:
    if unread(report):
        return
    if part_only(report):
        yield from page.paragraph(page.say("part"), style="warn")
    levels = Counter(one.level for one in report.requirements if one.status is Status.NOT_SATISFIED)
    if not levels:
        whole = not part_only(report) and not any(limit.incomplete for limit in report.limits)
        yield from page.paragraph(page.say("nothing-failed"), style="good" if whole else "")
        return
    counts = {level.value: levels[level] for level in Level}
    yield from page.paragraph(page.say("not-met", **counts), style="bad" if levels[Level.MUST] else "warn")
    if count := disputed(report):
        yield from page.paragraph(page.say("disputed", count=count), style="warn")
