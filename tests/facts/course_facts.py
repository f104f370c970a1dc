"""A course made for a test, and its facts: lists of the edition, pages as the test gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from oecheck.facts import FactInputs, FactRun, registry
from oecheck.model.course import Activity, Assessment, Course, LearningOutcome, Module, Question
from oecheck.model.fact import plain
from oecheck.model.package import Package, ReadResult
from oecheck.model.page import Heading, Page
from oecheck.model.source import Source
from oecheck.run import load_catalogue

AT = Source("course")


@cache
def catalogue() -> Any:
    return load_catalogue("ohe@0.1")


class _Run(FactRun):
    """Facts of a course without a container; the facts of its pages are given."""

    def __init__(
        self, course: Course, record: Mapping[str, Any] | None, format_: str, pages: Mapping[str, Any]
    ) -> None:
        inputs = FactInputs(
            container=None,
            course=course,
            package=Package(source=AT, name="p", format=format_),
            reading=ReadResult(course=course),
            standard_data=catalogue(),
            resolver=None,
            record=record,
            today="2026-01-01",
        )
        self._told = pages
        super().__init__(inputs, registry(), ())

    def page_values(self, name: str) -> Iterator[tuple[Page, Any]]:
        for path, values in self._told.items():
            yield Page(source=Source(path), path=path, id=path), values.get(name)


class CourseFacts:
    """Facts of one course.

    Args:
        record: the course description record as data.
        format_: format of the package.
        pages: path of a page → its facts by name.
        fields: fields of the course.
    """

    def __init__(
        self,
        *,
        record: Mapping[str, Any] | None = None,
        format_: str = "common-cartridge",
        pages: Mapping[str, Any] | None = None,
        **fields: Any,
    ) -> None:
        self.course = Course(source=AT, record=record is not None, **fields)
        self._run = _Run(self.course, record, format_, pages or {})

    def fact(self, name: str) -> Any:
        """A fact of the course, as it is."""
        return self._run.value("course", name, self.course)

    def value(self, name: str) -> Any:
        """The value alone of a fact of the course."""
        return plain(self.fact(name))

    def of(self, kind: str, name: str, thing: Any) -> Any:
        """The value alone of a fact of a part."""
        return plain(self._run.value(kind, name, thing))


def activity(name: str, **fields: Any) -> Activity:
    return Activity(source=AT, id=name, **{"title": name, **fields})


def module(name: str, **fields: Any) -> Module:
    return Module(source=AT, id=name, **{"title": name, "activity_count": 1, **fields})


def outcome(name: str, **fields: Any) -> LearningOutcome:
    return LearningOutcome(source=AT, id=name, **fields)


def assessment(name: str, **fields: Any) -> Assessment:
    return Assessment(source=AT, id=name, **fields)


def question(name: str, **fields: Any) -> Question:
    return Question(source=AT, id=name, **fields)


def heading(text: str, page: str = "p.html") -> Heading:
    return Heading(source=Source(page), page=page, level=2, text=text)
