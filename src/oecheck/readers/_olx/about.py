"""The folder `about/`: the page for people who look for a course, and one value per file.

Source: formats/olx.md §3; openedx-platform `common/djangoapps/…/course_overview` (template of `overview.html`).
"""

from __future__ import annotations

import re

import msgspec

from oecheck.documents.html import HtmlDocument, HtmlElement, document_text, parse_html, shown_text
from oecheck.model.fact import Fact, Method, Value, unreadable
from oecheck.model.source import Source
from oecheck.readers._olx.shelf import Shelf
from oecheck.values.patterns import pattern
from oecheck.values.text import fold, strip_markup

__all__ = ["OVERVIEW", "VALUE_FILES", "About", "Teacher", "read_about"]

OVERVIEW = "about/overview.html"
VALUE_FILES = frozenset(
    {
        "about_sidebar_html",
        "description",
        "duration",
        "effort",
        "entrance_exam_enabled",
        "entrance_exam_id",
        "entrance_exam_minimum_score_pct",
        "short_description",
        "subtitle",
        "syllabus",
        "title",
        "video",
    }
)
"""Files of `about/` that hold one value each, not a page."""
_MAX_TEXT = 20_000  # characters of a description
_TEMPLATE_PREREQUISITES = "add information about the skills and knowledge students need to take this course"
_TEMPLATE_TEACHER = pattern(r"staff member #\d")
_MAX_HEADINGS = 500
_NEAR = 20  # a heading stands not deeper than that in its section

_WEEKS = pattern(r"(?<![\d.,])(\d{1,3})(?:\s{0,3}-\s{0,3}(\d{1,3}))? ?(?:week|wk)s?\b", re.IGNORECASE)
_HOURS = pattern(
    r"(?<![\d.,])(\d{1,3})(?:\s{0,3}(?:-|–|to)\s{0,3}(\d{1,3}))? ?(?:hours?|hrs?|h)\b.{0,20}?(?:week|wk)", re.IGNORECASE
)
_TOTAL_HOURS = pattern(r"(\d{1,4}) ?(?:hours?|hrs?|h)(?: in total)?", re.IGNORECASE)
_CLOCK = pattern(r"(\d{1,3}):([0-5]\d)")  # what Studio keeps: hours and minutes a week
_HOUR_S = 3600.0
_CONFIDENCE = 0.6


class Teacher(msgspec.Struct, frozen=True):
    """A person of the section on the staff."""

    name: str
    source: Source


class About(msgspec.Struct, frozen=True):
    """What the folder says; None where nothing does."""

    description: Value[str] = None
    prerequisites: Value[str] = None
    study_time_s: Value[float] = None
    teachers: tuple[Teacher, ...] = ()


def read_about(shelf: Shelf) -> About:
    """The description is that of the overview, else the short one."""
    data = shelf.data(OVERVIEW)
    page = parse_html(data, OVERVIEW) if data.strip() else None
    described = _section(page, "about") or _whole(page)
    if described is None:
        described = _value(shelf, "short_description") or _value(shelf, "description")
    return About(
        description=described,
        prerequisites=_prerequisites(page),
        study_time_s=_study_time(shelf),
        teachers=_teachers(page),
    )


def _value(shelf: Shelf, name: str) -> Fact[str] | None:
    path = f"about/{name}.html"
    text = strip_markup(shelf.text(path)[:_MAX_TEXT])
    return Fact(value=text, sources=(Source(path, 1, 1),)) if text else None


def _section(page: HtmlDocument | None, name: str) -> Fact[str] | None:
    """Text of the section of a class, its heading left out."""
    section = _of_class(page, "section", name)
    if page is None or section is None:
        return None
    text = shown_text(page, section, _MAX_TEXT)
    for heading in (*page.named("h1"), *page.named("h2")):
        title = shown_text(page, heading, 500)
        if title and text.startswith(title) and _inside(page, heading, section):
            text = text.removeprefix(title).strip()
            break
    return Fact(value=text, sources=(page.source(section),)) if text else None


def _whole(page: HtmlDocument | None) -> Fact[str] | None:
    """Text of a page without the sections of the template."""
    if page is None or _of_class(page, "section", "about") is not None:
        return None
    text = document_text(page, _MAX_TEXT)
    return Fact(value=text, sources=(Source(OVERVIEW, 1, 1),)) if text else None


def _prerequisites(page: HtmlDocument | None) -> Fact[str] | None:
    found = _section(page, "prerequisites")
    if found is None or _TEMPLATE_PREREQUISITES in fold(found.value or ""):
        return None
    return found


def _teachers(page: HtmlDocument | None) -> tuple[Teacher, ...]:
    """Names of the articles of class `teacher`, those of the template left out."""
    if page is None:
        return ()
    found: dict[int, Teacher] = {}
    for heading in page.named("h3")[:_MAX_HEADINGS]:
        article = _article_around(page, heading)
        name = shown_text(page, heading, 200) if article is not None else ""
        if article is None or id(article.node) in found or not name:
            continue
        found[id(article.node)] = Teacher(name, page.source(article))  # the node lives as long as the page
    return tuple(person for person in found.values() if not _TEMPLATE_TEACHER.match(fold(person.name)))


def _article_around(page: HtmlDocument, element: HtmlElement) -> HtmlElement | None:
    around = page.parent(element)
    for _ in range(_NEAR):
        if around is None:
            return None
        if around.name == "article" and "teacher" in around.get("class").split():
            return around
        around = page.parent(around)
    return None


def _of_class(page: HtmlDocument | None, tag: str, name: str) -> HtmlElement | None:
    elements = page.named(tag) if page is not None else ()
    return next((element for element in elements if name in element.get("class").split()), None)


def _inside(page: HtmlDocument, element: HtmlElement, holder: HtmlElement) -> bool:
    around = page.parent(element)
    for _ in range(_NEAR):
        if around is None:
            return False
        if around.node is holder.node:
            return True
        around = page.parent(around)
    return False


def _study_time(shelf: Shelf) -> Value[float]:
    """Weeks times hours a week; both are free text, so the result is inferred."""
    duration, effort = (strip_markup(shelf.text(f"about/{name}.html")[:1000]) for name in ("duration", "effort"))
    if not duration and not effort:
        return None
    told = (("duration", duration), ("effort", effort))
    places = tuple(Source(f"about/{name}.html", 1, 1) for name, text in told if text)
    weeks = _middle(_WEEKS.search(duration) or _WEEKS.search(effort))
    hours = _middle(_HOURS.search(effort) or _HOURS.search(duration))
    clock = _CLOCK.fullmatch(effort)
    if clock is not None:
        hours = int(clock[1]) + int(clock[2]) / 60
    if weeks and hours:
        raw = f"{duration}; {effort}"[:200]
        return Fact(
            value=weeks * hours * _HOUR_S, method=Method.INFERRED, confidence=_CONFIDENCE, raw=raw, sources=places
        )
    total = _TOTAL_HOURS.fullmatch(duration or effort)
    if total is not None and not weeks:
        return Fact(
            value=int(total[1]) * _HOUR_S,
            method=Method.INFERRED,
            confidence=_CONFIDENCE,
            raw=total[0],
            sources=places,
        )
    return unreadable("study-time-in-words", *places)


def _middle(match: re.Match[str] | None) -> float | None:
    """The number of a text, the middle of a range."""
    if match is None:
        return None
    return (int(match[1]) + int(match[2] or match[1])) / 2
