"""Real packages of every family: none breaks the program, and each fault that is in one on purpose is told."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
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
GAP = re.compile(r" [.,]$| \(\)|“”|: \.$|—[.,;:)]|\(—|: —$")
"""A sentence in which nothing stands where a value belongs."""
REFUSED: dict[str, str] = {name: row["code"] for name, row in EXPECTED["refused"].items()}
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


def test_each_exception_has_its_reason() -> None:
    rows = [EXPECTED["refused"], EXPECTED["refused_elsewhere"], *EXPECTED["structural_errors"].values()]
    assert [name for table in rows for name, row in table.items() if not row["why"].strip()] == []


@pytest.mark.parametrize("entry", EXPECTED["faults"], ids=lambda entry: entry["file"])
def test_the_fault_of_a_broken_package_is_told(shared: Path, entry: dict[str, Any]) -> None:
    report = _checked(shared / "corpus" / entry["file"])
    assert isinstance(report, Report)
    assert set(entry["codes"]) <= _codes(report)


# Rows of CATAPULT that have to be refused: the requirement of cmi5 that each one breaks, as the suite numbers it (""
# where the provenance names none), and what says so here.
CATAPULT_REFUSED = {
    "201-1-iris-course-id.xml": ("3.0.0.0-1", "OHE-PKG-003/CM-05"),
    "201-4-iris-objective-id.xml": ("", "OHE-PKG-003/CM-05"),
    "202-1-relative-url-no-zip.xml": ("14.2.0.0-1", "OHE-PKG-003/CM-09"),
    "202-4-relative-url-no-zip.xml": ("14.2.0.0-1", "OHE-PKG-003/CM-09"),
    "203-1-relative-url-no-reference.zip": ("14.1.0.0-4", "OHE-PKG-004/missing"),
    "204-query-string-conflict-endpoint.xml": ("8.1.0.0-6", "OHE-PKG-003/CM-10"),
    "205-1-duplicated-block.xml": ("13.1.2.0-1", "OHE-PKG-003/CM-06"),
    "205-3-duplicated-au.xml": ("13.1.4.0-1", "OHE-PKG-003/CM-06"),
    "206-1-invalid-au-url.xml": ("13.1.4.0-2", "OHE-PKG-003/CM-11"),
    "207-1-invalid-courseStructure.xml": ("13.2.0.0-1", "OHE-PKG-003/CM-03"),
    "208-1-invalid-package.md": ("", "text-file"),
    "209-1-not-a-zip.zip": ("", "text-file"),
    "210-1-no-cmi5-xml.zip": ("14.1.0.0-2", "no-descriptor"),
}
# What else is wrong in them, besides the requirement that they were made for.
CATAPULT_BESIDES = {
    "201-1-iris-course-id.xml": {"OHE-PKG-003/CM-09"},
    "201-4-iris-objective-id.xml": {"OHE-PKG-003/CM-09"},
    "204-query-string-conflict-endpoint.xml": {"OHE-PKG-003/CM-09"},
    "207-1-invalid-courseStructure.xml": {"OHE-PKG-003/CM-11"},
}


def test_each_row_of_catapult_is_refused_for_the_requirement_that_it_breaks(shared: Path, tmp_path: Path) -> None:
    seen: dict[str, set[str]] = {}
    wanted: dict[str, set[str]] = {}
    for name, verdict, remark in _catapult(shared):
        path = shared / "corpus" / "cmi5" / f"catapult-lts-{name}"
        seen[name] = _structural(_checked(path if verdict == "REJECTED" else _with_page(path, tmp_path)))
        requirement, code = CATAPULT_REFUSED.get(name, ("", ""))
        wanted[name] = ({code} | CATAPULT_BESIDES.get(name, set())) if code else set()
        assert (code != "") == (verdict == "REJECTED"), name
        assert requirement in remark, name
    assert len(wanted) == 18
    assert seen == wanted


def _catapult(shared: Path) -> Iterator[tuple[str, str, str]]:
    """Name, verdict of the suite and remark of each row."""
    with (shared / "corpus" / "PROVENANCE-b.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            verdict = re.search(r"CATAPULT LMS test suite verdict: must be (accepted|REJECTED)", row["remark"])
            if verdict is not None:
                yield row["path"].removeprefix("cmi5/catapult-lts-"), verdict[1], row["remark"]


def _with_page(path: Path, folder: Path) -> Path:
    """The package with the start page that the suite's own build adds, which its folders do not have."""
    if not zipfile.is_zipfile(path):
        return path
    whole = folder / path.name
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(whole, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("index.html", "<!DOCTYPE html><html lang='en'><title>Page</title><p>Page</p></html>")
    return whole


def _structural(result: Report | PackageError) -> set[str]:
    """Errors of the structure; of a package that is refused, why."""
    if isinstance(result, PackageError):
        return {result.code}
    return {
        f"{requirement.id}/{assertion.code}"
        for requirement in result.requirements
        if requirement.id in STRUCTURE
        for assertion in requirement.assertions
        if assertion.outcome is Outcome.FAILED
    }


def test_structural_errors_of_real_packages_are_those_that_the_table_explains(shared: Path) -> None:
    """Each package that is meant to be sound has none; exceptions and what is broken on purpose stand in the table."""
    seen = {
        name: sorted(errors)
        for family in EXPECTED["formats"]
        for path in sorted((shared / "corpus" / family).iterdir())
        if (name := f"{family}/{path.name}") not in REFUSED and (errors := _structural(_checked(path)))
    }
    wanted = {
        name: sorted(entry["codes"])
        for part in ("made_wrong", "sound_but", "wild")
        for name, entry in EXPECTED["structural_errors"][part].items()
    }
    assert seen == wanted


def test_h5p_that_its_project_refuses_has_an_error_or_stands_in_the_table(shared: Path) -> None:
    without = set()
    for path in sorted((shared / "corpus" / "h5p").glob("lumi-*")):
        name = f"h5p/{path.name}"
        made_wrong = any(word in path.name for word in ("invalid", "broken", "malformed", "missing", "corrupt"))
        if made_wrong and name not in REFUSED and not _structural(_checked(path)):
            without.add(name)
    assert without == set(EXPECTED["refused_elsewhere"])


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
