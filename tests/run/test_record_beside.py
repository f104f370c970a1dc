"""A record beside the package is told by the name that it was given with, and completed by a command that works."""

from __future__ import annotations

from pathlib import Path

import pytest

from oecheck.model.report import Report
from oecheck.reporters._describing import describing
from oecheck.run import CheckOptions, check_package

PACKAGE = Path(__file__).resolve().parents[2] / "fixtures" / "scorm-1.2" / "minimal"
WRITTEN = "technology: none\nsize: 12 Ko\n"


def checked(record: Path | None) -> Report:
    return check_package(PACKAGE, CheckOptions(date="2026-11-24", description=record))


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "my cd.yaml"
    path.write_text(WRITTEN, encoding="utf-8")
    return path


def test_mistake_is_told_with_the_name_of_the_file(record: Path) -> None:
    report = checked(record)
    files = {
        source.file
        for requirement in report.requirements
        for one in requirement.assertions
        for source in one.sources
        if one.code.startswith("CD-")
    }
    assert files == {"my cd.yaml"}
    assert report.subject.description == "my cd.yaml"


def test_renamed_record_keeps_its_fingerprints(record: Path) -> None:
    def fingerprints(report: Report) -> list[str]:
        return [one.fingerprint for requirement in report.requirements for one in requirement.assertions]

    before = fingerprints(checked(record))
    assert fingerprints(checked(record.rename(record.with_name("cd.yaml")))) == before


def test_command_completes_the_record_that_there_is(record: Path) -> None:
    assert describing(checked(None)) == "oecheck describe minimal"
    assert describing(checked(record)) == (
        "oecheck describe minimal --description 'my cd.yaml' --write-to 'my cd.yaml' --force"
    )


def test_remedies_do_not_ask_for_a_record_that_there_is(record: Path) -> None:
    def remedies(report: Report) -> str:
        return " ".join(one.remedy for requirement in report.requirements for one in requirement.assertions)

    assert "oecheck describe" in remedies(checked(None))
    assert "oecheck describe" not in remedies(checked(record))
