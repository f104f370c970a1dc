"""Failures that a waiver covers or that somebody disputes: rule, place, and who answers for what."""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.model.report import Report
from oecheck.reporters._marks import answered_failures
from oecheck.reporters._text.page import Page

__all__ = ["answered"]


def answered(report: Report, page: Page) -> Iterator[str]:
    """The block of these failures; nothing where there are none."""
    found = list(answered_failures(report))
    if not found:
        return
    yield from page.heading(page.say("block.answered", count=len(found)))
    for one, said in found[: page.places]:
        yield from page.paragraph(f"{one.rule}  {one.message}", 1, hang=2)
        for source in one.sources[:1]:
            yield from page.place(source, 2)
        for mark in said:
            yield from page.paragraph(mark, 2)
    if len(found) > page.places:
        yield from page.paragraph(page.say("showing", shown=page.places, count=len(found)), 1, "strong")
