"""The top of the page: what was checked, the verdict in plain words, and what a claim would need."""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.model.outcome import Level, Outcome, Status
from oecheck.model.report import Report, RequirementResult
from oecheck.reporters._facts import (
    Words,
    incomplete_key,
    incomplete_limits,
    part_only,
    unmet,
    unread,
    waits_for_a_person,
)
from oecheck.reporters._html.markup import bdi, path, prose
from oecheck.reporters._marks import disputed
from oecheck.reporters._markup import escaped
from oecheck.reporters._text.groups import TOLD, block_of

__all__ = ["opening"]

_LIMITS = 5
# What has to happen: its text, the section that tells more, and the blocks whose findings stand there.
_NEEDS = {
    "mend": ("mend", "content", ("content",)),
    "package": ("package", "package", ("package",)),
    "record": ("record", "record", ("record",)),
    "declare": ("declare", "declaration", ("declaration",)),
    "judge": ("judge", "person", ("person", "review")),
    "look": ("look", "unchecked", ("unchecked",)),
    "see": ("look", "all", ()),  # no finding is listed
}
_DEFECTS = {"content", "package", "record"}
_SETTLED = {*_DEFECTS, "declaration"}
_ICONS = {
    # An outline that differs in shape, not only in colour.
    "incomplete": "M12 2 22 21H2Z M12 9v6 M12 17.5v1.5",
    "bad": "M12 2a10 10 0 1 0 .01 0Z M8 8l8 8 M16 8l-8 8",
    "warn": "M12 2 22 12 12 22 2 12Z M12 7v6 M12 15.5v1.5",
    "good": "M12 2a10 10 0 1 0 .01 0Z M7 12.5l3.5 3.5 6.5-7.5",
}


def opening(report: Report, words: Words) -> Iterator[str]:
    """Header and the section of the result; `main` begins here."""
    title = report.subject.title or report.subject.name
    yield f'<header>\n<p class="kicker">{escaped(words("kicker"))}</p>\n<h1>{bdi(title)}</h1>\n'
    yield from _facts(report, words)
    yield "</header>\n<main>\n"
    kind = _look(report)
    yield f'<section id="result" class="verdict {kind}" aria-labelledby="result-title">\n'
    yield f'<h2 id="result-title">{escaped(words("result"))}</h2>\n'
    icon = f'<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{_ICONS[kind]}"/></svg>'
    yield f'<p class="headline">{icon}{prose("span", escaped(_headline(report, words)))}</p>\n'
    yield from _told(report, words)
    yield from _tiles(report, words)
    yield from _needs(report, words)
    yield "</section>\n"


def _facts(report: Report, words: Words) -> Iterator[str]:
    subject = report.subject
    name = words.shared(f"report.format.{subject.format}", subject.format)
    versioned = name if name.endswith(subject.format_version) else f"{name} {subject.format_version}"
    standard = words(
        "fact.standard-named",
        standard=report.standard.id.upper(),
        edition=report.standard.edition,
        status=words.shared(f"claim.status.{report.standard.status}", report.standard.status),
        profile=" + ".join(report.profile.ids),
    )
    rows = [
        ("file", path(subject.name)),
        ("format", escaped(versioned)),
        ("producer", bdi(subject.producer) if subject.producer else ""),
        ("languages", escaped(", ".join(subject.languages))),
        ("standard", escaped(standard)),
        ("date", f'<time datetime="{escaped(report.evaluated_at)}">{escaped(report.evaluated_at)}</time>'),
    ]
    yield '<dl class="facts">\n'
    for key, value in rows:
        if value:
            yield f"<div><dt>{escaped(words(f'fact.{key}'))}</dt><dd>{value}</dd></div>\n"
    yield "</dl>\n"


def _kind(report: Report) -> str:
    """What there is to say at the top; incomplete beats everything, since it is no result."""
    if incomplete_limits(report):
        return "incomplete"
    if unmet(report, Level.MUST):
        return "bad"
    if unmet(report, Level.SHOULD) or unmet(report, Level.MAY):
        return "warn"
    return "good"


