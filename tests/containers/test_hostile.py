"""Archives that mean harm or are broken: each has its outcome, at bounded cost."""

from __future__ import annotations

import tarfile
import tracemalloc
from pathlib import Path
from types import ModuleType

import pytest

from oecheck.containers import Container, EntryUnreadable, Limits, open_container
from oecheck.errors import EncryptedPackage, NotAPackage, PackageError, PackageTooLarge, UnsafePackage
from tests.containers.conftest import load_build

REFUSED: dict[str, tuple[type[PackageError], str]] = {
    "ratio": (PackageTooLarge, "ratio"),
    "overlapping": (UnsafePackage, "overlapping-entries"),
    "entry-in-directory": (UnsafePackage, "overlapping-entries"),
    "below-link": (UnsafePackage, "entry-below-outside-link"),
    "tar-header": (PackageTooLarge, "tar-header-too-large"),
    "gzip-ratio": (PackageTooLarge, "ratio"),
    "encrypted": (EncryptedPackage, "encrypted"),
    "truncated-zip": (NotAPackage, "archive-truncated"),
    "truncated-gzip": (NotAPackage, "archive-truncated"),
    "directory-lies": (NotAPackage, "archive-empty"),
    "no-entries": (NotAPackage, "archive-empty"),
}
ESCAPES = load_build().escaping_names()


def codes(container: Container) -> list[str]:
    return [problem.code for problem in container.problems]


def test_every_hostile_archive_has_an_outcome(build: ModuleType) -> None:
    assert set(build.HOSTILE) == set(REFUSED)


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_hostile_archive_is_refused_by_its_name_at_little_cost(build: ModuleType, name: str) -> None:
    kind, code = REFUSED[name]
    data = build.HOSTILE[name]()
    tracemalloc.start()
    try:
        with pytest.raises(kind) as refused:
            open_container(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert refused.value.code == code
    assert peak < 40 << 20


@pytest.mark.parametrize("name", ESCAPES)
def test_name_that_leaves_the_package_is_named_and_never_read(build: ModuleType, name: bytes) -> None:
    container = open_container(build.zip_of([build.Entry(name), build.Entry(b"inside.txt", b"in")]))

    assert list(container.files) == ["inside.txt"]
    assert "escape" in codes(container)
    assert "\x00" not in container.problems[0].path


def test_percent_encoded_dots_are_an_ordinary_name(build: ModuleType) -> None:
    container = open_container(build.zip_of([build.Entry(b"%2e%2e/a.txt")]))

    assert list(container.files) == ["%2e%2e/a.txt"]
    assert codes(container) == []


def test_folder_whose_name_leaves_the_package_is_named(build: ModuleType) -> None:
    container = open_container(build.zip_of([build.Entry(b"../up/", b""), build.Entry(b"a.txt")]))

    assert codes(container) == ["escape"]


@pytest.mark.parametrize("size", [10, 70])
def test_entry_that_gives_more_than_it_tells_is_cut_and_named(build: ModuleType, size: int) -> None:
    container = open_container(build.zip_of([build.Entry(b"a.txt", b"y" * 10_230, method=8, size=size)]))

    with pytest.raises(EntryUnreadable) as unreadable:
        container.read("a.txt")

    assert unreadable.value.code == "size"
    assert codes(container) == ["size"]


def test_large_entry_that_gives_more_than_it_tells_is_cut_while_streaming(build: ModuleType) -> None:
    data = bytes(range(256)) * 40_000
    container = open_container(build.zip_of([build.Entry(b"a.bin", data, method=8, size=5_000_000)]))
    given: list[int] = []

    with pytest.raises(EntryUnreadable, match="size"):
        given.extend(len(piece) for piece in container.stream("a.bin"))

    assert 0 < sum(given) <= 5_000_000


def test_stored_entry_that_tells_another_size_is_named(build: ModuleType) -> None:
    container = open_container(build.zip_of([build.Entry(b"a.txt", b"four", size=3)]))

    with pytest.raises(EntryUnreadable, match="size"):
        container.read("a.txt")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"crc": 1}, "crc"),
        ({"cut": 5}, "truncated"),
        ({"method": 12}, "method"),
        ({"method": 9}, "method"),
        ({"flags": 1}, "encrypted"),
    ],
)
def test_entry_that_cannot_be_read_is_named_and_the_others_are_read(
    build: ModuleType, change: dict[str, int], code: str
) -> None:
    bad = build.Entry(b"bad.txt", bytes(range(200)), **{"method": 8, **change})
    container = open_container(build.zip_of([build.Entry(b"good.txt", b"good"), bad]))

    with pytest.raises(EntryUnreadable) as unreadable:
        container.digest("bad.txt")

    assert unreadable.value.code == code
    assert codes(container) == [code]
    assert container.read("good.txt") == b"good"


