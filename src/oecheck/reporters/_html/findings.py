"""Requirements with their findings: what, where, why, how to mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from oecheck.model.outcome import Level
from oecheck.model.report import Assertion, RequirementResult, Verdict
from oecheck.model.source import Source
from oecheck.reporters._facts import Words, address, place
from oecheck.reporters._html.markup import bdi, code, details, isolated, path, prose, snippet
from oecheck.reporters._html.sections import Section
from oecheck.reporters._markup import escaped, exactly
from oecheck.reporters._text.groups import Group, parted

__all__ = ["articles", "findings", "heading", "level_mark", "where"]

# So many places of a requirement stand open, so many can be unfolded; the page stays light enough for an old laptop.
_OPEN, _FOLDED = 3, 100


def findings(key: str, groups: Sequence[Group], words: Words) -> Section:
    """A section with one article per requirement."""
    title, intro = words(f"section.{key}"), words(f"section.{key}.intro")
    return Section(key, title, len(groups), lambda: articles(key, groups, words), intro)


def articles(key: str, groups: Iterable[Group], words: Words) -> Iterator[str]:
    """One article per requirement."""
    seen: Counter[str] = Counter()
    for group in groups:
        seen[group.requirement.id] += 1
        yield from _article(key, group, words, seen[group.requirement.id])


def level_mark(level: Level, words: Words) -> str:
    """The word of a level, as a mark."""
    return (
        f'<span class="level {level.value}">{escaped(words.shared(f"report.level.{level.value}", level.value))}</span>'
    )


def heading(requirement: RequirementResult, words: Words, tag: str = "h3") -> str:
    """Level and title."""
    return f"<{tag}>{level_mark(requirement.level, words)} {prose('span', escaped(requirement.title))}</{tag}>"


def _article(key: str, group: Group, words: Words, number: int) -> Iterator[str]:
    """One group; a requirement may have two in a section (a doubt and a question), and each needs its own anchor."""
    requirement = _told(key, group.requirement, words)
    level = requirement.level.value
    anchor = f"{key}-{exactly(requirement.id)}" + (f"-{number}" if number > 1 else "")
    yield f'<article class="req {level}" id="{anchor}" data-level="{level}">\n'
    yield f"{heading(requirement, words)}\n"
    clause = escaped(words("clause", clause=requirement.clause))
    count = f" · {escaped(words('places', count=len(group.assertions)))}" if group.assertions else ""
    yield f'<p class="meta">{code(requirement.id)} · {clause}{count}</p>\n'
    yield from _places(group.assertions, words)
    yield from _left_out(group, words)
    if requirement.why:
        why = f"<b>{escaped(words('why'))}</b> {escaped(requirement.why)}"
        yield f"{prose('p', why, 'why')}\n"
    yield from _remedies(group.assertions, words("do" if key == "person" else "mend"))
    yield "</article>\n"


def _left_out(group: Group, words: Words) -> Iterator[str]:
    """Counts of what is not listed, with what it follows from."""
    for name, number in (("followers", group.followers), ("known", group.known), ("waived", group.waived)):
        if number:
            told = {"causes": group.causes_told, "count": number}
            yield f'<p class="more">{isolated(words.shared(f"report.{name}", name, **told), told)}</p>\n'


def _told(key: str, requirement: RequirementResult, words: Words) -> RequirementResult:
    """The requirement with the words of its section: mistakes in the record stand under one on the manifest."""
    if key != "record":
        return requirement
    title, why = words.shared("report.record.title", ""), words.shared("report.record.why", "")
    return msgspec.structs.replace(requirement, title=title, why=why)


def _remedies(assertions: Sequence[Assertion], label: str) -> Iterator[str]:
    remedies = list(dict.fromkeys(one.remedy for one in assertions[: _OPEN + _FOLDED] if one.remedy))
    if not remedies:
        return
    yield f'<div class="mend"><p><b>{escaped(label)}</b></p>\n'
    yield from (f"{prose('p', escaped(remedy))}\n" for remedy in remedies)
    yield "</div>\n"


def _places(assertions: Sequence[Assertion], words: Words) -> Iterator[str]:
    if not assertions:
        return
    shown, others = parted(assertions, _OPEN)
    yield from _list(shown, words)
    folded = others[:_FOLDED]
    if folded:
        yield from details(escaped(words("more-places", count=len(folded))), _list(folded, words))
    if len(others) > len(folded):
        told = words("showing", shown=len(shown) + len(folded), count=len(assertions))
        yield f'<p class="more">{escaped(told)}</p>\n'


def _list(assertions: Sequence[Assertion], words: Words) -> Iterator[str]:
    yield '<ul class="findings">\n'
    for _, alike in groupby(assertions, key=_said):
        same = list(alike)
        yield f"<li>{prose('p', isolated(same[0].message, same[0].arguments), 'message')}\n"
        yield from (where(place(one)) for one in same)
        yield from _evidence(same[0])
        yield from _dispute(same[0].verdict, words)
        yield "</li>\n"
    yield "</ul>\n"


def _evidence(assertion: Assertion) -> Iterator[str]:
    """What the program lays ready for the person who judges."""
    if not assertion.evidence:
        return
    yield "<ul>\n"
    yield from (f"{prose('li', isolated(line, assertion.arguments))}\n" for line in assertion.evidence)
    yield "</ul>\n"


def _dispute(verdict: Verdict | None, words: Words) -> Iterator[str]:
    if verdict is not None and verdict.dispute:
        told = {"evaluator": verdict.evaluator, "date": verdict.date, "reason": verdict.reason}
        yield f"{prose('p', isolated(words.shared('report.mark.disputed', '', **told), told), 'meta')}\n"


def _said(assertion: Assertion) -> tuple[str, Verdict | None]:
    return assertion.message, assertion.verdict


def where(source: Source) -> str:
    """Place, the way to it in the course, and the text that stands there."""
    parts: list[str] = []
    crumbs = [title for title in source.breadcrumb if title.strip()]
    if crumbs:
        parts.append(f'<p class="crumbs">{" › ".join(bdi(title) for title in crumbs)}</p>')
    if told := address(source):
        parts.append(f'<p class="place">{path(told)}</p>')
    if source.snippet:
        parts.append(snippet(source.snippet))
    return f'<div class="where">{"".join(parts)}</div>\n' if parts else ""
