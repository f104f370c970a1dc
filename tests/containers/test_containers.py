"""Honest packages in every container: one open, one inflate, one hash."""

from __future__ import annotations

import hashlib
import os
import tarfile
import tracemalloc
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.containers import CHECKS, LEFT_OUT, Container, EntryUnreadable, open_container, package_findings
from oecheck.errors import NotAPackage, PackageError
from tests.containers.conftest import load_build

REPOSITORY = Path(__file__).resolve().parents[2]


def test_the_same_files_read_alike_from_every_container(build: ModuleType, tmp_path: Path) -> None:
    content = {"imsmanifest.xml": b"<manifest/>", "web/a.html": b"<p>a</p>", "web/\u0627.txt": "\u0627".encode()}
    entries = [(name.encode(), data) for name, data in content.items()]
    stored = build.zip_of([build.Entry(name, data, flags=build.UTF8) for name, data in entries])
    deflated = build.zip_of([build.Entry(name, data, flags=build.UTF8, method=8) for name, data in entries])
    streamed = build.zip_of(
        [build.Entry(name, data, flags=build.UTF8 | build.DESCRIPTOR, method=8) for name, data in entries]
    )
    tar = [build.tar_entry("./" + name, data) for name, data in content.items()]
    for name, data in content.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)

    packed = [stored, deflated, streamed, build.tar_of(tar), build.tar_of(tar, packed=False)]
    containers = [*(open_container(data) for data in packed), open_container(tmp_path)]

    assert [container.kind for container in containers] == ["zip", "zip", "zip", "tar.gz", "tar", "folder"]
    for container in containers:
        assert {path: container.read(path) for path in container.files} == content
        assert container.problems == ()


def test_zip64_records_are_read(build: ModuleType) -> None:
    container = open_container(build.zip64_of(b"cmi5.xml", b"<courseStructure/>"))

    assert container.read("cmi5.xml") == b"<courseStructure/>"


def test_entry_is_inflated_once_whoever_asks(build: ModuleType) -> None:
    container = open_container(build.zip_of([build.Entry(b"a.txt", b"abc", method=8)]))

    digest = container.digest("a.txt")
    container.read("a.txt")
    pieces = list(container.stream("a.txt"))

    assert digest == hashlib.sha256(b"abc").hexdigest()
    assert pieces == [b"abc"]
    assert (container.opens, container.inflations) == (1, 1)


def test_large_entry_is_hashed_while_it_is_streamed_and_not_kept(build: ModuleType) -> None:
    data = os.urandom(1 << 20) * 20
    container = open_container(build.zip_of([build.Entry(b"video.mp4", data)]))
    container.keep_digests()
    tracemalloc.start()
    try:
        size = sum(len(piece) for piece in container.stream("video.mp4"))
        digest = container.digest("video.mp4")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert size == len(data)
    assert digest == hashlib.sha256(data).hexdigest()
    assert container.inflations == 1
    assert peak < 2 << 20


def test_large_deflated_entry_streams_what_was_packed(build: ModuleType) -> None:
    data = b"".join(b"%d," % number for number in range(900_000))
    container = open_container(build.zip_of([build.Entry(b"big.csv", data, method=8)]))

    assert b"".join(container.stream("big.csv")) == data


def test_cache_is_bounded(build: ModuleType) -> None:
    piece = os.urandom(4 << 20)
    container = open_container(build.zip_of([build.Entry(b"%d" % number, piece) for number in range(12)]))
    tracemalloc.start()
    try:
        for path in container.files:
            container.read(path)
        kept = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()

    assert kept < 34 << 20


def test_view_of_a_folder_shares_the_work(build: ModuleType) -> None:
    container = open_container(build.zip_of([build.Entry(b"course/a.xml", b"<a/>"), build.Entry(b"other.txt")]))
    view = container.within("course")

    view.read("a.xml")
    container.read("course/a.xml")

    assert (list(view.files), view.root) == (["a.xml"], "course/")
    assert view.inflations == container.inflations == 1
    assert view.shared is container.shared


def test_package_digest_is_of_the_bytes_as_received(build: ModuleType, tmp_path: Path) -> None:
    data = build.zip_of([build.Entry(b"a.txt")])
    (tmp_path / "course.zip").write_bytes(data)

    with open_container(tmp_path / "course.zip") as container:
        digest = container.sha256

    assert digest == open_container(data).sha256 == hashlib.sha256(data).hexdigest()
    assert (container.name, container.size_bytes) == ("course.zip", len(data))


