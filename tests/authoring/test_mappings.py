"""Mappings to other frameworks: what references name, what is missing, what lint refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from oecheck.authoring.document import read_mappings
from oecheck.authoring.lint import lint
from oecheck.authoring.mapping_update import clauses_named, missing_entries, update_mappings
from oecheck.rules import find_edition
from oecheck.run import load_words, stored_edition
from oecheck.values.locations import standards_root

FILES = find_edition("ohe@0.1")
CLAUSES = ("1.1", "1.2", "1.3", "1.10", "2.1")


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("1.2", ["1.2"]),
        ("1.1 and 1.2", ["1.1", "1.2"]),
        ("1.1, 1.3 and 2.1", ["1.1", "1.3", "2.1"]),
        ("1.1 to 1.3", ["1.1", "1.2", "1.3"]),
        ("1.1-1.3", ["1.1", "1.2", "1.3"]),
        ("1.10", ["1.10"]),
        ("elsewhere", ["elsewhere"]),
    ],
)
def test_reference_names_one_clause_or_several(written: str, named: list[str]) -> None:
    assert clauses_named(written, CLAUSES) == named


def test_words_of_a_framework_without_a_list_are_kept_whole() -> None:
    assert clauses_named("inclusive, equitable and open", ()) == ["inclusive, equitable and open"]
    assert clauses_named("80af7b and oj04fd", ()) == ["80af7b", "oj04fd"]


def test_bundled_mappings_hold_every_reference_of_a_rule() -> None:
    rules = [rule.file for rule in stored_edition(FILES).rules]
    missing = [
        (mapping.framework, entry.ours, entry.theirs)
        for mapping in read_mappings(FILES)
        for entry in missing_entries(mapping, rules, "")
    ]

    assert missing == [], "run: python -m oecheck.authoring.mapping_update standards/ohe/0.1 YYYY-MM"


def test_every_standard_of_quality_matters_has_a_requirement() -> None:
    mapping = next(one for one in read_mappings(FILES) if one.framework == "QM 7")

    assert len(mapping.clauses) == 44
    assert {entry.theirs for entry in mapping.mappings} == set(mapping.clauses)


def _copy(tmp_path: Path) -> Path:
    shutil.copytree(standards_root(), tmp_path / "standards")
    return tmp_path / "standards" / "ohe" / "0.1"


def test_new_reference_is_taken_over_once_and_what_stands_stays(tmp_path: Path) -> None:
    edition = _copy(tmp_path)
    mapping = edition / "mappings" / "qm-7.yaml"
    before = mapping.read_text(encoding="utf-8")
    lost = next(line for line in before.splitlines(keepends=True) if "OHE-STR-001" in line and "editors" in line)
    mapping.write_text(before.replace(lost, ""), encoding="utf-8")

    assert update_mappings(find_edition(str(edition)), "2026-11") == 1
    assert mapping.read_text(encoding="utf-8") == before
    assert update_mappings(find_edition(str(edition)), "2026-11") == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("mappings/qm-7.yaml", "ours: OHE-STR-001", "ours: OHE-STR-901", "rule-unknown"),
        ("mappings/qm-7.yaml", 'theirs: "1.1"', 'theirs: "9.9"', "mapping-clause"),
        ("terms.yaml", "see: [assessment, module]", "see: [assesment]", "term-unknown"),
        ("terms.yaml", "term: area", "term: bias", "term-twice"),
        ("terms.yaml", "also: [exam, evaluation]", "also: [exam, activity]", "term-also"),
        ("terms.yaml", "kind: module", "kind: modul", "term-kind"),
        ("document.yaml", 'clause: "2"', 'clause: "5"', "clause-twice"),
        ("document.yaml", 'clause: "1.1"', 'clause: "2.1"', "section-elsewhere"),
        ("document.yaml", "annex: B", "annex: A", "clause-twice"),
    ],
)
def test_mistake_in_a_file_of_the_document_is_told(tmp_path: Path, file: str, old: str, new: str, code: str) -> None:
    edition = _copy(tmp_path)
    text = (edition / file).read_text(encoding="utf-8")
    assert old in text
    (edition / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = lint(find_edition(str(edition)), load_words()).problems

    assert code in {problem.code for problem in problems}
    assert {problem.file for problem in problems} == {f"ohe/0.1/{file}"}
