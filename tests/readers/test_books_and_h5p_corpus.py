"""Real books and H5P packages: what their own projects say of them, and what is said here."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from oecheck.errors import PackageError
from oecheck.model.outcome import Outcome
from oecheck.model.report import Note
from oecheck.run import CheckOptions, check_package

STRUCTURE = ("OHE-PKG-001", "OHE-PKG-003", "OHE-PKG-004", "OHE-PKG-006")
"""Requirements that hold what EPUBCheck calls an error: structure, missing files, broken links."""
H5P = {
    "lumi-2-invalid-libraries.h5p": {"H5P-06"},
    "lumi-broken-content-json.h5p": {"H5P-02"},
    "lumi-broken-h5p-json.h5p": {"H5P-02"},
    "lumi-invalid-h5p-json-schema.h5p": {"H5P-03"},
    "lumi-invalid-language-file-json.h5p": {"H5P-06"},
    "lumi-invalid-library-directory-name.h5p": {"H5P-06"},
    "lumi-invalid-library-json.h5p": {"H5P-06"},
    "lumi-malformed-library-directory.h5p": {"H5P-06"},
    "lumi-missing-preloaded-js.h5p": {"H5P-07"},
}
"""Packages that the Lumi server refuses, whatever the platform."""
CORE = "lumi-invalid-core-version.h5p"
"""It asks for core 1.19. Its project refuses it by setting the core of the platform to 1.1 in the test of this file;
with the core that its server has, and every one since 2019, it installs. So it has no fault of its own: that the
platform needs 1.19 is told (H5P-26), and a core that nobody has yet is a warning (H5P-21)."""


def rows(shared: Path, family: str) -> Iterator[tuple[Path, str]]:
    with (shared / "corpus" / "PROVENANCE-b.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["path"].startswith(family + "/"):
                yield shared / "corpus" / row["path"], row["remark"]


def errors_of(path: Path) -> set[str] | None:
    """Codes of structural errors; None for a package that is refused."""
    try:
        report = check_package(path, CheckOptions(date="2026-01-01"))
    except PackageError:
        return None
    assert not [limit for limit in report.limits if limit.code in ("rule-broke", "fact-broke")]
    found = [one for result in report.requirements if result.id in STRUCTURE for one in result.assertions]
    return {one.code for one in found if one.outcome is Outcome.FAILED}


def test_verdict_on_each_book_is_that_of_epubcheck(shared: Path) -> None:
    seen = {}
    for path, remark in rows(shared, "epub"):
        match = re.search(r"measured with EPUBCheck 5\.3\.0: (\d+) fatal, (\d+) errors", remark)
        if match is not None:
            seen[path.name] = (match.groups() != ("0", "0"), errors_of(path) != set())
    assert len(seen) == 53
    assert [name for name, (theirs, ours) in seen.items() if theirs != ours] == []


def test_each_h5p_that_is_refused_elsewhere_has_an_error_of_its_kind(shared: Path) -> None:
    seen = {path.name: errors_of(path) for path, _ in rows(shared, "h5p")}
    assert seen.pop("lumi-corrupt_archive.h5p") is None
    assert {name: found for name, found in seen.items() if found} == H5P


def test_core_that_a_package_needs_is_told_and_one_that_nobody_has_is_a_warning(shared: Path, tmp_path: Path) -> None:
    path = shared / "corpus" / "h5p" / CORE
    assert [(note.check, "1.19" in note.message) for note in _of_core(path)] == [("H5P-26", True)]
    newer = tmp_path / CORE
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(newer, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(b'"minorVersion": 19', b'"minorVersion": 99'))
    assert [(note.check, note.severity) for note in _of_core(newer)] == [("H5P-21", "warning")]


def _of_core(path: Path) -> list[Note]:
    report = check_package(path, CheckOptions(date="2026-01-01"))
    return [note for note in report.notes if note.check in ("H5P-21", "H5P-26")]


def test_nothing_is_said_of_content_that_could_not_be_read(shared: Path) -> None:
    report = check_package(shared / "corpus" / "h5p" / "lumi-broken-content-json.h5p", CheckOptions(date="2026-01-01"))
    told = {part.id: {one.outcome for one in part.assertions} for part in report.requirements}
    assert (told["OHE-PKG-005"], told["OHE-ASM-001"]) == ({Outcome.CANT_TELL}, {Outcome.CANT_TELL})


CORES = {
    "hub-H5P.Accordion-1.0.h5p": "1.5",
    "hub-H5P.Essay-1.5.h5p": "1.27",
    "lumi-invalid-core-version.h5p": "1.19",
    "lumi-valid3-3-images.h5p": "1.24",
    "lumi-zum-interactive-content-2260.h5p": "1.24",
}
"""Newest coreApi among the libraries of a package; in the others no library states one."""


@pytest.mark.parametrize("family", ["epub", "h5p"])
def test_version_is_as_the_package_states(shared: Path, family: str) -> None:
    for path, _ in rows(shared, family):
        try:
            report = check_package(path, CheckOptions(date="2026-01-01"))
        except PackageError:
            continue
        assert report.subject.format == family, path.name
        stated = ("2.0", "3.0") if family == "epub" else (CORES.get(path.name, ""),)
        assert report.subject.format_version in stated, path.name
