"""What the program does not decide: what needs a person, what was not checked, advice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oecheck.model.outcome import Level, RequirementClass, Status
from oecheck.model.report import Note, Report, RequirementResult
from oecheck.reporters._text.findings import findings, title_line
from oecheck.reporters._text.groups import Blocks, Group
from oecheck.reporters._text.page import Page

__all__ = ["advice", "for_a_person", "unchecked"]

# Requirements without a place of their own take one line each; so many are shown.
_TITLES = 5


def for_a_person(report: Report, blocks: Blocks, page: Page) -> Iterator[str]:
    """First what the program saw and could not judge, then what it cannot look at at all."""
    yield from findings("person", blocks.person, page)
    told = {group.requirement.id for group in blocks.person}
    manual = [one for one in report.requirements if _waits_for_a_person(one) and one.id not in told]
    if not manual:
        return
    levels = list(Level)
    manual.sort(key=lambda one: (levels.index(one.level), one.id))
    yield from page.heading(page.say("block.manual", count=len(manual)))
    yield from page.paragraph(page.say("manual"))
    for requirement in manual[:_TITLES]:
        yield from title_line(requirement, page, numbered=True)
    if len(manual) > _TITLES:
        yield from page.paragraph(page.say("showing-requirements", shown=_TITLES, count=len(manual)), 0, "strong")


def _waits_for_a_person(requirement: RequirementResult) -> bool:
    by_hand = requirement.requirement_class is not RequirementClass.AUTOMATIC
    return by_hand and requirement.status is Status.NOT_DETERMINED


def unchecked(report: Report, groups: Sequence[Group], page: Page) -> Iterator[str]:
    """Limits, and what could not be looked at, by reason."""
    reasons = _reasons(groups)
    if not reasons and not report.limits:
        return
    yield from page.heading(page.say("block.unchecked", count=len(report.limits) + len(reasons)))
    for limit in report.limits:
        words = limit.message or page.words(f"limit.{limit.code}", limit.code, **limit.arguments)
        yield from page.paragraph(words)
        yield from page.place(limit.source, 1)
    worst = sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0]))
    for message, rules in worst:
        yield from page.paragraph(message)
        listed = ", ".join(rules[:_TITLES])
        more = page.say("showing-requirements", shown=_TITLES, count=len(rules)) if len(rules) > _TITLES else ""
        yield from page.paragraph(f"{listed} {more}", 1, "faint")


def _reasons(groups: Sequence[Group]) -> dict[str, list[str]]:
    """Ids of requirements by the reason why they could not be looked at."""
    reasons: dict[str, dict[str, None]] = {}
    for group in groups:
        for assertion in group.assertions:
            reasons.setdefault(assertion.message, {})[group.requirement.id] = None
    return {message: sorted(rules) for message, rules in reasons.items()}


def advice(notes: Sequence[Note], page: Page) -> Iterator[str]:
    """Structural checks that decide nothing: one entry per check, warnings first."""
    if not notes:
        return
    by_check: dict[tuple[bool, str], list[Note]] = {}
    for note in notes:
        by_check.setdefault((note.severity != "warning", note.check), []).append(note)
    yield from page.heading(page.say("block.advice", count=len(by_check)))
    yield from page.paragraph(page.say("advice"))
    for (_, check), alike in sorted(by_check.items())[: page.places]:
        yield from page.paragraph(page.say("note", check=check, message=alike[0].message, count=len(alike)), hang=2)
        yield from page.place(alike[0].source, 1)
        yield from page.paragraph(alike[0].remedy, 1)
    if len(by_check) > page.places:
        yield from page.paragraph(page.say("showing-checks", shown=page.places, count=len(by_check)), 0, "strong")
