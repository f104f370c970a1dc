"""What the program does not decide: what needs a person, what was not checked, advice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from oecheck.model.outcome import Level, RequirementClass, Status
from oecheck.model.report import Limit, Note, Report, RequirementResult
from oecheck.reporters._facts import of_people, unseen
from oecheck.reporters._layout import columns
from oecheck.reporters._reasons import reasons
from oecheck.reporters._text.findings import LEVEL_STYLES, findings
from oecheck.reporters._text.groups import Blocks, Group
from oecheck.reporters._text.page import Page

__all__ = ["advice", "for_a_person", "notices", "unchecked"]

# So many requirements are named for one reason.
_TITLES = 5
_LEVELS = tuple(Level)


def for_a_person(report: Report, blocks: Blocks, page: Page) -> Iterator[str]:
    """First what the program saw and could not judge, then the questions that it cannot answer, a line for each."""
    yield from findings("person", blocks.person, page)
    asked = {group.requirement.id: group for group in blocks.review}
    told = {group.requirement.id for group in blocks.person}
    waiting = [one for one in report.requirements if _waits_for_a_person(one) and one.id not in told]
    waiting += [group.requirement for group in blocks.review if group.requirement not in waiting]
    if not waiting:
        return
    waiting.sort(key=lambda one: (_LEVELS.index(one.level), one.id))
    yield from page.heading(page.say("block.manual", count=len(waiting)))
    yield from page.paragraph(page.say("manual"))
    size = max(columns(page.say(f"level.{one.level.value}")) for one in waiting)
    for requirement in waiting:
        level, line = page.say(f"level.{requirement.level.value}"), _question(requirement, asked, page)
        yield from page.labelled(level, line, size, depth=0, style=LEVEL_STYLES[requirement.level])


def _question(requirement: RequirementResult, asked: Mapping[str, Group], page: Page) -> str:
    group = asked.get(requirement.id)
    places = len(group.assertions) if group else 0
    return page.say(
        "question-places" if places > 1 else "question", title=requirement.title, rule=requirement.id, count=places
    )


def _waits_for_a_person(requirement: RequirementResult) -> bool:
    by_hand = requirement.requirement_class is not RequirementClass.AUTOMATIC
    return by_hand and requirement.status is Status.NOT_DETERMINED


def unchecked(report: Report, groups: Sequence[Group], page: Page) -> Iterator[str]:
    """Limits, and what could not be looked at, by reason."""
    found, limits = reasons(groups, by_remedy=False), unseen(report)
    if not found and not limits:
        return
    yield from page.heading(page.say("block.unchecked", count=len(limits) + len(found)))
    yield from _limits(limits, page)
    for reason in found:
        yield from page.paragraph(reason.message)
        rules = reason.rules
        listed = ", ".join(rules[:_TITLES])
        more = page.say("showing-requirements", shown=_TITLES, count=len(rules)) if len(rules) > _TITLES else ""
        yield from page.paragraph(f"{listed} {more}", 1, "faint")


def notices(report: Report, page: Page) -> Iterator[str]:
    """Waivers, verdicts and baselines that are not what those who wrote them may think."""
    found = [limit for limit in of_people(report) if limit.code != "disputed"]  # that one has stood with its failure
    if found:
        yield from page.heading(page.say("block.notices", count=len(found)))
        yield from _limits(found, page)


def _limits(limits: Iterable[Limit], page: Page) -> Iterator[str]:
    for limit in limits:
        words = limit.message or page.words(f"limit.{limit.code}", limit.code, **limit.arguments)
        yield from page.paragraph(words)
        yield from page.place(limit.source, 1)


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
