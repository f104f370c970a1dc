"""Findings of one block, grouped by requirement: what, where, why, how to mend, which clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from oecheck.model.outcome import Level
from oecheck.model.report import Assertion, RequirementResult
from oecheck.reporters._layout import columns
from oecheck.reporters._text.groups import Group, parted
from oecheck.reporters._text.page import Page

__all__ = ["LEVEL_STYLES", "findings"]

LEVEL_STYLES = {Level.MUST: "bad", Level.SHOULD: "warn", Level.MAY: "faint"}


def findings(key: str, groups: Sequence[Group], page: Page) -> Iterator[str]:
    """A block of findings under the heading `report.block.<key>`; nothing where there are none."""
    if not groups:
        return
    yield from page.heading(page.say(f"block.{key}", count=len(groups)))
    for position, group in enumerate(groups):
        if position:
            yield ""
        yield from _group(_told(key, group, page), page)


def _told(key: str, group: Group, page: Page) -> Group:
    """A group with the words of its block: what is wrong in the record is told under a requirement on the manifest."""
    if key != "record":
        return group
    words = {"title": page.say("record.title"), "why": page.say("record.why")}
    return msgspec.structs.replace(group, requirement=msgspec.structs.replace(group.requirement, **words))


def _group(group: Group, page: Page) -> Iterator[str]:
    requirement = group.requirement
    level = page.say(f"level.{requirement.level.value}")
    yield from page.labelled(level, requirement.title, columns(level), depth=0, style=LEVEL_STYLES[requirement.level])
    shown, _ = parted(group.assertions, page.places)
    for message, alike in groupby(shown, key=lambda assertion: assertion.message):
        yield from page.paragraph(message, 1)
        for assertion in alike:
            for source in assertion.sources[:1]:
                yield from page.place(source, 2)
    yield from _left_out(group, len(shown), page)
    yield from _advice(group.requirement, shown, page)


def _left_out(group: Group, shown: int, page: Page) -> Iterator[str]:
    """The honest counts: places not listed, findings that only follow, findings that a waiver covers."""
    count = len(group.assertions)
    if count > shown:
        yield from page.paragraph(page.say("showing", shown=shown, count=count), 1, "strong")
    if group.followers:
        yield from page.paragraph(page.say("followers", causes=group.causes_told, count=group.followers), 1)
    if group.known:
        yield from page.paragraph(page.say("known", count=group.known), 1)
    if group.waived:
        yield from page.paragraph(page.say("waived", count=group.waived), 1)


def _advice(requirement: RequirementResult, shown: Sequence[Assertion], page: Page) -> Iterator[str]:
    labels = [page.say(f"label.{name}") for name in ("why", "mend", "clause")]
    why, mend, clause = labels
    size = max(columns(label) for label in labels)
    if requirement.why:
        yield from page.labelled(why, _first_sentence(requirement.why), size)
    for remedy in dict.fromkeys(assertion.remedy for assertion in shown if assertion.remedy):
        yield from page.labelled(mend, remedy, size, style="good")
    yield from page.labelled(clause, page.say("clause", clause=requirement.clause, rule=requirement.id), size)


def _first_sentence(text: str) -> str:
    """The reason in short; `oecheck explain` has all of it. Scripts without `. ` between sentences keep the whole."""
    head, stop, _ = text.partition(". ")
    return head + stop.rstrip()
