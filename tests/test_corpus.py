"""Real packages of every family: none breaks the program, and each fault that is in one on purpose is told."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from oecheck.documents.yaml import parse_yaml, to_data
from oecheck.errors import PackageError
from oecheck.model.outcome import Outcome
from oecheck.model.report import Report
from oecheck.run import CheckOptions, check_package

TABLE = Path(__file__).with_name("corpus_expectations.yaml")
EXPECTED: dict[str, Any] = to_data(parse_yaml(TABLE.read_bytes()).root)
STRUCTURE = ("OHE-PKG-001", "OHE-PKG-002", "OHE-PKG-003", "OHE-PKG-004")
"""Requirements that hold what an importing platform refuses a package for."""
GAP = re.compile(r" [.,]$| \(\)|“”|: \.$")
"""A sentence in which nothing stands where a value belongs."""
REFUSED: dict[str, str] = EXPECTED["refused"]
OPTIONS = CheckOptions(date="2026-11-24")


@cache
def _checked(path: Path) -> Report | PackageError:
    try:
        return check_package(path, OPTIONS)
    except PackageError as error:
        return error


def _codes(report: Report) -> set[str]:
    findings = {
        f"{requirement.id}/{assertion.code}"
        for requirement in report.requirements
        for assertion in requirement.assertions
    }
    return (
        findings | {f"note/{note.check}" for note in report.notes} | {f"limit/{limit.code}" for limit in report.limits}
    )


@pytest.mark.parametrize("family", EXPECTED["formats"])
def test_every_package_is_read_as_what_it_is_or_refused_with_a_reason(shared: Path, family: str) -> None:
    seen: dict[str, str] = {}
    wanted: dict[str, str] = {}
    for path in sorted((shared / "corpus" / family).iterdir()):
        name = f"{family}/{path.name}"
        result = _checked(path)
        if isinstance(result, PackageError):
            seen[name], wanted[name] = result.code, REFUSED.get(name, "read")
            continue
        formats = (
            [EXPECTED["other_formats"][name]] if name in EXPECTED["other_formats"] else EXPECTED["formats"][family]
        )
        seen[name] = result.subject.format
        wanted[name] = result.subject.format if result.subject.format in formats else " or ".join(formats)
    assert seen
    assert seen == wanted


@pytest.mark.parametrize("entry", EXPECTED["faults"], ids=lambda entry: entry["file"])
def test_the_fault_of_a_broken_package_is_told(shared: Path, entry: dict[str, Any]) -> None:
    report = _checked(shared / "corpus" / entry["file"])
    assert isinstance(report, Report)
    assert set(entry["codes"]) <= _codes(report)


def test_verdict_on_each_package_of_catapult_is_that_of_its_suite(shared: Path) -> None:
    seen: dict[str, str] = {}
    wanted: dict[str, str] = {}
    with (shared / "corpus" / "PROVENANCE-b.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            verdict = re.search(r"CATAPULT LMS test suite verdict: must be (accepted|REJECTED)", row["remark"])
            if verdict is not None:
                wanted[row["path"]] = verdict[1].lower()
                seen[row["path"]] = _verdict(_checked(shared / "corpus" / row["path"]))
    assert len(wanted) == 18
    assert seen == wanted


def _verdict(result: Report | PackageError) -> str:
    if isinstance(result, PackageError):
        return "rejected"
    failed = [
        assertion
        for requirement in result.requirements
        if requirement.id in STRUCTURE
        for assertion in requirement.assertions
        # The suite's own build adds this page, which is not in the folders that the corpus was made from.
        if assertion.outcome is Outcome.FAILED and not assertion.message.startswith("“index.html")
    ]
    return "rejected" if failed else "accepted"


def test_no_rule_and_no_fact_breaks_on_a_real_package(shared: Path) -> None:
    broken = {
        f"{family}/{path.name}": limit.message
        for family in EXPECTED["formats"]
        for path in sorted((shared / "corpus" / family).iterdir())
        if isinstance(report := _checked(path), Report)
        for limit in report.limits
        if limit.code in ("rule-broke", "fact-broke")
    }
    assert broken == {}


def test_every_finding_of_a_real_package_has_a_place_and_complete_sentences(shared: Path) -> None:
    for family in EXPECTED["formats"]:
        for path in sorted((shared / "corpus" / family).iterdir()):
            report = _checked(path)
            if isinstance(report, PackageError):
                continue
            for requirement in report.requirements:
                for finding in requirement.assertions:
                    assert finding.outcome in (Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED)
                    assert finding.sources[0].file, (path.name, finding.message)
                    assert GAP.search(finding.message) is None, (path.name, finding.message)
