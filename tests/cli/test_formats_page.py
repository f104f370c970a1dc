"""The table of formats is made from the readers, and the readers keep to what they state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from oecheck.cli._format_table import REFUSED, format_table
from oecheck.cli._formats_page import formats_page
from oecheck.containers import open_container
from oecheck.errors import PackageError
from oecheck.model.course import Course, Provider, Tool
from oecheck.model.fact import Fact, State, plain
from oecheck.readers import all_readers, choose, locate, reader_for
from oecheck.readers._borrowed import BORROWED
from oecheck.readers._detect import _NEVER_READ
from oecheck.readers._signs import NATIVE
from oecheck.texts import texts

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = REPOSITORY / "docs" / "formats.md"
FORMATS = [word for reader in all_readers() for word in reader.formats]
DAMAGED = {"descriptor-unreadable", "manifest-other-root"}
LARGEST = 300_000
OF_PARTS = {"provider": Provider, "tool": Tool}


def test_page_of_formats_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == formats_page(), "run: make docs"


def test_every_format_is_on_the_page_once_with_its_name() -> None:
    table = format_table()
    assert sorted(word for group in table.groups for word in group.formats) == sorted(FORMATS)
    assert [word for word in FORMATS if f"report.format.{word}" not in texts("en")] == []


def test_every_field_of_the_course_is_told_of_each_format() -> None:
    table = format_table()
    assert {*table.fields, *table.nowhere} >= {f"course.{name}" for name in Course.__struct_fields__} - {
        "course.source",
        "course.record",
    }
    for group in table.groups:
        assert {*group.says, *group.borrows, *group.lacks} == set(table.fields)


@pytest.mark.parametrize("word", FORMATS)
def test_format_states_only_fields_of_the_model(word: str) -> None:
    reader = reader_for(word)
    assert reader is not None
    for name in reader.capabilities[word]:
        kind, _, field = name.partition(".")
        holder: Any = {"course": Course, **OF_PARTS}[kind]
        assert field in holder.__struct_fields__


def test_everything_recognised_and_not_read_is_on_the_page() -> None:
    assert set(REFUSED) == {evidence for _, evidence in NATIVE} | (_NEVER_READ - DAMAGED)


def _filled(course: Course) -> Iterator[str]:
    """Fields that a reader gives a value."""
    for name in course.__struct_fields__:
        told = getattr(course, name)
        known = told.state in (State.PRESENT, State.CONFLICT) if isinstance(told, Fact) else told not in (None, ())
        if known and name not in ("source", "record"):
            yield f"course.{name}"
    provider = plain(course.provider)
    if provider is not None and plain(provider.country) is not None:
        yield "provider.country"
    for tool in course.tools:
        yield from (
            f"tool.{name}" for name in ("purpose", "owner", "fallback") if plain(getattr(tool, name)) is not None
        )


def _undeclared(paths: list[Path]) -> dict[str, list[str]]:
    """Fields that packages have a value for, and that the reader of their format does not state, by package."""
    found: dict[str, list[str]] = {}
    for path in paths:
        try:
            with open_container(path) as container:
                detection = locate(container)
                descriptor = choose(detection.descriptors)
                reader = reader_for(descriptor.format)
                assert reader is not None
                course = reader.read(detection.container, descriptor).course
        except PackageError:
            continue
        stated = reader.capabilities[descriptor.format] | BORROWED.get(descriptor.format, frozenset())
        if extra := sorted(set(_filled(course)) - stated):
            found[path.name] = extra
    return found


def test_borrowed_fields_are_fields_that_the_format_has_no_place_for() -> None:
    for word, borrowed in BORROWED.items():
        reader = reader_for(word)
        assert reader is not None
        assert borrowed
        assert not borrowed & reader.capabilities[word]
        assert borrowed <= {f"course.{name}" for name in Course.__struct_fields__}


def test_no_fixture_fills_a_field_that_its_format_has_no_place_for() -> None:
    paths = sorted(path for path in (REPOSITORY / "fixtures").glob("*/*") if path.is_dir())
    assert len(paths) > 5
    assert _undeclared(paths) == {}


def test_no_real_package_fills_a_field_that_its_format_has_no_place_for(shared: Path) -> None:
    paths = [path for path in sorted((shared / "corpus").glob("*/*")) if path.stat().st_size < LARGEST]
    assert len(paths) > 150
    assert _undeclared(paths) == {}
