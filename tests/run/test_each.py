"""One package under several editions: the reports that each check alone would give, and the package opened once."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

import oecheck.run._each
from oecheck.errors import NotAPackage
from oecheck.model.report import Report
from oecheck.rules import Catalogue
from oecheck.run import CheckOptions, load_catalogue, report_under_each
from oecheck.run._check import fresh_report
from oecheck.store import open_entries
from tests.editions import RULE, small_edition

CARTRIDGE = Path(__file__).resolve().parents[2] / "fixtures" / "common-cartridge" / "minimal"
OPTIONS = CheckOptions(date="2026-11-24")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The packages that are opened, each time."""
    found: list[Path] = []

    def noted(source: Path, *arguments: Any) -> Report:
        found.append(source)
        return fresh_report(source, *arguments)

    monkeypatch.setattr(oecheck.run._each, "fresh_report", noted)
    return found


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CARTRIDGE, tmp_path / "course"))


def _edition(folder: Path, *change: str) -> Catalogue:
    edition = small_edition(folder)
    if change:
        rule = (edition / RULE).read_text(encoding="utf-8")
        assert change[0] in rule
        (edition / RULE).write_text(rule.replace(change[0], change[1], 1), encoding="utf-8")
    return load_catalogue(str(edition), cached=False)


def _alone(package: Path, catalogue: Catalogue) -> Report:
    return fresh_report(package, OPTIONS, "", catalogue)


def test_another_number_needs_no_second_look_at_the_package(tmp_path: Path, package: Path, opened: list[Path]) -> None:
    editions = (_edition(tmp_path / "old"), _edition(tmp_path / "new", "value: 3", "value: 9"))

    assert list(report_under_each(package, OPTIONS, editions)) == [_alone(package, one) for one in editions]
    assert opened == [package]


def test_rule_that_reads_more_opens_the_package_again(tmp_path: Path, package: Path, opened: list[Path]) -> None:
    reads_more = ("that: has(course.title)", "that: has(course.title) && size(course.doubled_words) > 5")
    editions = (_edition(tmp_path / "old"), _edition(tmp_path / "new", *reads_more))

    old, new = report_under_each(package, OPTIONS, editions)
    assert [old, new] == [_alone(package, one) for one in editions]
    assert old.requirements[0].outcomes != new.requirements[0].outcomes
    assert opened == [package, package]


def test_nothing_is_kept_unasked(tmp_path: Path, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OECHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("OECHECK_CACHE_MIB", "100")
    edition = _edition(tmp_path)

    report_under_each(package, OPTIONS, (edition, edition))
    assert list(tmp_path.glob("cache/**/*.*")) == []
    report_under_each(package, msgspec.structs.replace(OPTIONS, keep_facts=True), (edition, edition))
    assert open_entries() is not None
    assert len(list(tmp_path.glob("cache/**/*.facts"))) == 1


def test_file_that_is_no_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    edition = _edition(tmp_path)

    with pytest.raises(NotAPackage):
        report_under_each(tmp_path / "notes.txt", OPTIONS, (edition, edition))
