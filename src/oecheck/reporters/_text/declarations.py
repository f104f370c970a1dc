"""What the package does not say: one block, and the one command that mends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oecheck.model.outcome import Level, Status
from oecheck.model.report import Report
from oecheck.reporters._describing import describing
from oecheck.reporters._layout import columns
from oecheck.reporters._text.groups import Group
from oecheck.reporters._text.page import Page

__all__ = ["declarations"]


def declarations(groups: Sequence[Group], report: Report, page: Page) -> Iterator[str]:
    """The keys of the course description record that are missing, by level."""
    if not groups:
        return
    yield from page.heading(page.say("block.declaration", count=len(groups)))
    record = "declare-more" if report.subject.description_sha256 else "declare"
    yield from page.paragraph(page.say(record))
    yield page.whole(describing(report), 1, "strong")
    levels = [level for level in Level if any(group.requirement.level is level for group in groups)]
    size = max(columns(page.say(f"level.{level.value}")) for level in levels)
    for level in levels:
        keys = ", ".join(_keys(group for group in groups if group.requirement.level is level))
        yield from page.labelled(page.say(f"level.{level.value}"), keys, size, style="strong")
    failed = [group.requirement for group in groups if group.requirement.status is Status.NOT_SATISFIED]
    if failed:
        yield from page.paragraph(page.say("declare-failed", count=len(failed)))
    widest = max((columns(one.id) for one in failed), default=0)
    for one in failed:
        yield from page.labelled(one.id, f"{page.say(f'level.{one.level.value}')}: {one.title}", widest)


def _keys(groups: Iterator[Group]) -> Iterator[str]:
    """Each key once, in alphabetical order; the requirement's id where no key settles it."""
    found = {one.declare or group.requirement.id for group in groups for one in group.assertions}
    yield from sorted(found)
