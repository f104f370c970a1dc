"""Which packages there are: nothing is left out in silence, and nothing depends on the machine."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from oecheck.batch import _remote, list_packages
from oecheck.batch._stamp import stamp_of
from oecheck.errors import UsageError


@pytest.fixture(autouse=True)
def courses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with packages, an unpacked one, and other things; its parent is the working folder."""
    folder = tmp_path / "courses"
    (folder / "a" / "unpacked" / "web").mkdir(parents=True)
    (folder / "a" / "unpacked" / "imsmanifest.xml").write_bytes(b"<manifest/>")
    (folder / "a" / "unpacked" / "web" / "inner.zip").write_bytes(b"")
    for name in ("b.zip", "a/C.IMSCC", "a/notes.md", ".hidden.zip", "README"):
        (folder / name).write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    return folder


def _names(*words: str, lists: tuple[str, ...] = (), all_files: bool = False) -> list[str]:
    return [package.name for package in list_packages(words, lists, all_files=all_files).packages]


def test_folder_gives_its_packages_by_name_and_an_unpacked_one_as_one() -> None:
    assert _names("courses") == ["courses/a/C.IMSCC", "courses/a/unpacked", "courses/b.zip"]


def test_what_is_no_package_by_its_name_is_counted() -> None:
    assert list_packages(["courses"]).passed_over == {".md": 1, "archive-in-course": 1, "no-suffix": 1}


def test_every_file_is_taken_when_asked() -> None:
    assert "courses/a/notes.md" in _names("courses", all_files=True)


@pytest.mark.parametrize("form", ["{}", "{}/", "./courses"])
def test_names_are_the_same_however_the_folder_is_written(courses: Path, form: str) -> None:
    assert _names(form.format(courses)) == _names("courses")


def test_folder_that_is_a_package_is_one() -> None:
    assert _names("courses/a/unpacked") == ["courses/a/unpacked"]


def test_archive_beside_a_stray_descriptor_is_a_package_all_the_same(courses: Path) -> None:
    (courses / "imsmanifest.xml").write_bytes(b'<manifest><file href="named.zip"/><file href="R%26D.zip"/></manifest>')
    for name in ("named.zip", "R&D.zip", "page.html", "extra.xml"):
        (courses / name).write_bytes(b"x")

    assert _names("courses") == ["courses", "courses/b.zip"]


def test_archive_beside_a_course_below_is_a_package_all_the_same(courses: Path) -> None:
    (courses / "a" / "unpacked" / "other.imscc").write_bytes(b"x")

    assert "courses/a/unpacked/other.imscc" in _names("courses")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_archive_that_the_descriptor_names_is_a_file_of_the_course(courses: Path, encoding: str) -> None:
    manifest = '<manifest><file href="R&amp;D übung.zip"/></manifest>'
    (courses / "a" / "unpacked" / "imsmanifest.xml").write_bytes(manifest.encode(encoding))
    (courses / "a" / "unpacked" / "R&D übung.zip").write_bytes(b"x")

    assert _names("courses/a/unpacked") == ["courses/a/unpacked"]


def test_archives_in_the_folders_of_a_course_are_counted_where_it_does_not_name_them(courses: Path) -> None:
    (courses / "imsmanifest.xml").write_bytes(b'<manifest><file href="a/unpacked/web/inner.zip"/></manifest>')

    assert list_packages(["courses"]).passed_over == {"archive-in-course": 1}


def test_archives_beside_a_descriptor_that_cannot_be_read_are_packages(courses: Path) -> None:
    (courses / "META-INF").mkdir()

    assert _names("courses") == ["courses", "courses/b.zip"]


def test_each_match_of_a_pattern_is_a_package(courses: Path) -> None:
    assert _names("courses/*.zip") == ["courses/b.zip"]
    assert _names(f"{courses}/**/*.zip") == ["courses/a/unpacked/web/inner.zip", "courses/b.zip"]


@pytest.mark.parametrize("word", ["@list.txt", ""])
def test_list_names_packages_relative_to_itself(courses: Path, word: str) -> None:
    (courses / "list.txt").write_text("# two\nb.zip\n\na/C.IMSCC\nmissing.zip\n", encoding="utf-8")
    os.chdir(courses if word else courses.parent)
    listing = list_packages([word] if word else [], [] if word else ["courses/list.txt"])

    assert [package.name for package in listing.packages] == ["a/C.IMSCC", "b.zip", "missing.zip"]
    assert Path(listing.packages[1].location).read_bytes() == b"x"


def test_absolute_path_of_a_list_is_told_relative_to_it_or_by_its_last_part(courses: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "other.zip").write_bytes(b"x")
    lines = [courses / "a" / "C.IMSCC", tmp_path / "elsewhere" / "other.zip", "a/../b.zip"]
    (courses / "list.txt").write_text("\n".join(map(str, lines)), encoding="utf-8")

    assert _names("@courses/list.txt") == ["a/C.IMSCC", "b.zip", "other.zip"]


def test_list_may_come_through_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("courses/b.zip\ncourses/a/unpacked"))

    assert _names(lists=("-",)) == ["courses/a/unpacked", "courses/b.zip"]


def test_package_named_twice_is_taken_once() -> None:
    assert _names("courses/b.zip", "courses/b.zip") == ["courses/b.zip"]


