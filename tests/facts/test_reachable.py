"""A file that the record names is not left over."""

from __future__ import annotations

import shutil
from pathlib import Path

from oecheck.facts.reachable import named_in_record
from oecheck.run import CheckOptions, check_package

PACKAGE = Path(__file__).resolve().parents[2] / "fixtures" / "common-cartridge" / "minimal"


def test_texts_of_the_record_are_taken_for_paths() -> None:
    record = {
        "printRef": "./course.pdf",
        "syllabusRef": "syllabus.html#top",
        "policies": [{"type": "complaints", "ref": "rules.html"}],
        "ownWork": True,
        "size": 12,
    }
    assert named_in_record(record) >= {"course.pdf", "syllabus.html", "rules.html"}
    assert named_in_record(None) == frozenset()


def test_file_that_only_the_record_names_is_not_told_as_left_over(tmp_path: Path) -> None:
    package = Path(shutil.copytree(PACKAGE, tmp_path / "course"))
    for name in ("print.html", "old.html"):
        (package / name).write_text("<!DOCTYPE html><title>A</title><p>Words to read.</p>", encoding="utf-8")
    record = tmp_path / "cd.yaml"
    record.write_text("printRef: print.html\n", encoding="utf-8")
    options = CheckOptions(date="2026-11-24", description=record, only=("OHE-PKG-005",))
    (requirement,) = check_package(package, options).requirements

    assert [one.arguments["file.path"] for one in requirement.assertions] == ["old.html"]
