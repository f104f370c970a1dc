"""`oecheck standard lint` and `test`, on a copy of the edition that somebody edits."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from oecheck.values.locations import standards_root
from tests.cli.conftest import Run
from tests.editions import small_edition

TITLE = "rules/met/OHE-MET-002-title.yaml"
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


def test_five_mistakes_of_a_researcher_are_told_with_place_and_likely_word(run: Run, tmp_path: Path) -> None:
    edition = small_edition(tmp_path)
    _change(edition / TITLE, "that: has(course.title)", "that: has(course.titel)")
    _change(edition / TITLE, "size(course.title) >= least", 'size(course.title) >= "3"')
    _change(edition / TITLE, "why: Nobody", "why: Nobody\nwhy: Nobody")
    _change(edition / TITLE, "  no-title: The course has no title.\n", "")
    _change(edition / TITLE, "than {least}", "than {leats}")
    code, out, err = run("standard", "lint", "--standard", str(edition))

    assert (code, err) == (4, "")
    told = [line.split(TITLE, 1)[1] for line in out.splitlines() if TITLE in line]
    assert [line.split(": ", 1)[0] for line in told] == [":6:1", ":14:3", ":16:11", ":17:22", ":19:30", ":22:59"]
    for number, words in enumerate(
        (
            "why stands here",
            "parameter least",
            "for the code no-title",
            "Did you mean: title",
            'which is of type int, and "3", which is of type string',
            "Did you mean: least?",
        )
    ):
        assert words in told[number]
    assert "    " + "    that: has(course.titel)\n" + " " * 25 + "^~~~~\n" in out


def test_edition_alone_is_linted_with_the_checks_that_ship_with_the_program(run: Run, tmp_path: Path) -> None:
    shutil.copytree(standards_root() / "ohe" / "0.1", tmp_path / "mine")
    _change(tmp_path / "mine" / RULE, "rev: 1", "rev: one")
    code, out, _ = run("standard", "lint", str(tmp_path / "mine"))

    assert code == 4
    assert f"mine/{RULE}:" in out
    assert "A whole number is wanted, and this is “one”." in out


def test_explained_examples_show_every_part(run: Run) -> None:
    code, out, _ = run("standard", "test", "OHE-LIC-001", "--explain")

    assert code == 0
    assert "no-licence: has(course.licence) = true" in out
    assert "read: licence_candidates = not told" in out


def test_page_of_a_requirement_has_the_lines_that_a_program_reads(run: Run) -> None:
    code, out, _ = run("standard", "show", "ohe-lic-001")

    assert code == 0
    assert "no-licence: has(course.licence)" in out
    assert "and a person has to look, when: size(course.licence_candidates) > 0" in " ".join(out.split())


def test_explanation_of_a_requirement_has_examples_in_words_and_no_expressions(run: Run) -> None:
    code, out, _ = run("explain", "OHE-LIC-001")

    assert code == 0
    assert "fails: none – The course does not say under which licence it is." in " ".join(out.split())
    assert "has(" not in out