def test_folder_digest_does_not_hang_on_the_order_of_the_disk(tmp_path: Path) -> None:
    for number, names in enumerate([("b.txt", "a.txt"), ("a.txt", "b.txt")]):
        (tmp_path / str(number)).mkdir()
        for name in names:
            (tmp_path / str(number) / name).write_text(name)

    assert open_container(tmp_path / "0").sha256 == open_container(tmp_path / "1").sha256


def test_folder_never_follows_links_out_and_skips_version_control(tmp_path: Path) -> None:
    course = tmp_path / "course"
    (course / ".git").mkdir(parents=True)
    (course / ".git" / "config").write_text("x")
    (course / "a.txt").write_text("a")
    (tmp_path / "secret.txt").write_text("secret")
    (course / "out.txt").symlink_to(tmp_path / "secret.txt")
    (course / "in.txt").symlink_to("a.txt")

    container = open_container(course)

    assert sorted(container.files) == ["a.txt", "in.txt"]
    assert container.read("in.txt") == b"a"
    assert sorted(problem.code for problem in container.problems) == ["link-outside", "skipped-folder"]


def test_junk_of_operating_systems_is_kept_but_marked(build: ModuleType) -> None:
    names = [b"a.txt", b"__MACOSX/._a.txt", b"web/.DS_Store", b"Thumbs.db"]
    container = open_container(build.zip_of([build.Entry(name) for name in names]))

    assert {path for path, file in container.files.items() if not file.junk} == {"a.txt"}
    assert [(p.code, p.arguments) for p in container.problems] == [("junk", {"count": 3})]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "lfs-pointer"),
        (b"<!DOCTYPE html><html></html>", "html-page"),
        (b"hello", "text-file"),
        (b"\x00\x01\x02abc", "binary-file"),
        (b"Rar!\x1a\x07\x00", "rar"),
        (b"7z\xbc\xaf\x27\x1c", "seven-zip"),
        (b"%PDF-1.7", "pdf"),
        (bytes(1024), "archive-empty"),
        (b"PK\3\4" + bytes(100), "archive-truncated"),
        (b"\x1f\x8b\x08garbage", "archive-damaged"),
    ],
)
def test_what_is_no_package_is_called_by_its_name(data: bytes, code: str) -> None:
    with pytest.raises(NotAPackage) as refused:
        open_container(data)

    assert refused.value.code == code


def test_gzip_of_something_else_is_called_so() -> None:
    import gzip

    with pytest.raises(NotAPackage, match="gzip-of-other"):
        open_container(gzip.compress(b"hello " * 200))


def test_missing_file_is_refused_without_its_folders(tmp_path: Path) -> None:
    with pytest.raises(NotAPackage) as refused:
        open_container(tmp_path / "nothing.zip")

    assert (refused.value.code, refused.value.arguments) == ("file-missing", {"name": "nothing.zip"})


def test_bare_xml_is_a_container_of_one_file() -> None:
    container = open_container(b"<courseStructure/>", name="cmi5.xml")

    assert (container.kind, list(container.files)) == ("file", ["cmi5.xml"])


def test_path_that_is_not_there_is_told(build: ModuleType) -> None:
    container = open_container(build.zip_of([build.Entry(b"a.txt")]))

    with pytest.raises(EntryUnreadable, match="missing"):
        container.read("b.txt")
    assert container.problems == ()


def test_every_problem_has_its_numbered_check() -> None:
    sheet = yaml.safe_load((REPOSITORY / "standards/formats/container.yaml").read_text(encoding="utf-8"))
    in_sheet = {check["code"]: check["id"] for check in sheet["checks"]}

    assert {code: number for code, number in in_sheet.items() if not code.startswith("descriptor-")} == CHECKS
    assert set(CHECKS) >= LEFT_OUT


def test_problems_become_findings_with_all_that_their_message_asks_for(build: ModuleType) -> None:
    import re

    sheet = yaml.safe_load((REPOSITORY / "standards/formats/container.yaml").read_text(encoding="utf-8"))
    messages = {check["id"]: check["message"] for check in sheet["checks"]}
    names = [b"../x", b"a\x07.txt", b"b\\c.txt", b"A.txt", b"a.txt", b"d", b"d/e", b"d/e", b"mol\x82", b".DS_Store"]
    bad = [build.Entry(b"crc", crc=1), build.Entry(b"size", b"abc", size=2), build.Entry(b"bz", method=12)]
    link = build.Entry(b"link", b"/etc/passwd", attributes=build.SYMLINK)
    container = open_container(build.zip_of([*(build.Entry(name) for name in names), *bad, link], after=b"."))
    for path in container.files:
        try:
            container.read(path)
        except EntryUnreadable:
            continue

    findings = package_findings(container)

    assert len({finding.check for finding in findings}) >= 11
    for finding in findings:
        assert set(re.findall(r"\{(\w+)\}", messages[finding.check])) <= set(finding.arguments)


