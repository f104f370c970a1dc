"""The commands of people who edit an edition: new, freeze, coverage, docs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from oecheck.values.locations import standards_root
from tests.cli.conftest import Run


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    shutil.copytree(standards_root(), tmp_path / "standards")
    return tmp_path / "standards" / "ohe" / "0.1"


def test_new_rule_is_sound_and_says_what_is_to_do(run: Run, edition: Path) -> None:
    code, out, err = run("standard", "new", "OHE-MET-050", "--standard", str(edition))

    assert (code, err) == (0, "")
    file = edition / "rules" / "met" / "OHE-MET-050-to-do.yaml"
    assert file.name in "".join(out.split())
    assert file.read_text(encoding="utf-8").count("TO DO") >= 8
    assert run("standard", "lint", str(edition))[0] == 0
    assert run("standard", "test", "OHE-MET-050", "--standard", str(edition))[0] == 0


@pytest.mark.parametrize("id", ["OHE-MET-1", "met", "OHE-XXX-001", "OHE-MET-002"])
def test_id_that_cannot_be_given_is_refused_and_writes_nothing(run: Run, edition: Path, id: str) -> None:
    before = sorted(edition.rglob("*"))

    assert run("standard", "new", id, "--standard", str(edition))[0] == 2
    assert sorted(edition.rglob("*")) == before


def test_frozen_edition_refuses_a_change_and_a_second_freeze(run: Run, edition: Path) -> None:
    assert run("standard", "freeze", str(edition))[0] == 0
    assert run("standard", "lint", str(edition))[0] == 0
    assert run("standard", "freeze", str(edition))[0] == 2
    terms = edition / "terms.yaml"
    terms.write_text(terms.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    code, out, _ = run("standard", "lint", str(edition))

    assert code == 4
    assert "terms.yaml" in out


def test_edition_with_a_mistake_is_not_frozen(run: Run, edition: Path) -> None:
    terms = edition / "terms.yaml"
    terms.write_text(terms.read_text(encoding="utf-8").replace("term: area", "trem: area"), encoding="utf-8")

    assert run("standard", "freeze", str(edition))[0] == 4
    assert not (edition / "RELEASE.sha256").exists()


def test_coverage_tells_every_framework_and_what_has_no_requirement(run: Run) -> None:
    code, out, _ = run("standard", "coverage")

    assert code == 0
    assert "QM 7: requirements related" in out
    assert "not hold yet" not in out
    code, out, _ = run("standard", "coverage", "oscqr 4")
    assert code == 0
    assert "Clauses without a requirement: 17, 23, 43" in out


def test_unknown_framework_is_told_with_the_likely_one(run: Run) -> None:
    code, _, err = run("standard", "coverage", "QM 8")

    assert code == 2
    assert "QM 7" in err


def test_document_is_written_to_a_file_or_to_standard_output(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "standard.html"

    assert run("standard", "docs", "-o", str(page)) == (0, "", "")
    assert page.read_text(encoding="utf-8") == run("standard", "docs")[1]
    assert run("standard", "docs", "--markdown")[1].startswith("# Draft Standard")
    assert run("standard", "docs", "-o", str(tmp_path / "no" / "folder.html"))[0] == 2
