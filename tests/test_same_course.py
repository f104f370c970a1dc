"""The same course in several formats: whatever two formats can both say, the course model says the same.

What differs, and why:

* The generator ends a page by the bytes that it has written, references included, and those are longer in Open edX:
  its pages may end some blocks sooner, so they are compared as far as both go. Pages of EPUB differ behind their first
  link. Every page of every format is compared with the markup that the generator wrote for it.
* EPUB links to no hand-outs (PDF is no core media type), has a page of contents, and has no place for quizzes.
* SCORM 1.2 as made here states no language and no licence; its pages are the activities (SCO), and it has no place
  for quizzes, discussions and web links.
* In Open edX a problem is an exercise by itself, so there are as many assessments as questions; the generator writes
  an open answer as a short text, and true/false as a choice. It has no discussions or web links from the generator.
* `ro-crate` and `pages`, which the generator writes too, are no course formats.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import msgspec
import pytest

from oecheck.model.course import Course
from oecheck.model.fact import plain
from oecheck.run import CheckOptions, inspect_package
from tests.tools.made_packages import SUFFIXES, generator, make

PAGES = 30
SPEC = {"pages": PAGES, "seed": 11, "image_kb": 0.5}
NUMBER = re.compile(r"page-(\d{5})\.x?html$")
CARTRIDGES = ("imscc", "imscc1.1", "imscc1.2")
SAME_PAGES = (*CARTRIDGES, "scorm12")
MARKUP = {
    "headings": r"<h[1-6]\b",
    "images": r"<img\b",
    "links": r"<a\b",
    "tables": r"<table\b",
    "formulas": r"<math\b",
}
QUESTION_KINDS = {"true_false": "single_choice", "essay": "short_text"}
"""How the generator writes kinds that Open edX does not have."""


class Page(msgspec.Struct, frozen=True):
    """What is compared of a page."""

    title: str | None
    headings: list[tuple[int, str]]
    images: list[tuple[str, str | None]]
    links: list[tuple[str, str]]
    tables: list[tuple[int, int]]
    counts: dict[str, int]


class Read(msgspec.Struct, frozen=True):
    """A package as read."""

    course: Course
    pages: dict[int, Page]
    made: Any


@pytest.fixture(scope="module")
def read(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Read]:
    """The same course, read from every format."""
    folder = tmp_path_factory.mktemp("same")
    return {form: _read(*make(shared, folder, form, form, **SPEC)) for form in SUFFIXES}


def _read(path: Path, made: Any) -> Read:
    with inspect_package(path, CheckOptions(date="2026-01-01")) as inspection:
        course, run = inspection.inputs.course, inspection.run
        parts = {name: {page.id: _shown(found) for page, found in run.page_values(name)} for name in MARKUP}
        pages = {
            int(number[1]): _page(page, {name: parts[name][page.id] for name in MARKUP}, course)
            for page in run.pages
            if (number := NUMBER.search(page.path))
        }
    return Read(course, pages, made)


def _shown(found: Any) -> list[Any]:
    """The parts without what the page loads by itself, which is among its links too."""
    return [part for part in found if not getattr(part, "embedded", False)]


def _page(page: Any, parts: dict[str, Any], course: Course) -> Page:
    titles = {activity.entry: activity.title for activity in course.activities}
    return Page(
        title=plain(titles.get(page.path)),
        headings=[(heading.level, heading.text) for heading in parts["headings"]],
        images=[(image.src.rpartition("/")[2], plain(image.name)) for image in parts["images"]],
        links=list(_links(parts["links"])),
        tables=[(table.rows, table.columns) for table in parts["tables"]],
        counts={name: len(found) for name, found in parts.items()},
    )


def _links(links: Any) -> Iterator[tuple[str, str]]:
    """Links but those to hand-outs and to the neighbours, with the suffix of pages left out."""
    for link in links:
        if not link.href.endswith(".pdf") and link.name not in ("Previous", "Next"):
            yield re.sub(r"\.x?html(?=#|$)", "", link.href), link.name


def _quizzes(course: Course) -> list[tuple[str, int]]:
    """Stem and number of answers of every question."""
    return [(" ".join(str(plain(question.stem)).split()), question.options) for question in course.questions]


@pytest.mark.parametrize("form", SUFFIXES)
def test_title_and_pages_are_the_same(read: dict[str, Read], form: str) -> None:
    first, found = read["imscc"], read[form]
    assert plain(found.course.title) == found.made.title
    assert list(found.pages) == list(range(1, PAGES + 1))
    assert [page.title for page in found.pages.values()] == found.made.titles
    assert found.made.titles == first.made.titles


@pytest.mark.parametrize("form", SUFFIXES)
def test_language_is_the_same_where_the_package_states_it(read: dict[str, Read], form: str) -> None:
    assert plain(read[form].course.languages) == (None if form == "scorm12" else ("en",))


@pytest.mark.parametrize("form", SAME_PAGES)
def test_pages_that_are_the_same_bytes_say_the_same(read: dict[str, Read], form: str) -> None:
    assert read[form].pages == read["imscc"].pages


@pytest.mark.parametrize("part", ["headings", "images", "links", "tables"])
def test_pages_of_open_edx_say_the_same_as_far_as_both_go(read: dict[str, Read], part: str) -> None:
    compared = 0
    for number, page in read["olx"].pages.items():
        here, there = getattr(page, part), getattr(read["imscc"].pages[number], part)
        common = min(len(here), len(there))
        assert here[:common] == there[:common]
        assert abs(len(here) - len(there)) <= 6
        compared += common
    assert compared > PAGES


@pytest.mark.parametrize("form", SUFFIXES)
def test_page_says_what_the_generator_wrote(read: dict[str, Read], shared: Path, form: str) -> None:
    layout = _layout(generator(shared), form)
    for number, page in read[form].pages.items():
        markup = read[form].made.page(number, layout).decode()
        assert page.counts == {name: len(re.findall(pattern, markup)) for name, pattern in MARKUP.items()}
        headings = re.findall(r"<h([1-6])[^>]*>(.*?)</h", markup)
        assert page.headings == [(int(level), unescape(text)) for level, text in headings]
        images = re.findall(r'<img src="(?:[^"]*/)?([^"/]+)" alt="([^"]*)"', markup)
        assert page.images == [(name, unescape(text)) for name, text in images]
        rows = [table.count("<tr>") for table in re.findall(r"<table>.*?</table>", markup)]
        assert [count for count, _ in page.tables] == rows


def _layout(maker: Any, form: str) -> Any:
    if form == "epub":
        return maker.Layout(page_dir="EPUB/", page_suffix=".xhtml", media_dir="EPUB/media/", xhtml=True)
    if form == "olx":
        return maker.Layout(page_dir="course/html/", media_prefix="/static/", fragment=True)
    return maker.Layout()


@pytest.mark.parametrize("form", ["imscc1.1", "imscc1.2", "olx"])
def test_questions_are_the_same(read: dict[str, Read], form: str) -> None:
    first, found = read["imscc"].course, read[form].course
    assert [stem for stem, _ in _quizzes(found)] == [stem for stem, _ in _quizzes(first)]
    wanted = [question.kind for question in first.questions]
    if form == "olx":
        wanted = [QUESTION_KINDS.get(kind, kind) for kind in wanted]
    assert [question.kind for question in found.questions] == wanted


@pytest.mark.parametrize("form", SUFFIXES)
def test_number_of_quizzes_discussions_and_links_is_what_was_written(read: dict[str, Read], form: str) -> None:
    course, modules = read[form].course, len(read[form].made.modules)
    kinds = Counter(activity.kind for activity in course.activities)
    if form in CARTRIDGES:
        assert kinds == {"page": PAGES, "quiz": modules, "discussion": modules, "link": modules}
        assert len(course.assessments) == modules
    elif form == "olx":
        assert kinds == {"page": PAGES, "quiz": len(course.questions)}
        assert len(course.assessments) == len(course.questions) > modules
    else:
        assert kinds == {"interactive" if form == "scorm12" else "page": PAGES}
        assert (course.assessments, course.questions) == ((), ())


@pytest.mark.parametrize("form", ["imscc", "imscc1.1", "imscc1.2", "scorm12", "olx"])
def test_modules_hold_the_pages_of_the_generator(read: dict[str, Read], form: str) -> None:
    titles = [plain(module.title) for module in read[form].course.modules]
    wanted = [f"Module {number}" for number in range(1, len(read[form].made.modules) + 1)]
    assert [title for title in titles if str(title).startswith("Module ")] == wanted
