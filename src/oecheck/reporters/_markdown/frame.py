"""What stands around the findings: verdict, areas, what is open, provenance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oecheck.model.outcome import Level, Status
from oecheck.model.report import Report, RequirementResult
from oecheck.reporters._describing import describing
from oecheck.reporters._facts import (
    Words,
    incomplete_key,
    incomplete_limits,
    of_people,
    part_only,
    provenance,
    unmet,
    unread,
    unseen,
    waits_for_a_person,
)
from oecheck.reporters._markdown.escape import cell, code, prose
from oecheck.reporters._markdown.findings import findings, within
from oecheck.reporters._marks import disputed
from oecheck.reporters._text.groups import Blocks, Group

__all__ = ["areas", "foot", "head", "notices", "open_questions"]

_LIMITS = 10


def head(report: Report, words: Words) -> Iterator[str]:
    """Name, verdict, the fixed sentence, and before all that what made the run incomplete."""
    subject = report.subject
    yield f"# {words('title', name=code(subject.name))}\n\n"
    if subject.title and subject.title != subject.name:
        yield f"{prose(subject.title)}\n\n"
    limits = incomplete_limits(report)
    if limits:
        yield f"**❗ {words.shared(f'report.{incomplete_key(report)}', 'INCOMPLETE')}**\n\n"
        yield from (f"- {prose(words.limit(limit))}\n" for limit in limits[:_LIMITS])
        if len(limits) > _LIMITS:
            yield f"- {words.shared('report.showing-reasons', '', shown=_LIMITS, count=len(limits))}\n"
        yield "\n"
    part = part_only(report)
    if part:
        yield f"**{words.shared('report.part', '')}**\n\n"
    counts = {level.value: len(unmet(report, level)) for level in Level}
    if any(counts.values()):
        mark = "❌" if counts["must"] else "⚠️"
        yield f"**{mark} {words.shared('report.not-met', '', **counts)}**\n\n"
    elif not unread(report):
        yield f"**{'' if limits or part else '✅ '}{words.shared('report.nothing-failed', '')}**\n\n"
    if count := disputed(report):
        yield f"{words.shared('report.disputed', '', count=count)}\n\n"
    yield f"{prose(report.claim.statement)}\n\n"


def areas(report: Report, words: Words) -> Iterator[str]:
    """Requirements by area of the standard and status."""
    names = ("satisfied", "not_satisfied", "not_determined", "not_applicable")
    titles = [words("area"), *(words(name) for name in names)]
    yield f"| {' | '.join(titles)} |\n|:---|---:|---:|---:|---:|\n"
    for area in report.summary.areas:
        counts = " | ".join(str(getattr(area.requirements, name)) for name in names)
        yield f"| {prose(area.title)} | {counts} |\n"
    total = " | ".join(f"**{getattr(report.summary.requirements, name)}**" for name in names)
    yield f"| **{words('total')}** | {total} |\n\n"


def open_questions(report: Report, blocks: Blocks, words: Words) -> Iterator[str]:
    """What only a declaration, a person or another run can settle; folded, the counts in sight."""
    yield from _declarations(blocks.declaration, report, words)
    manual = [one for one in report.requirements if waits_for_a_person(one)]
    told = {group.requirement.id for group in blocks.of_people}
    manual = [one for one in manual if one.id not in told]
    yield from _folded(findings("person", blocks.of_people, words))
    if manual:
        yield f"<details>\n<summary>{words.shared('report.block.manual', '', count=len(manual))}</summary>\n\n"
        lines = (f"- {prose(one.title)} ({code(one.id)})\n" for one in manual)
        yield from within(lines, len(manual), words)
        yield "\n</details>\n\n"
    yield from _folded(findings("unchecked", blocks.unchecked, words))


def _folded(block: Iterator[str]) -> Iterator[str]:
    """The block with its heading as the summary of a fold."""
    heading = next(block, "")
    if not heading:
        return
    yield f"<details>\n<summary>{heading.strip('# ').strip()}</summary>\n\n"
    yield from block
    yield "</details>\n\n"


def _unmet(requirement: RequirementResult, words: Words) -> str:
    level = words.shared(f"report.level.{requirement.level.value}", requirement.level.value)
    return f"- **{level}** {prose(requirement.title)} ({code(requirement.id)})\n"


def _declarations(groups: Sequence[Group], report: Report, words: Words) -> Iterator[str]:
    if not groups:
        return
    keys = {one.declare or group.requirement.id for group in groups for one in group.assertions}
    yield f"## {words.shared('report.block.declaration', '', count=len(groups))}\n\n"
    record = "declare-more" if report.subject.description_sha256 else "declare"
    yield f"{words.shared(f'report.{record}', '')} {code(describing(report))}\n\n"
    yield f"{', '.join(code(key) for key in sorted(keys))}\n\n"
    failed = [group.requirement for group in groups if group.requirement.status is Status.NOT_SATISFIED]
    if failed:
        yield f"{words.shared('report.declare-failed', '', count=len(failed))}\n\n"
        yield from within((_unmet(one, words) for one in failed), len(failed), words)
        yield "\n"


def notices(report: Report, words: Words) -> Iterator[str]:
    """Waivers, verdicts and baselines that are not what those who wrote them may think."""
    found = [limit for limit in of_people(report) if limit.code != "disputed"]  # that one has stood with its failure
    if not found:
        return
    yield f"## {words.shared('report.block.notices', '', count=len(found))}\n\n"
    yield from within((f"- {prose(words.limit(limit))}\n" for limit in found), len(found), words)
    yield "\n"


def foot(report: Report, words: Words) -> Iterator[str]:
    """What it takes to repeat the run, and how much advice and how many limits the full report holds."""
    if report.notes:
        yield f"{words('advice', count=len(report.notes))}\n\n"
    others = [limit for limit in unseen(report) if not limit.incomplete]
    yield from (f"- {words('left-out', message=prose(words.limit(limit)))}\n" for limit in others[:_LIMITS])
    if len(others) > _LIMITS:
        yield f"- {words.shared('report.showing-reasons', '', shown=_LIMITS, count=len(others))}\n"
    yield f"\n<details>\n<summary>{words('provenance')}</summary>\n\n| | |\n|:---|:---|\n"
    for name, value in provenance(report).items():
        yield f"| {prose(name)} | {cell(value)} |\n"
    yield "\n</details>\n"
