"""The same package gives the same bytes; the same fault keeps its fingerprint in another zip and on another line."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import msgspec
import pytest

from oecheck.model.report import Report
from oecheck.reporters import RenderOptions, reporter, reporter_names
from oecheck.run import CheckOptions, check_package

OPTIONS = CheckOptions(date="2026-11-24")
FLAWED = Path(__file__).resolve().parents[1] / "fixtures" / "course" / "flawed"
REAL = [
    "cc/commonsyllabi--test_01.imscc",
    "cc/cc2olx-folder--main.zip",
    "cc/canvas-lms--cc_unsupported_resources.zip",
    "h5p/lumi-valid3-3-images.h5p",
    "qti/instructure--test_qti_2.1.zip",
    "epub/tuto-epub-fr.epub",
    "cp/olat--cp-demo.zip",
    "scorm12/incollable-fr.zip",
    "scorm2004/adl-photoshop-2nd.zip",
]


def _files(source: Path) -> dict[str, bytes]:
    if source.is_dir():
        paths = sorted(path for path in source.rglob("*") if path.is_file())
        return {path.relative_to(source).as_posix(): path.read_bytes() for path in paths}
    with zipfile.ZipFile(source) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}


def _packed(files: dict[str, bytes], seed: int = 0) -> bytes:
    """The files as a zip; with a seed in another order, stored otherwise and with other dates."""
    names = list(files)
    if seed:
        random.Random(seed).shuffle(names)
        names.sort(key=lambda name: name != "mimetype")  # the one file whose place a format lays down
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED if seed else zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name, (2000 + seed, 1, 1, 0, 0, 0)), files[name])
    return buffer.getvalue()


def _crowded() -> dict[str, bytes]:
    """The flawed course with many findings that name one file of several, or of which only some are named."""
    names = ["en/UNIT1.html", "en/Unit1.html", "a\\b.html", "b\\c.html", "../x", "/y", "Thumbs.db", "fr/Thumbs.db"]
    names += ["__MACOSX/._a", "e\u0301.html", "\u00e9.html", "a.exe", "b.exe", ".git/config", ".git/HEAD"]
    files = _files(FLAWED)
    del files["course-description.yaml"]  # the size that it states is judged by the bytes of the manifest too
    inner = _packed(files)
    key = b"var key = 'AKIAIOSFODNN7EXAMPLF'"
    more = {"x.js": key, "y.js": key, "in/a.imscc": inner, "in/b.imscc": inner}
    return {**files, **dict.fromkeys(names, b"<p>same"), **more}


def _fingerprints(report: Report) -> list[tuple[str, str, str]]:
    found = [
        (requirement.id, assertion.code, assertion.fingerprint)
        for requirement in report.requirements
        for assertion in requirement.assertions
    ]
    return sorted([*found, *(("", note.check, note.fingerprint) for note in report.notes)])


def _rendered(name: str, report: Report) -> bytes:
    definition = reporter(name)
    assert definition is not None
    return b"".join(definition.render(report, RenderOptions()))


def _lower(files: dict[str, bytes], lines: int) -> dict[str, bytes]:
    """The files with everything in the manifest some lines further down."""
    if "imsmanifest.xml" not in files:
        pytest.skip("it has no manifest")
    manifest = files["imsmanifest.xml"]
    at = manifest.index(b"<manifest")
    return {**files, "imsmanifest.xml": manifest[:at] + b"\n" * lines + manifest[at:]}


@pytest.fixture(params=["flawed", "crowded", *REAL])
def package(request: pytest.FixtureRequest) -> dict[str, bytes]:
    if request.param == "flawed":
        return _files(FLAWED)
    if request.param == "crowded":
        return _crowded()
    shared: Path = request.getfixturevalue("shared")
    return _files(shared / "corpus" / request.param)


def test_the_same_package_gives_the_same_bytes(package: dict[str, bytes]) -> None:
    data = _packed(package)
    first, second = (check_package(data, OPTIONS, name="course.zip") for _ in range(2))
    assert msgspec.json.encode(first) == msgspec.json.encode(second)
    for name in reporter_names():
        assert _rendered(name, first) == _rendered(name, second)


def test_a_package_packed_in_another_order_has_the_same_findings(package: dict[str, bytes]) -> None:
    first = check_package(_packed(package), OPTIONS, name="course.zip")
    second = check_package(_packed(package, seed=7), OPTIONS, name="course.zip")
    assert first.subject.sha256 != second.subject.sha256
    assert _fingerprints(first) == _fingerprints(second)
    assert [one.status for one in first.requirements] == [one.status for one in second.requirements]


def test_a_manifest_with_other_lines_has_the_same_findings(package: dict[str, bytes]) -> None:
    first = check_package(_packed(package), OPTIONS, name="course.zip")
    second = check_package(_packed(_lower(package, 12)), OPTIONS, name="course.zip")
    assert _fingerprints(first) == _fingerprints(second)


def test_no_two_findings_share_a_fingerprint(package: dict[str, bytes]) -> None:
    found = [print_ for _, _, print_ in _fingerprints(check_package(_packed(package), OPTIONS, name="course.zip"))]
    assert len(found) == len(set(found))
