"""The commands of people who edit an edition: new, freeze, coverage, docs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from oecheck.rules import digest_of, find_edition
from oecheck.run import load_catalogue
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


def test_new_rule_is_named_as_the_edition_was_and_followed_by_the_next_commands(
    run: Run, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(edition.parents[2])
    out = run("standard", "new", "OHE-MET-050", "--standard", "standards/ohe/0.1")[1]

    assert "standards/ohe/0.1/rules/met/OHE-MET-050-to-do.yaml" in out
    assert "\n    oecheck standard lint standards/ohe/0.1\n" in out
    assert "\n    oecheck standard test OHE-MET-050 --explain --standard standards/ohe/0.1\n" in out


def test_edition_that_came_with_the_program_is_not_added_to(run: Run) -> None:
    code, _, err = run("standard", "new", "OHE-MET-050")

    assert code == 2
    assert "my-standards/ohe/0.1" in err
    assert list(standards_root().rglob("*-to-do.yaml")) == []


def test_frozen_edition_gets_no_new_rule(run: Run, edition: Path) -> None:
    assert run("standard", "freeze", str(edition))[0] == 0
    code, _, err = run("standard", "new", "OHE-MET-050", "--standard", str(edition))

    assert code == 2
    assert "RELEASE.sha256" in err
    assert list(edition.rglob("*-to-do.yaml")) == []


@pytest.mark.parametrize(
    "words",
    [
        ("freeze", "{}"),
        ("new", "OHE-MET-050", "--standard", "{}"),
        ("translate", "pt", "--standard", "{}", "--merge", "x.json"),
    ],
)
def test_installed_edition_is_never_written_into(
    run: Run, edition: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    from oecheck.cli._standard import _own

    monkeypatch.setattr(_own, "is_installed", lambda: True)
    monkeypatch.setattr(_own, "standards_root", lambda: edition.parents[1])
    before = sorted(edition.rglob("*"))
    code, _, err = run("standard", *(word.format(edition) for word in words))

    assert code == 2
    assert "came with the program" in " ".join(err.split())
    assert sorted(edition.rglob("*")) == before


def test_texts_of_an_installed_program_are_not_written(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from oecheck.cli._standard import translate

    monkeypatch.setattr(translate, "is_installed", lambda: True)
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    assert run("standard", "translate", "pt", "--program", "--merge", "x.json")[0] == 2


def test_files_are_told_as_the_edition_was_named(run: Run, edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(edition.parents[2])
    rule = next(edition.glob("rules/met/OHE-MET-002-*.yaml"))
    kept = rule.read_text(encoding="utf-8")
    rule.write_text(kept.replace("rev: 1", "rev: one", 1), encoding="utf-8")
    code, _, err = run("standard", "freeze", "standards/ohe/0.1")
    assert code == 4
    assert f"standards/ohe/0.1/rules/met/{rule.name}:" in "".join(err.split())

    rule.write_text(kept, encoding="utf-8")
    assert "standards/ohe/0.1/RELEASE.sha256" in run("standard", "freeze", "standards/ohe/0.1")[1]
    assert "standards/ohe/0.1/RELEASE.sha256" in run("standard", "freeze", "standards/ohe/0.1")[2]


def test_folder_above_an_edition_is_told_with_the_one_to_name(
    run: Run, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(edition.parents[2])
    code, _, err = run("standard", "diff", "ohe@0.1", "standards")

    assert code == 2
    assert "standards/ohe/0.1" in err


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


@pytest.mark.parametrize("file", ["terms.yaml", "formats/container.yaml", "vocabularies/trackers.yaml"])
def test_check_with_a_changed_frozen_edition_says_so_and_is_incomplete(run: Run, edition: Path, file: str) -> None:
    package = str(Path(__file__).resolve().parents[2] / "fixtures" / "course" / "conforming")
    asked = ("check", package, "--standard", str(edition), "--only", "OHE-PKG-001")
    assert run("standard", "freeze", str(edition))[0] == 0
    assert run(*asked)[0] == 0
    changed = edition / file
    changed.write_text(changed.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    code, out, _ = run(*asked)

    assert code == 5
    told = " ".join(out.split())
    assert "changed after it was frozen, so this is no check against the edition that was published" in told
    assert f"Files: 1 ({file})" in told
    assert run("standard", "lint", str(edition))[0] == 4


def test_shared_checks_that_change_later_change_nothing_of_a_frozen_edition(run: Run, edition: Path) -> None:
    assert run("standard", "freeze", str(edition))[0] == 0
    before = find_edition(str(edition))
    digest = digest_of(list(before.contents()))
    for shared in ("formats/container.yaml", "vocabularies/trackers.yaml"):
        (edition.parent.parent / shared).write_text("nothing of use\n", encoding="utf-8")

    assert digest_of(list(find_edition(str(edition)).contents())) == digest
    assert run("standard", "lint", str(edition))[0] == 0


def test_published_edition_without_its_digests_is_incomplete(edition: Path) -> None:
    standard = edition / "standard.yaml"
    standard.write_text(
        standard.read_text(encoding="utf-8").replace("status: draft", "status: published"), encoding="utf-8"
    )

    assert load_catalogue(str(edition), cached=False).changed == ("RELEASE.sha256",)


def test_copy_with_the_name_of_the_shipped_edition_is_not_frozen(run: Run, edition: Path) -> None:
    terms = edition / "terms.yaml"
    terms.write_text(terms.read_text(encoding="utf-8") + "# ours\n", encoding="utf-8")
    code, _, err = run("standard", "freeze", str(edition))

    assert code == 2
    assert "calls itself ohe@0.1" in err
    assert not (edition / "RELEASE.sha256").exists()


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
