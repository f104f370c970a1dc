"""`oecheck standard lint` and `test`, on a copy of the edition that somebody edits."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from oecheck.values.locations import standards_root
from tests.cli.conftest import Run

RULE = "rules/pkg/OHE-PKG-003-manifest-is-valid.yaml"


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy of all standards; gives the folder of the edition 0.1."""
    shutil.copytree(standards_root(), tmp_path / "standards")
    return tmp_path / "standards" / "ohe" / "0.1"


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_bundled_edition_is_sound(run: Run) -> None:
    code, out, err = run("standard", "lint")

    assert (code, err) == (0, "")
    assert "No problem found." in out
    assert "Problems:" not in out


def test_misspelt_name_is_told_with_file_and_line(run: Run, edition: Path) -> None:
    _change(edition / RULE, 'pkg.format != "unknown"', 'pkg.fromat != "unknown"')
    line = (edition / RULE).read_text(encoding="utf-8").split("pkg.fromat")[0].count("\n") + 1
    code, out, err = run("standard", "lint", str(edition))

    assert (code, err) == (4, "")
    assert f"OHE-PKG-003-manifest-is-valid.yaml:{line}:" in out
    assert "fromat" in out


def test_edition_with_a_mistake_checks_no_package(run: Run, edition: Path) -> None:
    _change(edition / RULE, 'pkg.format != "unknown"', "pkg.format +")
    course = Path(__file__).resolve().parent.parent.parent / "fixtures" / "course" / "conforming"

    assert run("check", str(course), "--standard", str(edition))[0] == 4


def test_examples_of_a_sound_rule_come_out_as_written(run: Run) -> None:
    code, out, _ = run("standard", "test", "OHE-PKG-003")

    assert code == 0
    assert "rules and checks: 1, not as written: 0" in " ".join(out.split())


def test_example_that_comes_out_otherwise_is_told(run: Run, edition: Path) -> None:
    _change(edition / RULE, "outcome: inapplicable", "outcome: passed")
    code, out, _ = run("standard", "test", "OHE-PKG-003", "--standard", str(edition))

    assert code == 4
    assert "wanted: passed" in out
    assert "found: inapplicable" in out


def test_unknown_rule_is_never_a_test_of_nothing(run: Run) -> None:
    assert run("standard", "test", "OHE-PKG-999")[0] == 2
