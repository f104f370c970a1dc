"""How complete a course is in each language that it is offered in (LNG-001).

Versions in parallel files are paired by name (`en/unit1.html` and `fr/unit1.html`); where names cannot be paired the
pages of each language are counted. A page in several languages counts for each that it marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from oecheck.facts._definition import FactDefinition
from oecheck.facts._record_said import Record, entries
from oecheck.model.course import Course, LanguageVersion
from oecheck.model.fact import Fact, Method, Value, plain, unreadable
from oecheck.model.page import Page
from oecheck.values import language_tag
from oecheck.values.patterns import pattern

__all__ = ["FACTS", "offered"]

_PARTS = pattern(r"[/._-]+")
_MOST, _MAX_UNTOLD = 10, 0.2
PageValues = Callable[[str], Iterable[tuple[Page, Any]]]


class _Told(msgspec.Struct, frozen=True):
    """A page: what it is called without its language, and its languages."""

    key: str
    path: str
    languages: frozenset[str]


def offered(course: Course) -> tuple[str, ...]:
    """Languages that the course is offered in as a whole, one for each primary subtag and script; none where it is one
    language."""
    tags = plain(course.offered_languages) or ()
    by_name: dict[str, str] = {}
    for tag in tags:
        by_name.setdefault(_name(tag), tag)
    return tuple(by_name.values()) if len(by_name) > 1 else ()


def language_versions(course: Course, page_values: PageValues, record: Record) -> tuple[LanguageVersion, ...]:
    """Each offered language with its share of the pages."""
    tags = offered(course)
    if not tags:
        return ()
    pages, untold = _told(tags, page_values)
    declared = {str(one.get("tag")): one.get("coverage") for one in entries(record, "languages")}
    groups: dict[str, set[str]] = {}
    for page in pages:
        groups.setdefault(page.key, set()).update(page.languages)
    paired = sum(1 for languages in groups.values() if len(languages) > 1) * 2 >= len(groups)
    counts = {tag: sum(1 for page in pages if _name(tag) in page.languages) for tag in tags}
    return tuple(_version(tag, groups if paired else {}, counts, declared.get(tag), untold, course) for tag in tags)


def _told(tags: tuple[str, ...], page_values: PageValues) -> tuple[list[_Told], float]:
    names = {name.lower(): _name(tag) for tag in tags for name in (tag, language_tag.primary(tag))}
    parts = {page.id: value for page, value in page_values("part_langs")}
    seen: list[_Told] = []
    total = untold = 0
    words = {page.id: plain(value) or 0 for page, value in page_values("words")}
    for page, lang in page_values("lang"):
        if page.audience == "instructor" or not words.get(page.id):
            continue
        total += 1
        tokens = [token for token in _PARTS.split(page.id) if token]
        by_name = {names[token.lower()] for token in tokens if token.lower() in names}
        marks = parts.get(page.id)
        marked = (plain(lang) or "", *(marks if isinstance(marks, tuple) else ()))
        languages = by_name or {_name(tag) for tag in marked if tag}
        if not languages:
            untold += 1
            continue
        key = "/".join(token for token in tokens if token.lower() not in names)
        seen.append(_Told(key, page.id, frozenset(languages)))
    return seen, untold / total if total else 1.0


def _version(
    tag: str, groups: Mapping[str, set[str]], counts: Mapping[str, int], declared: Any, untold: float, course: Course
) -> LanguageVersion:
    name = _name(tag)
    missing = [key for key, languages in groups.items() if name not in languages]
    most = len(groups) or max(counts.values())
    have = len(groups) - len(missing) if groups else counts[tag]
    measured = have / most if most else 0.0
    share: Value[float] = Fact(value=measured, method=Method.DERIVED)
    if untold > _MAX_UNTOLD:
        share, measured = unreadable("languages-of-pages-not-told"), 1.0
    if isinstance(declared, int | float) and declared < measured:
        share = Fact(value=float(declared), method=Method.SUPPLIED)
    return LanguageVersion(
        source=course.source, tag=tag, pages=counts[tag], share=share, missing=tuple(missing[:_MOST])
    )


def _name(tag: str) -> str:
    """What tells languages apart here: the primary subtag, and the script where one is written (zh-Hant)."""
    parts = language_tag.normalise(tag).tag or tag
    script = next((part for part in parts.split("-")[1:] if len(part) == 4 and part.isalpha()), "")
    return "-".join(filter(None, (language_tag.primary(tag) or tag.lower(), script)))


FACTS = (
    FactDefinition(
        of="course",
        name="language_versions",
        type="list<language_version>",
        meaning="languages that the course is offered in as a whole, where there are several",
        function=language_versions,
        needs=("page.lang", "page.part_langs", "page.words"),
    ),
)
