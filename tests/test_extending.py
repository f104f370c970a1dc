"""Adding a report format, a fact or a package format is adding one file (DESIGN §7, STYLE §4)."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from oecheck import reporters, vocabulary
from oecheck.facts import _registry as fact_registry
from oecheck.facts import registry
from oecheck.readers import _registry as reader_registry
from oecheck.readers import all_readers, reader_for
from oecheck.run import CheckOptions, check_package, inspect_package
from oecheck.run import _standard as standard
from oecheck.vocabulary import kinds

CONFORMING = Path(__file__).resolve().parents[1] / "fixtures" / "course" / "conforming"
OPTIONS = CheckOptions(date="2026-11-24", cache=False)

FACT = """
from oecheck.facts import FactDefinition
from oecheck.model.fact import plain


def title_length(course):
    return len(plain(course.title) or "")


FACTS = (
    FactDefinition(of="course", name="title_length", type="int", meaning="its characters", function=title_length),
)
"""

READER = """
from oecheck.model.course import Course
from oecheck.model.package import Descriptor, ReadResult
from oecheck.model.source import Source


class _Reader:
    name = "dummy_cards"
    formats = ("dummy-cards",)
    capabilities = {"dummy-cards": frozenset({"course.title"})}

    def detect(self, container):
        if "cards.txt" not in container.files:
            return ()
        source = Source("cards.txt", 1, 1)
        return (Descriptor(source=source, format="dummy-cards", evidence="cards", primary=True, readable=True),)

    def read(self, container, descriptor):
        return ReadResult(course=Course(source=descriptor.source, title=container.read("cards.txt").decode()))


READER = _Reader()
"""

REPORTER = """
from oecheck.reporters import ReporterDefinition


def render(report, options):
    yield report.subject.name.encode()


REPORTER = ReporterDefinition(name="dummy_name", media_type="text/plain", suffix=".txt", render=render)
"""


@pytest.fixture
def add_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str, str], None]]:
    """Lays one file beside the modules of a folder of oecheck, and forgets it afterwards."""
    added: list[str] = []
    caches = (
        *(fact_registry.registry, reader_registry._module_names, reader_registry._built_in, reporters._built_in),
        *(standard._kinds, standard._without_variables, standard._to_run, vocabulary.signature),
    )

    def add(package: str, name: str, text: str) -> None:
        folder = tmp_path / package.rpartition(".")[2]
        folder.mkdir()
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
        module = importlib.import_module(package)
        monkeypatch.setattr(module, "__path__", [*module.__path__, str(folder)])
        added.append(f"{package}.{name}")
        for cache in caches:
            cache.cache_clear()

    yield add
    for name in added:
        sys.modules.pop(name, None)
    for cache in caches:
        cache.cache_clear()


def test_a_fact_is_added_by_one_file_and_rules_may_use_it(add_file: Callable[[str, str, str], None]) -> None:
    add_file("oecheck.facts", "dummy_title_length", FACT)

    assert ("course", "title_length") in registry().facts
    assert str(kinds()["course"].fields["title_length"].type) == "int"
    with inspect_package(CONFORMING, OPTIONS) as seen:
        assert seen.evaluate("course.title_length == size(course.title) && course.title_length > 0").value is True


def test_a_package_format_is_added_by_one_file(add_file: Callable[[str, str, str], None], tmp_path: Path) -> None:
    add_file("oecheck.readers", "dummy_cards", READER)

    reader = reader_for("dummy-cards")
    assert reader is not None
    assert "dummy_cards" in {known.name for known in all_readers()}
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "cards.txt").write_text("Ten words of Finnish", encoding="utf-8")
    report = check_package(tmp_path / "course", OPTIONS)
    assert report.subject.format == "dummy-cards"
    assert report.subject.title == "Ten words of Finnish"


def test_a_report_format_is_added_by_one_file(add_file: Callable[[str, str, str], None]) -> None:
    from oecheck.reporters import reporter_names

    add_file("oecheck.reporters", "dummy_name", REPORTER)

    assert "dummy_name" in reporter_names()
    definition = reporters.reporter("dummy_name")
    assert definition is not None
    report = check_package(CONFORMING, OPTIONS, name="course.zip")
    assert b"".join(definition.render(report, reporters.RenderOptions())) == report.subject.name.encode()


def test_every_fact_can_be_given_what_its_parameters_name() -> None:
    assert registry().problems() == []