def test_two_packages_of_one_name_are_wrong_usage(tmp_path: Path) -> None:
    other = tmp_path / "other" / "courses"
    other.mkdir(parents=True)
    (other / "b.zip").write_bytes(b"y")
    with pytest.raises(UsageError) as caught:
        _names("courses", str(other))

    assert caught.value.code == "batch-same-name"


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("nowhere", "batch-source-missing"),
        ("nowhere/*.zip", "batch-source-missing"),
        ("@nowhere.txt", "batch-list"),
        ("https://lake.example/course.zip", "batch-web"),
    ],
)
def test_source_that_is_not_there_is_wrong_usage(word: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        _names(word)

    assert caught.value.code == code


def test_batch_of_nothing_is_wrong_usage(courses: Path) -> None:
    (courses / "empty").mkdir()
    with pytest.raises(UsageError) as caught:
        _names("courses/empty")

    assert caught.value.code == "batch-nothing"


def test_link_to_a_folder_is_not_followed_and_counted(courses: Path) -> None:
    (courses / "again").symlink_to(courses, target_is_directory=True)

    assert list_packages(["courses"]).passed_over["linked-folder"] == 1


def test_link_that_has_lost_its_file_is_no_package_less(courses: Path) -> None:
    (courses / "lost.zip").symlink_to("nowhere.zip")

    assert "courses/lost.zip" in _names("courses")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_pipe_in_a_folder_is_passed_over_and_counted(courses: Path) -> None:
    os.mkfifo(courses / "pipe.zip")

    assert list_packages(["courses"]).passed_over["special-file"] == 1


@pytest.mark.skipif(os.name == "nt", reason="file names of this system are Unicode")
def test_name_that_is_no_utf8_is_told_as_codes_and_can_be_opened(courses: Path) -> None:
    (Path(os.fsdecode(os.fsencode(courses) + b"/\xff\x1b.zip"))).write_bytes(b"z")
    package = {one.name: one for one in list_packages(["courses"]).packages}["courses/\\udcff<U+001B>.zip"]

    assert Path(package.location).read_bytes() == b"z"


def test_stamp_changes_with_the_content_of_a_folder(courses: Path) -> None:
    before = stamp_of("courses/a/unpacked")
    (courses / "a" / "unpacked" / "web" / "page.html").write_bytes(b"new")

    assert stamp_of("courses/a/unpacked") != before
    assert stamp_of("courses/nowhere") == ""


@pytest.fixture
def secret(courses: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of which the system tells nobody what lies in it, not even root."""
    folder = courses / "secret"
    folder.mkdir()
    (folder / "hidden.zip").write_bytes(b"x")
    scandir = os.scandir

    def refuse(path: Any = ".") -> Any:
        if Path(os.fsdecode(path)).name == "secret":
            raise PermissionError(13, "Permission denied", os.fsdecode(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    return folder


def _problems(*words: str) -> dict[str, str]:
    return {one.name: one.problem for one in list_packages(words).packages if one.problem}


@pytest.mark.parametrize("word", ["courses", "courses/**/*.zip", "courses/*/*.zip", "courses/*/x/*.zip"])
@pytest.mark.usefixtures("secret")
def test_folder_that_cannot_be_listed_has_a_row_of_its_own(word: str) -> None:
    assert _problems(word) == {"courses/secret": "folder-unlisted"}


@pytest.mark.parametrize("word", ["courses/*.zip", "courses/a/*/*.xml"])
@pytest.mark.usefixtures("secret")
def test_folder_that_a_pattern_does_not_lead_into_has_no_row(word: str) -> None:
    assert _problems(word) == {}


@pytest.mark.usefixtures("secret")
def test_folder_that_cannot_be_listed_is_not_told_to_be_passed_over() -> None:
    assert "unreadable-folder" not in list_packages(["courses"]).passed_over


class _Storage:
    """A storage with one folder that it gives as empty; what it says when it is asked for that folder alone."""

    def __init__(self, answer: OSError | list[str], *, files: bool = True) -> None:
        self._answer = answer
        self._files = files

    def find(self, root: str, *, detail: bool, withdirs: bool) -> dict[str, Any]:
        assert detail
        assert withdirs
        found = {f"{root}/a.zip": {"size": 3, "mtime": 1}, f"{root}/secret": {"type": "directory"}}
        return found if self._files else {}

    def ls(self, folder: str, *, detail: bool) -> list[str]:
        assert not detail
        if isinstance(self._answer, OSError):
            raise self._answer
        return [folder, *(f"{folder}/{name}" for name in self._answer)]

    def unstrip_protocol(self, path: str) -> str:
        return f"lake://{path}"


@pytest.mark.parametrize("answer", [PermissionError(13, "no"), OSError("no answer"), ["late.zip"]])
def test_folder_that_a_storage_refuses_has_a_row_of_its_own(
    monkeypatch: pytest.MonkeyPatch, answer: OSError | list[str]
) -> None:
    monkeypatch.setattr(_remote, "_opened", lambda _word: (_Storage(answer), "/lake/courses"))

    assert _problems("lake://courses") == {"courses/secret": "folder-unlisted"}


@pytest.mark.parametrize("answer", [FileNotFoundError(2, "gone"), []])
def test_folder_of_a_storage_that_is_empty_or_gone_has_no_row(
    monkeypatch: pytest.MonkeyPatch, answer: OSError | list[str]
) -> None:
    monkeypatch.setattr(_remote, "_opened", lambda _word: (_Storage(answer), "/lake/courses"))

    assert _problems("lake://courses") == {}


def test_storage_that_refuses_everything_is_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = _Storage(PermissionError(13, "no"), files=False)
    monkeypatch.setattr(_remote, "_opened", lambda _word: (storage, "/lake/courses"))
    with pytest.raises(UsageError) as caught:
        _names("lake://courses")

    assert caught.value.code == "batch-remote"