def _look(report: Report) -> str:
    """How the banner looks; a check of part of the standard never looks like all is well."""
    kind = _kind(report)
    return "warn" if kind == "good" and part_only(report) else kind


def _headline(report: Report, words: Words) -> str:
    kind = _kind(report)
    verdict = words(f"verdict.{incomplete_key(report) if kind == 'incomplete' else kind}")
    return words("verdict.part", verdict=verdict) if part_only(report) and not unread(report) else verdict


def _told(report: Report, words: Words) -> Iterator[str]:
    limits = incomplete_limits(report)
    if limits:
        yield "<ul>\n"
        yield from (f"{prose('li', escaped(words.limit(limit)))}\n" for limit in limits[:_LIMITS])
        yield "</ul>\n"
        if len(limits) > _LIMITS:
            told = words.shared("report.showing-reasons", "", shown=_LIMITS, count=len(limits))
            yield f'<p class="more">{escaped(told)}</p>\n'
    counts = {level.value: len(unmet(report, level)) for level in Level}
    if any(counts.values()):
        yield f"{prose('p', escaped(words.shared('report.not-met', '', **counts)))}\n"
    if count := disputed(report):
        yield f"{prose('p', escaped(words.shared('report.disputed', '', count=count)))}\n"
    yield f"{prose('p', escaped(report.claim.statement), 'claim')}\n"
    yield f"{prose('p', escaped(words('people-decide')))}\n"


def _tiles(report: Report, words: Words) -> Iterator[str]:
    counts = report.summary.requirements
    yield '<dl class="tiles">\n'
    for status in Status:
        number = getattr(counts, status.value)
        name = escaped(words(f"status.{status.value}"))
        yield f'<div class="{status.value}"><dt>{name}</dt><dd>{number}</dd></div>\n'
    yield "</dl>\n"


def _needs(report: Report, words: Words) -> Iterator[str]:
    """What stands between this package and a claim, with links to where it is told."""
    yield f"<h3>{escaped(words('needs'))}</h3>\n"
    missing = set(report.claim.missing)
    needs: dict[str, list[RequirementResult]] = {}
    for requirement in report.requirements:
        if requirement.id in missing:
            needs.setdefault(_need(requirement), []).append(requirement)
    incomplete = incomplete_limits(report)
    if not needs and not incomplete:
        yield f"{prose('p', escaped(words('needs.nothing')))}\n"
        return
    yield f"{prose('p', escaped(words('needs.intro')))}\n<ul>\n"
    for need, (key, target, _) in _NEEDS.items():
        if found := needs.get(need):
            told = escaped(words(f"needs.{key}", count=len(found)))
            yield f'<li><a href="#{target}">{told}</a></li>\n'
    if incomplete:
        yield f'<li><a href="#unchecked">{escaped(_whole(report, words))}</a></li>\n'
    yield "</ul>\n"


def _whole(report: Report, words: Words) -> str:
    """What has to happen so that the next run is a result."""
    key = incomplete_key(report)
    if key == "incomplete":
        return words("needs.whole", count=len(incomplete_limits(report)))
    return words(f"needs.{key}")


def _need(requirement: RequirementResult) -> str:
    """What has to happen so that a requirement no longer stands in the way.

    It is told by the block in which its findings stand, so that the link leads there; first by its own failures, and by
    those that only follow from another requirement where it has no others.
    """
    failed = [one for one in requirement.assertions if one.outcome is Outcome.FAILED]
    blocks = {block_of(one) for one in [one for one in failed if not one.because] or failed}
    blocks &= _DEFECTS
    if not blocks:
        listed = (one for one in requirement.assertions if not one.because and not one.waiver)
        blocks = {block_of(one) for one in listed if one.outcome in TOLD}
    if not blocks & _SETTLED and waits_for_a_person(requirement):
        return "judge"
    return next((need for need, (_, _, told) in _NEEDS.items() if not blocks.isdisjoint(told)), "see")