def test_damaged_entry_is_not_inflated_twice_and_reported_once(build: ModuleType) -> None:
    container = open_container(build.zip_of([build.Entry(b"a.txt", b"hello", crc=1)]))

    for _ in range(3):
        with pytest.raises(EntryUnreadable, match="crc"):
            container.read("a.txt")

    assert container.inflations == 1
    assert codes(container) == ["crc"]


def test_garbage_instead_of_deflated_data_is_named(build: ModuleType) -> None:
    entry = build.Entry(b"a.txt", b"\xff" * 50)
    data = build.zip_of([entry]).replace(b"PK\3\4\x14\0\0\0\0\0", b"PK\3\4\x14\0\0\0\x08\0")
    central = data.replace(b"PK\1\2\x14\0\x14\0\0\0\0\0", b"PK\1\2\x14\0\x14\0\0\0\x08\0")
    container = open_container(central)

    with pytest.raises(EntryUnreadable, match="damaged"):
        container.read("a.txt")


def test_duplicate_names_are_reported_and_the_last_is_read(build: ModuleType) -> None:
    container = open_container(build.zip_of([build.Entry(b"a.xml", b"first"), build.Entry(b"a.xml", b"last")]))

    assert container.read("a.xml") == b"last"
    assert [(p.code, p.path, p.arguments) for p in container.problems] == [("duplicate", "a.xml", {"count": 2})]


@pytest.mark.parametrize(
    ("one", "other"), [("Photo.JPG", "photo.jpg"), ("caf\u00e9.txt", "cafe\u0301.txt"), ("stra\u00dfe", "STRASSE")]
)
def test_names_that_some_systems_take_for_one_are_reported(build: ModuleType, one: str, other: str) -> None:
    entries = [build.Entry(name.encode(), flags=build.UTF8) for name in (one, other)]
    container = open_container(build.zip_of(entries))

    assert codes(container) == ["collision"]
    assert len(container.files) == 2


def test_name_that_is_file_and_folder_is_reported(build: ModuleType) -> None:
    container = open_container(build.zip_of([build.Entry(b"a"), build.Entry(b"a/b.txt")]))

    assert codes(container) == ["file-and-folder"]


@pytest.mark.parametrize(("name", "code"), [("in\u202egpj.exe", "direction"), ("a\x07b.txt", "control")])
def test_name_with_unseen_characters_is_reported_and_shown_escaped(build: ModuleType, name: str, code: str) -> None:
    container = open_container(build.zip_of([build.Entry(name.encode(), flags=build.UTF8)]))

    assert codes(container) == [code]
    assert container.problems[0].path.isprintable()


def test_backslashes_are_read_as_slashes_and_reported(build: ModuleType) -> None:
    container = open_container(build.zip_of([build.Entry(b"web\\page.html")]))

    assert list(container.files) == ["web/page.html"]
    assert codes(container) == ["backslash"]


@pytest.mark.parametrize(
    ("raw", "name", "guess"),
    [("mol\u00e9.txt".encode(), "mol\u00e9.txt", "UTF-8"), (b"mol\x82.txt", "mol\u00e9.txt", "code page 437")],
)
def test_name_without_flag_is_guessed_and_the_guess_reported(
    build: ModuleType, raw: bytes, name: str, guess: str
) -> None:
    container = open_container(build.zip_of([build.Entry(raw)]))

    assert list(container.files) == [name]
    assert [(p.code, p.arguments) for p in container.problems] == [("name-encoding", {"guess": guess})]


