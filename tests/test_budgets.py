"""What makes a check fast, as far as it can be counted: times wobble, counts do not (DESIGN §8).

The times themselves are measured by benchmarks/run.py.
"""

from __future__ import annotations

import math
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import oecheck.documents.xml
import oecheck.engine
import oecheck.facts._scan
import oecheck.run._check
import oecheck.run._witness
from oecheck.model.report import Report
from oecheck.run import CheckOptions, check_package
from oecheck.run._targets import PackageTargets
from tests.made_course import PAGES_PER_QUIZ, write_course

PAGES = 40
_OPTIONS = CheckOptions(date="2026-01-01")


class Counted:
    """One check, with what was done how often."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.containers: list[Any] = []
        self.runs: list[PackageTargets] = []
        self.report: Report | None = None
        self.entries = 0


def _counting(counted: Counted, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        counted.calls[name] += 1
        return function(*arguments, **named)

    return call


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Counted:
    """A check of a course of some pages, watched."""
    result = Counted()
    package = tmp_path_factory.mktemp("budgets") / "course.imscc"
    result.entries = write_course(package, PAGES)

    class Watched(PackageTargets):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            result.runs.append(self)

        def let_go(self) -> None:
            """Keeps what the tests look at."""

    open_container = oecheck.run._check.open_container

    def opening(*arguments: Any) -> Any:
        container = open_container(*arguments)
        result.containers.append(container)
        return container

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(oecheck.run._check, "open_container", opening)
        patch.setattr(oecheck.run._witness, "PackageTargets", Watched)
        for module, name in (
            (oecheck.facts._scan, "parse_html"),
            (oecheck.facts._scan, "sniff"),
            (oecheck.documents.xml, "_tree"),
            (oecheck.engine, "_outcome"),
        ):
            patch.setattr(module, name, _counting(result, name, getattr(module, name)))
        result.report = check_package(package, _OPTIONS)
    return result


def test_the_made_course_is_a_sound_one(counted: Counted) -> None:
    assert counted.report is not None
    assert counted.report.subject.format == "common-cartridge"
    assert not [limit for limit in counted.report.limits if limit.incomplete]
    assert len(counted.runs[0].pages) > PAGES  # the quizzes hold pages too


def test_a_package_is_opened_once(tmp_path: Path) -> None:
    package = tmp_path / "course.imscc"
    write_course(package, 3)
    opened = _openings(package)
    check_package(package, _OPTIONS)
    assert opened() == 1


def test_each_entry_is_inflated_once(counted: Counted) -> None:
    assert counted.containers[0].inflations == counted.entries


def test_each_entry_is_sniffed_once(counted: Counted) -> None:
    assert counted.calls["sniff"] == counted.entries


def test_each_page_is_parsed_once(counted: Counted) -> None:
    assert counted.calls["parse_html"] == len(counted.runs[0].pages)


def test_each_descriptor_is_parsed_once(counted: Counted) -> None:
    assert counted.calls["_tree"] == 1 + PAGES // PAGES_PER_QUIZ


def test_a_rule_looks_at_a_thing_once(counted: Counted) -> None:
    assert counted.report is not None
    told = sum(
        outcomes.passed + outcomes.failed + outcomes.cant_tell + outcomes.inapplicable
        for outcomes in (requirement.outcomes for requirement in counted.report.requirements)
    )
    structural = sum(
        len(list(counted.runs[0].targets(rule.for_each))) for rule in _conditions(counted.report.subject.format)
    )
    assert counted.calls["_outcome"] <= told + structural


def test_of_many_things_most_are_judged_at_a_glance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted()
    monkeypatch.setattr(oecheck.engine, "_outcome", _counting(counted, "_outcome", oecheck.engine._outcome))
    report = check_package(_course(tmp_path, 250), _OPTIONS)
    outcomes = [requirement.outcomes for requirement in report.requirements]
    judged = sum(one.passed + one.failed + one.cant_tell + one.inapplicable for one in outcomes)
    assert 0 < counted.calls["_outcome"] < judged / 4


def test_work_grows_with_the_pages_and_not_with_their_square(tmp_path: Path) -> None:
    few, many = 30, 300
    check_package(_course(tmp_path, 1), _OPTIONS)  # what is loaded once is not counted
    one, some, all_of_them = (_calls(_course(tmp_path, pages)) for pages in (1, few, many))
    exponent = math.log((all_of_them - one) / (some - one)) / math.log((many - 1) / (few - 1))
    assert exponent < 1.05


def test_memory_grows_by_a_few_kilobytes_a_page(tmp_path: Path) -> None:
    few, many = 20, 200
    check_package(_course(tmp_path, 1), _OPTIONS)
    some, all_of_them = (_peak(_course(tmp_path, pages)) for pages in (few, many))
    assert (all_of_them - some) / (many - few) < 12 * 1024


def test_a_long_film_is_read_in_pieces(tmp_path: Path) -> None:
    film = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + (24 << 20).to_bytes(4, "big") + b"mdat" + bytes((24 << 20) - 8)
    package = tmp_path / "film.imscc"
    write_course(package, 1, film)
    check_package(package, _OPTIONS)
    assert _peak(package) < _peak(_course(tmp_path, 1)) + (2 << 20)


def _course(folder: Path, pages: int) -> Path:
    package = folder / f"course{pages}.imscc"
    write_course(package, pages)
    return package


def _conditions(package_format: str) -> list[Any]:
    from oecheck.run._standard import load_catalogue

    return load_catalogue("ohe@0.1").conditions(package_format)


@contextmanager
def _profiled(profile: Callable[..., None]) -> Iterator[None]:
    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        yield
    finally:
        sys.setprofile(before)


def _calls(package: Path) -> int:
    """Function calls of a check: a measure of its work that is the same on every machine."""
    count = 0

    def profile(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    with _profiled(profile):
        check_package(package, _OPTIONS)
    return count


def _peak(package: Path) -> int:
    """The most memory in bytes that Python had given out at once during a check."""
    tracemalloc.start()
    try:
        check_package(package, _OPTIONS)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _openings(package: Path) -> Callable[[], int]:
    """Counts how often a file is opened from now on; the hook cannot be taken off, and does nothing later."""
    wanted, count = str(package), [0]

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and str(arguments[0]) == wanted:
            count[0] += 1

    sys.addaudithook(hook)
    return lambda: count[0]