@given(st.binary(max_size=600), st.sampled_from([b"", b"PK\3\4", b"PK\5\6", b"\x1f\x8b\x08\0", b"ustar"]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_a_container_or_a_package_error(data: bytes, start: bytes) -> None:
    try:
        container = open_container(start + data)
    except PackageError:
        return
    for path in container.files:
        try:
            container.digest(path)
        except EntryUnreadable:
            continue


@given(st.data(), st.sampled_from(["zip", "tar", "tar.gz", "zip64"]))
@settings(max_examples=300, deadline=None)
def test_any_damage_to_an_archive_is_a_container_or_a_package_error(data: st.DataObject, kind: str) -> None:
    archive = bytearray(_archive(kind))
    for _ in range(data.draw(st.integers(1, 4))):
        archive[data.draw(st.integers(0, len(archive) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, 20))
    try:
        container = open_container(bytes(archive[: len(archive) - cut]))
    except PackageError:
        return
    for path in container.files:
        try:
            container.digest(path)
        except EntryUnreadable:
            continue
    assert package_findings(container) is not None


def _archive(kind: str) -> bytes:
    build = load_build()
    if kind == "zip":
        made = build.zip_of([build.Entry(b"a.txt", b"abcabc" * 9, method=8), build.Entry(b"b/c.xml", b"<x/>")])
    elif kind == "zip64":
        made = build.zip64_of(b"a.txt", b"abc")
    else:
        entries = [build.tar_entry("n" * 120, b"abc"), build.tar_entry("l", kind=tarfile.SYMTYPE, link="n" * 120)]
        made = build.tar_of(entries, packed=kind == "tar.gz")
    assert isinstance(made, bytes)
    return made


def test_real_packages_read_like_the_standard_library_reads_them(shared: Path) -> None:
    seen = 0
    honest = [path for path in sorted((shared / "corpus").rglob("*.zip")) if not path.name.startswith("hostile")]
    for path in honest[::4]:
        try:
            with open_container(path) as container:
                seen += _compare(container, path)
        except PackageError:
            continue
    assert seen > 200


def _compare(container: Container, path: Path) -> int:
    """How many entries were compared; packages with problems are read differently on purpose."""
    if container.problems:
        return 0
    with zipfile.ZipFile(path) as archive:
        wanted = [info.filename for info in archive.infolist() if not info.is_dir()]
        assert list(container.files) == sorted(wanted)
        for name in wanted[:20]:
            assert container.read(name) == archive.read(name)
    return len(wanted[:20])


def test_every_real_package_opens_or_is_refused_by_its_name(shared: Path) -> None:
    refused = {}
    for path in sorted((shared / "corpus").glob("*/*")):
        try:
            with open_container(path) as container:
                assert container.files or container.problems
        except PackageError as error:
            refused[path.name] = error.code

    assert refused == {
        "canvas-lms--invalid.zip": "text-file",
        "lfs-pointer--course.imscc": "lfs-pointer",
        "catapult-lts-208-1-invalid-package.md": "text-file",
        "catapult-lts-209-1-not-a-zip.zip": "text-file",
        "daisy-ace-zip-invalid.epub": "text-file",
        "lumi-corrupt_archive.h5p": "text-file",
        "mitx--empty.tar.gz": "archive-empty",
        "qtiworks--WebDeveloperTest1-incomplete.zip": "archive-truncated",
        "tao--InvalidArchive.zip": "archive-damaged",
        "sunscorm-not-a-zip.zip": "lfs-pointer",
        "empty.zip": "archive-empty",
        "passwordis1.zip": "encrypted",
    }


def test_two_entries_that_come_under_one_name_are_one_file(tmp_path: Path) -> None:
    path = tmp_path / "course.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("IMSManifest.xml", "first")
        archive.writestr("imsManifest.xml", "second")
    with open_container(path) as container:
        names = dict.fromkeys(container.files, "imsmanifest.xml")
        assert list(container.renamed(names).files) == ["imsmanifest.xml"]
