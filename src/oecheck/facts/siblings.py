"""Entries of the table of contents that stand side by side (STR-003)."""

from __future__ import annotations

from collections import Counter

from oecheck.facts._definition import FactDefinition
from oecheck.model.content import SiblingGroup
from oecheck.model.course import Course, Module
from oecheck.model.fact import plain
from oecheck.values.text import fold

__all__ = ["FACTS"]


def sibling_groups(course: Course) -> tuple[SiblingGroup, ...]:
    """The visible nodes below each node, where there are at least two; numbers in titles count as letters do."""
    titles = {module.id: plain(module.title) or "" for module in course.modules}
    below: dict[str, list[Module]] = {}
    for module in course.modules:
        if module.visible and not module.platform_made:
            below.setdefault(module.parent, []).append(module)
    return tuple(_group(titles.get(parent, ""), children) for parent, children in below.items() if len(children) > 1)


def _group(parent: str, children: list[Module]) -> SiblingGroup:
    shown = [(plain(child.title) or "").strip() for child in children]
    counts = Counter(fold(title) for title in shown if title)
    repeated = {fold(title): title for title in shown if counts[fold(title)] > 1}
    again = next((child for child in children if fold(plain(child.title) or "") in repeated), children[0])
    return SiblingGroup(source=again.source, parent=parent, titles=tuple(shown), repeated=tuple(repeated.values()))


FACTS = (
    FactDefinition(
        of="course",
        name="sibling_groups",
        type="list<sibling_group>",
        meaning="the visible nodes below each node of the table of contents",
        function=sibling_groups,
    ),
)
