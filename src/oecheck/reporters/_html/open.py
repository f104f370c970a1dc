"""What the program does not settle: declarations, people, what was not checked, waivers, advice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from oecheck.model.outcome import Basis, Level, Status
from oecheck.model.report import Assertion, Limit, Note, Report, RequirementResult
from oecheck.reporters._describing import describing
from oecheck.reporters._facts import Words, of_people, place, unseen, waits_for_a_person
from oecheck.reporters._html.findings import articles, level_mark, where
from oecheck.reporters._html.markup import code, details, isolated, prose
from oecheck.reporters._html.sections import Section
from oecheck.reporters._markup import escaped, exactly
from oecheck.reporters._reasons import reasons
from oecheck.reporters._text.groups import Blocks, Group

__all__ = ["advice", "declarations", "declared", "for_a_person", "notices", "unchecked", "waivers"]

_PLACES = 3
_RULES = 20
_WAIVED = 20
_WAIVER_FIELDS = ("reason", "owner", "until", "rule", "code", "path", "fingerprint", "scope", "state")
_SAID_BELOW = ("id", "matched")


def declarations(groups: Sequence[Group], report: Report, words: Words) -> Section:
    """What nobody has said yet, and the one command that writes the file to say it in."""
    record = "declare-more" if report.subject.description_sha256 else "declare"
    intro = words.shared(f"report.{record}", "")

    def body() -> Iterator[str]:
        yield f'<pre dir="ltr"><code>{exactly(describing(report))}</code></pre>\n'
        failed = sum(group.requirement.status is Status.NOT_SATISFIED for group in groups)
        if failed:
            yield f"<p>{escaped(words.shared('report.declare-failed', '', count=failed))}</p>\n"
        for group in groups:
            yield from _declaration(group, words)

    return Section("declaration", words("section.declaration"), len(groups), body, intro)


def _declaration(group: Group, words: Words) -> Iterator[str]:
    requirement = group.requirement
    level = requirement.level.value
    keys = sorted({one.declare for one in group.assertions if one.declare})
    yield f'<article class="req short {level}" id="declaration-{exactly(requirement.id)}" data-level="{level}">\n'
    yield f"<h3>{level_mark(requirement.level, words)} {prose('span', escaped(requirement.title))}</h3>\n"
    named = f"{escaped(words('key'))} {', '.join(map(code, keys))} · " if keys else ""
    clause = escaped(words("clause", clause=requirement.clause))
    yield f'<p class="meta">{named}{code(requirement.id)} · {clause}</p>\n'
    for message, arguments in {one.message: one.arguments for one in group.assertions}.items():
        yield f"{prose('p', isolated(message, arguments))}\n"
    for remedy in dict.fromkeys(one.remedy for one in group.assertions if one.remedy):
        yield f"{prose('p', escaped(remedy), 'remedy')}\n"
    yield "</article>\n"


def for_a_person(report: Report, blocks: Blocks, words: Words) -> Section:
    """First what the program saw and could not judge, then what no program can look at."""
    told = {group.requirement.id for group in blocks.of_people}
    levels = list(Level)
    manual = [one for one in report.requirements if waits_for_a_person(one) and one.id not in told]
    manual.sort(key=lambda one: (levels.index(one.level), one.id))

    def body() -> Iterator[str]:
        yield from articles("person", blocks.of_people, words)
        if manual:
            yield f'<h3>{escaped(words("always"))}</h3>\n<ul class="plain">\n'
            yield from (_line(one, words) for one in manual)
            yield "</ul>\n"

    count = len(blocks.of_people) + len(manual)
    return Section("person", words("section.person"), count, body, words("section.person.intro"))


def _line(requirement: RequirementResult, words: Words) -> str:
    title = f"{prose('span', escaped(requirement.title))}"
    return f"<li>{level_mark(requirement.level, words)} {title} {code(requirement.id)}</li>\n"


def unchecked(report: Report, groups: Sequence[Group], words: Words) -> Section:
    """Limits, then what could not be looked at, by reason."""
    found, limits = reasons(groups), unseen(report)

    def body() -> Iterator[str]:
        yield '<ul class="findings">\n'
        yield from _limits(limits, words)
        for reason in found:
            first, rules = reason.first, reason.rules
            yield f"<li>{prose('p', isolated(reason.message, first.arguments), 'message')}\n{where(place(first))}"
            if first.remedy:
                yield f"{prose('p', escaped(first.remedy), 'remedy')}\n"
            listed = ", ".join(code(rule) for rule in rules[:_RULES])
            more = words.shared("report.showing-requirements", "", shown=_RULES, count=len(rules))
            cut = f" {escaped(more)}" if len(rules) > _RULES else ""
            yield f'<p class="meta">{escaped(words("concerns"))} {listed}{cut}</p></li>\n'
        yield "</ul>\n"

    count = len(limits) + len(found)
    return Section("unchecked", words("section.unchecked"), count, body, words("section.unchecked.intro"))


def _limits(limits: Sequence[Limit], words: Words) -> Iterator[str]:
    for limit in limits:
        message = prose("p", isolated(words.limit(limit), limit.arguments), "message")
        yield f"<li>{message}\n{where(limit.source)}</li>\n"


def notices(report: Report, words: Words) -> Section:
    """Disputes, and waivers, verdicts and baselines that are not what those who wrote them may think."""
    limits = of_people(report)

    def body() -> Iterator[str]:
        yield '<ul class="findings">\n'
        yield from _limits(limits, words)
        yield "</ul>\n"

    return Section("notices", words("section.notices"), len(limits), body, words("section.notices.intro"))


def declared(report: Report, words: Words) -> Section:
    """Requirements that are met because somebody says so."""
    found = [one for one in report.requirements if one.basis is Basis.DECLARATION and one.status is Status.SATISFIED]

    def body() -> Iterator[str]:
        yield '<ul class="plain">\n'
        yield from (_line(one, words) for one in found)
        yield "</ul>\n"

    return Section("declared", words("section.declared"), len(found), body, words("section.declared.intro"))


def waivers(report: Report, words: Words) -> Section:
    """Every waiver with the findings it covers, whose outcome it does not change."""
    covered: dict[str, list[Assertion]] = {}
    for requirement in report.requirements:
        for assertion in requirement.assertions:
            if assertion.waiver:
                covered.setdefault(assertion.waiver, []).append(assertion)

    def body() -> Iterator[str]:
        for waiver in report.waivers:
            yield from _waiver(waiver, covered.get(str(waiver.get("id", "")), []), words)

    return Section("waivers", words("section.waivers"), len(report.waivers), body, words("section.waivers.intro"))


def _waiver(waiver: Mapping[str, Any], covered: Sequence[Assertion], words: Words) -> Iterator[str]:
    title = str(waiver.get("id") or waiver.get("rule") or "?")
    idle = "" if waiver.get("state", "active") == "active" else " should"
    yield f'<article class="req short{idle}">\n<h3><bdi>{escaped(title)}</bdi></h3>\n<dl class="facts">\n'
    for name in sorted(waiver, key=_waiver_rank):
        value = waiver[name]
        if name == "state":
            value = words.shared(f"report.html.waiver.state.{value}", str(value))
        if value not in ("", None, [], {}) and name not in _SAID_BELOW:
            label = words.shared(f"report.html.waiver.{name}", name)
            yield f"<div><dt>{escaped(label)}</dt><dd><bdi>{escaped(str(value))}</bdi></dd></div>\n"
    yield f"</dl>\n<p>{escaped(words('waiver-covers', count=len(covered)))}</p>\n"
    if covered:
        shown = covered[:_WAIVED]
        yield '<ul class="findings">\n'
        for one in shown:
            message = prose("p", isolated(one.message, one.arguments), "message")
            outcome = escaped(words.shared(f"report.html.outcome.{one.outcome.value}", one.outcome.value))
            yield f'<li>{message}<p class="meta">{outcome} · {code(one.rule)}</p>{where(place(one))}</li>\n'
        yield "</ul>\n"
        if len(covered) > len(shown):
            yield f'<p class="more">{escaped(words("showing", shown=len(shown), count=len(covered)))}</p>\n'
    yield "</article>\n"


def _waiver_rank(name: str) -> tuple[int, str]:
    """What people ask first comes first; the rest in alphabetical order, as in the canonical JSON."""
    known = name in _WAIVER_FIELDS
    return (_WAIVER_FIELDS.index(name) if known else len(_WAIVER_FIELDS), name)


def advice(report: Report, words: Words) -> Section:
    """Structural checks that decide nothing, folded by check, warnings first."""
    by_check: dict[tuple[bool, str], list[Note]] = {}
    for note in report.notes:
        by_check.setdefault((note.severity != "warning", note.check), []).append(note)

    def body() -> Iterator[str]:
        for (_, check), alike in sorted(by_check.items()):
            summary = f"{code(check)} {prose('span', isolated(alike[0].message, alike[0].arguments))}"
            yield from details(summary, _notes(alike, words))

    return Section("advice", words("section.advice"), len(by_check), body, words("section.advice.intro"))


def _notes(notes: Sequence[Note], words: Words) -> Iterator[str]:
    for remedy in dict.fromkeys(note.remedy for note in notes if note.remedy):
        yield f"{prose('p', escaped(remedy), 'remedy')}\n"
    yield from (where(note.source) for note in notes[:_PLACES])
    if len(notes) > _PLACES:
        yield f'<p class="more">{escaped(words("showing", shown=_PLACES, count=len(notes)))}</p>\n'
