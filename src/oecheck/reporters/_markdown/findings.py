"""Findings of a block as a list, grouped by requirement, worst first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oecheck.model.report import Assertion, Report
from oecheck.reporters._facts import Words, address, place
from oecheck.reporters._markdown.escape import code, prose
from oecheck.reporters._marks import answered_failures
from oecheck.reporters._text.groups import Group, parted

__all__ = ["answered", "findings", "within"]

_PLACES = 3
_LETTERS = 16_000  # of one block


def findings(key: str, groups: Sequence[Group], words: Words) -> Iterator[str]:
    """A block under its heading; nothing where there are none."""
    if not groups:
        return
    yield f"## {words.shared(f'report.block.{key}', key, count=len(groups))}\n\n"
    title = words.shared("report.record.title", "") if key == "record" else ""
    yield from within((_group(group, words, title) for group in groups), len(groups), words)
    yield "\n"


def answered(report: Report, words: Words) -> Iterator[str]:
    """Failures that a waiver covers or that somebody disputes, with who answers for it; nothing where none is."""
    found = list(answered_failures(report))
    if not found:
        return
    yield f"## {words.shared('report.block.answered', '', count=len(found))}\n\n"
    yield from within((_answered(one, said) for one, said in found), len(found), words)
    yield "\n"


def _answered(assertion: Assertion, said: Sequence[str]) -> str:
    where = address(place(assertion))
    first = f"- {code(assertion.rule)} {prose(assertion.message)}{f' {code(where)}' if where else ''}\n"
    return first + "".join(f"  - {prose(mark)}\n" for mark in said)


def within(entries: Iterator[str], count: int, words: Words) -> Iterator[str]:
    """Entries up to the size that a block may have; then how many there are in all."""
    used = 0
    for shown, entry in enumerate(entries):
        used += len(entry)
        if used > _LETTERS and shown:
            yield f"- **{words('showing-requirements', shown=shown, count=count)}**\n"
            return
        yield entry


def _group(group: Group, words: Words, title: str) -> str:
    requirement = group.requirement
    level = words.shared(f"report.level.{requirement.level.value}", requirement.level.value)
    clause = words("clause", clause=requirement.clause)
    lines = [f"- **{level}** {prose(title or requirement.title)} ({code(requirement.id)}, {prose(clause)})"]
    shown, _ = parted(group.assertions, _PLACES)
    for assertion in shown:
        where = address(place(assertion))
        lines.append(f"  - {prose(assertion.message)}{f' {code(where)}' if where else ''}")
        lines += [f"    - {prose(line)}" for line in assertion.evidence]
    if len(group.assertions) > len(shown):
        lines.append(f"  - **{words('showing', shown=len(shown), count=len(group.assertions))}**")
    if group.followers:
        told = words.shared("report.followers", "", causes=group.causes_told, count=group.followers)
        lines.append(f"  - {prose(told)}")
    for key, count in (("known", group.known), ("waived", group.waived)):
        if count:
            lines.append(f"  - {words.shared(f'report.{key}', key, count=count)}")
    for remedy in dict.fromkeys(assertion.remedy for assertion in shown if assertion.remedy):
        lines.append(f"  - {words('mend', remedy=prose(remedy))}")
    return "\n".join(lines) + "\n"
