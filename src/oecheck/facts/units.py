"""The units that a course is divided into, and what each of them offers (OUT-003, WRK-003, ASM-006)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._outside_pages import is_outside_page
from oecheck.facts._run import StandardData
from oecheck.facts._said_in_text import known_to, no_lexicon, those_announcing, those_holding
from oecheck.facts.assessed_work import offered, title_of
from oecheck.model.course import Activity, Course, Module
from oecheck.model.fact import Fact, plain
from oecheck.model.package import Package
from oecheck.model.page import Page
from oecheck.values.patterns import pattern
from oecheck.values.text import fold

__all__ = ["FACTS"]

PageValues = Callable[[str], Iterable[tuple[Page, Any]]]
_PARTS = pattern(r"[/|:–—(),.&]| - ")
_NUMBERING = pattern(r"^[\W\d_]+")
_OPAQUE = frozenset({"interactive", "tool", "other"})
_ONE_ATTEMPT = 1
_MOST = 10


def units(course: Course) -> tuple[Module, ...]:
    """The visible parts of the level that divides the course, where there are two or more with content.

    A single part that holds all others is not that level. Entries that open one activity are none of these parts.
    """
    below: dict[str, list[Module]] = {}
    for module in course.modules:
        if module.visible and not module.platform_made and not module.leaf:
            below.setdefault(module.parent, []).append(module)
    hidden = {module.id for module in course.modules if module.platform_made}
    level = [*below.get("", ()), *(module for name in sorted(hidden) for module in below.get(name, ()))]
    seen: set[str] = set()
    while len(level) == 1 and level[0].id not in seen and len(below.get(level[0].id, ())) > 1:
        seen.add(level[0].id)
        level = below[level[0].id]
    found = tuple(module for module in level if module.activity_count > 0)
    return found if len(found) > 1 else ()


def unit_ids(units: tuple[Module, ...]) -> frozenset[str]:
    """Their ids, for quick look-ups."""
    return frozenset(module.id for module in units)


def unit_of(course: Course, unit_ids: frozenset[str]) -> Mapping[str, str]:
    """The unit that a node of the table of contents is in, by the id of the node; parents stand before children."""
    found: dict[str, str] = {}
    for module in course.modules:
        if module.id in unit_ids:
            found[module.id] = module.id
        elif module.parent in found:
            found[module.id] = found[module.parent]
    return found


def is_unit(module: Module, unit_ids: frozenset[str]) -> bool:
    """Whether it is one of the units."""
    return module.id in unit_ids


def teaches(module: Module, standard_data: StandardData) -> bool:
    """Whether its title does not say that it is an introduction, an examination or a collection of resources."""
    words = standard_data.lexicon("non-teaching-unit", "*") or frozenset()
    title = fold(plain(module.title) or "")
    parts = (_NUMBERING.sub("", part).strip() for part in (title, *_PARTS.split(title)))
    return not any(part in words for part in parts if part)


def unit_checks(
    course: Course, assessed_work: tuple[Activity, ...], unit_of: Mapping[str, str]
) -> Mapping[str, tuple[str, ...]]:
    """Titles of what learners can test themselves with, by unit: all that does not count, and tests to be repeated."""
    formative = {one.activity: one.kind for one in course.assessments}
    found: dict[str, list[str]] = {}
    for activity in assessed_work:
        unit = unit_of.get(activity.module, "")
        if unit and _practice(activity, formative.get(activity.id, "")):
            found.setdefault(unit, []).append(title_of(activity))
    return {unit: tuple(titles[:_MOST]) for unit, titles in found.items()}


def _practice(activity: Activity, kind: str) -> bool:
    if kind == "formative" or (plain(activity.graded) is not True and kind != "summative"):
        return True
    return activity.kind in ("quiz", "interactive") and plain(activity.attempts) != _ONE_ATTEMPT


def unit_opaque(course: Course, package: Package, unit_of: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Titles of what may hold a self-test that the package does not show, by unit."""
    found: dict[str, list[str]] = {}
    for activity in offered(course):
        unit = unit_of.get(activity.module, "")
        if unit and (package.format == "cmi5" or activity.kind in _OPAQUE or is_outside_page(activity)):
            found.setdefault(unit, []).append(title_of(activity))
    return {unit: tuple(titles[:_MOST]) for unit, titles in found.items()}