def test_unicode_name_of_the_extra_field_is_no_guess(build: ModuleType) -> None:
    import struct
    import zlib

    raw, name = b"mol\x82.txt", "mol\u00e9.txt".encode()
    extra = struct.pack("<2HBL", 0x7075, 5 + len(name), 1, zlib.crc32(raw)) + name
    container = open_container(build.zip_of([build.Entry(raw, extra=extra)]))

    assert list(container.files) == ["mol\u00e9.txt"]
    assert codes(container) == []


def test_header_with_another_name_is_reported_when_read(build: ModuleType) -> None:
    container = open_container(build.zip_of([build.Entry(b"a.txt", b"x", local_name=b"b.txt")]))

    assert container.read("a.txt") == b"x"
    assert codes(container) == ["two-names"]


@pytest.mark.parametrize(("target", "found"), [(b"real.txt", True), (b"./real.txt", True), (b"/etc/passwd", False)])
def test_link_in_a_zip_is_followed_only_inside(build: ModuleType, target: bytes, found: bool) -> None:
    link = build.Entry(b"link.txt", target, attributes=build.SYMLINK)
    container = open_container(build.zip_of([build.Entry(b"real.txt", b"real"), link]))

    assert ("link.txt" in container) is found
    assert codes(container) == ([] if found else ["link-outside"])
    assert not found or container.read("link.txt") == b"real"


@pytest.mark.parametrize(
    ("kind", "target", "code"),
    [
        (tarfile.SYMTYPE, "/etc/passwd", "link-outside"),
        (tarfile.SYMTYPE, "../../etc/passwd", "link-outside"),
        (tarfile.LNKTYPE, "../x", "link-outside"),
        (tarfile.SYMTYPE, "nowhere.txt", "link-dangling"),
        (tarfile.SYMTYPE, "link", "link-loop"),
        (tarfile.SYMTYPE, "..", "link-loop"),
        (tarfile.SYMTYPE, "../.", "link-loop"),
        (tarfile.CHRTYPE, "", "special"),
        (tarfile.FIFOTYPE, "", "special"),
    ],
)
def test_entry_of_a_tar_that_is_no_file_is_named(build: ModuleType, kind: bytes, target: str, code: str) -> None:
    entries = [build.tar_entry("a.txt", b"a"), build.tar_entry("sub/link", kind=kind, link=target)]
    container = open_container(build.tar_of(entries))

    assert codes(container) == [code]
    assert list(container.files) == ["a.txt"]


@pytest.mark.parametrize("packed", [True, False])
def test_hard_and_symbolic_links_inside_a_tar_are_followed(build: ModuleType, packed: bool) -> None:
    entries = [
        build.tar_entry("./files/a.txt", b"content"),
        build.tar_entry("./hard.txt", kind=tarfile.LNKTYPE, link="./files/a.txt"),
        build.tar_entry("./files/soft.txt", kind=tarfile.SYMTYPE, link="../hard.txt"),
        build.tar_entry("./files/a.txt", kind=tarfile.LNKTYPE, link="./files/a.txt"),
    ]
    container = open_container(build.tar_of(entries, packed=packed))

    assert container.read("hard.txt") == container.read("files/soft.txt") == b"content"
    assert container.inflations == 1
    assert codes(container) == []


def test_bytes_around_an_archive_are_reported(build: ModuleType) -> None:
    before = open_container(build.zip_of([build.Entry(b"a.txt", b"a")], before=b"MZ junk"))
    after = open_container(build.zip_of([build.Entry(b"a.txt", b"a")], after=b"junk"))

    assert before.read("a.txt") == after.read("a.txt") == b"a"
    assert [(p.code, p.arguments) for p in before.problems] == [("leading-bytes", {"count": 7})]
    assert [(p.code, p.arguments) for p in after.problems] == [("trailing-bytes", {"count": 4})]


