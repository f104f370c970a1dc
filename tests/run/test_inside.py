"""Packages inside the package: looked at one level down, under their place in the outer one."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections import Counter

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.containers import Limits
from oecheck.containers._bytes import FileBytes, MemoryBytes
from oecheck.containers._spool import spool
from oecheck.model.outcome import Outcome
from oecheck.model.report import Limit, Report
from oecheck.run import CheckOptions, check_package, inspect_package
from oecheck.run._inside import InnerPackage
from tests.readers import h5p_packages, moodle_backups
from tests.run.test_check import MANIFEST, OPTIONS, PAGE, packed

PICTURE = PAGE.replace("<p>", '<p><img src="a.png">')
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
OUTER = MANIFEST.replace("</resources>", '<resource identifier="r2" type="webcontent" href="in.zip">'
                         '<file href="in.zip"/></resource></resources>')  # fmt: skip


def inner(page: str = PAGE, **more: str | bytes) -> bytes:
    files: dict[str, str | bytes] = {"imsmanifest.xml": MANIFEST.replace("Water", "Fire"), "start.html": page}
    return packed(files | {name.replace("_", "."): content for name, content in more.items()})


def outer(content: bytes, name: str = "in.zip") -> bytes:
    start = PAGE.replace("<p>", f'<p><a href="{name}">All of it</a> ')
    return packed({"imsmanifest.xml": OUTER.replace("in.zip", name), "start.html": start, name: content})


def checked(data: bytes, limits: Limits | None = None, name: str = "water.zip") -> Report:
    return check_package(data, msgspec.structs.replace(OPTIONS, limits=limits or Limits()), name=name)


def failures(report: Report) -> Counter[tuple[str, str, str]]:
    return Counter(
        (requirement.id, assertion.code, assertion.sources[0].file)
        for requirement in report.requirements
        for assertion in requirement.assertions
        if assertion.outcome is Outcome.FAILED
    )


def limit(report: Report, code: str) -> Limit:
    (found,) = [one for one in report.limits if one.code == code]
    return found


def test_defect_of_a_page_inside_is_told_at_its_place_and_nothing_else() -> None:
    sound = failures(checked(outer(inner(a_png=PNG))))
    broken = failures(checked(outer(inner(PICTURE, a_png=PNG))))
    assert broken - sound == Counter([("OHE-ACC-001", "no-alternative", "in.zip!/start.html")])


def test_message_names_paths_as_they_are_in_the_outer_package() -> None:
    report = checked(outer(inner(PICTURE, a_png=PNG)))
    (message,) = [
        assertion.message
        for requirement in report.requirements
        if requirement.id == "OHE-ACC-001"
        for assertion in requirement.assertions
    ]
    assert "in.zip!/a.png" in message or "in.zip!/start.html" in message


def with_record(data: bytes, record: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return packed(files | {"course-description.yaml": record})


def test_licence_of_a_package_inside_is_compared_with_that_of_the_course() -> None:
    def report(licence: str) -> Report:
        fields = {**h5p_packages.FIELDS, "license": licence}
        content = packed(h5p_packages.files(fields=fields))
        return checked(with_record(outer(content, "in.h5p"), "licence: CC-BY-SA-4.0"))

    fitting, other = (
        [one for part in report(licence).requirements if part.id == "OHE-LIC-003" for one in part.assertions]
        for licence in ("CC BY", "CC BY-NC")
    )
    assert fitting == []
    assert [(one.code, one.sources[0].file) for one in other] == [("collection-only", "in.h5p!/h5p.json")]
    assert other[0].message.startswith("in.h5p is under CC-BY-NC-4.0. In a work under CC-BY-SA-4.0")


def test_secret_inside_is_told_and_not_shown() -> None:
    key = "AKIA" + "IOSFODNN7EXAMPLQ"
    report = checked(outer(inner(PAGE.replace("<p>", f"<p>{key} "))))
    assert failures(report)["OHE-PRV-004", "secret", "in.zip!/start.html"] == 1
    assert key not in str(report)


@pytest.mark.parametrize(
    ("record", "outcomes"),
    [
        ("title: Water", (0, 0, 1)),
        ("remote: [{url: https://lab.example.org/, purpose: tests, owner: Example, fallback: paper}]", (1, 0, 0)),
        ("remote: [{url: https://lab.example.org/, owner: Example}]", (0, 1, 0)),
    ],
)
def test_tool_inside_may_be_declared_in_the_record_of_the_course(record: str, outcomes: tuple[int, int, int]) -> None:
    frame = h5p_packages.sub("H5P.IFrameEmbed 1.0", {"source": "https://lab.example.org/tool"}, metadata={"title": "L"})
    data = outer(packed(h5p_packages.files(h5p_packages.column(frame))), "in.h5p")
    report = checked(with_record(data, record))
    (tools,) = [part.outcomes for part in report.requirements if part.id == "OHE-PKG-010"]
    assert (tools.passed, tools.failed, tools.cant_tell) == outcomes


def test_packages_inside_are_named_for_people_who_look() -> None:
    with inspect_package(outer(inner())) as seen:
        assert seen.inside == (InnerPackage(path="in.zip", name="in.zip", format="content-packaging", version="1.1.4"),)
    with inspect_package(outer(inner()), CheckOptions(limits=Limits(inside_count=0))) as seen:
        assert [one.problem for one in seen.inside] == ["inside-over-limit"]
    with inspect_package(outer(packed({"data.csv": "a,b"}))) as seen:
        assert seen.inside == ()


def test_missing_file_inside_is_a_failure_of_the_requirement_for_referenced_files() -> None:
    without_page = packed({"imsmanifest.xml": MANIFEST})
    found = failures(checked(outer(without_page)))
    assert found["OHE-PKG-004", "missing", "in.zip!/imsmanifest.xml"] == 1


def test_entries_inside_count_among_those_that_must_open() -> None:
    alone = checked(outer(b"no archive"))
    report = checked(outer(inner()))
    passed = [
        next(one.outcomes.passed for one in found.requirements if one.id == "OHE-PKG-001") for found in (alone, report)
    ]
    assert passed[1] == passed[0] + 2


def test_course_of_the_package_inside_is_not_the_course() -> None:
    report = checked(outer(inner()))
    assert (report.subject.title, report.subject.format) == ("Water", "content-packaging")
    told = limit(report, "inside-looked-at")
    assert (told.arguments["count"], told.incomplete, told.source.file) == (1, False, "in.zip")


def test_h5p_in_a_moodle_backup_is_looked_at_under_the_name_that_people_know() -> None:
    files = moodle_backups.files()
    body = next(path for path in files if path.startswith("files/"))
    page = h5p_packages.column(
        h5p_packages.sub("H5P.AdvancedText 1.1", {"text": '<p><img src="https://a.example/b.png"></p>'})
    )
    changed = files | {body: packed(h5p_packages.files(page))}
    report = checked(packed({**changed}), name="backup.mbz")
    inside = [place for _, _, place in failures(report) if place.startswith(f"{body}!/")]
    assert f"{body}!/content/content.json" in inside
    assert limit(report, "inside-looked-at").arguments["format"] == "h5p"


def test_package_in_a_package_inside_is_named_and_leaves_the_run_incomplete() -> None:
    report = checked(outer(inner(PAGE, deep_zip=inner(PICTURE))))
    told = limit(report, "inside-too-deep")
    assert (told.source.file, told.arguments["path"], told.incomplete) == ("in.zip!/deep.zip", "in.zip!/deep.zip", True)
    assert not any("deep.zip!/" in place for _, _, place in failures(report))


def test_archive_that_is_no_package_is_left_in_peace() -> None:
    report = checked(outer(packed({"data.csv": "a,b\n", "page.html": PICTURE})))
    assert report.limits == ()
    assert not any("!/" in place for _, _, place in failures(report))


def test_damaged_archive_is_named_but_leaves_the_run_complete() -> None:
    told = limit(checked(outer(inner()[:-60])), "inside-not-opened")
    assert (told.source.file, told.incomplete) == ("in.zip", False)


def test_bomb_inside_is_not_unpacked_and_leaves_the_run_incomplete() -> None:
    buffer = io.BytesIO(inner())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.bin", b"\0" * (40 << 20))
    told = limit(checked(outer(buffer.getvalue())), "inside-not-opened")
    assert (told.arguments["problem"], told.incomplete) == ("ratio", True)


def test_package_with_a_broken_descriptor_inside_is_named() -> None:
    told = limit(checked(outer(packed({"imsmanifest.xml": b"\0\1 no markup"}))), "inside-not-read")
    assert (told.source.file, told.incomplete) == ("in.zip", True)


@pytest.mark.parametrize("limits", [Limits(inside_count=0), Limits(inside_bytes=10)])
def test_archives_over_a_limit_are_named(limits: Limits) -> None:
    assert limit(checked(outer(inner(PICTURE)), limits), "inside-over-limit").incomplete


def test_inner_packages_share_the_limit_of_unpacked_bytes() -> None:
    data = outer(inner())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        taken = sum(entry.file_size for entry in archive.infolist())
    told = limit(checked(data, Limits(total_bytes=taken + 100)), "inside-not-opened")
    assert told.arguments["problem"] == "total-too-large"


def test_scorm_package_that_moodle_keeps_unpacked_too_is_looked_at_once() -> None:
    record = (
        '<file id="{id}"><contenthash>{hash}</contenthash><contextid>77</contextid><component>mod_scorm</component>'
        "<filearea>{area}</filearea><itemid>0</itemid><filepath>/</filepath><filename>{name}</filename>"
        "<filesize>9</filesize><mimetype>application/zip</mimetype></file>"
    )
    archive, page = "a" * 40, "b" * 40
    records = record.format(id=901, hash=archive, area="package", name="s.zip")
    bodies: dict[str, str | bytes] = {f"files/aa/{archive}": inner(PICTURE)}
    both = records + record.format(id=902, hash=page, area="content", name="start.html")

    def looked_at(listed: str, more: dict[str, str | bytes]) -> bool:
        files: dict[str, str | bytes] = dict(moodle_backups.files(("files.xml", "</files>", listed + "</files>")))
        report = checked(packed(files | bodies | more), name="backup.mbz")
        return any(one.code == "inside-looked-at" for one in report.limits)

    assert looked_at(records, {})
    assert not looked_at(both, {f"files/bb/{page}": PICTURE})


def test_large_archive_is_read_from_a_temporary_file() -> None:
    assert isinstance(spool([b"x"]), MemoryBytes)
    large = spool(bytes(1 << 20) for _ in range(17))
    assert isinstance(large, FileBytes)
    assert (large.size_bytes, large.read_at((17 << 20) - 1, 9)) == (17 << 20, b"\0")
    large.close()


def test_memory_does_not_grow_with_the_archive() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("imsmanifest.xml", MANIFEST)
        archive.writestr("start.html", PAGE)
        archive.writestr("film.mp4", b"\0\0\0\x18ftypmp42" + bytes(range(256)) * (48 << 12))
    data = outer(buffer.getvalue())
    del buffer
    tracemalloc.start()
    try:
        checked(data)
        assert tracemalloc.get_traced_memory()[1] < 40 << 20
    finally:
        tracemalloc.stop()


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_whatever_an_archive_inside_holds_there_is_a_report(data: st.DataObject) -> None:
    sound = inner(PICTURE, a_png=PNG)
    start = data.draw(st.integers(0, len(sound)))
    noise = data.draw(st.binary(max_size=40))
    damaged = sound[:start] + noise + sound[start + len(noise) :]
    report = check_package(outer(damaged), CheckOptions(date="2026-01-01"), name="water.zip")
    assert report.subject.title == "Water"
    assert not any(one.code in ("rule-broke", "fact-broke", "reader-broke") for one in report.limits)