def unit_headings(course: Course, page_values: PageValues, unit_of: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Headings of the pages of each unit, and titles of its entries."""
    units_of_files = _units_of_files(course, unit_of)
    found: dict[str, list[str]] = {}
    for module in course.modules:
        if module.id in unit_of:
            found.setdefault(unit_of[module.id], []).append(plain(module.title) or "")
    for page, headings in page_values("headings"):
        for unit in units_of_files.get(page.path, ()):
            texts = (heading.text for heading in headings) if isinstance(headings, tuple) else ()
            found.setdefault(unit, []).extend(texts)
    return {unit: tuple(texts) for unit, texts in found.items()}


def _units_of_files(course: Course, unit_of: Mapping[str, str]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for activity in course.activities:
        unit = unit_of.get(activity.module)
        for path in (activity.entry.partition("#")[0], *activity.files) if unit else ():
            found.setdefault(path, set()).add(unit or "")
    return found


def checks(module: Module, unit_checks: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What learners can test themselves with in the unit."""
    return unit_checks.get(module.id, ())


def opaque(module: Module, unit_opaque: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What may hold a self-test that the package does not show."""
    return unit_opaque.get(module.id, ())


def outcome_headings(
    module: Module, unit_headings: Mapping[str, tuple[str, ...]], standard_data: StandardData
) -> tuple[str, ...]:
    """Headings and titles in the unit that announce learning outcomes."""
    words = standard_data.lexicon("outcome-heading", "*") or frozenset()
    alone = standard_data.lexicon("outcome-heading-alone", "*") or frozenset()
    return tuple(dict.fromkeys(those_announcing(unit_headings.get(module.id, ()), words, alone)))[:_MOST]


def check_headings(
    module: Module,
    unit_headings: Mapping[str, tuple[str, ...]],
    standard_data: StandardData,
    reading_languages: tuple[str, ...],
) -> tuple[str, ...] | Fact[tuple[str, ...]]:
    """Headings and titles in the unit that announce questions; not known in a language without a list."""
    found = _speaking(module, unit_headings, standard_data, "assessment-heading")
    if found or known_to(standard_data, "assessment-heading", reading_languages):
        return found
    return no_lexicon(reading_languages)


def _speaking(
    module: Module, headings: Mapping[str, tuple[str, ...]], standard_data: StandardData, name: str
) -> tuple[str, ...]:
    words = standard_data.lexicon(name, "*") or frozenset()
    return tuple(dict.fromkeys(those_holding(headings.get(module.id, ()), words)))[:_MOST]


_MAP = "map<string, list<string>>"
_UNIT = (
    ("is_unit", "bool", "one of the units that the course is divided into", is_unit),
    ("teaches", "bool", "its title does not call it an introduction, an examination or resources", teaches),
    ("checks", "list<string>", "titles of what learners can test themselves with in the unit, at most ten", checks),
    ("opaque", "list<string>", "titles of what may hold a self-test that the package does not show", opaque),
    ("outcome_headings", "list<string>", "headings and titles in the unit that announce outcomes", outcome_headings),
    ("check_headings", "list<string>", "headings and titles in the unit that announce questions", check_headings),
)
_COURSE = (
    ("units", "list<module>", "parts of the level that divides the course, where two or more have content", units),
    ("unit_ids", "list<string>", "their ids (only for other facts)", unit_ids),
    ("unit_of", "map<string, string>", "unit of a node of the table of contents (only for other facts)", unit_of),
    ("unit_checks", _MAP, "self-tests by unit (only for other facts)", unit_checks),
    ("unit_opaque", _MAP, "activities that show nothing of what they ask, by unit (only for other facts)", unit_opaque),
)
FACTS = (
    *(
        FactDefinition(of=of, name=name, type=type_, meaning=meaning, function=function)
        for of, rows in (("module", _UNIT), ("course", _COURSE))
        for name, type_, meaning, function in rows
    ),
    FactDefinition(
        of="course",
        name="unit_headings",
        type=_MAP,
        meaning="headings and titles by unit (only for other facts)",
        function=unit_headings,
        needs=("page.headings",),
    ),
)