def test_wrong_number_of_entries_is_reported(build: ModuleType) -> None:
    container = open_container(build.zip_of([build.Entry(b"a.txt")], count=7))

    assert [(p.code, p.arguments) for p in container.problems] == [("entry-count", {"declared": 7, "found": 1})]


def test_archives_inside_are_entries_and_never_opened(build: ModuleType) -> None:
    container = open_container(build.nested())

    assert list(container.files) == ["inner.zip"]
    assert container.inflations == 0


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(entries=2), "too-many-entries"),
        (Limits(total_bytes=20), "total-too-large"),
        (Limits(entry_bytes=5), "entry-too-large"),
        (Limits(directory_bytes=50), "directory-too-large"),
    ],
)
def test_limit_that_is_exceeded_is_named(build: ModuleType, limits: Limits, code: str) -> None:
    data = build.zip_of([build.Entry(b"%d.txt" % number, b"0123456789") for number in range(3)])

    with pytest.raises(PackageTooLarge) as refused:
        open_container(data, limits)

    assert refused.value.code == code
    assert refused.value.arguments["limit"] in (2, 20, 5, 50)


@pytest.mark.parametrize("container", ["zip", "tar", "tar.gz", "folder", "file"])
def test_entry_over_its_limit_is_refused_in_every_container(build: ModuleType, tmp_path: Path, container: str) -> None:
    data = b"<manifest>" + b" " * 2_000 + b"</manifest>"
    (tmp_path / "a.xml").write_bytes(data)
    tar = [build.tar_entry("a.xml", data)]
    packed: dict[str, bytes | Path] = {
        "zip": build.zip_of([build.Entry(b"a.xml", data)]),
        "tar": build.tar_of(tar, packed=False),
        "tar.gz": build.tar_of(tar),
        "folder": tmp_path,
        "file": tmp_path / "a.xml",
    }

    with open_container(packed[container], Limits(entry_bytes=len(data))) as opened:
        assert list(opened.files) == ["a.xml"]
    with pytest.raises(PackageTooLarge) as refused:
        open_container(packed[container], Limits(entry_bytes=len(data) - 1))
    assert refused.value.code == "entry-too-large"


def test_bare_file_over_the_limit_of_the_package_is_refused() -> None:
    with pytest.raises(PackageTooLarge, match="total-too-large"):
        open_container(b"<manifest/>", Limits(total_bytes=5))


def test_entry_over_the_limit_of_reading_can_still_be_streamed(build: ModuleType) -> None:
    container = open_container(build.zip_of([build.Entry(b"a.txt", b"0123456789")]), Limits(read_bytes=5))

    with pytest.raises(EntryUnreadable, match="over-limit"):
        container.read("a.txt")


def test_deep_and_long_names_are_left_out_and_reported(build: ModuleType) -> None:
    entries = [build.Entry(b"d/" * 100 + b"a.txt"), build.Entry(b"n" * 2000), build.Entry(b"a.txt")]
    container = open_container(build.zip_of(entries))

    assert list(container.files) == ["a.txt"]
    assert codes(container) == ["depth", "name-length"]


def test_problems_of_one_kind_are_counted_beyond_a_number(build: ModuleType) -> None:
    entries = [build.Entry(b"../%d" % number) for number in range(30)]
    container = open_container(build.zip_of(entries), Limits(listed_problems=10))

    assert codes(container) == ["escape"] * 10 + ["more"]
    assert container.problems[-1].arguments == {"code": "escape", "count": 20}


def test_many_small_entries_of_any_ratio_are_honest_until_the_whole_is_not(build: ModuleType) -> None:
    pages = [build.Entry(b"%d.txt" % number, bytes(3 << 20), method=8) for number in range(3)]
    bomb = [build.Entry(b"%d.txt" % number, bytes(3 << 20), method=8) for number in range(40)]

    assert len(open_container(build.zip_of(pages)).files) == 3
    with pytest.raises(PackageTooLarge, match="ratio"):
        open_container(build.zip_of(bomb))
